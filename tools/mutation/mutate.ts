import { readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { root } from "../places.ts";
import { run } from "../run.ts";
import { type Equivalent, mutantsOf, reportAt, type Score, scores, stale } from "./score.ts";

/** The sets of `core`, and of the policy pack what all rules stand on and each group of them. */
export const areas = ["core", "kernel", "database", "network", "storage", "secrets", "edge", "governance"] as const;
export type Area = (typeof areas)[number];

/** The mutants that are known to be equivalent. */
export const equivalents = (): Equivalent[] =>
  JSON.parse(readFileSync(join(root, "tools/mutation/equivalent.json"), "utf8")) as Equivalent[];

/**
 * Mutates the files of one area and judges how the unit tests of its package noticed.
 *
 * @returns Each file's score, and the equivalents that are listed in vain.
 * @throws When Stryker fails, as it does when a test fails without any mutant; the error holds what it printed.
 */
export async function mutate(area: Area): Promise<{ scores: Score[]; stale: Equivalent[] }> {
  const report = join(root, `reports/mutation/${area}.json`);
  rmSync(report, { force: true });
  const env = { ...process.env, MUTATED: area, NODE_COMPILE_CACHE: join(tmpdir(), "accoreboot-compile-cache") };
  const settings = `tools/mutation/${area === "core" ? "core" : "policies"}.mjs`;
  const { code, output } = await run("stryker", ["run", settings], root, env);
  if (code !== 0) throw new Error(`stryker failed on ${area}:\n${output}`);
  const mutants = mutantsOf(reportAt(report));
  return { scores: scores(mutants, equivalents()), stale: stale(mutants, equivalents()) };
}
