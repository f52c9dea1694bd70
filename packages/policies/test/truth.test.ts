import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  at,
  every,
  failIf,
  given,
  holds,
  isOneOf,
  not,
  some,
  structure,
  type Truth,
  textOf,
  type Unread,
  unreadable,
  viewOf,
  when,
  worst,
} from "../src/index.ts";
import { encrypted, unknown } from "./hidden.ts";

const hidden = viewOf(unknown, "hidden") as Unread;
const other = viewOf(encrypted, "other") as Unread;
const truth = fc.constantFrom<Truth>(true, false, hidden);
/** What a condition of hidden values can turn out to be. */
const ways = (truths: readonly Truth[]): boolean[][] =>
  truths.reduce<boolean[][]>(
    (lists, each) =>
      (typeof each === "boolean" ? [each] : [true, false]).flatMap((way) => lists.map((list) => [...list, way])),
    [[]],
  );

describe("a condition of three values", () => {
  it("is true only when it is whatever the hidden values turn out to be, and likewise false", () => {
    fc.assert(
      fc.property(fc.array(truth, { maxLength: 6 }), (truths) => {
        const all = ways(truths).map((way) => way.every(Boolean));
        const any = ways(truths).map((way) => way.some(Boolean));
        const exact = (outcomes: boolean[]): Truth =>
          outcomes.every(Boolean) ? true : outcomes.some(Boolean) ? hidden : false;
        expect(every(...truths)).toBe(exact(all));
        expect(some(...truths)).toBe(exact(any));
      }),
    );
  });

  it("names the first hidden value it depends on", () => {
    expect(every(true, hidden, other)).toBe(hidden);
    expect(some(false, other, hidden)).toBe(other);
    expect([not(true), not(false), not(hidden)]).toEqual([false, true, hidden]);
  });

  it("tests plain values, takes absent ones as undefined and lists, objects and odd ones as symbols", () => {
    const seen: unknown[] = [];
    const look = (value: unknown) => holds(viewOf(value), (scalar) => seen.push(scalar) > 0);
    for (const value of ["x", 7, false, null, [1], { a: 1 }, () => 1, 3n]) expect(look(value)).toBe(true);
    expect(seen).toEqual(["x", 7, false, undefined, structure, structure, structure, 3n]);
    const hostile = {
      get leaf(): string {
        throw new Error("no");
      },
    };
    expect(holds(at(viewOf(hostile), "leaf"), (scalar) => scalar === unreadable)).toBe(true);
    expect(holds(hidden, () => true)).toBe(hidden);
  });

  it("knows presence without the value", () => {
    expect([given(hidden), given(other), given(viewOf(undefined)), given(viewOf(""))]).toEqual([
      true,
      true,
      false,
      true,
    ]);
    expect(isOneOf(viewOf("b"), "a", "b")).toBe(true);
    expect(isOneOf(viewOf("c"), "a", "b")).toBe(false);
    expect(isOneOf(hidden, "a")).toBe(hidden);
    expect([textOf(viewOf("x")), textOf(viewOf(7)), textOf(hidden)]).toEqual(["x", undefined, undefined]);
  });
});

describe("a verdict on a condition", () => {
  const place = viewOf("x", "place");

  it("is a violation at the place, a doubt at what is hidden, or nothing", () => {
    expect(failIf(true, place, "bad")).toMatchObject([{ outcome: "FAIL", path: "place", problem: "bad" }]);
    expect(failIf(hidden, place, "bad")).toMatchObject([{ outcome: "UNKNOWN", path: "hidden" }]);
    expect(failIf(false, place, "bad")).toEqual([]);
  });

  it("depends on the condition only when there is something to depend", () => {
    const bad = () => failIf(true, place, "bad");
    expect(when(true, bad)).toEqual(bad());
    expect(when(false, bad)).toEqual([]);
    expect(when(hidden, bad)).toMatchObject([{ outcome: "UNKNOWN", path: "hidden" }]);
    expect(when(hidden, () => [])).toEqual([]);
    expect(worst(when(hidden, bad))).toBe("UNKNOWN");
  });
});
