import { turbo } from "../build.ts";
import { isCoverageFresh } from "../coverage.ts";
import { areRulesFresh } from "../rules.ts";
import { run } from "../run.ts";
import { staleSchemas } from "../schema.ts";
import { capabilityProblems } from "./capabilities.ts";
import { longFiles } from "./files.ts";
import { packageProblems } from "./packages.ts";

/** A check of the repository that is not a vitest file. */
export interface Check {
  readonly title: string;
  /** What is wrong; empty when nothing is. */
  problems(): Promise<string[]>;
}

const ofProgram = async (program: string, ...args: string[]) => {
  const { code, output } = await run(program, args);
  return code === 0 ? [] : [output];
};

/** In the order in which a failure is cheapest to learn of. */
export const checks: readonly Check[] = [
  {
    title: "build of every package",
    problems: async () => {
      const { code, output } = await turbo("build");
      return code === 0 ? [] : [output];
    },
  },
  { title: "format and lint (biome)", problems: () => ofProgram("biome", "ci", "--error-on-warnings", ".") },
  { title: "types (tsc, strict)", problems: () => ofProgram("tsc", "--noEmit", "-p", ".") },
  {
    title: "types of the toolchain's JavaScript (tsc, strict)",
    problems: () => ofProgram("tsc", "--noEmit", "-p", "toolchain"),
  },
  {
    title: "inferred schemas are the committed ones",
    problems: async () =>
      staleSchemas().map((name) => `packages/${name}/schema.json: run node tools/schema.ts --write`),
  },
  {
    title: "publint and attw of every published package",
    problems: async () => {
      const { code, output } = await turbo("package-check");
      return code === 0 ? [] : [output];
    },
  },
  {
    title: "docs/sandbox-coverage.md is what the sandbox generates",
    problems: async () => ((await isCoverageFresh()) ? [] : ["docs/sandbox-coverage.md: run make coverage"]),
  },
  {
    title: "packages/policies/RULES.md is what the rules say",
    problems: async () => ((await areRulesFresh()) ? [] : ["packages/policies/RULES.md: run make rules"]),
  },
  { title: "packed size, contents and peers of every published package", problems: packageProblems },
  { title: "no source file over 300 lines of code", problems: async () => longFiles() },
  {
    title: "docs/capabilities.md lists every id, and a test for each that is done",
    problems: async () => capabilityProblems(),
  },
];
