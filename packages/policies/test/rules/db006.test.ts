import { describe, expect, it } from "vitest";
import { unknown } from "../hidden.ts";
import { ruleOf } from "../outcomes.ts";
import { said } from "./database.ts";

describe.each(["DB006", "DB007"])("%s", (id) => {
  it("is silent in test, warns in preprod and blocks in prod", () => {
    expect(ruleOf(id).levels).toEqual({ test: "disabled", preprod: "advisory", prod: "mandatory" });
  });
});

describe("DB006 db-ha-plan", () => {
  it("names both places, and the engine where all depends on it", () => {
    const alone = { plan: "essential", nodes: [unknown] };
    expect(said("DB006", alone).map(({ path, outcome }) => [path, outcome])).toEqual([
      ["plan", "FAIL"],
      ["nodes", "FAIL"],
    ]);
    expect(said("DB006", { ...alone, engine: unknown })).toMatchObject([{ path: "engine", outcome: "UNKNOWN" }]);
  });

  it.each([["Business"], ["2"], [""]])("refuses the list of plans with %j, and takes its preset", (plan) => {
    expect(said("DB006", { plan }, { parameters: { plans: [plan] } })).toMatchObject([{ path: "plan" }]);
    expect(said("DB006", {}, { parameters: { plans: [plan] } })).toEqual([]);
  });
});
