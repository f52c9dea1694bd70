import { hoursPerMonth, type Price, type Source } from "@accoreboot/catalogue";
import type { View } from "../view.ts";

/** A part of a resource that costs a known amount, in 1e-8 EUR a month without VAT. */
export interface Cost {
  readonly kind: "cost";
  /** What it is, `2 nodes business db1-4`: a count or a size, and names that are in the catalogue. No other value. */
  readonly part: string;
  /** What the catalogue's figure makes. */
  readonly monthly: bigint;
  /** Between these lies the true amount: the price was read rounded or long ago, or the count can change by itself. */
  readonly low: bigint;
  readonly high: bigint;
  readonly source: Source;
  /** What was taken for granted, a clause without a full stop. */
  readonly assumption?: string;
}

/** A part that costs by what is used. It is listed with its price, and counted in no sum. */
export interface Used {
  readonly kind: "usage";
  readonly part: string;
  /** What one GB costs a month, in 1e-8 EUR. */
  readonly perGbMonth: bigint;
  /** What the assumed use costs a month, in 1e-8 EUR: nothing when nothing is used, up to `high`. */
  readonly low: bigint;
  readonly high: bigint;
  readonly source: Source;
  readonly assumption: string;
}

/** A part whose cost cannot be told: `unpriced` when no price is known, `unknown` when a value cannot be read. */
export interface Untold {
  readonly kind: "unpriced" | "unknown";
  /** Property path in Pulumi's form; empty for the whole resource. */
  readonly path: string;
  /** Why, a clause without a full stop. Holds no value of a property. */
  readonly reason: string;
}

export type Part = Cost | Used | Untold;

/** How many of something: as asked for, and the least and the most that can come of it without an update. */
export interface Quantity {
  readonly asked: bigint;
  readonly least: bigint;
  readonly most: bigint;
}

export const times = (count: number): Quantity => {
  const asked = BigInt(count);
  return { asked, least: asked, most: asked };
};

/** GB of which a usage is reckoned at the most, where nothing says how much is stored. */
const assumedGb = 100;

/** So many of what is sold by the month. */
export function monthly(part: string, price: Price, { asked, least, most }: Quantity, assumption?: string): Cost {
  return {
    kind: "cost",
    part,
    monthly: price.figure * asked,
    low: price.low * least,
    high: price.high * most,
    source: price.source,
    ...(assumption === undefined ? {} : { assumption }),
  };
}

/** A price by the hour as a price by the month of 730 hours. */
export const byMonth = ({ figure, low, high, source }: Price): Price => ({
  figure: figure * hoursPerMonth,
  low: low * hoursPerMonth,
  high: high * hoursPerMonth,
  source,
});

/** So many of what is sold by the hour, for a month. */
export const hourly = (part: string, price: Price, quantity: Quantity, assumption?: string) =>
  monthly(part, byMonth(price), quantity, assumption);

/** What is sold by the GB that is used, at a price by the month. */
export const usage = (part: string, price: Price, assumption?: string): Used => ({
  kind: "usage",
  part,
  perGbMonth: price.figure,
  low: 0n,
  high: price.high * BigInt(assumedGb),
  source: price.source,
  assumption: `0 to ${assumedGb} GB, not counted${assumption === undefined ? "" : `; ${assumption}`}`,
});

export const unpriced = ({ path }: View, reason: string): Untold => ({ kind: "unpriced", path, reason });

/** Something hangs on a value that is there and cannot be read. */
export const unknown = ({ path, kind }: View, what: string): Untold => ({
  kind: "unknown",
  path,
  reason: kind === "secret" ? `${what} is a secret that is encrypted here` : `${what} is not known yet`,
});
