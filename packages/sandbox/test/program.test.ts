import { expect, it } from "vitest";
import { changesIn } from "../src/program.ts";

it("reads what the engine counts, with and without a sign before it", () => {
  const text =
    "x\nResources:\n    + 12 to create\n    ~ 1 updated\n    +-3 replaced\n    - 10 deleted\n    31 unchanged\n\nDuration: 2s\n";
  expect(changesIn(text)).toEqual({ create: 12, update: 1, replace: 3, delete: 10, unchanged: 31 });
  expect(changesIn("no summary")).toEqual({});
});
