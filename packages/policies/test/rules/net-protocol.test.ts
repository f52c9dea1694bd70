import { everyPort, spans } from "@accoreboot/core";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  isAnyProtocol,
  isWiderThan,
  type Opening,
  protocolNumber,
  reaches,
  servicesOf,
} from "../../src/rules/network/protocol.ts";
import { structure } from "../../src/truth.ts";
import { viewOf } from "../../src/view.ts";
import { ruleOf, verdictsOn } from "../outcomes.ts";

const unknown = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";
const opening = (protocol: unknown, min?: unknown, max?: unknown): Opening => ({
  protocol: viewOf(protocol, "protocol"),
  min: viewOf(min, "min"),
  max: viewOf(max, "max"),
});
const range = (first: number, last: number) => [{ first, last }];

describe("protocols of security group rules", () => {
  /** Neutron's API reference, create security group rule, `protocol`. */
  it.each([
    ["any", 0],
    ["ah", 51],
    ["dccp", 33],
    ["egp", 8],
    ["esp", 50],
    ["gre", 47],
    ["icmp", 1],
    ["icmpv6", 58],
    ["igmp", 2],
    ["ipip", 4],
    ["ipv6-encap", 41],
    ["ipv6-frag", 44],
    ["ipv6-icmp", 58],
    ["ipv6-nonxt", 59],
    ["ipv6-opts", 60],
    ["ipv6-route", 43],
    ["ospf", 89],
    ["pgm", 113],
    ["rsvp", 46],
    ["sctp", 132],
    ["tcp", 6],
    ["udp", 17],
    ["udplite", 136],
    ["vrrp", 112],
  ])("C031 %s is number %i, in any case and with blanks", (name, number) => {
    expect(protocolNumber(name)).toBe(number);
    expect(protocolNumber(` ${name.toUpperCase()}\n`)).toBe(number);
    expect(protocolNumber(String(number))).toBe(number);
  });

  it.each([undefined, "", "0", "-1", "256", "999", "1000", "6.0", "tcp,udp", "x6", "constructor", 6, true, structure])(
    "C031 %s is every protocol",
    (value) => {
      expect(protocolNumber(value)).toBe(0);
      expect(isAnyProtocol(opening(typeof value === "symbol" ? {} : value))).toBe(true);
    },
  );

  it("C031 255 is the highest number", () => {
    expect(protocolNumber("255")).toBe(255);
    expect(isAnyProtocol(opening("255"))).toBe(false);
    expect(isAnyProtocol(opening(unknown))).toMatchObject({ kind: "unknown", path: "protocol" });
  });
});

describe("ports of security group rules", () => {
  it("C031 lists of services hold single ports and ranges, apart for UDP", () => {
    expect(servicesOf(["22", "5985-5986", "3389/udp", "100-200/udp"])).toEqual({
      tcp: [...range(22, 22), ...range(5985, 5986)],
      udp: [...range(100, 200), ...range(3389, 3389)],
    });
    expect(servicesOf(["22-21"])).toEqual({ tcp: everyPort, udp: [] });
    expect(servicesOf(["70000/udp"])).toEqual({ tcp: [], udp: everyPort });
  });

  const port = fc.integer({ min: 1, max: 65_535 });
  const ends = fc.tuple(port, port).map(([a, b]) => [Math.min(a, b), Math.max(a, b)] as const);

  it("C031 a rule reaches a service when their ports overlap", () => {
    fc.assert(
      fc.property(ends, ends, ([min, max], [first, last]) => {
        const services = { tcp: range(first, last), udp: [] };
        const expected = spans.overlaps(range(min, max), range(first, last));
        expect(reaches(opening("tcp", min, max), services)).toBe(expected);
        expect(reaches(opening("udp", min, max), { tcp: [], udp: range(first, last) })).toBe(expected);
        expect(reaches(opening("udp", min, max), services)).toBe(false);
        expect(reaches(opening("tcp", min, max), { tcp: [], udp: everyPort })).toBe(false);
      }),
    );
  });

  it("C031 a hidden end is certain only when every value of it gives the same answer", () => {
    const services = servicesOf(["22"]);
    fc.assert(
      fc.property(ends, port, ([min, max], other) => {
        const hiddenMax = reaches(opening("tcp", min, unknown), services);
        const hiddenMin = reaches(opening("tcp", unknown, max), services);
        if (hiddenMax === true) expect(reaches(opening("tcp", min, other), services)).toBe(true);
        if (hiddenMin === true) expect(reaches(opening("tcp", other, max), services)).toBe(true);
        expect([hiddenMax, hiddenMin]).not.toContain(false);
      }),
    );
    expect(reaches(opening("tcp", 22, unknown), services)).toBe(true);
    expect(reaches(opening("tcp", unknown, 22), services)).toBe(true);
    expect(reaches(opening("tcp", "21", unknown), services)).toBe(true);
    expect(reaches(opening("tcp", 21, unknown), services)).toMatchObject({ path: "max" });
    expect(reaches(opening("tcp", unknown, 23), services)).toMatchObject({ path: "min" });
    expect(reaches(opening("tcp", undefined, unknown), services)).toMatchObject({ path: "max" });
    expect(reaches(opening("tcp", unknown, unknown), services)).toMatchObject({ path: "min" });
  });

  it.each([
    [0, 0],
    [0, 443],
    [443, 0],
    [-1, -1],
    [443, 80],
    [443, 65_536],
    [443.5, 444],
    ["443", "443"],
    [true, 443],
    [undefined, undefined],
  ])("C031 from %s to %s is every port", (min, max) => {
    expect(isWiderThan(opening("tcp", min, max), 65_536)).toBe(false);
    expect(isWiderThan(opening("tcp", min, max), 65_535)).toBe(true);
    expect(isWiderThan(opening("icmp", min, max), 65_534)).toBe(false);
  });

  it("C031 one end alone is that port", () => {
    expect(isWiderThan(opening("tcp", 443), 0)).toBe(true);
    expect(isWiderThan(opening("tcp", 443), 1)).toBe(false);
    expect(isWiderThan(opening("tcp", undefined, 443), 1)).toBe(false);
  });
});

