import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  type Cidr,
  contains,
  formatCidr,
  isPrivate,
  overlaps,
  parseCidr,
  privateBlocks,
  publicAddresses,
} from "../src/pure.ts";

const cidr = (text: string) => {
  const block = parseCidr(text);
  if (!block) throw new Error(`not a block: ${text}`);
  return block;
};

describe("blocks", () => {
  it.each([
    ["10.0.0.0/8", "10.0.0.0/8", true],
    ["1.2.3.4/0", "0.0.0.0/0", false],
    ["10.1.0.7/24", "10.1.0.0/24", false],
    ["192.0.2.1", "192.0.2.1/32", true],
    ["0::/0", "0:0:0:0:0:0:0:0/0", true],
    ["::/0", "0:0:0:0:0:0:0:0/0", true],
    ["2001:DB8::/32", "2001:db8:0:0:0:0:0:0/32", true],
    ["::ffff:0.0.0.0/96", "0.0.0.0/0", true],
    ["::ffff:10.0.0.0/104", "10.0.0.0/8", true],
    ["::ffff:a00:1/128", "10.0.0.1/32", true],
  ])("reads %s as %s (canonical: %s)", (text, expected, canonical) => {
    expect(formatCidr(cidr(text))).toBe(expected);
    expect(cidr(text).canonical).toBe(canonical);
  });

  it.each([
    "",
    "10.0.0.0/33",
    "10.0.0/8",
    "::/129",
    "10.0.0.0/8/8",
    "10.0.0.0/-1",
    "10.0.0.0/",
    "a.b.c.d/8",
    "fe80::1%eth0/64",
    "010.0.0.1/8",
    "10.0.0.0/8x",
    "10.0.0.0/x8",
    "10.0.0.0/0008",
  ])("does not read %j", (text) => {
    expect(parseCidr(text)).toBeUndefined();
  });

  it("reads back what it writes, and each block contains itself", () => {
    fc.assert(
      fc.property(fc.ipV4(), fc.integer({ min: 0, max: 32 }), (address, prefix) => {
        const block = cidr(`${address}/${prefix}`);
        const again = cidr(formatCidr(block));
        expect(again).toEqual({ ...block, canonical: true });
        expect(contains(block, cidr(address))).toBe(true);
        expect(overlaps(block, again)).toBe(true);
      }),
    );
  });

  it("counts IPv6 the same whether compressed or written out", () => {
    fc.assert(
      fc.property(fc.ipV6(), fc.integer({ min: 0, max: 128 }), (address, prefix) => {
        const block = cidr(`${address}/${prefix}`);
        expect(cidr(formatCidr(block)).first).toBe(block.first);
      }),
    );
  });
});

describe("two blocks", () => {
  /** Short blocks near zero, of both families: so near that numbers of one family lie among those of the other. */
  const near = fc
    .tuple(fc.constantFrom(4, 6), fc.integer({ min: 0, max: 15 }), fc.integer({ min: 0, max: 4 }))
    .map(([family, value, free]) => cidr(family === 4 ? `0.0.0.${value}/${32 - free}` : `::${value}/${128 - free}`));
  const members = ({ family, first, last }: Cidr) =>
    Array.from({ length: Number(last - first) + 1 }, (_, i) => `${family}: ${first + BigInt(i)}`);

  it("contain and overlap each other as their addresses do", () => {
    fc.assert(
      fc.property(near, near, (a, b) => {
        const [inA, inB] = [members(a), members(b)];
        expect(contains(a, b)).toBe(inB.every((address) => inA.includes(address)));
        expect(overlaps(a, b)).toBe(inB.some((address) => inA.includes(address)));
      }),
      { numRuns: 1000 },
    );
  });
});

describe("public addresses", () => {
  it("are those outside the private blocks", () => {
    expect(privateBlocks.map(formatCidr)).toEqual([
      "10.0.0.0/8",
      "172.16.0.0/12",
      "192.168.0.0/16",
      "100.64.0.0/10",
      "127.0.0.0/8",
      "169.254.0.0/16",
      "0:0:0:0:0:0:0:1/128",
      "fc00:0:0:0:0:0:0:0/7",
      "fe80:0:0:0:0:0:0:0/10",
    ]);
  });

  it.each([
    [["0.0.0.0/0"], 2n ** 32n - 2n ** 24n - 2n ** 20n - 2n ** 16n - 2n ** 22n - 2n ** 24n - 2n ** 16n],
    [["10.0.0.0/8", "192.168.0.0/16"], 0n],
    [["203.0.113.0/24"], 256n],
    [["203.0.113.0/25", "203.0.113.128/25", "203.0.113.0/24"], 256n],
    [["9.255.255.0/24", "10.0.0.0/24", "11.0.0.0/24"], 512n],
  ])("counts %j once each", (texts, expected) => {
    expect(publicAddresses(texts.map(cidr)).v4).toBe(expected);
  });

  it("gives two halves the size of the whole", () => {
    expect(publicAddresses([cidr("0.0.0.0/1"), cidr("128.0.0.0/1")])).toEqual(publicAddresses([cidr("0.0.0.0/0")]));
  });

  it("calls a block private only when all of it is", () => {
    expect(isPrivate(cidr("172.16.0.0/12"))).toBe(true);
    expect(isPrivate(cidr("172.0.0.0/8"))).toBe(false);
    expect(isPrivate(cidr("fd00::/64"))).toBe(true);
    expect(isPrivate(cidr("::ffff:10.1.2.0/120"))).toBe(true);
  });
});
