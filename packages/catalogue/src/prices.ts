import type { Source } from "./source.ts";

/**
 * A price in EUR without VAT, as a whole number of 1e-8 EUR, which is how OVHcloud's catalogue counts. `figure` is what
 * was read; the true price is taken to lie between `low` and `high`, which differ where the reading was rounded or is
 * older than a rise.
 */
export interface Price {
  readonly figure: bigint;
  readonly low: bigint;
  readonly high: bigint;
  readonly source: Source;
}

/** Hours in a month, for what is sold by the hour. */
export const hoursPerMonth = 730n;

/** Digits after the decimal point of an amount in EUR. */
const digits = 8;

/** 1e-8 EUR in an amount written in EUR, `0.0512`: up to eight decimals. */
function e8(euros: string): bigint {
  const [whole = "0", decimals = ""] = euros.split(".");
  return BigInt(whole + decimals.padEnd(digits, "0"));
}

/** Half a cent: what a figure rounded to the cent can be off by. */
const halfCent = e8("0.005");

/**
 * What a price from before 1 April 2026 may have risen to since, in hundredths: b3-128 was read at 0.7439 EUR before and
 * at 0.8190 after, d2-2 at 0.0099 and 0.0104; reports of that day speak of 9 to 11 % on the Public Cloud.
 */
const raised = (amount: bigint) => (amount * 111n) / 100n;

/** A figure in EUR that was read with all its decimals. */
export function exact(euros: string, source: Source): Price {
  const figure = e8(euros);
  return { figure, low: figure, high: figure, source };
}

/** A figure in EUR that was read with all its decimals before the rise of April 2026. */
export function beforeRise(euros: string, source: Source): Price {
  const figure = e8(euros);
  return { figure, low: figure, high: raised(figure), source };
}

/** A figure in EUR that was read rounded to the cent before the rise of April 2026. */
export function roundedBeforeRise(euros: string, source: Source): Price {
  const figure = e8(euros);
  return { figure, low: figure - halfCent, high: raised(figure + halfCent), source };
}

/** A figure in EUR beside other readings of the same price. */
export function between(euros: string, low: string, high: string, source: Source): Price {
  return { figure: e8(euros), low: e8(low), high: e8(high), source };
}

/** Prices by name, each made from its figure in EUR by the same rule. */
export function priced(
  figures: { readonly [name: string]: string },
  rule: (euros: string, source: Source) => Price,
  source: Source,
): { readonly [name: string]: Price } {
  return Object.fromEntries(Object.entries(figures).map(([name, euros]) => [name, rule(euros, source)]));
}
