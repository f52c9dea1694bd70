import { shown } from "@accoreboot/core";
import { settled } from "@accoreboot/testing";
import * as pulumi from "@pulumi/pulumi";
import { describe, expect, it } from "vitest";
import { plan } from "../src/environment.plan.ts";
import type { OvhEnvironmentArgs } from "../src/index.ts";
import { networkRegions } from "../src/region.ts";
import { subnetRules } from "../src/subnet.rules.ts";

const projectId = "0123456789abcdef0123456789abcdef";
const base: OvhEnvironmentArgs = { app: "accoreboot", environment: "test", region: "GRA11", projectId };
const publicKey = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIFNfIM9Ip7ItcAamPHzGvN8XYwwOfGrbqA7fCpx/i6m1 admin@example";
const findings = (args: object) =>
  plan("subject", { ...base, ...args } as OvhEnvironmentArgs).findings.map(
    ({ path, problem, remedy }) => `${path}: ${problem}. ${remedy}`,
  );

describe("what an override of an environment may say", () => {
  it("C030 C040 takes a key named like a part of every object, an address of the block, and a resolver of one's own", () => {
    const given = {
      gateway: true,
      sshKeys: { constructor: publicKey },
      overrides: {
        network: { regions: ["GRA11"] },
        subnet: {
          allocationPools: [{ start: "10.1.0.10", end: "10.1.0.99" }],
          gatewayIp: "10.1.0.1",
          dnsNameservers: ["9.9.9.9"],
          useDefaultPublicDnsResolver: false,
        },
      },
    };
    expect(findings(given)).toEqual([]);
    expect(findings({ overrides: { network: { regions: ["GRA11", "SBG5"] } } })).toEqual([]);
    const renamed = { a: { name: "test-b" }, b: { name: "test-a" } };
    expect(findings({ sshKeys: { a: publicKey, b: publicKey }, overrides: { sshKeys: renamed } })).toEqual([]);
  });

  it("C040 leaves regions and pools of an override that arrive later to their arrival", async () => {
    const regions = ["GRA11", pulumi.output("SBG5")];
    const pools = pulumi.output([{ start: "10.1.0.10", end: "10.1.0.99" }]);
    const planned = plan("subject", {
      ...base,
      overrides: { network: { regions }, subnet: { allocationPools: pools } },
    });
    expect(planned.findings).toEqual([]);
    expect((await settled(pulumi.output(planned.network.regions))).value).toEqual(["GRA11", "SBG5"]);
    expect((await settled(pulumi.output(planned.subnet.allocationPools))).value).toHaveLength(1);
    const start = pulumi.output("10.1.0.10");
    const { allocationPools } = subnetRules("10.1.0.0/24");
    expect(allocationPools?.([pulumi.output({}), { start, end: "10.1.0.9" }], shown)).toBeUndefined();
    expect(allocationPools?.([{ start, end: "10.2.0.9" }], shown)?.problem).toContain('"10.2.0.9" is not an address');
    expect(networkRegions(["GRA11"], false)(["GRA11", pulumi.output("x")], shown)).toBeUndefined();
  });

  it.each([
    [
      { overrides: { network: { regions: ["GRA11", "NOWHERE"] } } },
      'overrides.network.regions: unknown region "NOWHERE". Allowed are',
    ],
    [{ overrides: { network: { regions: ["GRA11", 5] } } }, "overrides.network.regions: unknown region 5"],
    [{ overrides: { network: { regions: ["GRA11", "GRA"] } } }, '"GRA" is a region of object storage or databases'],
    [
      { overrides: { network: { regions: ["GRA11", "SBG5", "SBG5"] } } },
      'overrides.network.regions: "SBG5" is in the list twice. Give it once',
    ],
    [
      { gateway: true, overrides: { network: { regions: ["GRA11", "SBG5"] } } },
      'overrides.network.regions: ["GRA11","SBG5"] is more than one region, and OVHcloud\'s Gateway takes no such network',
    ],
    [
      { overrides: { subnet: { allocationPools: [{ start: "10.1.0.9", end: "10.2.0.9" }] } } },
      'overrides.subnet.allocationPools: "10.2.0.9" is not an address of a machine in 10.1.0.0/24. Give pools such as',
    ],
    [
      { overrides: { subnet: { allocationPools: [{ start: "10.1.0.9", end: "10.1.0.3" }] } } },
      "ends before it starts. Give pools such as { start, end }, both inside 10.1.0.0/24",
    ],
    [
      { overrides: { subnet: { allocationPools: "x" } } },
      'overrides.subnet.allocationPools: "x" is not a list of pools',
    ],
    [{ overrides: { subnet: { allocationPools: ["x"] } } }, 'overrides.subnet.allocationPools: "x" is not a pool'],
    [
      { subnetCidr: "10.7.0.0/24", overrides: { subnet: { gatewayIp: "10.1.0.1" } } },
      'overrides.subnet.gatewayIp: "10.1.0.1" is not an address of a machine in 10.7.0.0/24. Give one inside 10.7.0.0/24',
    ],
    [{ overrides: { subnet: { gatewayIp: null } } }, "overrides.subnet.gatewayIp: null is not an address"],
    [{ overrides: { subnet: { gatewayIp: "10.1.0.255" } } }, 'overrides.subnet.gatewayIp: "10.1.0.255" is not'],
    [
      { overrides: { subnet: { dnsNameservers: ["9.9.9.9"] } } },
      "overrides.subnet.dnsNameservers: OVHcloud's own resolver is on, and takes their place. Give useDefaultPublicDnsResolver: false",
    ],
    [
      { sshKeys: { a: publicKey, b: publicKey }, overrides: { sshKeys: { a: { name: "test-b" } } } },
      'overrides.sshKeys.a.name: sshKeys.b has the name "test-b" already. Give each key pair a name of its own',
    ],
    [
      {
        sshKeys: { a: publicKey, b: publicKey },
        overrides: { sshKeys: { a: { name: "robots" }, b: { name: "robots" } } },
      },
      'overrides.sshKeys.b.name: sshKeys.a has the name "robots" already',
    ],
  ])("C040 refuses %j", (args, expected) => {
    const found = findings(args);
    expect(found).toHaveLength(1);
    expect(found[0]).toContain(expected);
  });
});

describe("what was given as null, or comes too late", () => {
  it.each([
    [{ subnetCidr: null }, "subnetCidr: null is not an IPv4 block"],
    [{ vlanId: null }, "vlanId: null is out of range"],
    [{ gateway: null }, "gateway: null is neither true nor false"],
    [{ openstackUserRoles: null }, "openstackUserRoles: null is not a list of roles"],
    [{ projectId: undefined, order: true, ovhSubsidiary: null }, "ovhSubsidiary: unknown subsidiary null"],
    [
      { projectId: undefined, order: true, ovhSubsidiary: pulumi.output("FR") },
      "ovhSubsidiary: an output or a promise",
    ],
    [{ gateway: pulumi.output(true) }, "gateway: an output or a promise"],
    [{ openstackUserRoles: [pulumi.output("administrator")] }, "openstackUserRoles: a role is an output or a promise"],
  ])("C040 is refused, not taken for the default: %j", (args, expected) => {
    const found = findings(args);
    expect(found).toHaveLength(1);
    expect(found[0]).toContain(expected);
  });
});
