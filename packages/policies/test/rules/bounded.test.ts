import { describe, expect, it } from "vitest";
import { viewOf, worst } from "../../src/index.ts";
import { longestList, membersWithin } from "../../src/rules/bounded.ts";
import { databaseFixtures } from "../fixtures/database.ts";
import type { Fixture, Properties } from "../fixtures/fixture.ts";
import { gov004 } from "../fixtures/governance/gov004.ts";
import { ruleOf, verdictsOn } from "../outcomes.ts";

const listOf = (length: number) => Array.from({ length }, () => "10.0.0.0/16");
const many = (member: unknown) => Array.from({ length: longestList + 1 }, () => member);
const cloudGroup = "ovh:index/cloudSecurityGroup:CloudSecurityGroup";
const octavia = "openstack:loadbalancer/listener:Listener";
const database = "ovh:CloudProject/database:Database";
const [pairs, zones] = ["allowedAddressPairs", "availabilityZones"];

describe("a list", () => {
  it("is read up to its longest length, and nothing else is", () => {
    expect(membersWithin(viewOf(listOf(longestList)))).toHaveLength(longestList);
    expect(membersWithin(viewOf([]))).toEqual([]);
    for (const value of [listOf(longestList + 1), "text", { length: 1 }, { length: Symbol("much") }, 7, undefined]) {
      expect(membersWithin(viewOf(value))).toBeUndefined();
    }
  });

  it("C040 that is longer is refused wherever a rule reads one", () => {
    const long = listOf(longestList + 1);
    for (const { rule, good } of [...databaseFixtures, gov004]) {
      for (const name of ["nodes", "ipRestrictions", "backupRegions", "roles", "acls", "categories", "blockDevices"]) {
        const read = good.find(({ inputs }) => Array.isArray(inputs[name]));
        if (!read || !reads(rule, read, name)) continue;
        expect(worst(verdictsOn(ruleOf(rule), read, { ...read.inputs, [name]: long })), `${rule} ${name}`).toBe("FAIL");
      }
    }
  });

  it.each<[string, string, Properties, string]>([
    ["NET001", cloudGroup, { rules: many({}) }, "rules"],
    ["NET005", cloudGroup, { rules: many({ direction: "EGRESS" }) }, "rules"],
    ["NET006", "openstack:networking/port:Port", { securityGroupIds: many("group") }, "securityGroupIds"],
    ["NET006", "openstack:compute/instance:Instance", { securityGroups: many("backend") }, "securityGroups"],
    [
      "NET006",
      "openstack:compute/instance:Instance",
      { networks: many({ port: "p" }), networkMode: "none" },
      "securityGroups",
    ],
    ["NET006", "ovh:index/cloudInstance:CloudInstance", { securityGroupIds: many("group") }, "securityGroupIds"],
    ["NET007", "openstack:networking/port:Port", { allowedAddressPairs: many({ ipAddress: "10.0.0.1" }) }, pairs],
    ["NET008", octavia, { protocol: "TCP", protocolPort: 5432, allowedCidrs: many("10.0.0.1") }, "allowedCidrs"],
    [
      "NET008",
      octavia,
      { protocol: "HTTPS", protocolPort: 443, tlsVersions: many("TLSv1.2"), allowedCidrs: ["10.0.0.1"] },
      "tlsVersions",
    ],
    ["NET008", "ovh:CloudProject/loadBalancer:LoadBalancer", { listeners: many({ protocol: "https" }) }, "listeners"],
    ["NET009", "ovh:CloudProject/kubeIpRestrictions:KubeIpRestrictions", { ips: many("10.0.0.1") }, "ips"],
    ["NET010", cloudGroup, { description: "a", rules: many({ description: "a" }) }, "rules"],
    ["GOV001", "ovh:CloudProject/networkPrivate:NetworkPrivate", { regions: many("GRA11") }, "regions"],
    ["GOV001", database, { nodes: many({ region: "GRA" }) }, "nodes"],
    ["GOV001", database, { nodes: [{ region: "GRA" }], backupRegions: many("GRA") }, "backupRegions"],
    ["GOV001", "ovh:CloudProject/kubeNodePool:KubeNodePool", { availabilityZones: many("eu-west-par-a") }, zones],
    [
      "GOV001",
      "ovh:CloudProject/storage:Storage",
      { replication: { rules: many({ destination: { region: "GRA" } }) } },
      "replication.rules",
    ],
    ["GOV003", "openstack:networking/port:Port", { tags: many("environment=prod") }, "tags"],
  ])("C031 that is longer is refused as a whole by %s in %s", (id, type, inputs, path) => {
    const verdicts = verdictsOn(ruleOf(id), { title: "", type, inputs });
    expect(new Set(verdicts.map((verdict) => `${verdict.outcome} ${verdict.path}`))).toEqual(new Set([`FAIL ${path}`]));
    expect(verdicts.length).toBeLessThan(3);
  });

  it.each<[string, string, Properties]>([
    ["NET008", octavia, { protocol: "TCP", protocolPort: 5432, allowedCidrs: Array(350_000).fill("") }],
    ["NET006", "openstack:compute/instance:Instance", { securityGroups: Array(350_000).fill("") }],
    ["NET006", "openstack:networking/port:Port", { portSecurityEnabled: false, tags: Array(350_000).fill("") }],
  ])("C031 longer than a call may have arguments is refused by %s in %s", (id, type, inputs) => {
    expect(worst(verdictsOn(ruleOf(id), { title: "", type, inputs }))).toBe("FAIL");
  });
});

/** Whether a text in the list's place changes the verdict: then the rule reads it. */
const reads = (rule: string, fixture: Fixture, name: string) =>
  worst(verdictsOn(ruleOf(rule), fixture, { ...fixture.inputs, [name]: "text" })) === "FAIL";
