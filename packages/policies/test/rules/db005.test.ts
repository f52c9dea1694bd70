import { describe, expect, it } from "vitest";
import { ruleOf } from "../outcomes.ts";
import { said } from "./database.ts";

describe("DB005 db-deletion-protection", () => {
  it("doubts the option when nobody tells it, and sees the flag all the same", () => {
    expect(said("DB005")).toMatchObject([{ outcome: "UNKNOWN", path: "" }]);
    expect(said("DB005", { deletionProtection: false }, { options: { protect: undefined } })).toMatchObject([
      { outcome: "FAIL", path: "deletionProtection" },
      { outcome: "UNKNOWN", path: "" },
    ]);
  });

  it("blocks in prod alone", () => {
    expect(ruleOf("DB005").levels).toEqual({ test: "advisory", preprod: "advisory", prod: "mandatory" });
  });
});
