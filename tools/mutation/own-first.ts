import { globSync, readFileSync } from "node:fs";
import { basename } from "node:path";
import { BaseSequencer, type TestSpecification } from "vitest/node";

/**
 * Puts the tests first that are named after the mutated file (`db001.test.ts` for `db001-pg-major-supported.ts`): the
 * first test that fails ends a mutant's run. A mutant in what a module does when it is loaded would face every test;
 * one in a rule's file faces those that name the rule, in the files named after it, among the fixtures and in what is
 * asked of every rule.
 */
export class OwnFirst extends BaseSequencer {
  private sources: Map<string, string> | undefined;

  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    const { activeMutant } = this.ctx.getRootProject().getProvidedContext() as { activeMutant?: string };
    this.sources ??= sourcesByMutant();
    const source = basename(this.sources.get(activeMutant ?? "") ?? "", ".ts");
    if (source === "") return sorted;
    const rule = /^(?:s3|[a-z]+)\d{3}(?=-)/.exec(source)?.[0];
    const stem = rule ?? source;
    const named = (start: string) => sorted.filter(({ moduleId }) => basename(moduleId).startsWith(start));
    const own = named(stem);
    const chosen = sorted.some(({ project }) => project.config.testNamePattern);
    if (!rule || chosen) return [...new Set([...own, ...sorted])];
    const narrowed = [...own, ...["fixtures", "marks", "edge-marks", "waivable"].flatMap(named)];
    for (const file of narrowed) Object.assign(file, { testNamePattern: new RegExp(`\\b${rule.toUpperCase()}\\b`) });
    return narrowed.length > 0 ? narrowed : sorted;
  }
}

/** The file of each mutant, by the number that Stryker gave it and wrote into the instrumented sources. */
function sourcesByMutant(): Map<string, string> {
  const found = new Map<string, string>();
  for (const file of globSync("packages/*/src/**/*.ts")) {
    for (const [, mutant = ""] of readFileSync(file, "utf8").matchAll(/\bstryMutAct_\w+\("(\d+)"\)/g)) {
      found.set(mutant, file);
    }
  }
  return found;
}
