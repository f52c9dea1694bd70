import { describe, expect, it } from "vitest";
import { configure } from "../src/config/configuration.ts";
import { rules, subjectOf } from "../src/index.ts";
import { openSession } from "../src/session.ts";
import { unknown } from "./hidden.ts";

const today = "2026-11-21";
const type = "ovh:CloudProject/database:Database";
const node = { region: "GRA", networkId: "net", subnetId: "sub" };
const open = (ip: string, name = "db") =>
  subjectOf({
    type,
    name,
    urn: `urn:pulumi:test::shop::${type}::${name}`,
    properties: { engine: "mysql", nodes: [node], ipRestrictions: [{ ip }] },
  });
const rule = { only: ["rule:DB003"] };
const fingerprintOf = (ip: string) => {
  const [finding] = openSession(configure({ selection: rule }, "test", rules, today)).resource(open(ip));
  return finding?.fingerprint ?? "";
};
const waiver = (changed: object = {}) => ({
  rule: "DB003",
  resource: "db",
  environment: "test",
  fingerprint: fingerprintOf("203.0.112.0/22"),
  reason: "The load generators stand in that range for two weeks",
  owner: "team data",
  ticket: "OPS-12",
  expires: "2026-12-21",
  ...changed,
});
const session = (entries: object[], level?: string) =>
  openSession(
    configure(
      { selection: rule, waivers: { entries, ...(level ? { enforcementLevel: level } : {}) } },
      "test",
      rules,
      today,
    ),
  );
const named = "the waiver of DB003 for db (OPS-12)";
const told = (given: ReturnType<typeof session>, ...subjects: ReturnType<typeof open>[]) => {
  for (const subject of subjects) given.resource(subject);
  return given.stack([]).map(({ rule: { id }, level, problem, path }) => [id, level, problem, path]);
};

describe("a waiver", () => {
  it("covers the finding it names, and the finding stays with it", () => {
    const [finding] = session([waiver()]).resource(open("203.0.112.0/22"));
    expect(finding).toMatchObject({
      outcome: "FAIL",
      level: "mandatory",
      waiver: { ticket: "OPS-12", expires: "2026-12-21" },
    });
  });

  it.each<[string, object]>([
    ["another resource", { resource: "other" }],
    ["a resource whose name only starts alike", { resource: "d" }],
    ["another environment", { environment: "preprod" }],
    ["another rule", { rule: "DB004" }],
    ["another value at the same place", { fingerprint: fingerprintOf("0.0.0.0/0") }],
  ])("for %s does not cover it", (_, changed) => {
    const [finding] = session([waiver(changed)]).resource(open("203.0.112.0/22"));
    expect(finding?.outcome).toBe("FAIL");
    expect(finding?.waiver).toBeUndefined();
  });

  it("names resources with a star, by name or by URN", () => {
    for (const resource of ["d*", "*b", "urn:pulumi:test::shop::*::db"]) {
      expect(session([waiver({ resource })]).resource(open("203.0.112.0/22"))[0]?.waiver).toBeDefined();
    }
    expect(session([waiver({ resource: "d.*" })]).resource(open("203.0.112.0/22"))[0]?.waiver).toBeUndefined();
  });

  it("that has expired covers nothing, and is told of as advice", () => {
    const expired = session([waiver({ expires: "2026-11-20" })]);
    expect(expired.resource(open("203.0.112.0/22"))[0]?.waiver).toBeUndefined();
    expect(told(expired)).toEqual([
      ["META2", "advisory", `${named} has expired, so that its finding counts again`, "waivers.entries[0]"],
    ]);
    expect(session([waiver({ expires: today })]).resource(open("203.0.112.0/22"))[0]?.waiver).toBeDefined();
  });

  it("that ends within 14 days is announced, and later ones are not", () => {
    expect(told(session([waiver({ expires: "2026-12-05" })]), open("203.0.112.0/22"))).toEqual([
      ["META2", "advisory", `${named} ends in 14 days`, "waivers.entries[0]"],
    ]);
    expect(told(session([waiver({ expires: "2026-12-06" })]), open("203.0.112.0/22"))).toEqual([]);
  });

  it("that covers nothing blocks, unless its level is lowered or switched off", () => {
    const unused = [["META2", "mandatory", `${named} covers nothing that was found`, "waivers.entries[0]"]];
    expect(told(session([waiver()]), open("10.0.0.0/16"))).toEqual(unused);
    expect(told(session([waiver()], "advisory"))[0]?.[1]).toBe("advisory");
    expect(told(session([waiver()], "disabled"))).toEqual([]);
  });

  it("with the wrong fingerprint is told the right one", () => {
    const wrong = session([waiver({ fingerprint: "000000000000" })]);
    expect(told(wrong, open("203.0.112.0/22"))[0]?.[2]).toBe(
      `${named} covers nothing that was found; what was found there has the fingerprint ${fingerprintOf("203.0.112.0/22")}`,
    );
  });

  it("is not called unused while what it is for cannot be told, nor where it does not count", () => {
    expect(told(session([waiver()]), open(unknown))).toEqual([]);
    expect(told(session([waiver()]), open(unknown, "other"))).toHaveLength(1);
    expect(told(session([waiver({ environment: "preprod" })]))).toEqual([]);
  });

  it("covers a doubt only where doubts block", () => {
    const doubt = session([]).resource(open(unknown))[0]?.fingerprint;
    const entries = [waiver({ fingerprint: doubt })];
    const strict = { selection: rule, unprovable: { strict: true }, waivers: { entries } };
    expect(openSession(configure(strict, "test", rules, today)).resource(open(unknown))[0]?.waiver).toBeDefined();
    expect(session(entries).resource(open(unknown))[0]?.waiver).toBeUndefined();
  });

  it("is not needed for a doubt, unless doubts block", () => {
    const strict = openSession(configure({ selection: rule, unprovable: { strict: true } }, "test", rules, today));
    expect(strict.resource(open(unknown))).toMatchObject([{ outcome: "UNKNOWN", level: "mandatory" }]);
    expect(session([]).resource(open(unknown))).toMatchObject([{ outcome: "UNKNOWN", level: "advisory" }]);
  });
});
