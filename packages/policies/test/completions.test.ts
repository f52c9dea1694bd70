/**
 * The verdict against its definition. Unknown leaves are replaced by everything they can turn out to be (from a pool
 * with good and bad values): PASS if all completions pass, FAIL if all fail, UNKNOWN if it depends.
 */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Outcome, type Rule, rules, worst } from "../src/index.ts";
import { database, node, postgres } from "./fixtures/database/parts.ts";
import type { Fixture, Properties } from "./fixtures/fixture.ts";
import { unknown } from "./hidden.ts";
import { ruleOf, verdictsOn } from "./outcomes.ts";

/** A value with holes, as a function from "what a hole can be" to every way of filling them. */
type Hole = { readonly hole: readonly unknown[] };
const hole = (...pool: readonly unknown[]): Hole => ({ hole: pool });
const isHole = (value: unknown): value is Hole => typeof value === "object" && value !== null && "hole" in value;

function completions(value: unknown): unknown[] {
  if (isHole(value)) return value.hole.flatMap(completions);
  if (Array.isArray(value)) {
    return value.reduce<unknown[][]>((lists, member) => product(lists, completions(member)), [[]]);
  }
  if (typeof value !== "object" || value === null) return [value];
  const keys = Object.keys(value);
  return (completions(Object.values(value)) as unknown[][]).map((values) =>
    Object.fromEntries(keys.map((key, index) => [key, values[index]])),
  );
}

const product = (lists: unknown[][], members: unknown[]) =>
  lists.flatMap((list) => members.map((member) => [...list, member]));

/** The value as a preview shows it: each hole an unknown. */
function previewed(value: unknown): unknown {
  if (isHole(value)) return unknown;
  if (Array.isArray(value)) return value.map(previewed);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, previewed(inner)]));
}

const outcomeOf = (rule: Rule, inputs: unknown, more: Partial<Fixture> = {}): Outcome =>
  worst(
    verdictsOn(rule, {
      title: "",
      type: rule.types === "all" ? database : (rule.types[0] ?? database),
      inputs: inputs as Properties,
      ...more,
    }),
  );

function expectExact(id: string, properties: Properties, more: Partial<Fixture> = {}) {
  const rule = ruleOf(id);
  const outcomes = new Set(completions(properties).map((complete) => outcomeOf(rule, complete, more)));
  expect(outcomes).not.toContain("UNKNOWN");
  const [only] = outcomes;
  const expected: Outcome | undefined = outcomes.size === 1 ? only : "UNKNOWN";
  expect(outcomeOf(rule, previewed(properties), more), JSON.stringify(properties)).toBe(expected);
}

const engines = ["postgresql", "mysql", "grafana", 5];
const versions = ["17", "16", "18", "latest", "018", 17];
const ips = ["10.0.0.0/16", "203.0.112.0/24", "203.0.113.0/24", "0.0.0.0/0", "x", undefined];
const entries = ips.map((ip) => ({ ip }));
const nodes = [node, { ...node, networkId: undefined }, { region: "GRA" }];

const entry = fc.oneof(
  fc.constantFrom(...entries),
  fc.constant({ ip: hole(...ips.slice(0, 5)) }),
  fc.constant(hole(...entries)),
);
const id = fc.oneof(fc.constantFrom("id", "", undefined, 7), fc.constant(hole("id-1", "id-2")));
const anyNode = fc.oneof(
  fc.record({ region: fc.constant("GRA"), networkId: id, subnetId: id }),
  fc.constant(hole(...nodes)),
);
/** One of the values, or a hole that may be any of them. */
const orHole = (...pool: readonly unknown[]) => fc.constantFrom<unknown>(...pool, hole(...pool));

