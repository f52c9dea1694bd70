import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  addressCounts,
  addressSet,
  type Cidr,
  contains,
  coversAddresses,
  everyAddress,
  formatCidr,
  ipv4Of,
  isPrivate,
  parseCidr,
  privateBlocks,
  publicAddresses,
  publicPart,
  spans,
  unite,
} from "../src/pure.ts";

const cidr = (text: string): Cidr => {
  const block = parseCidr(text);
  if (!block) throw new Error(`not a block: ${text}`);
  return block;
};
const setOf = (...texts: string[]) => addressSet(texts.map(cidr));

/** Mapped and translated IPv4, as IPv6 addresses: RFC 4291 2.5.5.2 and RFC 6052 2.1. */
const bases = [0xffffn << 32n, 0x64ff9bn << 96n];
const mapped = {
  family: 6,
  first: bases[0],
  last: (bases[0] ?? 0n) + 0xffff_ffffn,
  prefix: 96,
  canonical: true,
} as Cidr;

/** Places where families, stand-ins and private blocks begin or end. */
const places4 = [
  "0.0.0.0",
  "9.255.255.255",
  "10.0.0.0",
  "10.255.255.255",
  "11.0.0.0",
  "127.255.255.255",
  "128.0.0.0",
  "203.0.113.7",
  "255.255.255.255",
];
const places6 = [
  "::",
  "::1",
  "::fffe:ffff:ffff",
  "::1:0:0:0",
  "64:ff9a::",
  "64:ff9b::",
  "64:ff9b::a00:1",
  "64:ff9b::8000:0",
  "64:ff9b::1:0:0",
  "2001:db8::",
  "fbff::1",
  "fc00::",
  "fe80::1",
  "fec0::",
  "ffff::",
];
const block4 = fc.tuple(fc.oneof(fc.constantFrom(...places4), fc.ipV4()), fc.integer({ min: 0, max: 32 }));
const block6 = fc.tuple(fc.oneof(fc.constantFrom(...places6), fc.ipV6()), fc.integer({ min: 0, max: 128 }));
const block = fc.oneof(block4, block6).map(([address, prefix]) => cidr(`${address}/${prefix}`));
const blocks = fc.array(block, { maxLength: 5 });
const address = fc.oneof(fc.constantFrom(...places4, ...places6), fc.ipV4(), fc.ipV6()).map((text) => cidr(text));

/** The IPv4 address an address stands for, else the address itself. The model, by subtraction alone. */
function meant({ family, first }: Cidr): { family: 4 | 6; value: bigint } {
  const base = family === 6 ? bases.find((base) => first >= base && first - base < 1n << 32n) : undefined;
  return base === undefined ? { family, value: first } : { family: 4, value: first - base };
}
/** All the ways to write an address. */
function spellings({ family, value }: { family: 4 | 6; value: bigint }): { family: 4 | 6; value: bigint }[] {
  const same = { family, value };
  return family === 6 ? [same] : [same, ...bases.map((base) => ({ family: 6 as const, value: base + value }))];
}
const inAny = (given: readonly Cidr[], probe: Cidr) =>
  spellings(meant(probe)).some(({ family, value }) =>
    given.some((block) => block.family === family && block.first <= value && value <= block.last),
  );
const inSet = (set: ReturnType<typeof addressSet>, probe: Cidr) => {
  const { family, value } = meant(probe);
  return spans.includes(family === 4 ? set.v4 : set.v6, value);
};