describe("security groups", () => {
  const type = "ovh:index/cloudSecurityGroup:CloudSecurityGroup";
  const judge = (id: string, rules: unknown) =>
    verdictsOn(ruleOf(id), { title: "", type, inputs: { description: "x", rules } });
  const tcp = (port: unknown, remoteIpPrefix: string) => ({
    direction: "INGRESS",
    protocol: "tcp",
    portRangeMin: port,
    portRangeMax: port,
    remoteIpPrefix,
  });
  const slices = [0, 4, 8, 12, 16].map((last) => `203.0.113.${last}/30`);

  it.each(["NET001", "NET002", "NET003", "NET004", "NET005", "NET010"])(
    "C031 that hide a rule are in doubt at that rule alone, says %s",
    (id) => {
      const rule = { ...tcp(443, "0.0.0.0/0"), description: "The site" };
      expect(judge(id, [rule, unknown, rule])).toMatchObject([{ outcome: "UNKNOWN", path: "rules[1]" }]);
    },
  );

  it("C031 that hide a port are in doubt as a whole when the rules together may be too wide", () => {
    const hidden = slices.map((slice, i) => tcp(i === 4 ? unknown : 22, slice));
    expect(judge("NET001", hidden)).toMatchObject([{ outcome: "UNKNOWN", path: "rules[4].portRangeMin" }]);
    const apart = slices.map((slice, i) => tcp(i === 4 ? unknown : 443, slice));
    expect(judge("NET001", apart)).toEqual([]);
  });

  it("C031 are told what is wrong in words that hold no value", () => {
    expect(judge("NET001", [tcp(22, "1.2.3.4/0"), tcp(22, "any")])).toMatchObject([
      { problem: "SSH is open to a block that covers the whole internet" },
      { problem: "SSH is open to what cannot be read as a block of addresses" },
    ]);
    expect(
      judge(
        "NET001",
        slices.map((slice) => tcp(22, slice)),
      ),
    ).toMatchObject([{ problem: "SSH is open to blocks that together form a public range wider than /28" }]);
  });

  it("C031 of a thousand rules are judged by every rule on ingress", () => {
    const wide = Array.from({ length: 1000 }, (_, i) => ({
      direction: "INGRESS",
      protocol: "tcp",
      portRangeMin: 22,
      portRangeMax: 5432,
      remoteIpPrefix: `10.${i >> 8}.${i & 255}.0/24`,
      description: "x".repeat(100),
    }));
    for (const id of ["NET001", "NET002", "NET003", "NET004", "NET005"]) {
      const fixture = { title: "", type: "ovh:index/cloudSecurityGroup:CloudSecurityGroup", inputs: { rules: wide } };
      expect(verdictsOn(ruleOf(id), fixture)).toEqual([]);
    }
  });

  it("C031 take a group that is no text for none", () => {
    for (const remoteGroupId of [true, 7, {}, []]) {
      const inputs = { direction: "ingress", protocol: "tcp", portRangeMin: 22, portRangeMax: 22, remoteGroupId };
      const type = "openstack:networking/secGroupRule:SecGroupRule";
      expect(verdictsOn(ruleOf("NET005"), { title: "", type, inputs })).toMatchObject([{ outcome: "FAIL" }]);
    }
  });
});