describe("a verdict is what every completion of the unknown values says", () => {
  it("C037 DB001, for each engine and version", () => {
    for (const engine of [...engines, undefined, hole(...engines)]) {
      for (const version of [...versions, undefined, hole(...versions)]) {
        expectExact("DB001", { ...postgres, engine, version });
      }
    }
  });

  it("C038 DB002, for each version, description and setting", () => {
    const settings = [{ work_mem: "64" }, { "timescaledb.max_background_workers": "8" }];
    const inputs = fc.record({
      engine: orHole("postgresql", "mysql"),
      version: orHole(...versions),
      description: orHole("prod-postgresql", "prod-timescale"),
      advancedConfiguration: orHole(...settings),
    });
    fc.assert(fc.property(inputs, (changed) => expectExact("DB002", { ...postgres, ...changed })));
  });

  it("C040 DB003, for lists of up to four entries", () => {
    const lists = fc.oneof(
      { weight: 9, arbitrary: fc.array(entry, { maxLength: 4 }) },
      { weight: 1, arbitrary: fc.constant(hole([], entries.slice(0, 1), entries.slice(3, 4))) },
    );
    fc.assert(fc.property(lists, (list) => expectExact("DB003", { ...postgres, ipRestrictions: list })));
  });

  it("C040 DB004, for lists of up to three nodes", () => {
    const lists = fc.oneof(
      { weight: 9, arbitrary: fc.array(anyNode, { maxLength: 3 }) },
      { weight: 1, arbitrary: fc.constant(hole([], [node], nodes)) },
    );
    fc.assert(fc.property(lists, (list) => expectExact("DB004", { ...postgres, nodes: list })));
  });

  it("DB005 and DB006, for each flag, engine, plan and number of nodes", () => {
    const inputs = fc.record({
      deletionProtection: orHole(true, false, "true"),
      engine: orHole(...engines),
      plan: orHole("essential", "business", "production"),
      nodes: orHole([node], [node, node], [hole(...nodes), node]),
    });
    fc.assert(
      fc.property(inputs, fc.boolean(), (changed, protect) => {
        expectExact("DB005", { ...postgres, ...changed }, { options: { protect } });
        expectExact("DB006", { ...postgres, ...changed });
      }),
    );
  });

  it("DB008, for each name and list of roles", () => {
    const lists = fc.array(orHole("replication", "reporting", 7), { maxLength: 3 });
    fc.assert(
      fc.property(orHole("shop", "avnadmin"), fc.oneof(lists, fc.constant(hole([], ["replication"]))), (name, roles) =>
        expectExact("DB008", { name, roles }, { parameters: { postgresRoles: ["reporting"] } }),
      ),
    );
  });

  it("C040 no unknown value masks a known violation beside it", () => {
    const unknownEntry = fc.constantFrom<unknown>(
      unknown,
      { ip: unknown },
      { ip: `10.${unknown}` },
      { ip: "10.0.0.0/8" },
    );
    fc.assert(
      fc.property(
        fc.array(unknownEntry),
        fc.array(unknownEntry),
        fc.constantFrom("0.0.0.0/0", "::/0", "x"),
        (a, b, ip) => {
          const inputs = { ...postgres, version: unknown, ipRestrictions: [...a, { ip }, ...b] };
          expect(outcomeOf(ruleOf("DB003"), inputs)).toBe("FAIL");
        },
      ),
    );
    fc.assert(
      fc.property(fc.array(fc.constant(unknown)), fc.array(fc.constant(unknown)), (a, b) => {
        const inputs = { ...postgres, version: unknown, nodes: [...a, { region: unknown }, ...b] };
        expect(outcomeOf(ruleOf("DB004"), inputs)).toBe("FAIL");
      }),
    );
  });

  it("no rule throws, whatever it is given", () => {
    const leaves = ["engine", "version", "plan", "name", "description", "flavor", "region", "policy"];
    const lists = ["ipRestrictions", "nodes", "roles", "backupRegions", "acls"];
    fc.assert(
      fc.property(fc.anything(), fc.anything(), fc.anything(), (a, b, c) => {
        const shapes = [
          a,
          Object.fromEntries(leaves.map((leaf, index) => [leaf, [a, b, c][index % 3]])),
          Object.fromEntries(lists.map((list) => [list, a])),
          Object.fromEntries(lists.map((list) => [list, [b, { ip: c, region: a, networkId: b, permission: c }]])),
        ];
        for (const rule of rules) {
          for (const type of rule.types === "all" ? [database] : rule.types) {
            for (const shape of shapes) {
              expect(["PASS", "UNKNOWN", "FAIL"]).toContain(outcomeOf(rule, shape, { type }));
            }
          }
        }
      }),
      { numRuns: 25 },
    );
  });
});
