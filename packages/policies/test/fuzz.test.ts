/** Odd values in every place: no exception, no long thought, and nothing bad that passes because it is odd. */
import { describe, expect, it } from "vitest";
import { worst } from "../src/index.ts";
import type { Fixture, Fixtures } from "./fixtures/fixture.ts";
import { fixtures } from "./fixtures/index.ts";
import { mayPass } from "./fuzz-pass.ts";
import { fuzz } from "./fuzz-run.ts";
import { oddValues } from "./fuzz-values.ts";
import { type Path, pathsIn, pattern, replaced, valueAt } from "./hidden.ts";
import { ruleOf, verdictsOn } from "./outcomes.ts";

const kindOf = (value: unknown) => (typeof value === "string" ? "text" : Array.isArray(value) ? "list" : typeof value);
const isLeaf = (value: unknown) => typeof value !== "object" && value !== undefined;
const leavesOf = ({ inputs }: Fixture): Path[] => pathsIn(inputs).filter((path) => isLeaf(valueAt(inputs, path)));
const placeOf = ({ type }: Fixture, path: Path) => `${type} ${pattern(path)}`;

/** The kinds of plain values that a provider takes at each place, as far as the fixtures show. */
function kindsOf({ bad, good }: Fixtures): Map<string, Set<string>> {
  const kinds = new Map<string, Set<string>>();
  for (const fixture of [...bad, ...good].filter(({ malformed }) => !malformed)) {
    for (const path of pathsIn(fixture.inputs)) {
      const place = placeOf(fixture, path);
      kinds.set(place, (kinds.get(place) ?? new Set()).add(kindOf(valueAt(fixture.inputs, path))));
    }
  }
  return kinds;
}

describe("odd resources", () => {
  it("C040 C076 are judged without an exception, each in less than 50 ms", () => {
    const { judged, found, threw, slow } = fuzz(20_000, "unit");
    expect(threw).toEqual([]);
    expect(slow).toEqual([]);
    expect(judged).toBe(20_000);
    expect(found).toBeGreaterThan(20_000);
  }, 60_000);
});

describe("a bad resource", () => {
  const used = new Set<string>();

  it.each(fixtures)("C040 C076 $rule does not pass with a value of a wrong type in the place of any", (all) => {
    const kinds = kindsOf(all);
    const passed = new Set<string>();
    for (const fixture of all.bad) {
      for (const path of leavesOf(fixture)) {
        const place = placeOf(fixture, path);
        const right = kinds.get(place);
        if (!right?.has(kindOf(valueAt(fixture.inputs, path)))) continue;
        const wrong = [...oddValues].filter(([kind]) => !right.has(kind));
        for (const [kind, values] of wrong) {
          for (const value of values) {
            const inputs = replaced(fixture.inputs, path, value);
            if (worst(verdictsOn(ruleOf(all.rule), fixture, inputs)) !== "PASS") continue;
            const reason = mayPass(all.rule, place, kind);
            if (reason === undefined) passed.add(`${place}: ${kind}`);
            else used.add(reason);
          }
        }
      }
    }
    expect([...passed]).toEqual([]);
  });

  it("C040 C076 is judged with null as it is without the value", () => {
    for (const { rule, bad, good } of fixtures) {
      for (const fixture of [...bad, ...good]) {
        for (const path of pathsIn(fixture.inputs)) {
          const [none, absent] = [null, undefined].map((value) =>
            verdictsOn(ruleOf(rule), fixture, replaced(fixture.inputs, path, value)),
          );
          expect(none, `${rule} ${fixture.title} ${pattern(path)}`).toEqual(absent);
        }
      }
    }
  });

  it("has no reason to pass that nobody needs", () => {
    expect(mayPass.reasons.filter((reason) => !used.has(reason))).toEqual([]);
  });
});
