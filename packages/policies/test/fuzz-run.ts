import { environments, judgeBy, presets, type Rule, rules, subjectOf } from "../src/index.ts";
import { type Fuzzed, resourcesBy } from "./fuzz-resources.ts";
import { seeded } from "./ways/seeded.ts";

/** The longest that all rules together may take for one resource, in milliseconds of processor time. */
export const longestMs = 50;
/** How many resources a rule over the whole stack is given at once. */
const stackOf = 12;

const judges = new Map(
  environments.map((environment) => {
    const settings = presets(environment);
    const levels = Object.fromEntries(rules.map(({ slug }: Rule) => [slug, "mandatory" as const]));
    return [environment, judgeBy({ ...settings, levels })];
  }),
);

/** What went wrong; all empty when nothing did. */
export interface Fuzzing {
  readonly threw: string[];
  readonly slow: string[];
  judged: number;
  found: number;
}

/** Judges so many odd resources, alone and in stacks, by every rule. The same for the same seed. */
export function fuzz(count: number, seed: string): Fuzzing {
  const next = resourcesBy(seeded(seed));
  const result: Fuzzing = { threw: [], slow: [], judged: 0, found: 0 };
  let stack: Fuzzed[] = [];
  for (let index = 0; index < count; index += 1) {
    const resource = next();
    attempt(`${index} ${resource.type}`, result, longestMs, () => judge(resource));
    stack.push(resource);
    if (stack.length === stackOf) {
      attempt(`${index} the stack`, result, stackOf * longestMs, () => judgeStack(stack));
      stack = [];
    }
    result.judged += 1;
  }
  return result;
}

const judge = (resource: Fuzzed) => judges.get(resource.environment)?.resource(subjectOf(resource)) ?? [];
const judgeStack = (stack: readonly Fuzzed[]) => judges.get("prod")?.stack(stack.map(subjectOf)) ?? [];

/** Slow is what is slow three times: a pause for another process or for garbage is not the rules'. */
function attempt(title: string, result: Fuzzing, limitMs: number, run: () => readonly unknown[]): void {
  for (let tries = 0; tries < 3; tries += 1) {
    const [started, before] = [performance.now(), process.cpuUsage()];
    try {
      const found = run().length;
      if (tries === 0) result.found += found;
    } catch (error) {
      result.threw.push(`${title}: ${error instanceof Error ? (error.stack ?? error.message) : "an odd error"}`);
      return;
    }
    const { user, system } = process.cpuUsage(before);
    if (Math.min(performance.now() - started, (user + system) / 1000) < limitMs) return;
  }
  result.slow.push(title);
}
