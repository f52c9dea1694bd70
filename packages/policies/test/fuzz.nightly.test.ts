import { expect, it } from "vitest";
import { fuzz } from "./fuzz-run.ts";

it("C040 C076 judges 100,000 odd resources without an exception, each in less than 50 ms", () => {
  const { judged, found, threw, slow } = fuzz(100_000, "nightly");
  expect(threw).toEqual([]);
  expect(slow).toEqual([]);
  expect(judged).toBe(100_000);
  expect(found).toBeGreaterThan(100_000);
});
