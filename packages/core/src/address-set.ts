import { type Cidr, contains, parseCidr } from "./cidr.ts";
import { covers, normalise, type Spans, size, subtract, union } from "./spans.ts";

/**
 * A set of addresses. Each address is in it once: an IPv6 address that stands for an IPv4 address counts as that IPv4
 * address and not as IPv6. Such are the mapped ones (`::ffff:0:0/96`, RFC 4291) and the translated ones
 * (`64:ff9b::/96`, NAT64, RFC 6052).
 */
export interface AddressSet {
  readonly v4: Spans<bigint>;
  readonly v6: Spans<bigint>;
}

const everyIpv4 = parseCidr("0.0.0.0/0") as Cidr;
const translated = parseCidr("64:ff9b::/96") as Cidr;
const mapped: Cidr = { ...translated, first: 0xffff_0000_0000n, last: 0xffff_ffff_ffffn };
const standIns: readonly Cidr[] = [mapped, translated];

/** The IPv4 block that an IPv6 block stands for; all of IPv4 when it holds a block that stands for that; else none. */
export function ipv4Of(block: Cidr): Cidr | undefined {
  const outer = standIns.find((standIn) => contains(standIn, block));
  if (!outer) return standIns.some((standIn) => contains(block, standIn)) ? everyIpv4 : undefined;
  const { first, last, prefix, canonical } = block;
  return { family: 4, first: first - outer.first, last: last - outer.first, prefix: prefix - outer.prefix, canonical };
}

/** The union of the blocks. Bits behind a prefix do not count. */
export function addressSet(blocks: readonly Cidr[]): AddressSet {
  const all = [...blocks, ...blocks.map(ipv4Of)].filter((block) => block !== undefined);
  const spans = (family: 4 | 6) => normalise(all.filter((block) => block.family === family));
  return { v4: spans(4), v6: subtract(spans(6), normalise(standIns)) };
}

/** Every IPv4 and every IPv6 address. */
export const everyAddress: AddressSet = addressSet([everyIpv4, parseCidr("::/0") as Cidr]);

/** What is in any of the sets. */
export function unite(...sets: readonly AddressSet[]): AddressSet {
  return { v4: union(...sets.map(({ v4 }) => v4)), v6: union(...sets.map(({ v6 }) => v6)) };
}

/** True when every address of `inner` is in `outer`; so for an empty `inner`. */
export function coversAddresses(outer: AddressSet, inner: AddressSet): boolean {
  return covers(outer.v4, inner.v4) && covers(outer.v6, inner.v6);
}

/** Number of addresses per family. An address that stands for IPv4 counts there. */
export function addressCounts({ v4, v6 }: AddressSet): { v4: bigint; v6: bigint } {
  return { v4: size(v4), v6: size(v6) };
}
