import { describe, expect, it } from "vitest";
import { ruleOf, verdictsOn } from "../outcomes.ts";

const unknown = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";
const judge = (inputs: object, routers?: string[]) =>
  verdictsOn(ruleOf("NET006"), {
    title: "",
    type: "openstack:networking/port:Port",
    inputs: { networkId: "5f0c1e1c-6c7b-4d0e-9a53-0c1d3a8e7b10", ...inputs },
    ...(routers ? { parameters: { routers } } : {}),
  });

describe("NET006 port-security-off", () => {
  it.each([
    ["a tag", { tags: ["backend", "router"] }],
    ["another tag", { tags: ["nat"] }],
    ["its owner", { deviceOwner: "nat" }],
  ])("C040 reports the bare port of a router, declared by %s, and blocks nothing", (_, declared) => {
    for (const bare of [{ portSecurityEnabled: false }, { noSecurityGroups: true }]) {
      expect(judge({ ...bare, ...declared })).toEqual([
        { outcome: "UNKNOWN", path: Object.keys(bare)[0], problem: expect.stringContaining("routes for others") },
      ]);
    }
  });

  it("C040 takes what declares a router from the configuration", () => {
    expect(judge({ portSecurityEnabled: false, tags: ["vpn"] }, ["vpn"])).toMatchObject([{ outcome: "UNKNOWN" }]);
  });

  it.each([
    ["tags", { tags: unknown }, "tags"],
    ["a tag", { tags: ["backend", unknown] }, "tags[1]"],
    ["an owner", { deviceOwner: unknown }, "deviceOwner"],
  ])("C040 cannot tell a router from a hole while it does not know %s", (_, hidden, path) => {
    expect(judge({ portSecurityEnabled: false, ...hidden })).toMatchObject([{ outcome: "UNKNOWN", path }]);
  });

  it("C040 asks nothing of a declared router whose port is guarded", () => {
    expect(judge({ securityGroupIds: [unknown], tags: ["router"] })).toEqual([]);
  });
});
