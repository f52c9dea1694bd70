import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

const source = (name: string) => fileURLToPath(new URL(`./packages/${name}/src/index.ts`, import.meta.url));
const packages = [
  "core",
  "catalogue",
  "ovh-project",
  "ovh-compute-stack",
  "ovh-managed-pg",
  "ovh-s3-iam",
  "operations",
  "policies",
  "sandbox",
  "testing",
];

/** Three suites: `unit` (no engine, no build), `engine` (real engine against the sandbox, needs a build), `nightly` (long). */
export default defineConfig({
  resolve: {
    // The longer name first: a name also stands for everything behind it.
    alias: [
      {
        find: "@accoreboot/core/pure",
        replacement: fileURLToPath(new URL("./packages/core/src/pure.ts", import.meta.url)),
      },
      ...packages.map((name) => ({ find: `@accoreboot/${name}`, replacement: source(name) })),
    ],
  },
  test: {
    projects: [
      {
        extends: true,
        test: {
          name: "unit",
          include: ["{packages,examples}/*/test/**/*.test.ts", "toolchain/test/**/*.test.ts", "tools/**/*.test.ts"],
          exclude: ["**/*.engine.test.ts", "**/*.nightly.test.ts", "**/node_modules/**"],
          setupFiles: [fileURLToPath(new URL("./tools/test/properties.ts", import.meta.url))],
          // Far more than any needs; a machine may be busy.
          testTimeout: 60_000,
          hookTimeout: 60_000,
          maxWorkers: 2,
        },
      },
      {
        extends: true,
        test: {
          name: "engine",
          include: ["{packages,examples}/*/test/**/*.engine.test.ts", "toolchain/test/**/*.engine.test.ts"],
          exclude: ["**/node_modules/**"],
          testTimeout: 180_000,
          hookTimeout: 180_000,
          maxWorkers: 2,
        },
      },
      {
        extends: true,
        test: {
          name: "nightly",
          include: ["{packages,examples}/*/test/**/*.nightly.test.ts", "{toolchain,tools}/**/*.nightly.test.ts"],
          exclude: ["**/node_modules/**"],
          testTimeout: 1_800_000,
          hookTimeout: 600_000,
          maxWorkers: 1,
        },
      },
    ],
  },
});
