import { packageConfig } from "../../tsup.shared.ts";

const library = ["src/index.ts", "src/vitest.ts"];

// The programs are ES modules only and share their chunks with the library: the contracts are large.
export default [
  packageConfig({ entry: library, format: ["cjs"], splitting: true, clean: false }),
  packageConfig({
    entry: [...library, "src/cli.ts", "src/pulumi-shim.ts"],
    format: ["esm"],
    splitting: true,
    clean: false,
  }),
];
