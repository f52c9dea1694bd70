import { inputDifferences } from "./contract/compare/inputs.ts";
import { type Leaf, leafDifferences } from "./contract/compare/leaves.ts";
import { treeDifferences } from "./contract/compare/tree.ts";
import type { Change, ResourceContract } from "./contract/index.ts";
import type { Model } from "./model.ts";
import type { Properties } from "./properties.ts";

/** How one property differs, in the engine's words. */
export type Kind = Change | `${Change}-replace`;

/** What changing a resource from old to new inputs means. */
export interface Difference {
  /** Property path to kind. */
  readonly details: ReadonlyMap<string, Kind>;
  /** False for the resources of which the real provider names whole inputs only; `details` is empty then. */
  readonly detailed: boolean;
  /** Top-level inputs that changed. */
  readonly changed: readonly string[];
  /** Those among them that force a replacement. */
  readonly replaces: readonly string[];
  /** True when the old one has to go first, because the program fixed a name that two cannot share. */
  readonly deleteFirst: boolean;
}

/**
 * Compares checked inputs as the real provider's bridge does (see `Comparison`). A value that is not known yet counts
 * as changed.
 *
 * @param state outputs before the change, where they are at hand
 */
export function difference(
  contract: ResourceContract,
  { same = {} }: Pick<Model, "same">,
  olds: Properties,
  news: Properties,
  state?: Properties,
): Difference {
  const alike = Object.keys(same).filter((name) => same[name]?.(olds[name], news[name]));
  const now = { ...news, ...Object.fromEntries(alike.map((name) => [name, olds[name]])) };
  const deleteFirst = contract.deletesFirstWhenNamed && named(news);
  if (contract.comparison === "inputs") {
    const found = inputDifferences(contract, olds, now);
    const replaces = [...found].filter(([, forces]) => forces).map(([name]) => name);
    return { details: new Map(), detailed: false, changed: [...found.keys()], replaces, deleteFirst: false };
  }
  const compare = contract.comparison === "leaves" ? leafDifferences : treeDifferences;
  const leaves = [...compare(contract, olds, now, state && isBare(contract, state) ? state : undefined)];
  const replaces = inputsOf(leaves.filter(([, leaf]) => leaf.replaces));
  return {
    details: new Map(leaves.map(([path, leaf]) => [path, kindOf(leaf)])),
    detailed: true,
    changed: inputsOf(leaves),
    replaces,
    deleteFirst: deleteFirst && replaces.length > 0,
  };
}

/**
 * Whether a state holds nothing that the cloud decided. Only then does what its blocks lack tell something: the real
 * provider has it as empty in every state that it wrote itself.
 */
const isBare = (contract: ResourceContract, state: Properties): boolean =>
  Object.keys(state).every((name) => name === "id" || name.startsWith("__") || contract.inputs[name] !== undefined);

const kindOf = ({ kind, replaces }: Leaf): Kind => (replaces ? `${kind}-replace` : kind);

const inputsOf = (leaves: readonly (readonly [string, unknown])[]): string[] => [
  ...new Set(leaves.map(([path]) => path.split(/[.[]/)[0] ?? path)),
];

/** Whether the program gave the name, as check noted it. Inputs without that note count as named by check. */
function named(news: Properties): boolean {
  const defaults = news["__defaults"] as readonly string[] | undefined;
  return news["name"] !== undefined && defaults !== undefined && !defaults.includes("name");
}
