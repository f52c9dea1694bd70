/** 1e-8 EUR in one cent. */
const perCent = 1_000_000n;

/**
 * An amount of 1e-8 EUR for people, `91.83 EUR`: rounded to the cent once, to the even cent where it lies halfway. Sums
 * are made before, never of what this returns.
 */
export function formatEuros(value: bigint): string {
  const amount = value < 0n ? -value : value;
  const whole = amount / perCent;
  const twice = (amount % perCent) * 2n;
  const up = twice > perCent || (twice === perCent && whole % 2n === 1n);
  const cents = whole + (up ? 1n : 0n);
  const sign = value < 0n && cents > 0n ? "-" : "";
  return `${sign}${cents / 100n}.${String(cents % 100n).padStart(2, "0")} EUR`;
}
