/** Writes docs/sandbox-coverage.md from the built sandbox. */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { root } from "./places.ts";
import { run } from "./run.ts";

const page = join(root, "docs", "sandbox-coverage.md");

async function generated(): Promise<string> {
  const cli = join(root, "packages", "sandbox", "dist", "cli.js");
  const { code, output } = await run(process.execPath, [
    "--disable-warning=ExperimentalWarning",
    cli,
    "coverage",
    "--markdown",
  ]);
  if (code !== 0) throw new Error(output);
  return output;
}

/** True when the committed page is the one that the sandbox generates. */
export async function isCoverageFresh(): Promise<boolean> {
  return readFileSync(page, "utf8") === (await generated());
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) writeFileSync(page, await generated());
