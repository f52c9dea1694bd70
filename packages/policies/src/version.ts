import { readFileSync } from "node:fs";

/** Version of this package: its package.json stands one folder above the source and above the build. */
export const version: string = (
  JSON.parse(readFileSync(new URL("../package.json", import.meta.url), "utf8")) as { version: string }
).version;
