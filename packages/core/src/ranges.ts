import { type Cidr, contains, parseCidr } from "./cidr.ts";

const blocks = (...texts: string[]) => texts.map((text) => parseCidr(text)).filter((block) => block !== undefined);

/**
 * Addresses that never route on the internet: RFC 1918, shared (RFC 6598), loopback, link-local,
 * unique local (RFC 4193).
 */
export const privateBlocks: readonly Cidr[] = blocks(
  "10.0.0.0/8",
  "172.16.0.0/12",
  "192.168.0.0/16",
  "100.64.0.0/10",
  "127.0.0.0/8",
  "169.254.0.0/16",
  "::1/128",
  "fc00::/7",
  "fe80::/10",
);

/** True when the whole block is private. */
export function isPrivate(block: Cidr): boolean {
  return privateBlocks.some((known) => contains(known, block));
}

/** Number of public addresses in the union of the blocks, overlaps counted once, one figure per family. */
export function publicAddresses(given: readonly Cidr[]): { v4: bigint; v6: bigint } {
  return { v4: publicSize(given, 4), v6: publicSize(given, 6) };
}

function publicSize(given: readonly Cidr[], family: 4 | 6): bigint {
  const total = merge(given.filter((block) => block.family === family));
  const kept = merge(privateBlocks.filter((block) => block.family === family));
  let size = 0n;
  for (const block of total) {
    size += block.last - block.first + 1n;
    for (const known of kept) {
      if (block.first > known.last || known.first > block.last) continue;
      const first = block.first > known.first ? block.first : known.first;
      const last = block.last < known.last ? block.last : known.last;
      size -= last - first + 1n;
    }
  }
  return size;
}

interface Span {
  readonly first: bigint;
  readonly last: bigint;
}

/** The union of spans as disjoint spans in ascending order; neighbours are joined. */
function merge(spans: readonly Span[]): Span[] {
  const sorted = [...spans].sort((a, b) => (a.first < b.first ? -1 : a.first > b.first ? 1 : 0));
  const merged: { first: bigint; last: bigint }[] = [];
  for (const { first, last } of sorted) {
    const previous = merged.at(-1);
    if (previous && first <= previous.last + 1n) previous.last = last > previous.last ? last : previous.last;
    else merged.push({ first, last });
  }
  return merged;
}
