import { describe, expect, it } from "vitest";
import { worst } from "../../src/index.ts";
import { databaseFixtures } from "../fixtures/database.ts";
import { encrypted, secret, unknown } from "../hidden.ts";
import { said } from "./database.ts";

const fixtures = databaseFixtures.find(({ rule }) => rule === "DB003");
const listed = (ips: readonly unknown[]) => ({ ipRestrictions: ips.map((ip) => ({ ip })) });
const outcome = (ips: readonly unknown[]) => worst(said("DB003", listed(ips)));

/** The blocks of every fixture that has a plain list of them and no parameters of its own. */
const lists = [...(fixtures?.bad ?? []), ...(fixtures?.good ?? [])]
  .filter(({ inputs, parameters }) => Array.isArray(inputs["ipRestrictions"]) && !parameters)
  .map(({ title, inputs }) => [title, inputs["ipRestrictions"] as ({ ip?: unknown } | null)[]] as const)
  .filter(([, entries]) => entries.every((entry) => typeof entry === "object" && entry !== null))
  .map(([title, entries]) => [title, entries.map((entry) => entry?.ip)] as const);

describe("DB003 db-no-world", () => {
  it.each(lists)("C040 %s: a hidden block is in doubt and hides no known one", (_, ips) => {
    for (const hidden of [unknown, `203.0.113.${unknown}`, encrypted]) {
      for (const index of ips.keys()) {
        const expected = outcome(ips.toSpliced(index, 1)) === "FAIL" ? "FAIL" : "UNKNOWN";
        expect(outcome(ips.with(index, hidden))).toBe(expected);
      }
      expect(outcome([hidden, ...ips])).toBe(outcome(ips) === "FAIL" ? "FAIL" : "UNKNOWN");
    }
    expect(outcome(ips.map(secret))).toBe(outcome(ips));
  });

  it("C040 doubts an entry and a list that are hidden as a whole", () => {
    for (const hidden of [unknown, encrypted]) {
      expect(said("DB003", { ipRestrictions: hidden })).toMatchObject([{ outcome: "UNKNOWN", path: "ipRestrictions" }]);
      expect(said("DB003", { ipRestrictions: [hidden] })).toMatchObject([
        { outcome: "UNKNOWN", path: "ipRestrictions[0]" },
      ]);
    }
  });

  it("C040 names the entry, or the list when only the whole is too wide", () => {
    expect(said("DB003", listed([unknown, "10.0.0.0/8", "0.0.0.0/0"]))).toMatchObject([
      { path: "ipRestrictions[0].ip", outcome: "UNKNOWN" },
      { path: "ipRestrictions[2].ip", outcome: "FAIL", problem: "a block that covers the whole internet" },
    ]);
    expect(said("DB003", listed(["203.0.112.0/24", "203.0.113.0/24"]))).toMatchObject([
      { path: "ipRestrictions", problem: "blocks that together form a public range wider than /24" },
    ]);
    expect(said("DB003", listed(["2001:db8::/32"]))).toMatchObject([
      { path: "ipRestrictions[0].ip", problem: "a public block wider than /48" },
    ]);
  });

  it.each([
    ["::ffff:0.0.0.0/96", "a block that covers the whole internet"],
    ["::ffff:0.0.0.0/120", "a block that starts at the unspecified address, which is often read as any address"],
    ["0.0.0.0/32", "a block that starts at the unspecified address, which is often read as any address"],
  ])("C040 says of %s: %s", (ip, problem) => {
    expect(said("DB003", listed([ip]))).toMatchObject([{ path: "ipRestrictions[0].ip", problem }]);
  });

  it("C040 judges databases of every engine", () => {
    for (const engine of ["mysql", "redis", unknown, undefined]) {
      expect(worst(said("DB003", { ...listed(["0.0.0.0/0"]), engine }))).toBe("FAIL");
    }
  });

  it.each([
    ["publicPrefix4", 16, "51.75.0.0/16", 15],
    ["publicPrefix6", 32, "2a01:e0a::/32", 31],
  ])("C040 takes %s from %i on, and its preset below", (name, least, block, below) => {
    const found = (value: number) => worst(said("DB003", listed([block]), { parameters: { [name]: value } }));
    expect([found(least), found(below)]).toEqual(["PASS", "FAIL"]);
  });

  it("C040 takes up to 64 ranges, and none fewer than one", () => {
    const ranges = (count: number) => listed(Array.from({ length: count }, (_, index) => `${index + 20}.1.1.0/24`));
    const found = (count: number, publicRanges: number) =>
      worst(said("DB003", ranges(count), { parameters: { publicRanges } }));
    expect([found(64, 64), found(65, 64), found(65, 65)]).toEqual(["PASS", "FAIL", "FAIL"]);
    expect([found(1, 1), found(2, 1), found(2, 0)]).toEqual(["PASS", "FAIL", "PASS"]);
  });
});
