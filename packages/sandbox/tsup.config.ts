import { packageConfig } from "../../tsup.shared.ts";

// The programs are ES modules only and share their chunks with the library: the contracts are large.
export default [
  packageConfig({ format: ["cjs"], clean: false }),
  packageConfig({
    entry: ["src/index.ts", "src/cli.ts", "src/pulumi-shim.ts"],
    format: ["esm"],
    splitting: true,
    clean: false,
  }),
];
