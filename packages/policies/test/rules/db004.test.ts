import { describe, expect, it } from "vitest";
import { presets, stackVerdictsOf, subjectOf, worst } from "../../src/index.ts";
import { database, node, postgres } from "../fixtures/database/parts.ts";
import { encrypted, secret, unknown } from "../hidden.ts";
import { ruleOf } from "../outcomes.ts";
import { said } from "./database.ts";

const bare = { region: "GRA" };

describe("DB004 db-private-network", () => {
  it("C040 warns in test, and blocks in preprod and prod", () => {
    expect(ruleOf("DB004").levels).toEqual({ test: "advisory", preprod: "mandatory", prod: "mandatory" });
  });

  it.each([[null], [7], [[]], [{}], [true]])("C040 refuses %j for an identifier", (id) => {
    expect(said("DB004", { nodes: [{ ...node, networkId: id }] })).toMatchObject([
      { outcome: "FAIL", path: "nodes[0].networkId" },
    ]);
    expect(said("DB004", { nodes: [node, { ...node, subnetId: id }] })).toMatchObject([
      { outcome: "FAIL", path: "nodes[1].subnetId" },
    ]);
  });

  it.each([[unknown], [encrypted], [secret("x")]])("C040 takes an identifier that is hidden for one: %j", (id) => {
    expect(said("DB004", { nodes: [{ ...node, networkId: id, subnetId: id }] })).toEqual([]);
    expect(said("DB004", { nodes: [{ ...bare, networkId: id }] })).toMatchObject([{ path: "nodes[0].subnetId" }]);
  });

  it.each([[unknown], [encrypted]])(
    "C040 doubts a node that is hidden, and sees the public one behind it: %j",
    (hidden) => {
      expect(said("DB004", { nodes: hidden })).toMatchObject([{ outcome: "UNKNOWN", path: "nodes" }]);
      expect(said("DB004", { nodes: [node, hidden] })).toMatchObject([{ outcome: "UNKNOWN", path: "nodes[1]" }]);
      expect(said("DB004", { nodes: [hidden, bare] })).toMatchObject([
        { outcome: "UNKNOWN", path: "nodes[0]" },
        { outcome: "FAIL", path: "nodes[1].networkId" },
        { outcome: "FAIL", path: "nodes[1].subnetId" },
      ]);
    },
  );

  it.each([["public"], ["Private"], [""], [7], [[]]])(
    "C040 refuses a service that says its network is %j",
    (networkType) => {
      expect(said("DB004", { networkType })).toMatchObject([{ outcome: "FAIL", path: "networkType" }]);
    },
  );

  it.each([["private"], [undefined], [null], [unknown], [encrypted], [secret("private")]])(
    "C040 leaves it to the nodes when the service says %j",
    (networkType) => {
      expect(said("DB004", { networkType })).toEqual([]);
      expect(worst(said("DB004", { networkType, nodes: [bare] }))).toBe("FAIL");
    },
  );

  it("C040 names the database of the stack that turned out public", () => {
    const named = (type: string, name: string, properties: object) =>
      subjectOf({ type, urn: `urn:pulumi:prod::shop::${type}::${name}`, properties });
    const stack = [
      named(database, "one", { ...postgres, networkType: "private" }),
      named(database, "two", { ...postgres, networkType: "public" }),
      named("other:index:Thing", "three", { networkType: "public" }),
    ];
    expect(stackVerdictsOf(ruleOf("DB004"), stack, presets("prod"))).toMatchObject([
      { urn: `urn:pulumi:prod::shop::${database}::two`, path: "networkType" },
    ]);
  });
});
