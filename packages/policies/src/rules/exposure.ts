/** How much of the internet a set of blocks admits. */
import {
  type AddressSet,
  addressCounts,
  addressSet,
  type Cidr,
  formatCidr,
  ipv4Of,
  isPrivate,
  parseCidr,
  publicPart,
} from "@accoreboot/core/pure";

/** What is still accepted: the shortest prefix of a public range, and how many such ranges together. */
export type Limits = {
  readonly publicPrefix4: number;
  readonly publicPrefix6: number;
  readonly publicRanges: number;
};

/** The blocks a text stands for: itself, after the IPv4 it stands for or holds when it is IPv6. Undefined if unreadable. */
export function blocksOf(text: string): Cidr[] | undefined {
  const block = parseCidr(text);
  return block && [ipv4Of(block) ?? [], block].flat();
}

/** What is wrong with one entry, alone; undefined when nothing is. */
export function entryProblem(blocks: readonly Cidr[], limits: Limits): string | undefined {
  if (blocks.every(isPrivate)) return undefined;
  if (blocks.some((block) => block.prefix === 0)) return "a block that covers the whole internet";
  const wide = blocks.find((block) => isWide(addressSet([block]), limits));
  if (wide) return `a public block wider than /${prefixFor(wide.family, limits)}`;
  if (!blocks.some((block) => block.first === 0n)) return undefined;
  return "a block that starts at the unspecified address, which is often read as any address";
}

/** What is wrong with entries that are fine alone, taken together; undefined when nothing is. */
export function unionProblem(blocks: readonly Cidr[], limits: Limits): string | undefined {
  if (blocks.every(isPrivate)) return undefined;
  const all = addressSet(blocks);
  const wide = ([4, 6] as const).find((family) =>
    all[`v${family}`].some((span) => isWide({ ...addressSet([]), [`v${family}`]: [span] }, limits)),
  );
  if (wide) return `blocks that together form a public range wider than /${prefixFor(wide, limits)}`;
  if (!isWide(all, limits, limits.publicRanges)) return undefined;
  return `blocks that together admit more public addresses than ${limits.publicRanges} ranges of /${limits.publicPrefix4} (IPv4) or /${limits.publicPrefix6} (IPv6)`;
}

/** The public blocks among these, in one order and one spelling: what the verdict on all of them is about. */
export const publicNames = (blocks: readonly Cidr[]): string[] => [
  ...new Set(
    blocks
      .filter((block) => !isPrivate(block))
      .map(formatCidr)
      .sort(),
  ),
];

const prefixFor = (family: 4 | 6, limits: Limits) => (family === 4 ? limits.publicPrefix4 : limits.publicPrefix6);

/** True when the set holds more public addresses than `times` ranges of the shortest accepted prefix. */
function isWide(set: AddressSet, { publicPrefix4, publicPrefix6 }: Limits, times = 1): boolean {
  const { v4, v6 } = addressCounts(publicPart(set));
  return v4 > BigInt(times) << BigInt(32 - publicPrefix4) || v6 > BigInt(times) << BigInt(128 - publicPrefix6);
}
