/** Where traffic may come from, and whether that is the world or near it. */
import { type Cidr, formatCidr } from "@accoreboot/core/pure";
import type { Parameter } from "../../rule.ts";
import { failIf, holds, someOf, type Truth, textOf } from "../../truth.ts";
import { each, evidenceFrom, isHidden, type Verdict } from "../../verdict.ts";
import { once, type View } from "../../view.ts";
import { membersWithin } from "../bounded.ts";
import { blocksOf, entryProblem, type Limits, publicNames, unionProblem } from "../exposure.ts";

/** Parameters that say which public sources are still narrow. */
export const sourceLimits: { readonly [N in keyof Limits]: Parameter<number> } = {
  publicPrefix4: {
    description: "Shortest prefix of a public IPv4 range that is accepted.",
    default: 28,
    minimum: 16,
    maximum: 32,
  },
  publicPrefix6: {
    description: "Shortest prefix of a public IPv6 range that is accepted.",
    default: 64,
    minimum: 32,
    maximum: 128,
  },
  publicRanges: {
    description: "How many ranges of that size are accepted together.",
    default: 4,
    minimum: 1,
    maximum: 64,
  },
};

/** Whether a source is open to the world or near it, and why; the blocks of one that is known not to be. */
export interface Exposure {
  readonly open: Truth;
  readonly problem: string;
  readonly accepted: readonly Cidr[];
}

/** Several rules ask for the same block of the same resource. */
const blocksIn = once((block: View) => blocksOf(textOf(block) ?? ""));

/** The exposure of one block. One that is missing or cannot be read counts as open. */
export function exposureOf(block: View, limits: Limits): Exposure {
  const blocks = blocksIn(block);
  const problem = blocks ? entryProblem(blocks, limits) : "what cannot be read as a block of addresses";
  return {
    open: holds(block, () => problem !== undefined),
    problem: problem ?? "",
    accepted: problem === undefined && blocks ? blocks : [],
  };
}

/** The block in one spelling: by its first address and length, else as it is written; null when it is none or hidden. */
export const sourceName = (block: View): unknown =>
  isHidden(block) ? null : (blocksIn(block)?.map(formatCidr) ?? textOf(block)?.trim() ?? null);

/** Whether a list of blocks is open, and what in it. */
interface ListExposure {
  readonly open: Truth;
  /** What offends, as a text to hash. */
  evidence(): string;
}

/** Whether a list of blocks admits the world or near it. A list that is missing, empty, too long or none admits everyone. */
export function exposureOfList(list: View, limits: Limits): ListExposure {
  const blocks = membersWithin(list) ?? [];
  if (blocks.length === 0) return { open: holds(list, () => true), evidence: () => evidenceFrom([list], () => "any") };
  const { exposures, together, accepted } = exposuresOf(blocks, limits);
  return {
    open: someOf([together !== undefined, ...exposures.map(({ open }) => open)]),
    evidence: () =>
      evidenceFrom(blocks, () => [
        exposures
          .filter(({ open }) => open === true)
          .map(({ block }) => JSON.stringify(sourceName(block)))
          .sort(),
        together ? publicNames(accepted) : [],
      ]),
  };
}

function exposuresOf(blocks: readonly View[], limits: Limits) {
  const exposures = blocks.map((block) => ({ block, ...exposureOf(block, limits) }));
  const accepted = exposures.flatMap((exposure) => exposure.accepted);
  return { exposures, accepted, together: unionProblem(accepted, limits) };
}

/**
 * Judges blocks one by one, and then what they admit together.
 *
 * @param list Where what is wrong with all of them together is reported.
 * @param what Start of a clause that ends with the kind of block.
 */
export function judgeBlocks(list: View, blocks: readonly View[], limits: Limits, what: string): Verdict[] {
  const { exposures, together, accepted } = exposuresOf(blocks, limits);
  const evidence = () => evidenceFrom([list, ...blocks], () => publicNames(accepted));
  return [
    ...each(exposures, ({ block, open, problem }) => failIf(open, block, `${what} ${problem}`)),
    ...failIf(together !== undefined, list, `${what} ${together}`, evidence),
  ];
}
