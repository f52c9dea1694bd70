import type { View } from "../view.ts";
import { freeTypes } from "./free.ts";
import { type Cost, type Part, type Untold, type Used, unpriced } from "./part.ts";
import { pricedTypes } from "./priced.ts";

/** A resource to be priced: its type token, its name, and a view over its inputs or its outputs. */
export interface Resource {
  readonly type: string;
  readonly name: string;
  readonly view: View;
}

/** The resource that a part belongs to. */
type Owner = Pick<Resource, "type" | "name">;

/** A part that costs a known amount. */
export type Line = Owner & Omit<Cost, "kind">;
/** A part that costs by what is used. */
export type Usage = Owner & Omit<Used, "kind">;
/** A part whose cost cannot be told. */
export type Gap = Owner & Omit<Untold, "kind">;

/** What resources cost a month of 730 hours, in 1e-8 EUR without VAT, and what of it is not known. */
export interface Estimate {
  readonly lines: readonly Line[];
  /** Sum of the lines. The gaps and the usage come on top of it. */
  readonly total: bigint;
  /** Sums of the lines' bounds. */
  readonly low: bigint;
  readonly high: bigint;
  readonly usage: readonly Usage[];
  /** No price is known. */
  readonly unpriced: readonly Gap[];
  /** A value that the price hangs on cannot be read: not known yet, or encrypted. */
  readonly unknown: readonly Gap[];
}

/**
 * Prices resources. Each is free, or gives lines, or is told of as one whose cost is not known: it is never counted as
 * nothing. Pure and total: any view, no exception, and the order of the resources changes no sum.
 *
 * @example
 * estimate([{ type: "openstack:compute/instance:Instance", name: "backend", view: viewOf({ flavorName: "b3-8" }) }]);
 */
export function estimate(resources: Iterable<Resource>): Estimate {
  const parts = [...resources].flatMap(({ type, name, view }) =>
    partsOf(type, view).map(({ kind, ...part }) => ({ kind, owned: { type, name, ...part } })),
  );
  const of = <T>(wanted: Part["kind"]) => parts.filter(({ kind }) => kind === wanted).map(({ owned }) => owned as T);
  const lines = of<Line>("cost");
  const sum = (amount: "monthly" | "low" | "high") => lines.reduce((total, line) => total + line[amount], 0n);
  return {
    lines,
    total: sum("monthly"),
    low: sum("low"),
    high: sum("high"),
    usage: of<Usage>("usage"),
    unpriced: of<Gap>("unpriced"),
    unknown: of<Gap>("unknown"),
  };
}

function partsOf(type: string, view: View): Part[] {
  if (freeTypes.has(type)) return [];
  const parts = pricedTypes.get(type);
  return parts ? parts(view) : [unpriced({ ...view, path: "" }, "no price is known for this type of resource")];
}
