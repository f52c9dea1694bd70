import { expect, it } from "vitest";
import { rules } from "../../src/index.ts";

it("no waiver counts in prod for what cannot be undone or opens everything, and any may elsewhere", () => {
  const strict = rules.filter(({ notWaivable = [] }) => notWaivable.length > 0);
  expect(strict.map(({ id }) => id)).toEqual(["DB001", "DB002", "DB003", "NET001", "SEC001"]);
  for (const { notWaivable } of strict) expect(notWaivable).toEqual(["prod"]);
});
