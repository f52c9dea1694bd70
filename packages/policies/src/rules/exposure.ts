/** How much of the internet a set of blocks admits. */
import { type Cidr, parseCidr, publicAddresses } from "@accoreboot/core";

/** What is still accepted: the shortest prefix of a public range, and how many such ranges together. */
export interface Limits {
  readonly publicPrefix4: number;
  readonly publicPrefix6: number;
  readonly publicRanges: number;
}

const everyIpv4 = parseCidr("0.0.0.0/0") as Cidr;
/** The IPv6 blocks that stand for all of IPv4: mapped (RFC 4291) and translated (RFC 6052, NAT64). */
const standIns = [
  { first: 0xffff_0000_0000n, last: 0xffff_ffff_ffffn },
  ...["64:ff9b::/96"].map((text) => parseCidr(text) as Cidr),
];

/** The blocks a text stands for: itself, and all of IPv4 when it is IPv6 and holds a block that stands for it. Undefined if unreadable. */
export function blocksOf(text: string): Cidr[] | undefined {
  const block = parseCidr(text);
  if (!block) return undefined;
  const holdsIpv4 =
    block.family === 6 && standIns.some(({ first, last }) => block.first <= first && last <= block.last);
  return holdsIpv4 ? [block, everyIpv4] : [block];
}

/** What is wrong with one entry, alone; undefined when nothing is. */
export function entryProblem(blocks: readonly Cidr[], limits: Limits): string | undefined {
  if (blocks.some((block) => block.prefix === 0)) return "a block that covers the whole internet";
  const wide = blocks.find((block) => isWide([block], limits));
  if (wide) return `a public block wider than /${prefixFor(wide, limits)}`;
  if (!blocks.some((block) => block.first === 0n)) return undefined;
  return "a block that starts at the unspecified address, which is often read as any address";
}

/** What is wrong with entries that are fine alone, taken together; undefined when nothing is. */
export function unionProblem(blocks: readonly Cidr[], limits: Limits): string | undefined {
  const wide = ranges(blocks).find((range) => isWide([range], limits));
  if (wide) return `blocks that together form a public range wider than /${prefixFor(wide, limits)}`;
  if (!isWide(blocks, limits, limits.publicRanges)) return undefined;
  return `blocks that together admit more public addresses than ${limits.publicRanges} ranges of /${limits.publicPrefix4} (IPv4) or /${limits.publicPrefix6} (IPv6)`;
}

const prefixFor = ({ family }: Cidr, limits: Limits) => (family === 4 ? limits.publicPrefix4 : limits.publicPrefix6);

/** True when the blocks admit more public addresses than `times` ranges of the shortest accepted prefix. */
function isWide(blocks: readonly Cidr[], { publicPrefix4, publicPrefix6 }: Limits, times = 1): boolean {
  const { v4, v6 } = publicAddresses(blocks);
  return v4 > BigInt(times) << BigInt(32 - publicPrefix4) || v6 > BigInt(times) << BigInt(128 - publicPrefix6);
}

/** The blocks as ranges without gaps: neighbours and overlaps are joined. Of each range only the ends count. */
function ranges(blocks: readonly Cidr[]): Cidr[] {
  const joined: Cidr[] = [];
  for (const block of [...blocks].sort(
    (a, b) => a.family - b.family || (a.first < b.first ? -1 : a.first > b.first ? 1 : 0),
  )) {
    const last = joined.at(-1);
    if (last?.family !== block.family || block.first > last.last + 1n) joined.push(block);
    else joined[joined.length - 1] = { ...last, last: block.last > last.last ? block.last : last.last };
  }
  return joined;
}
