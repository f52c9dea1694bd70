import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";
import repository from "../../vitest.config.ts";
import { OwnFirst } from "./own-first.ts";

/** The unit tests of one package, without the projects: Stryker gives the folder, and runs them once for each mutant. */
export default defineConfig({
  root: fileURLToPath(new URL("../..", import.meta.url)),
  resolve: repository.resolve,
  test: {
    // Of core all, of the pack what is about single rules: not what judges thousands of generated cases, loads the
    // providers' SDKs, or is about the program around the rules.
    include: [
      "**/core/test/**/*.test.ts",
      "**/policies/test/{fixtures,completions,verdict,truth}.test.ts",
      "**/policies/test/rules/*.test.ts",
    ],
    exclude: ["**/*.{engine,nightly}.test.ts", "**/node_modules/**"],
    testTimeout: 30_000,
    // The code under test keeps no state. Each mutant has a worker of its own, which its test files share.
    isolate: false,
    sequence: { sequencer: OwnFirst },
  },
});
