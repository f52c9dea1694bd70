import { describe, it } from "vitest";
import { daily } from "./programs/table.ts";
import { comesAndGoes } from "./programs/third.ts";

describe.each(daily)("C147 a third party's $file", (third) => {
  it("comes up as previewed, has nothing left to do, does not drift by itself, and goes", () => comesAndGoes(third));
});
