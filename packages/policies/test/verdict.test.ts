import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { any, each, fail, type Outcome, unproved, type Verdict, viewOf, worst } from "../src/index.ts";
import { unreadable } from "../src/view.ts";
import { secret } from "./hidden.ts";

const view = viewOf("x", "leaf");
const verdicts: Record<Outcome, Verdict[]> = {
  PASS: [],
  UNKNOWN: [unproved({ kind: "unknown", path: "leaf" })],
  FAIL: [fail(view, "wrong")],
};
const outcome = fc.constantFrom<Outcome>("PASS", "UNKNOWN", "FAIL");
const rank: Outcome[] = ["PASS", "UNKNOWN", "FAIL"];
const judge = (given: Outcome) => verdicts[given];

describe("verdicts", () => {
  it("rank FAIL over UNKNOWN over PASS, in any order", () => {
    fc.assert(
      fc.property(fc.array(outcome), (outcomes) => {
        const expected = rank[Math.max(0, ...outcomes.map((given) => rank.indexOf(given)))];
        expect(worst(each(outcomes, judge))).toBe(expected);
        expect(any(outcomes, judge)?.outcome ?? "PASS").toBe(expected);
      }),
    );
  });

  it("find a known violation behind unknown members", () => {
    expect(any(["UNKNOWN", "UNKNOWN", "FAIL"] as const, judge)).toEqual(fail(view, "wrong"));
    expect(each(["UNKNOWN", "FAIL", "UNKNOWN"] as const, judge).map((verdict) => verdict.outcome)).toEqual([
      "UNKNOWN",
      "FAIL",
      "UNKNOWN",
    ]);
  });

  it("say of a secret that it is one, and of an unknown value that it is not known yet", () => {
    expect(unproved({ kind: "secret", path: "version" }).problem).toContain("secret");
    expect(unproved({ kind: "unknown", path: "version" }).problem).toContain("not known yet");
  });

  it("are marked by one plain value and its type, and by nothing that is a secret, a structure or unreadable", () => {
    const mark = (value: unknown) => fail(viewOf(value, "leaf"), "wrong").mark;
    expect(mark("18")).toMatch(/^[0-9a-f]{12}$/);
    expect(new Set([mark("18"), mark(18), mark("17"), mark(true), mark("true")]).size).toBe(5);
    for (const value of [undefined, {}, ["18"], secret("18")]) expect(mark(value)).toBe("");
    expect(fail({ kind: "known", path: "leaf", value: unreadable }, "wrong").mark).toBe("");
  });
});
