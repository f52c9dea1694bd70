/**
 * Sets of whole numbers as finite unions of closed intervals. Pure. One set holds numbers of one kind: `number` for
 * ports, `bigint` for addresses.
 */

/** A kind of whole number. As `number` only integers, of at most 2^53 - 2. */
export type Whole = number | bigint;

/** The whole numbers from `first` to `last` inclusive. */
export interface Span<N extends Whole> {
  readonly first: N;
  readonly last: N;
}

/** A set in its one form, as {@link normalise} gives it: no span is empty, ascending, and a gap between neighbours. */
export type Spans<N extends Whole> = readonly Span<N>[];

/** The union of spans in any order, overlapping or not. A span whose last is below its first is empty. */
export function normalise<N extends Whole>(spans: readonly Span<N>[]): Spans<N> {
  const merged: Span<N>[] = [];
  for (const { first, last } of spans.filter((span) => span.first <= span.last).sort(byFirst)) {
    const previous = merged.at(-1);
    if (!previous || first > after(previous.last)) merged.push({ first, last });
    else merged[merged.length - 1] = { first: previous.first, last: greater(last, previous.last) };
  }
  return merged;
}

/** What is in any of the sets. */
export function union<N extends Whole>(...sets: readonly Spans<N>[]): Spans<N> {
  return normalise(sets.flat());
}

/** What is in both sets. */
export function intersect<N extends Whole>(a: Spans<N>, b: Spans<N>): Spans<N> {
  return normalise(
    a.flatMap((one) =>
      b.map((other) => ({ first: greater(one.first, other.first), last: lesser(one.last, other.last) })),
    ),
  );
}

/** What is in the first set and not in the second. */
export function subtract<N extends Whole>(from: Spans<N>, taken: Spans<N>): Spans<N> {
  return taken.reduce<Spans<N>>(
    (left, { first, last }) =>
      normalise(
        left.flatMap((span) => [
          { first: span.first, last: lesser(span.last, before(first)) },
          { first: greater(span.first, after(last)), last: span.last },
        ]),
      ),
    from,
  );
}

/** True when everything in the second set is in the first; so for an empty second set. */
export function covers<N extends Whole>(outer: Spans<N>, inner: Spans<N>): boolean {
  return isEmpty(subtract(inner, outer));
}

/** True when the sets have something in common. */
export function overlaps<N extends Whole>(a: Spans<N>, b: Spans<N>): boolean {
  return !isEmpty(intersect(a, b));
}

/** True when the number is in the set. */
export function includes<N extends Whole>(set: Spans<N>, value: N): boolean {
  return set.some(({ first, last }) => first <= value && value <= last);
}

/** True when nothing is in the set. */
export function isEmpty(set: Spans<Whole>): boolean {
  return set.length === 0;
}

/** How many numbers are in the set. */
export function size(set: Spans<Whole>): bigint {
  return set.reduce((sum, { first, last }) => sum + BigInt(last) - BigInt(first) + 1n, 0n);
}

const byFirst = <N extends Whole>(a: Span<N>, b: Span<N>) => (a.first < b.first ? -1 : 1);
const greater = <N extends Whole>(a: N, b: N): N => (a > b ? a : b);
const lesser = <N extends Whole>(a: N, b: N): N => (a < b ? a : b);
const after = <N extends Whole>(value: N) => (typeof value === "bigint" ? value + 1n : Number(value) + 1) as N;
const before = <N extends Whole>(value: N) => (typeof value === "bigint" ? value - 1n : Number(value) - 1) as N;
