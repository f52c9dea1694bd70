import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Span, type Spans, spans } from "../src/pure.ts";

/** The model: plain sets of the integers 0 to 12, and their neighbours to probe with. */
const universe = Array.from({ length: 13 }, (_, value) => value);
const probes = [-1, ...universe, 13];
const drafts = fc.array(fc.record({ first: fc.integer({ min: 0, max: 12 }), last: fc.integer({ min: 0, max: 12 }) }), {
  maxLength: 5,
});
const model = (given: readonly Span<number>[]) =>
  universe.filter((value) => given.some(({ first, last }) => first <= value && value <= last));
const held = (set: Spans<number>) => probes.filter((value) => spans.includes(set, value));
const big = (set: Spans<number>) => set.map(({ first, last }) => ({ first: BigInt(first), last: BigInt(last) }));

/** Ascending, nothing empty, and a gap between neighbours. */
function isNormal(set: Spans<number>): boolean {
  return set.every(({ first, last }, i) => first <= last && (i === 0 || first > (set[i - 1]?.last ?? Infinity) + 1));
}

describe("spans", () => {
  it("are normal, and hold what any of the given spans holds, in whatever order", () => {
    fc.assert(
      fc.property(drafts, (given) => {
        const set = spans.normalise(given);
        expect(isNormal(set)).toBe(true);
        expect(held(set)).toEqual(model(given));
        expect(spans.normalise(given.toReversed())).toEqual(set);
        expect(spans.normalise(set)).toEqual(set);
      }),
    );
  });

  it("have the union, the intersection and the difference that sets of integers have", () => {
    fc.assert(
      fc.property(drafts, drafts, (one, other) => {
        const [a, b] = [spans.normalise(one), spans.normalise(other)];
        const [inA, inB] = [model(one), model(other)];
        for (const [set, expected] of [
          [spans.union(a, b), universe.filter((value) => inA.includes(value) || inB.includes(value))],
          [spans.intersect(a, b), inA.filter((value) => inB.includes(value))],
          [spans.subtract(a, b), inA.filter((value) => !inB.includes(value))],
        ] as const) {
          expect(held(set)).toEqual(expected);
          expect(isNormal(set)).toBe(true);
        }
      }),
    );
  });

  it("cover, overlap, are empty and are counted as sets of integers are", () => {
    fc.assert(
      fc.property(drafts, drafts, (one, other) => {
        const [a, b] = [spans.normalise(one), spans.normalise(other)];
        const [inA, inB] = [model(one), model(other)];
        expect(spans.covers(a, b)).toBe(inB.every((value) => inA.includes(value)));
        expect(spans.overlaps(a, b)).toBe(inB.some((value) => inA.includes(value)));
        expect(spans.isEmpty(a)).toBe(inA.length === 0);
        expect(spans.size(a)).toBe(BigInt(inA.length));
      }),
    );
  });

  it("of bigint do as those of number", () => {
    fc.assert(
      fc.property(drafts, drafts, (one, other) => {
        const [a, b] = [spans.normalise(one), spans.normalise(other)];
        expect(spans.normalise(big(one))).toEqual(big(a));
        for (const operation of [spans.union, spans.intersect, spans.subtract]) {
          expect(operation(big(a), big(b))).toEqual(big(operation(a, b)));
        }
        expect(spans.covers(big(a), big(b))).toBe(spans.covers(a, b));
        expect(spans.overlaps(big(a), big(b))).toBe(spans.overlaps(a, b));
        expect(spans.size(big(a))).toBe(spans.size(a));
      }),
    );
  });

  it("unite any number of sets, none included", () => {
    expect(spans.union()).toEqual([]);
    expect(spans.union([{ first: 7, last: 9 }], [{ first: 1, last: 2 }], [{ first: 3, last: 3 }])).toEqual([
      { first: 1, last: 3 },
      { first: 7, last: 9 },
    ]);
  });

  it("join neighbours, keep a gap of one, and drop the empty", () => {
    expect(spans.normalise([3, 1, 2].map((value) => ({ first: value, last: value })))).toEqual([{ first: 1, last: 3 }]);
    expect(spans.normalise([5, 3].map((value) => ({ first: value, last: value })))).toHaveLength(2);
    expect(spans.normalise([{ first: 2, last: 1 }])).toEqual([]);
    expect(
      spans.normalise([
        { first: 1n << 127n, last: (1n << 128n) - 1n },
        { first: 0n, last: (1n << 127n) - 1n },
      ]),
    ).toEqual([{ first: 0n, last: (1n << 128n) - 1n }]);
  });

  it("leave the given arrays as they are", () => {
    const given = Object.freeze([Object.freeze({ first: 4, last: 6 }), Object.freeze({ first: 1, last: 5 })]);
    expect(spans.normalise(given)).toEqual([{ first: 1, last: 6 }]);
    expect(given[0]).toEqual({ first: 4, last: 6 });
  });
});
