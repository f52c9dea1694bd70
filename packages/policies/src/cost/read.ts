import { type PriceZone, priceZone } from "@accoreboot/catalogue";
import { isHidden } from "../verdict.ts";
import type { View } from "../view.ts";
import { type Part, unknown, unpriced } from "./part.ts";

/** The entry of that name, and of no property that every object has. */
export function entry<T>(table: { readonly [name: string]: T }, name: string): T | undefined {
  return Object.hasOwn(table, name) ? table[name] : undefined;
}

/** The parts that follow from a text; what cannot be read is one part that says so. `what` is `the flavor`. */
export function fromText(view: View, what: string, parts: (text: string) => Part[]): Part[] {
  if (isHidden(view)) return [unknown(view, what)];
  if (view.kind !== "known" || typeof view.value !== "string") return [unpriced(view, `${what} is not given as text`)];
  return parts(view.value);
}

/** As {@link fromText} for a whole number from 0; `absent` stands for one that is not given. */
export function fromNumber(view: View, what: string, parts: (count: number) => Part[], absent?: number): Part[] {
  if (isHidden(view)) return [unknown(view, what)];
  const value = view.kind === "known" ? view.value : absent;
  if (typeof value !== "number" || !Number.isSafeInteger(value) || value < 0) {
    return [unpriced(view, `${what} is not given as a whole number`)];
  }
  return parts(value);
}

/** As {@link fromText} for yes or no; `absent` stands for one that is not given. */
export function fromFlag(view: View, what: string, parts: (flag: boolean) => Part[], absent = false): Part[] {
  if (isHidden(view)) return [unknown(view, what)];
  const value = view.kind === "known" ? view.value : absent;
  return typeof value === "boolean" ? parts(value) : [unpriced(view, `${what} is not given as true or false`)];
}

/** The parts that follow from something being there; none where it is absent. `what` is `whether there is a backup`. */
export function ifGiven(view: View, what: string, parts: () => Part[]): Part[] {
  if (view.kind === "absent") return [];
  return isHidden(view) ? [unknown(view, what)] : parts();
}

/** What is assumed of a region that cannot be read. */
const anywhere = "its region cannot be read here, and is taken to be one that has the prices of Europe";

/**
 * The parts of something in a region with one of these price lists. Prices are the same in most regions, so a region
 * that cannot be read, as where the provider has it, is an assumption and no gap.
 */
export function inRegion(
  view: View,
  zones: readonly PriceZone[],
  parts: (assumption: string | undefined) => Part[],
): Part[] {
  if (view.kind !== "known" || typeof view.value !== "string") return parts(anywhere);
  const zone = priceZone(view.value);
  if (zone && zones.includes(zone)) return parts(undefined);
  return [unpriced(view, "no price is known for this region")];
}
