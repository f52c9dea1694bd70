import { describe, expect, it } from "vitest";
import { database, encrypted, good, ipRestriction, ruleOf, secret, unknown } from "./cases.ts";
import { outcomeOf } from "./outcomes.ts";

const rule = ruleOf("DB003");
const listed = (ips: readonly unknown[]) => ({ ...good, ipRestrictions: ips.map((ip) => ({ ip })) });
const outcome = (ips: readonly unknown[], parameters?: object) => outcomeOf(rule, listed(ips), parameters).outcome;

const bad: [string, unknown[]][] = [
  ["all of IPv4", ["0.0.0.0/0"]],
  ["all of IPv6", ["::/0"]],
  ["all of IPv6, written out", ["0:0:0:0:0:0:0:0/0"]],
  ["all of IPv4 with host bits", ["1.2.3.4/0"]],
  ["all of IPv6 with host bits", ["2001:db8::1/0"]],
  ["all of IPv4 with a prefix of two digits", ["0.0.0.0/00"]],
  ["both halves", ["0.0.0.0/1", "128.0.0.0/1"]],
  ["one half", ["128.0.0.0/1"]],
  ["all of IPv4 mapped into IPv6", ["::ffff:0:0/96"]],
  ["all of IPv4 mapped, dotted", ["::ffff:0.0.0.0/96"]],
  ["all of IPv4 translated into IPv6 (NAT64)", ["64:ff9b::/96"]],
  ["half of IPv4 mapped into IPv6", ["::ffff:128.0.0.0/97"]],
  ["a small IPv6 block that holds all mapped IPv4", ["::/64"]],
  ["the narrowest such block", ["::fffe:0:0/95"]],
  ["all global IPv6", ["2000::/3"]],
  ["a public /23", ["203.0.112.0/23"]],
  ["a public /16 with host bits", ["51.75.1.1/16"]],
  ["a public IPv6 /47", ["2001:db8::/47"]],
  ["a private block whose neighbour is public", ["192.168.0.0/15"]],
  ["a block just above 10.0.0.0/8", ["10.0.0.0/7"]],
  ["the bare unspecified address", ["0.0.0.0"]],
  ["the unspecified address as one address", ["0.0.0.0/32"]],
  ["the bare unspecified IPv6 address", ["::"]],
  ["two neighbours that form a /23", ["203.0.112.0/24", "203.0.113.0/24"]],
  ["a /23 in four parts out of order", ["203.0.113.0/25", "203.0.112.128/25", "203.0.113.128/25", "203.0.112.0/25"]],
  ["a /23 with an overlap in its first half", ["203.0.112.0/24", "203.0.112.64/26", "203.0.113.0/24"]],
  ["five /24 apart", ["1.0.0.0/24", "2.0.0.0/24", "3.0.0.0/24", "4.0.0.0/24", "5.0.0.0/24"]],
  ["five IPv6 /48 apart", ["2a01::/48", "2a02::/48", "2a03::/48", "2a04::/48", "2a05::/48"]],
  ["a word", ["any"]],
  ["a star", ["*"]],
  ["empty text", [""]],
  ["a blank in front", [" 0.0.0.0/0"]],
  ["octal", ["010.0.0.1/32"]],
  ["two blocks in one text", ["10.0.0.0/8,0.0.0.0/0"]],
  ["a range", ["0.0.0.0-255.255.255.255"]],
  ["a netmask", ["0.0.0.0/0.0.0.0"]],
  ["a number", [0]],
  ["no block", [undefined]],
  ["a bad one behind a good one", ["10.0.0.0/16", "0.0.0.0/0"]],
];
const fine: [string, unknown[]][] = [
  ["the environment's subnet", ["10.0.0.0/16"]],
  ["all private blocks", ["10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "fc00::/7"]],
  ["one public address", ["203.0.113.7/32"]],
  ["one bare public address", ["203.0.113.7"]],
  ["a public /24", ["203.0.113.0/24"]],
  ["a private block with host bits", ["10.0.0.5/24"]],
  ["a public IPv6 /48", ["2001:db8:1::/48"]],
  ["one IPv6 address", ["2001:db8::1"]],
  ["four /24 apart", ["1.0.0.0/24", "2.0.0.0/24", "3.0.0.0/24", "4.0.0.0/24"]],
  ["the same /24 many times", Array.from({ length: 9 }, () => "203.0.113.0/24")],
  ["an empty list", []],
];

describe("DB003 db-no-world", () => {
  it.each(bad)("C040 refuses a database open to %s", (_, ips) => {
    expect(outcome(ips)).toBe("FAIL");
  });

  it.each(fine)("C040 accepts %s", (_, ips) => {
    expect(outcome(ips)).toBe("PASS");
  });

  it.each([...bad, ...fine])("C040 %s: a hidden block is in doubt and hides no known one", (_, ips) => {
    for (const hidden of [unknown, `203.0.113.${unknown}`, encrypted]) {
      for (const index of ips.keys()) {
        const expected = outcome(ips.toSpliced(index, 1)) === "FAIL" ? "FAIL" : "UNKNOWN";
        expect(outcome(ips.with(index, hidden))).toBe(expected);
      }
      expect(outcome([hidden, ...ips])).toBe(outcome(ips) === "FAIL" ? "FAIL" : "UNKNOWN");
    }
  });

  it.each([...bad, ...fine])("C040 %s: secrets whose values it is given are judged by them", (_, ips) => {
    expect(outcome(ips.map(secret))).toBe(outcome(ips));
    expect(outcomeOf(rule, { ...good, ipRestrictions: secret(listed(ips).ipRestrictions) }).outcome).toBe(outcome(ips));
  });

  it.each([
    ["an absent list", undefined, "PASS"],
    ["null", null, "PASS"],
    ["a list that is not known yet", "6a19a0b0-7e62-4c92-b797-7f8e31da9cc2", "UNKNOWN"],
    ["an encrypted list", encrypted, "UNKNOWN"],
    ["an entry that is not known yet", [unknown], "UNKNOWN"],
    ["a bad entry behind an unknown one", [unknown, { ip: "0.0.0.0/0" }], "FAIL"],
    ["text for the list", "0.0.0.0/0", "FAIL"],
    ["an object for the list", { "0": { ip: "10.0.0.0/8" } }, "FAIL"],
    ["text for an entry", ["10.0.0.0/8"], "FAIL"],
    ["nothing for an entry", [null], "FAIL"],
  ])("C040 judges %s", (_, ipRestrictions, expected) => {
    expect(outcomeOf(rule, { ...good, ipRestrictions }).outcome).toBe(expected);
  });

  it("C040 names the entry, or the list when only the whole is too wide", () => {
    expect(outcomeOf(rule, listed([unknown, "10.0.0.0/8", "0.0.0.0/0"])).findings).toMatchObject([
      { path: "ipRestrictions[0].ip", outcome: "UNKNOWN" },
      { path: "ipRestrictions[2].ip", outcome: "FAIL", problem: "a block that covers the whole internet" },
    ]);
    expect(outcomeOf(rule, listed(["203.0.112.0/24", "203.0.113.0/24"])).findings).toMatchObject([
      { path: "ipRestrictions", problem: "blocks that together form a public range wider than /24" },
    ]);
    expect(outcomeOf(rule, listed(["2001:db8::/32"])).findings).toMatchObject([
      { path: "ipRestrictions[0].ip", problem: "a public block wider than /48" },
    ]);
  });

  it("C040 takes its limits from the configuration, and refuses the whole internet under any", () => {
    expect(outcome(["203.0.113.0/28"], { publicPrefix4: 32 })).toBe("FAIL");
    expect(outcome(["51.75.0.0/16"], { publicPrefix4: 16 })).toBe("PASS");
    expect(outcome(["1.0.0.0/24", "2.0.0.0/24"], { publicRanges: 1 })).toBe("FAIL");
    expect(outcome(["51.0.0.0/8"], { publicPrefix4: 8 })).toBe("FAIL");
    expect(outcome(["0.0.0.0/0"], { publicPrefix4: 0, publicPrefix6: 0, publicRanges: 1e9 })).toBe("FAIL");
  });

  it("C040 judges an allow-list entry that is a resource of its own", () => {
    const single = (properties: object) => outcomeOf(rule, { ...properties }, {}, ipRestriction);
    expect(single({ engine: "postgresql", ip: "0.0.0.0/0" })).toMatchObject({ outcome: "FAIL", paths: ["ip"] });
    expect(single({ ip: "10.0.0.0/8" }).outcome).toBe("PASS");
    expect(single({ ip: unknown }).outcome).toBe("UNKNOWN");
    expect(single({}).outcome).toBe("FAIL");
  });

  it("C040 judges databases of every engine", () => {
    for (const engine of ["mysql", "redis", unknown, undefined]) {
      expect(outcomeOf(rule, { ...listed(["0.0.0.0/0"]), engine }, {}, database).outcome).toBe("FAIL");
    }
  });
});