describe("sets of addresses", () => {
  it("C040 hold an address exactly when a block holds it in any of its spellings", () => {
    fc.assert(
      fc.property(blocks, address, (given, probe) => {
        expect(inSet(addressSet(given), probe)).toBe(inAny(given, probe));
      }),
      { numRuns: 1000 },
    );
  });

  it("C040 unite, and know what covers what", () => {
    fc.assert(
      fc.property(blocks, blocks, address, (one, other, probe) => {
        const [a, b] = [addressSet(one), addressSet(other)];
        const both = unite(a, b);
        expect(both).toEqual(addressSet([...other, ...one]));
        expect(inSet(both, probe)).toBe(inSet(a, probe) || inSet(b, probe));
        expect(coversAddresses(both, a)).toBe(true);
        expect(coversAddresses(everyAddress, both)).toBe(true);
        expect(coversAddresses(a, b)).toBe(spans.covers(a.v4, b.v4) && spans.covers(a.v6, b.v6));
        if (coversAddresses(a, b) && inSet(b, probe)) expect(inSet(a, probe)).toBe(true);
      }),
    );
    expect(coversAddresses(setOf("10.0.0.0/8"), setOf("10.0.0.0/8", "2001:db8::/32"))).toBe(false);
    expect(coversAddresses(setOf("2001:db8::/32"), setOf("10.0.0.0/8", "2001:db8::/32"))).toBe(false);
    expect(unite()).toEqual({ v4: [], v6: [] });
  });

  it("C040 have a public part: what no private block holds", () => {
    fc.assert(
      fc.property(blocks, address, (given, probe) => {
        const set = addressSet(given);
        const expected = inSet(set, probe) && !inAny(privateBlocks, probe);
        expect(inSet(publicPart(set), probe)).toBe(expected);
        expect(publicAddresses(given)).toEqual(addressCounts(publicPart(set)));
      }),
      { numRuns: 1000 },
    );
    for (const known of privateBlocks) {
      expect(addressCounts(publicPart(addressSet([known])))).toEqual({ v4: 0n, v6: 0n });
      expect(isPrivate(known)).toBe(true);
    }
  });

  it.each([
    [["0.0.0.0/0"], 1n << 32n, 0n],
    [["1.2.3.4/0"], 1n << 32n, 0n],
    [["0.0.0.0/1", "128.0.0.0/1"], 1n << 32n, 0n],
    [["::/1", "8000::/1"], 1n << 32n, (1n << 128n) - (1n << 33n)],
    [["::/0"], 1n << 32n, (1n << 128n) - (1n << 33n)],
    [["::/64"], 1n << 32n, (1n << 64n) - (1n << 32n)],
    [["::ffff:0:0/96"], 1n << 32n, 0n],
    [["64:ff9b::/96"], 1n << 32n, 0n],
    [["64:ff9b::/95"], 1n << 32n, 1n << 32n],
    [["64:ff9b::/97"], 1n << 31n, 0n],
    [["64:ff9b::cb00:7100/120", "203.0.113.0/24"], 256n, 0n],
    [["64:ff9b::1:0:0/96"], 0n, 1n << 32n],
    [["2001:db8::1/127", "2001:db8::/128"], 0n, 2n],
    [[], 0n, 0n],
  ])("C040 count each address of %j once, as IPv4 where it stands for that", (texts, v4, v6) => {
    expect(addressCounts(setOf(...texts))).toEqual({ v4, v6 });
  });

  it("C040 give the IPv4 block that an IPv6 block stands for or holds", () => {
    const text = (given: Cidr) => {
      const found = ipv4Of(given);
      return found && `${formatCidr(found)}${found.canonical ? "" : " with host bits"}`;
    };
    expect(text(cidr("64:ff9b::c0a8:100/120"))).toBe("192.168.1.0/24");
    expect(text(cidr("64:ff9b::c0a8:101/120"))).toBe("192.168.1.0/24 with host bits");
    expect(text(mapped)).toBe("0.0.0.0/0");
    expect(text({ ...mapped, first: mapped.first + 7n, last: mapped.first + 7n, prefix: 128 })).toBe("0.0.0.7/32");
    for (const whole of ["::/0", "::/64", "::fffe:0:0/95", "64:ff9b::/96", "64:ff9b::/32", "64:ff9a::/31"]) {
      expect(text(cidr(whole))).toBe("0.0.0.0/0");
    }
    for (const none of ["10.0.0.0/8", "0.0.0.0/0", "::/96", "64:ff9b::1:0:0/96", "64:ff9b:1::/48", "2000::/3"]) {
      expect(text(cidr(none))).toBeUndefined();
    }
    fc.assert(
      fc.property(block4, ([place, prefix]) => {
        const ipv4 = cidr(`${place}/${prefix}`);
        for (const base of bases) {
          const shifted = {
            ...ipv4,
            family: 6 as const,
            first: ipv4.first + base,
            last: ipv4.last + base,
            prefix: prefix + 96,
          };
          expect(ipv4Of(shifted)).toEqual(ipv4);
          expect(addressSet([shifted])).toEqual(addressSet([ipv4]));
          expect(contains(ipv4, { ...ipv4, first: ipv4.last })).toBe(true);
        }
      }),
    );
  });
});
