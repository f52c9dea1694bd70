import * as pulumi from "@pulumi/pulumi";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { adminBlock, blockFindings, type IngressRule, ingressFindings, openPorts } from "../src/ingress.ts";
import { adminPorts } from "../src/ports.ts";

const anywhere = ["0.0.0.0/0", "::/0"];
const https = { name: "https", port: 443, cidrs: anywhere };
const messages = (given: unknown) =>
  ingressFindings(given).map(({ path, problem, remedy }) => `${path}: ${problem}. ${remedy}`);

describe("rules of a security group", () => {
  it("C031 gives each block a rule of its own, in its family", () => {
    expect(openPorts([https])).toEqual([
      {
        key: "https-ipv4-0-0-0-0-0",
        ethertype: "IPv4",
        protocol: "tcp",
        port: 443,
        endPort: 443,
        cidr: "0.0.0.0/0",
        description: "https",
      },
      {
        key: "https-ipv6-0-0-0-0-0-0-0-0-0",
        ethertype: "IPv6",
        protocol: "tcp",
        port: 443,
        endPort: 443,
        cidr: "::/0",
        description: "https",
      },
    ]);
  });

  it("writes icmp in the words of each family, without ports", () => {
    const open = openPorts([{ name: "ping", protocol: "icmp", cidrs: anywhere }]);
    expect(open.map(({ protocol, port, endPort }) => [protocol, port, endPort])).toEqual([
      ["icmp", undefined, undefined],
      ["ipv6-icmp", undefined, undefined],
    ]);
  });

  it("names rules by what they are, so that their order never matters", () => {
    const octet = fc.integer({ min: 0, max: 255 });
    const block = fc.tuple(octet, octet, octet).map(([a, b, c]) => `${a}.${b}.${c}.0/24`);
    const rule = fc.record({
      name: fc.stringMatching(/^[a-z][a-z0-9-]{0,8}$/),
      port: fc.integer({ min: 1, max: 65_535 }),
      cidrs: fc.uniqueArray(block, { minLength: 1, maxLength: 4 }),
    });
    fc.assert(
      fc.property(fc.uniqueArray(rule, { selector: ({ name }) => name, maxLength: 6 }), (rules) => {
        const keys = openPorts(rules).map(({ key }) => key);
        expect(new Set(keys).size).toBe(keys.length);
        expect(
          openPorts(rules.toReversed())
            .map(({ key }) => key)
            .toSorted(),
        ).toEqual(keys.toSorted());
        expect(keys.every((key) => /^[a-z0-9-]+$/.test(key))).toBe(true);
      }),
    );
  });
});

