/**
 * Every rule against the definition of its verdicts, with up to four parts hidden at once: PASS only if every completion
 * passes, FAIL only if every one fails, and a violation that stays in all of them is told although others are hidden.
 */
import { afterAll, describe, expect, it } from "vitest";
import { type Verdict, worst } from "../src/index.ts";
import type { Fixtures } from "./fixtures/fixture.ts";
import { fixtures } from "./fixtures/index.ts";
import { ruleOf, verdictsOn } from "./outcomes.ts";
import { type Hiding, hidingsOf } from "./soundness-cases.ts";
import { seeded } from "./ways/seeded.ts";

/** For each fixture of each rule. */
const hidingsEach = 18;
const judged = { cases: 0, completions: 0, kept: 0 };

const violation = ({ path, problem }: Verdict) => `${path} ${problem}`;
const failures = (verdicts: readonly Verdict[]) => verdicts.filter(({ outcome }) => outcome === "FAIL").map(violation);

/** What is wrong with the verdict on a hiding; empty when it is sound. */
function unsound(rule: string, { fixture, paths, completions, full }: Hiding): string {
  const said = verdictsOn(ruleOf(rule), fixture);
  const outcome = worst(said);
  const all = completions.map((complete) => verdictsOn(ruleOf(rule), complete));
  const outcomes = new Set(all.map((verdicts) => worst(verdicts)));
  judged.cases += 1;
  judged.completions += completions.length;
  if (outcome === "PASS" && (outcomes.has("FAIL") || outcomes.has("UNKNOWN"))) return "PASS, and not all would";
  if (outcome === "FAIL" && outcomes.has("PASS")) return "FAIL, and one would pass";
  if (!full) return "";
  const lasting = all.map(failures).reduce((some, more) => some.filter((one) => more.includes(one)));
  const elsewhere = lasting.filter((one) => !paths.some((path) => one.startsWith(path)));
  if (elsewhere.length > 0) judged.kept += 1;
  return elsewhere.length > 0 && outcome !== "FAIL" ? `${outcome}, and masks ${elsewhere[0]}` : "";
}

describe.each(fixtures)("$rule", (all: Fixtures) => {
  it("C040 C076 holds for all that several hidden parts may turn out to be", () => {
    const next = hidingsOf(all, seeded(`soundness ${all.rule}`));
    const wrong = [...all.bad, ...all.good].flatMap((fixture) =>
      Array.from({ length: hidingsEach }, () => next(fixture)).flatMap((hiding) => {
        const problem = hiding ? unsound(all.rule, hiding) : "";
        return problem === "" ? [] : [`${hiding?.title}: ${problem}`];
      }),
    );
    expect(wrong).toEqual([]);
  });
});

afterAll(() => {
  expect(judged.cases).toBeGreaterThanOrEqual(10_000);
  expect(judged.completions).toBeGreaterThan(judged.cases);
  expect(judged.kept).toBeGreaterThan(500);
});
