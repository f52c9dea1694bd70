import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";
import repository from "../../vitest.config.ts";
import { OwnFirst } from "./own-first.ts";

/** The unit tests of one package, without the projects: Stryker gives the folder, and runs them once for each mutant. */
export default defineConfig({
  root: fileURLToPath(new URL("../..", import.meta.url)),
  resolve: repository.resolve,
  test: {
    include: ["**/*.test.ts"],
    // Besides the other suites: what judges thousands of generated cases, loads the providers' SDKs, or is about the
    // program around the rules.
    exclude: [
      "**/*.{engine,nightly}.test.ts",
      "**/{adapter,canary,command,configuration,fuzz,matchers,report,self-check,server,soundness,waivers,ways}.test.ts",
      "**/cost*.test.ts",
      "**/corpus/**",
      "**/node_modules/**",
    ],
    setupFiles: [fileURLToPath(new URL("../test/properties.ts", import.meta.url))],
    testTimeout: 30_000,
    // The code under test keeps no state. Each mutant has a worker of its own, which its test files share.
    isolate: false,
    sequence: { sequencer: OwnFirst },
  },
});
