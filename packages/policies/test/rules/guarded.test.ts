/** That GOV006 guards every property that decides in the other rules, told by their fixtures. */
import { describe, expect, it } from "vitest";
import { worst } from "../../src/index.ts";
import { guardedProperties } from "../../src/rules/governance/guarded.ts";
import type { Fixture } from "../fixtures/fixture.ts";
import { fixtures } from "../fixtures/index.ts";
import { ruleOf, verdictsOn } from "../outcomes.ts";

/** Texts for people, what makes a resource another one, and a summary whose parts are judged by themselves. */
const free = ["description", "comment", "tags", "name", "settingId"];
const isFree = (type: string, name: string) =>
  free.includes(name) || type.startsWith("ovh-") || type === "cloudflare:index/zone:Zone";

/** Properties that make a bad fixture good when they are as in a good one of the same type. */
function decisive(rule: string, bad: Fixture, good: readonly Fixture[]): string[] {
  const like = good.filter(({ type }) => type === bad.type);
  const names = [bad, ...like].flatMap(({ inputs }) => Object.keys(inputs));
  return [...new Set(names)].filter((name) =>
    like.some(({ inputs }) => {
      const { [name]: _, ...rest } = bad.inputs;
      const changed = name in inputs ? { ...rest, [name]: inputs[name] } : rest;
      return worst(verdictsOn(ruleOf(rule), bad, changed)) === "PASS";
    }),
  );
}

describe("GOV006 bypass-guard", () => {
  it("C076 guards what decides in a rule on databases, networks, storage, the edge or rights", () => {
    const judged = fixtures.filter(({ rule }) => /^(DB|NET|S3|CF|SEC006)/.test(rule));
    const unguarded = judged.flatMap(({ rule, bad, good }) =>
      bad.flatMap((fixture) =>
        fixture.others
          ? []
          : decisive(rule, fixture, good)
              .filter((name) => !(isFree(fixture.type, name) || guardedProperties[fixture.type]?.includes(name)))
              .map((name) => `${fixture.type} ${name}`),
      ),
    );
    expect([...new Set(unguarded)].sort()).toEqual([]);
  });
});
