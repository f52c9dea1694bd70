/**
 * Ranges of addresses as sets, for IPv4 and IPv6. Pure; addresses are BigInt.
 * The written form is a CIDR block: `10.0.0.0/16`, `2001:db8::/32`.
 */
import { isIP } from "node:net";

/** A block of addresses, `first` to `last` inclusive. */
export interface Cidr {
  readonly family: 4 | 6;
  readonly first: bigint;
  readonly last: bigint;
  /** Length of the prefix, 0 to 32 or 128. */
  readonly prefix: number;
  /** False when bits behind the prefix are set, as in `1.2.3.4/0`: the cloud reads it as the whole block. */
  readonly canonical: boolean;
}

const bits = { 4: 32, 6: 128 } as const;

/**
 * Reads a block or a single address (`/32` or `/128`). Undefined when the text is not one.
 * IPv4-mapped IPv6 blocks (`::ffff:0:0/96` and inside) are read as the IPv4 block they stand for.
 */
export function parseCidr(text: string): Cidr | undefined {
  const [address = "", length, ...rest] = text.split("/");
  const family = isIP(address);
  if ((family !== 4 && family !== 6) || rest.length > 0 || address.includes("%")) return undefined;
  if (length !== undefined && !/^\d{1,3}$/.test(length)) return undefined;
  const prefix = length === undefined ? bits[family] : Number(length);
  if (prefix > bits[family]) return undefined;
  return unmapped(block(family, family === 4 ? parse4(address) : parse6(address), prefix));
}

function block(family: 4 | 6, value: bigint, prefix: number): Cidr {
  const size = 1n << BigInt(bits[family] - prefix);
  const first = value - (value % size);
  return { family, first, last: first + size - 1n, prefix, canonical: first === value };
}

const mapped = 0xffffn << 32n;

function unmapped(cidr: Cidr): Cidr {
  if (cidr.family === 4 || cidr.prefix < 96 || cidr.first >> 32n !== mapped >> 32n) return cidr;
  return {
    family: 4,
    first: cidr.first - mapped,
    last: cidr.last - mapped,
    prefix: cidr.prefix - 96,
    canonical: cidr.canonical,
  };
}

function parse4(address: string): bigint {
  return address.split(".").reduce((sum, part) => (sum << 8n) + BigInt(part), 0n);
}

function parse6(address: string): bigint {
  const dotted = address.lastIndexOf(".") > 0 ? address.slice(address.lastIndexOf(":") + 1) : undefined;
  const value4 = dotted ? parse4(dotted) : 0n;
  const tail = dotted ? `${(value4 >> 16n).toString(16)}:${(value4 & 0xffffn).toString(16)}` : "";
  const plain = dotted ? address.slice(0, -dotted.length) + tail : address;
  const [head = "", foot] = plain.split("::");
  const left = head === "" ? [] : head.split(":");
  const right = foot === undefined || foot === "" ? [] : foot.split(":");
  const zeros = foot === undefined ? [] : Array<string>(8 - left.length - right.length).fill("0");
  return [...left, ...zeros, ...right].reduce((sum, part) => (sum << 16n) + BigInt(`0x${part}`), 0n);
}

/** The block as it should be written: `1.2.3.4/0` becomes `0.0.0.0/0`. */
export function formatCidr(cidr: Cidr): string {
  return `${formatAddress(cidr.family, cidr.first)}/${cidr.prefix}`;
}

/** Dotted IPv4; IPv6 as eight groups without leading zeros. */
export function formatAddress(family: 4 | 6, value: bigint): string {
  const [groups, width, radix, joint] = family === 4 ? [4, 8, 10, "."] : [8, 16, 16, ":"];
  const mask = (1n << BigInt(width)) - 1n;
  return Array.from({ length: groups }, (_, i) =>
    ((value >> BigInt(width * (groups - 1 - i))) & mask).toString(radix),
  ).join(joint);
}

/** True when every address of `inner` lies in `outer`. */
export function contains(outer: Cidr, inner: Cidr): boolean {
  return outer.family === inner.family && outer.first <= inner.first && inner.last <= outer.last;
}

/** True when the blocks share an address. */
export function overlaps(a: Cidr, b: Cidr): boolean {
  return a.family === b.family && a.first <= b.last && b.first <= a.last;
}
