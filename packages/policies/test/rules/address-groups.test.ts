/** A group of addresses as the source: what it holds is a matter of another resource or program. */
import { describe, expect, it } from "vitest";
import { cloudSecurityGroupType, secGroupRuleType } from "../../src/rules/network/types.ts";
import { unknown } from "../hidden.ts";
import { ruleOf, verdictsOn } from "../outcomes.ts";

const byGroup = {
  direction: "ingress",
  protocol: "tcp",
  portRangeMin: 22,
  portRangeMax: 22,
  remoteAddressGroupId: "b6a8f8a0-3c1e-4f5a-9f7d-1d2c3b4a5e6f",
};
const judged = (id: string, inputs: object, type = secGroupRuleType) =>
  verdictsOn(ruleOf(id), { title: "", type, inputs: { ...inputs } });
const path = "remoteAddressGroupId";

describe("a group of addresses", () => {
  it("C076 is for a person to judge, in every rule that looks for what it opens", () => {
    const all = { ...byGroup, portRangeMin: 1, portRangeMax: 65_535 };
    for (const id of ["NET001", "NET002", "NET003", "NET004"]) {
      expect(judged(id, all), id).toMatchObject([
        { outcome: "UNKNOWN", path, problem: expect.stringContaining("for a person to judge") },
      ]);
    }
    expect(judged("NET001", { rules: [byGroup] }, cloudSecurityGroupType)).toMatchObject([
      { outcome: "UNKNOWN", path: `rules[0].${path}` },
    ]);
  });

  it("C076 is told apart from one that is not known yet", () => {
    expect(judged("NET001", { ...byGroup, [path]: unknown })).toMatchObject([
      { outcome: "UNKNOWN", path, problem: expect.stringContaining("not known yet") },
    ]);
  });

  it("is a source", () => {
    expect(judged("NET005", byGroup)).toEqual([]);
  });

  it("does not matter where nothing is opened, or another source is written", () => {
    expect(judged("NET001", { ...byGroup, portRangeMin: 23, portRangeMax: 23 })).toEqual([]);
    expect(judged("NET001", { ...byGroup, direction: "egress" })).toEqual([]);
    expect(judged("NET001", { ...byGroup, remoteGroupId: byGroup[path] })).toEqual([]);
    expect(judged("NET001", { ...byGroup, remoteIpPrefix: "10.0.0.0/8" })).toEqual([]);
    expect(judged("NET001", { ...byGroup, remoteIpPrefix: "0.0.0.0/0" })).toMatchObject([
      { outcome: "FAIL", path: "remoteIpPrefix" },
    ]);
    expect(judged("NET001", { ...byGroup, [path]: " " })).toMatchObject([{ outcome: "FAIL" }]);
  });
});
