/** What a waiver of a rule on databases or networks covers: the exposure that it was given for, and no other. */
import { describe, expect, it } from "vitest";
import { judge } from "../../src/index.ts";

type Value = Record<string, unknown>;
const secret = (value: unknown) => ({
  "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270",
  value,
});
const unknown = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";
const marksOf = (id: string, type: string, inputs: object) =>
  judge(type, inputs)
    .filter(({ rule, outcome }) => rule.id === id && outcome === "FAIL")
    .map(({ mark }) => mark);
const aMark = [expect.stringMatching(/^[0-9a-f]{12}$/)];
/** Narrow public ranges that do not touch. */
const ranges = (count: number, prefix: number) => Array.from({ length: count }, (_, i) => `51.${i + 10}.0.0/${prefix}`);

describe("NET001 to NET005", () => {
  const usual = {
    direction: "ingress",
    protocol: "tcp",
    portRangeMin: 22,
    portRangeMax: 22,
    remoteIpPrefix: "8.8.8.0/24",
  };
  const rule = (id: string, changed: Value = {}) =>
    marksOf(id, "openstack:networking/secGroupRule:SecGroupRule", { ...usual, ...changed });

  it("C031 mark a rule by its protocol, ports and source, in whatever spelling", () => {
    const mark = rule("NET001");
    expect(mark).toEqual(aMark);
    for (const same of [{ protocol: "TCP" }, { protocol: "6" }, { remoteIpPrefix: "8.8.8.9/24" }, { description: "x" }])
      expect(rule("NET001", same)).toEqual(mark);
    const others = [
      { remoteIpPrefix: "8.8.9.0/24" },
      { remoteIpPrefix: "0.0.0.0/0" },
      { remoteIpPrefix: undefined },
      { remoteIpPrefix: "any" },
      { remoteIpPrefix: "all" },
      { portRangeMax: 23 },
      { portRangeMin: 21 },
      { protocol: "any" },
      { portRangeMin: unknown },
      { portRangeMax: unknown },
    ].map((changed) => rule("NET001", changed));
    expect(new Set([mark, ...others].flat()).size).toBe(11);
  });

  it("C031 mark by the source what opens every port, a data store or any source", () => {
    const wide = { portRangeMin: 1, portRangeMax: 65_535 };
    expect(rule("NET004", wide)).toEqual(aMark);
    expect(rule("NET004", wide)).not.toEqual(rule("NET004", { ...wide, remoteIpPrefix: "128.0.0.0/1" }));
    const store = { portRangeMin: 5432, portRangeMax: 5432 };
    expect(rule("NET003", store)).not.toEqual(rule("NET003", { portRangeMin: 3306, portRangeMax: 27_017 }));
    expect(rule("NET005", { remoteIpPrefix: undefined })).toEqual(aMark);
    expect(rule("NET005", { remoteIpPrefix: "" })).not.toEqual(rule("NET005", { ...store, remoteIpPrefix: "" }));
  });

  it("C031 keep no trace of a rule that has a secret in it", () => {
    for (const [name, value] of Object.entries(usual).slice(1))
      expect(rule("NET001", { [name]: secret(value) })).toEqual([undefined]);
  });

  it("C031 mark what only several rules open by all of them, and by none that is hidden or private", () => {
    const group = (sources: unknown[], more: Value = {}) =>
      marksOf("NET001", "ovh:index/cloudSecurityGroup:CloudSecurityGroup", {
        rules: sources.map((remoteIpPrefix) => ({ ...usual, remoteIpPrefix, ...more })),
      });
    const five = ranges(5, 28);
    expect(group(five)).toEqual(aMark);
    expect(group([...five].reverse())).toEqual(group(five));
    expect(group([...five, "10.0.0.0/8", unknown])).toEqual(group(five));
    expect(group(ranges(50, 28))).not.toEqual(group(five));
    expect(group(five, { portRangeMax: 443 })).not.toEqual(group(five));
    expect(group([...five, secret("51.9.0.0/28")])).toEqual([undefined]);
  });
});

describe("NET008 lb-tls", () => {
  const listener = (inputs: Value) => marksOf("NET008", "openstack:loadbalancer/listener:Listener", inputs);
  const tcp = { protocol: "TCP", protocolPort: 8080, allowedCidrs: ["8.8.8.0/24"] };

  it("marks a listener by its protocol, its port and what it admits", () => {
    const marks = [
      tcp,
      { ...tcp, protocolPort: 5432 },
      { ...tcp, protocol: "UDP" },
      { ...tcp, allowedCidrs: ["0.0.0.0/0"] },
      { ...tcp, allowedCidrs: ["8.8.8.0/24", "9.9.9.0/24"] },
      { ...tcp, allowedCidrs: undefined },
      { ...tcp, allowedCidrs: ranges(5, 28) },
      { ...tcp, allowedCidrs: ranges(50, 28) },
      { ...tcp, protocol: "HTTP", defaultPoolId: "pool" },
    ].map(listener);
    expect(marks[0]).toEqual(aMark);
    expect(new Set(marks.flat()).size).toBe(9);
    expect(listener({ ...tcp, allowedCidrs: [unknown, "8.8.8.7/24", "10.0.0.0/8", "203.0.113.7/32"] })).toEqual(
      marks[0],
    );
    expect(listener({ ...tcp, protocol: "tcp" })).toEqual(marks[0]);
    const five = ranges(5, 28).reverse();
    expect(listener({ ...tcp, allowedCidrs: [...five, "10.0.0.0/8"] })).toEqual(marks[6]);
  });

  it("keeps no trace of a listener that has a secret in it", () => {
    expect(listener({ ...tcp, protocol: secret("TCP") })).toEqual([undefined]);
    expect(listener({ ...tcp, protocolPort: secret(8080) })).toEqual([undefined]);
    expect(listener({ ...tcp, allowedCidrs: secret([]) })).toEqual([undefined]);
    expect(listener({ ...tcp, allowedCidrs: ["8.8.8.0/24", secret("10.0.0.0/8")] })).toEqual([undefined]);
  });
});

describe("lists of blocks", () => {
  it.each<[string, string, number, (blocks: unknown[]) => Value]>([
    [
      "DB003",
      "ovh:CloudProject/database:Database",
      24,
      (blocks) => ({ engine: "mysql", ipRestrictions: blocks.map((ip) => ({ ip })) }),
    ],
    [
      "NET007",
      "openstack:networking/port:Port",
      28,
      (blocks) => ({ allowedAddressPairs: blocks.map((ipAddress) => ({ ipAddress })) }),
    ],
    ["NET009", "ovh:CloudProject/kubeIpRestrictions:KubeIpRestrictions", 28, (ips) => ({ ips })],
  ])("C040 mark what %s finds in all of %s together by all that is public", (id, type, prefix, inputs) => {
    const found = (...blocks: unknown[]) => marksOf(id, type, inputs(blocks));
    const five = ranges(5, prefix);
    const mark = found(...five);
    expect(mark).toEqual(aMark);
    expect(found("10.0.0.0/16", ...five.reverse(), ...five)).toEqual(mark);
    expect(found(...five, unknown)).toEqual(mark);
    expect(found(...ranges(90, prefix))).not.toEqual(mark);
    expect(found(...five, secret("10.0.0.0/16"))).toEqual([undefined]);
  });
});