describe("findings of rules", () => {
  it.each([
    [undefined],
    [[]],
    [
      [
        https,
        { name: "mqtts", port: 8883, cidrs: anywhere },
        { name: "dns", protocol: "udp", port: 53, cidrs: ["::/0"] },
      ],
    ],
    [[{ name: "postgres", port: 5432, cidrs: ["10.1.0.0/24"] }]],
    [[{ name: "range", port: 30_000, endPort: 30_100, cidrs: ["0.0.0.0/0"] }]],
    [
      [
        { name: "a", port: 80, cidrs: ["0.0.0.0/0"] },
        { name: "b", protocol: "udp", port: 80, cidrs: ["0.0.0.0/0"] },
      ],
    ],
  ])("accepts %j", (given) => expect(messages(given)).toEqual([]));

  it.each(Object.keys(adminPorts).map(Number))("C031 refuses port %i from the internet", (port) => {
    for (const cidr of ["0.0.0.0/0", "::/0", "0.0.0.0/1", "198.51.100.7/32", "10.0.0.0/7"]) {
      const found = messages([{ name: "x", port, cidrs: [cidr] }]);
      expect(found).toHaveLength(1);
      expect(found[0]).toContain(`ingress[0].cidrs[0]: "${cidr}" would open port ${port} (${adminPorts[port]})`);
    }
    expect(messages([{ name: "x", port, cidrs: ["10.0.0.0/8"] }])).toEqual([]);
  });

  it.each([
    [{ ...https, prot: "udp" }, 'ingress[0].prot: unknown argument. Did you mean "port"?'],
    [{ ...https, name: "HTTPS" }, 'ingress[0].name: "HTTPS" is not a name for a rule'],
    [{ ...https, name: "ssh" }, 'ingress[0].name: "ssh" is the rule of sshCidrs'],
    [{ ...https, protocol: "tpc" }, 'ingress[0].protocol: unknown protocol "tpc". Did you mean "tcp"?'],
    [{ ...https, port: 0 }, "ingress[0].port: 0 is out of range"],
    [{ ...https, port: undefined }, "ingress[0].port: nothing is out of range"],
    [{ ...https, port: pulumi.output(443) }, "ingress[0].port: an output or a promise, not known yet"],
    [{ ...https, endPort: 442 }, "ingress[0].endPort: 442 is out of range. Give a whole number from 443"],
    [{ name: "ping", protocol: "icmp", port: 8, cidrs: anywhere }, "ingress[0].port: 8, but icmp has no ports"],
    [{ ...https, cidrs: [] }, "ingress[0].cidrs: [] lets nobody in"],
    [{ name: "https", port: 443 }, "ingress[0].cidrs: nothing lets nobody in"],
    [{ ...https, cidrs: ["1.2.3.4/0"] }, '"1.2.3.4/0" has bits behind its prefix; it would mean 0.0.0.0/0'],
    [{ ...https, cidrs: ["1.2.3.4"] }, '"1.2.3.4" is not a CIDR block'],
    [{ ...https, cidrs: ["::ffff:10.0.0.0/104"] }, "is an IPv4 block in IPv6 dress. Write 10.0.0.0/8"],
    [{ ...https, cidrs: ["::/0", "0::/0"] }, 'ingress[0].cidrs[1]: "0::/0" is there twice'],
    [{ ...https, description: 7 }, "ingress[0].description: 7 is not a text"],
    [{ name: "all", port: 1, endPort: 65_535, cidrs: ["0.0.0.0/0"] }, "would open port 22 (SSH) to the internet"],
    ["https", 'ingress[0]: "https" is not a rule'],
  ])("refuses %j", (rule, expected) => {
    const found = messages([rule]);
    expect(found).toHaveLength(1);
    expect(found[0]).toContain(expected);
  });

  it("refuses a name and an opening that stand there already", () => {
    expect(messages([https, { ...https, port: 80 }])).toEqual([
      'ingress[1].name: the name "https" stands in ingress[0] already. Leave one of them out',
    ]);
    expect(messages([https, { name: "web", port: 443, protocol: "tcp", cidrs: ["::/0"] }])).toEqual([
      "ingress[1].cidrs[0]: the same opening stands in ingress[0] already. Leave one of them out",
    ]);
  });

  it("refuses what is no list, and never throws", () => {
    expect(messages({ https })).toHaveLength(1);
    fc.assert(
      fc.property(fc.anything({ withBigInt: true }), (given) => {
        expect(Array.isArray(ingressFindings([given]))).toBe(true);
        expect(Array.isArray(ingressFindings(given))).toBe(true);
      }),
    );
  });
});

describe("blocks for SSH", () => {
  const ssh = (...cidrs: unknown[]) => blockFindings(cidrs, "sshCidrs", adminBlock);
  it.each(["198.51.100.0/28", "198.51.100.7/32", "10.0.0.0/8", "2001:db8:1::/64", "fd00::/8"])(
    "C031 accepts %s",
    (cidr) => {
      expect(ssh(cidr)).toEqual([]);
    },
  );

  it.each([
    ...["0.0.0.0/0", "::/0", "0.0.0.0/1", "128.0.0.0/1", "198.51.100.0/24", "198.51.100.0/27", "10.0.0.0/7"],
    ...["2001:db8::/32", "2001:db8:1::/48", "2001:db8:1::/63", "64:ff9b::/96", "0.0.0.0/28", "::/64"],
  ])("C031 NET001 refuses %s", (cidr) => {
    expect(ssh(cidr)).toEqual([expect.objectContaining({ path: "sshCidrs[0]" })]);
    expect(ssh(cidr)[0]?.problem).toContain("would let the internet try to log in");
  });

  it.each(["1.2.3.4/0", "198.51.100.7/24", "198.51.100.7", "here", 7, null])("refuses %j", (cidr) => {
    expect(ssh(cidr)).toHaveLength(1);
  });

  it("opens no more than was written, for any rule it accepts", () => {
    const octet = fc.integer({ min: 0, max: 255 });
    fc.assert(
      fc.property(octet, octet, octet, octet, fc.integer({ min: 0, max: 32 }), (a, b, c, d, prefix) => {
        const cidr = `${a}.${b}.${c}.${d}/${prefix}`;
        if (ssh(cidr).length > 0) return;
        const [open] = openPorts([{ name: "ssh", port: 22, cidrs: [cidr] } satisfies IngressRule]);
        expect(open?.cidr).toBe(cidr);
        expect(prefix >= 28 || a === 10 || a === 172 || a === 192 || a === 100 || a === 127 || a === 169).toBe(true);
      }),
    );
  });
});
