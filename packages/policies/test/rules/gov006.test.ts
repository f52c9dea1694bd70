import { describe, expect, it } from "vitest";
import { judge, rules } from "../../src/index.ts";
import { guardedProperties, statefulTypes } from "../../src/rules/governance/guarded.ts";
import { installed } from "./installed.ts";

const sdks = ["@ovhcloud/pulumi-ovh", "@pulumi/openstack", "@pulumi/cloudflare"];
/** Types that later versions of the SDKs have. */
const later = ["ovh:index/cloudStorageObjectBucket:CloudStorageObjectBucket"];
/** What other versions of the SDKs have. */
const missing = [
  "ovh:CloudProjectDatabase/ipRestriction:IpRestriction ip",
  "openstack:loadbalancer/listener:Listener tlsVersions",
  "openstack:networking/secGroupRule:SecGroupRule remoteAddressGroupId",
];
const found = (type: string, options: object, properties: object = {}, provider?: object) =>
  judge(type, properties, {
    options,
    ...(provider && { provider: { type: "pulumi:providers:openstack", properties: provider } }),
  }).filter(({ rule }) => rule.id === "GOV006");

describe("GOV006 bypass-guard", () => {
  const known = new Map(sdks.flatMap((sdk) => [...installed(sdk)]));

  it("guards properties that the installed SDKs have, each by itself", () => {
    for (const [token, properties] of Object.entries(guardedProperties)) {
      for (const property of properties) {
        expect([token, property, known.get(token)?.has(property) ?? false]).toEqual([
          token,
          property,
          !missing.includes(`${token} ${property}`) && !later.includes(token),
        ]);
        expect(found(token, { ignoreChanges: [property] }).map(({ path }) => path)).toEqual([property]);
      }
      expect(found(token, { ignoreChanges: ["*"] }).map(({ path }) => path)).toEqual(properties);
      expect(found(token, { ignoreChanges: [] })).toEqual([]);
    }
  });

  it("guards no type that no other rule judges", () => {
    const judged = rules.filter(({ id }) => id !== "GOV006").flatMap(({ types }) => (types === "all" ? [] : types));
    expect(Object.keys(guardedProperties).filter((token) => !judged.includes(token))).toEqual([]);
  });

  it("C038 wants protection in prod for every type that holds data", () => {
    for (const token of statefulTypes) {
      expect([token, known.has(token)]).toEqual([token, !later.includes(token)]);
      expect(found(token, { protect: false }).map(({ path }) => path)).toEqual([""]);
      expect(found(token, { protect: true })).toEqual([]);
      expect(found(token, { protect: undefined })).toEqual([]);
    }
  });

  it.each([
    ["nodes", true],
    ["nodes[0].region", true],
    ['["nodes"][0]', true],
    [" nodes ", true],
    ["*", true],
    ["nodesPattern", false],
    ["myNodes", false],
    ["", false],
    ["[0]", false],
  ])("reads %j among the ignored changes as the nodes: %s", (path, guarded) => {
    const type = "ovh:CloudProject/database:Database";
    expect(found(type, { ignoreChanges: [path], protect: true }).some(({ path: at }) => at === "nodes")).toBe(guarded);
  });

  it("cannot tell of tenants that are not known yet", () => {
    const unknown = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";
    const network = "openstack:networking/network:Network";
    const outcomes = (own: string, tenant: string) =>
      found(network, {}, { tenantId: own }, { tenantId: tenant }).map(({ outcome, path }) => [outcome, path]);
    expect(outcomes("a", unknown)).toEqual([["UNKNOWN", "tenantId"]]);
    expect(outcomes(unknown, "a")).toEqual([["UNKNOWN", "tenantId"]]);
    expect(outcomes("a", "b")).toEqual([["FAIL", "tenantId"]]);
  });
});
