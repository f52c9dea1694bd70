import { describe, expect, it } from "vitest";
import { judge } from "../../src/index.ts";
import { unknown } from "../hidden.ts";

const said = (inputs: object) =>
  judge("cloudflare:index/zoneSetting:ZoneSetting", { zoneId: "023e", ...inputs })
    .filter(({ rule }) => rule.id === "CF003")
    .map(({ outcome, path }) => [outcome, path]);

describe("CF003 tls-floor", () => {
  it("doubts a setting whose name is not known yet once, and only where the value would be refused", () => {
    expect(said({ settingId: unknown, value: "off" })).toEqual([["UNKNOWN", "settingId"]]);
    expect(said({ settingId: unknown, value: unknown })).toEqual([["UNKNOWN", "settingId"]]);
    expect(said({ settingId: "rocket_loader", value: unknown })).toEqual([]);
    expect(said({ settingId: "min_tls_version", value: unknown })).toEqual([["UNKNOWN", "value"]]);
  });
});
