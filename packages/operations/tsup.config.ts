import { packageConfig } from "../../tsup.shared.ts";

// The program is an ES module only and shares its chunks with the library.
export default [
  packageConfig({ format: ["cjs"], clean: false }),
  packageConfig({ entry: ["src/index.ts", "src/cli.ts"], format: ["esm"], splitting: true, clean: false }),
];
