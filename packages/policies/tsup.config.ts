import { packageConfig } from "../../tsup.shared.ts";

// The program is an ES module only; all share the rules in chunks.
export default [
  packageConfig({
    entry: { index: "src/index.ts", matchers: "src/matchers.ts", sdk: "src/sdk.ts", server: "src/server/index.ts" },
    format: ["cjs"],
    splitting: true,
    clean: false,
  }),
  packageConfig({
    entry: { index: "src/index.ts", matchers: "src/matchers.ts", sdk: "src/sdk.ts", cli: "src/cli.ts" },
    format: ["esm"],
    splitting: true,
    clean: false,
  }),
];
