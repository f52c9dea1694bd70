/**
 * The verdict against its definition. Unknown leaves are replaced by everything they can turn out to be (from a pool
 * with good and bad values): PASS if all completions pass, FAIL if all fail, UNKNOWN if it depends.
 */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { find, type Outcome, type Rule, viewOf, worst } from "../src/index.ts";
import { database, good, node, type Properties, ruleOf, unknown } from "./cases.ts";
import { outcomeOf } from "./outcomes.ts";

/** A value with holes, as a function from "what a hole can be" to every way of filling them. */
type Hole = { readonly hole: readonly unknown[] };
const hole = (pool: readonly unknown[]): Hole => ({ hole: pool });
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

function expectExact(rule: Rule, properties: Properties) {
  const outcomes = new Set(completions(properties).map((complete) => worst(find(rule, database, viewOf(complete)))));
  expect(outcomes).not.toContain("UNKNOWN");
  const [only] = outcomes;
  const expected: Outcome | undefined = outcomes.size === 1 ? only : "UNKNOWN";
  expect(outcomeOf(rule, previewed(properties) as Properties).outcome).toBe(expected);
}

const engines = ["postgresql", "mysql", 5];
const versions = ["17", "16", "18", "latest", "018", 17];
const ips = ["10.0.0.0/16", "203.0.112.0/24", "203.0.113.0/24", "0.0.0.0/0", "x", undefined];
const entries = ips.map((ip) => ({ ip }));
const ids = ["id-1", "id-2"];
const nodes = [node, { ...node, networkId: undefined }, { region: "GRA" }];

const entry = fc.oneof(
  fc.constantFrom(...entries),
  fc.constant({ ip: hole(ips.slice(0, 5)) }),
  fc.constant(hole(entries)),
);
const id = fc.oneof(fc.constantFrom("id", "", undefined, 7), fc.constant(hole(ids)));
const anyNode = fc.oneof(
  fc.record({ region: fc.constant("GRA"), networkId: id, subnetId: id }),
  fc.constant(hole(nodes)),
);

describe("a verdict is what every completion of the unknown values says", () => {
  it("C037 DB001, for each engine and version", () => {
    for (const engine of [...engines, undefined, hole(engines)]) {
      for (const version of [...versions, undefined, hole(versions)]) {
        expectExact(ruleOf("DB001"), { ...good, engine, version });
      }
    }
  });

  it("C040 DB003, for lists of up to four entries", () => {
    const lists = fc.oneof(
      { weight: 9, arbitrary: fc.array(entry, { maxLength: 4 }) },
      { weight: 1, arbitrary: fc.constant(hole([[], entries.slice(0, 1), entries.slice(3, 4)])) },
    );
    fc.assert(fc.property(lists, (list) => expectExact(ruleOf("DB003"), { ...good, ipRestrictions: list })));
  });

  it("C040 DB004, for lists of up to three nodes", () => {
    const lists = fc.oneof(
      { weight: 9, arbitrary: fc.array(anyNode, { maxLength: 3 }) },
      { weight: 1, arbitrary: fc.constant(hole([[], [node], nodes])) },
    );
    fc.assert(fc.property(lists, (list) => expectExact(ruleOf("DB004"), { ...good, nodes: list })));
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
          const properties = { ...good, version: unknown, ipRestrictions: [...a, { ip }, ...b] };
          expect(outcomeOf(ruleOf("DB003"), properties).outcome).toBe("FAIL");
        },
      ),
    );
    fc.assert(
      fc.property(fc.array(fc.constant(unknown)), fc.array(fc.constant(unknown)), (a, b) => {
        const properties = { ...good, version: unknown, nodes: [...a, { region: unknown }, ...b] };
        expect(outcomeOf(ruleOf("DB004"), properties).outcome).toBe("FAIL");
      }),
    );
  });

  it("no rule throws, whatever it is given", () => {
    fc.assert(
      fc.property(fc.anything(), fc.anything(), fc.anything(), (a, b, c) => {
        for (const rule of ["DB001", "DB003", "DB004"].map(ruleOf)) {
          for (const properties of [
            a,
            { engine: a, version: b },
            { ipRestrictions: a, nodes: b },
            { ipRestrictions: [a, { ip: b }, c], nodes: [a, { networkId: b, subnetId: c }] },
          ]) {
            expect(["PASS", "UNKNOWN", "FAIL"]).toContain(worst(find(rule, database, viewOf(properties))));
          }
        }
      }),
    );
  });
});
