import { describe, expect, it } from "vitest";
import { type Equivalent, type Mutant, mutantsOf, percentage, scores, stale, table } from "./score.ts";

const source = "const one = 1;\n  return a < b ? a : b;\n";
const at = (line: number, from: number, to: number) => ({ start: { line, column: from }, end: { line, column: to } });
const report = {
  files: {
    "packages/core/src/a.ts": {
      source,
      mutants: [
        { mutatorName: "EqualityOperator", replacement: "a <= b", status: "Survived", location: at(2, 10, 15) },
        { mutatorName: "EqualityOperator", replacement: "a >= b", status: "Killed", location: at(2, 10, 15) },
        { mutatorName: "ConditionalExpression", replacement: "true", status: "Timeout", location: at(2, 10, 15) },
        { mutatorName: "NumericLiteral", replacement: "2", status: "NoCoverage", location: at(1, 13, 14) },
        { mutatorName: "NumericLiteral", replacement: "3", status: "RuntimeError", location: at(1, 13, 14) },
        { mutatorName: "NumericLiteral", replacement: "4", status: "Ignored", location: at(1, 13, 14) },
      ],
    },
  },
};
const mutants = mutantsOf(report);
const [lesser, , , missed] = mutants as [Mutant, Mutant, Mutant, Mutant];
const listed = (mutant: Mutant): Equivalent => {
  const { status: _, ...rest } = mutant;
  return { ...rest, reason: "the same" };
};

describe("the score of a mutation run", () => {
  it("names a mutant by its file, its line, and what was replaced by what", () => {
    const file = "packages/core/src/a.ts";
    const line = "return a < b ? a : b;";
    expect(lesser).toEqual({
      file,
      mutator: "EqualityOperator",
      line,
      from: "a < b",
      to: "a <= b",
      status: "Survived",
    });
    expect(missed).toMatchObject({ line: "const one = 1;", from: "1", to: "2" });
  });

  it("counts what is noticed and what is not, and nothing else", () => {
    const [score] = scores(mutants, []);
    expect(score).toMatchObject({ file: "packages/core/src/a.ts", killed: 2, survivors: [lesser, missed] });
    expect(percentage(scores(mutants, []))).toBe(50);
    expect(percentage([])).toBe(100);
  });

  it("takes out the mutants that are listed as equivalent, and no other on the same line", () => {
    expect(scores(mutants, [listed(lesser)])[0]?.survivors).toEqual([missed]);
    for (const key of ["file", "mutator", "line", "from", "to"] as const) {
      expect(scores(mutants, [{ ...listed(lesser), [key]: "other" }])[0]?.survivors).toHaveLength(2);
    }
  });

  it("tells which are listed in vain, of the files that were mutated", () => {
    const elsewhere = { ...listed(lesser), file: "packages/core/src/b.ts" };
    const noticed = { ...listed(lesser), to: "a >= b" };
    expect(stale(mutants, [listed(lesser), elsewhere])).toEqual([]);
    expect(stale(mutants, [noticed])).toEqual([noticed]);
  });

  it("is written as a table with a line for all", () => {
    expect(
      table(scores(mutants, [listed(lesser)]))
        .split("\n")
        .slice(2),
    ).toEqual(["| core/src/a.ts | 2 | 1 | 66.7 % |", "| all | 2 | 1 | 66.7 % |"]);
  });
});
