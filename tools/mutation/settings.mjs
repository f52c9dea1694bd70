/**
 * Stryker's settings for one package: its unit tests alone have to notice each mutant of these files. Reports go to
 * reports/mutation/<report>.json and .html.
 *
 * @param {string} name Folder in packages/.
 * @param {string[]} mutate Files of its src folder, as glob patterns.
 * @param {string} report Name of the reports.
 */
export const settings = (name, mutate, report = name) => ({
  mutate: mutate.map((pattern) => `packages/${name}/src/${pattern}`),
  plugins: ["@stryker-mutator/vitest-runner", "./tools/mutation/prose.mjs"],
  ignorers: ["prose"],
  testRunner: "vitest",
  vitest: { configFile: "tools/mutation/vitest.config.ts", dir: `packages/${name}/test`, related: false },
  coverageAnalysis: "perTest",
  concurrency: 2,
  incremental: false,
  allowConsoleColors: false,
  timeoutMS: 5_000,
  timeoutFactor: 3,
  // Only what the tests need is copied; everything else stays out of the sandbox.
  ignorePatterns: [
    "**",
    "!package.json",
    "!vitest.config.ts",
    "!tools/mutation/**",
    "!tools/test/properties.ts",
    "!packages/*/package.json",
    "!packages/{core,policies,catalogue}/{src,test}/**",
  ],
  reporters: ["json", "html"],
  jsonReporter: { fileName: `reports/mutation/${report}.json` },
  htmlReporter: { fileName: `reports/mutation/${report}.html` },
  tempDirName: ".stryker-tmp",
});
