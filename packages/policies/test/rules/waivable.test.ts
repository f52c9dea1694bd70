import { expect, it } from "vitest";
import { rules } from "../../src/index.ts";

/** What cannot be undone, or opens everything. */
const strict = ["DB001", "DB002", "DB003", "NET001", "SEC001"];

it.each(rules.map(({ id, notWaivable }) => [id, strict.includes(id) ? ["prod"] : undefined, notWaivable] as const))(
  "%s can be waived everywhere but in %s",
  (_id, expected, notWaivable) => {
    expect(notWaivable).toEqual(expected);
  },
);
