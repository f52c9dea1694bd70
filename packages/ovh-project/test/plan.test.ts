import { regions } from "@accoreboot/catalogue";
import * as pulumi from "@pulumi/pulumi";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { plan, subnetBlocks } from "../src/environment.plan.ts";
import { type OvhEnvironmentArgs, vlanOf } from "../src/index.ts";

const projectId = "0123456789abcdef0123456789abcdef";
const base: OvhEnvironmentArgs = { app: "accoreboot", environment: "test", region: "GRA11", projectId };
const publicKey = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIFNfIM9Ip7ItcAamPHzGvN8XYwwOfGrbqA7fCpx/i6m1 admin@example";
const wholePlan = { planCode: "project.2018", duration: "P1M", pricingMode: "default" };
const privateKey = "-----BEGIN OPENSSH PRIVATE KEY-----\nc2VjcmV0\n-----END OPENSSH PRIVATE KEY-----";
const paths = (args: object) => plan("subject", args as unknown as OvhEnvironmentArgs).findings.map(({ path }) => path);
const findings = (args: object) =>
  plan("subject", { ...base, ...args } as OvhEnvironmentArgs).findings.map(
    ({ path, problem, remedy }) => `${path}: ${problem}. ${remedy}`,
  );

describe("the plan of an environment", () => {
  it.each([
    ["test", "10.1.0.0/24", false],
    ["preprod", "10.2.0.0/24", false],
    ["prod", "10.3.0.0/24", true],
  ])("C027 gives %s names, a block and protection of its own", (environment, cidr, protect) => {
    const planned = plan("subject", { ...base, environment, projectId: undefined, order: true });
    expect(planned.findings).toEqual([]);
    expect(planned.projectName).toBe(`accoreboot-${environment}`);
    expect(planned.order?.args).toMatchObject({ description: `accoreboot-${environment}`, deletionProtection: true });
    expect(planned.order?.protect).toBe(true);
    const vlanId = vlanOf("accoreboot", environment);
    expect(planned.network).toEqual({ name: `${environment}-network`, regions: ["GRA11"], vlanId });
    expect(planned.subnet).toEqual({ name: `${environment}-subnet`, cidr, dhcp: true, enableGatewayIp: false });
    expect(planned.user.description).toBe(`${environment}-openstack`);
    expect(planned.labels).toEqual({ app: "accoreboot", environment });
    expect(planned.protect).toBe(protect);
  });

  it("C040 keeps the default blocks of the environments apart", () => {
    expect(new Set(Object.values(subnetBlocks)).size).toBe(3);
  });

  it("takes database and storage region from the catalogue", () => {
    for (const region of Object.keys(regions)) {
      expect(plan("subject", { ...base, region }).region).toEqual(regions[region]);
    }
  });

  it("takes a region that the catalogue does not have with its two others", () => {
    const given = { ...base, region: "RBX-A", databaseRegion: "RBX", storageRegion: "RBX" };
    expect(plan("subject", given).findings).toEqual([]);
    expect(plan("subject", given).region).toEqual({ compute: "RBX-A", database: "RBX", storage: "RBX" });
  });

  it("lets true and false be said by name", () => {
    expect(plan("subject", { ...base, environment: "prod", protect: false }).protect).toBe(false);
    expect(plan("subject", { ...base, protect: true }).protect).toBe(true);
    expect(plan("subject", { ...base, gateway: true }).subnet.enableGatewayIp).toBe(true);
  });

  it("C040 lays the network over every region, the environment's own first", () => {
    const planned = plan("subject", { ...base, otherRegions: ["SBG5", "DE1"] });
    expect(planned.findings).toEqual([]);
    expect(planned.network.regions).toEqual(["GRA11", "SBG5", "DE1"]);
    expect(plan("subject", { ...base, otherRegions: [] }).network.regions).toEqual(["GRA11"]);
  });

  it("C040 orders a new project into the vRack, where an existing one is attached", () => {
    const ordered = plan("subject", { ...base, projectId: undefined, order: true, vrackId: "pn-123456" });
    expect(ordered.order?.args.plan).toMatchObject({ configurations: [{ label: "vrack", value: "pn-123456" }] });
    expect(ordered.vrackId).toBeUndefined();
    expect(plan("subject", { ...base, vrackId: "pn-123456" })).toMatchObject({
      order: undefined,
      vrackId: "pn-123456",
    });
  });

  it("takes VLAN 0 where it is asked for by name", () => {
    expect(plan("subject", { ...base, vlanId: 0 }).network.vlanId).toBe(0);
  });

  it("gives out the administrator's role where overrides say so", () => {
    const planned = plan("subject", { ...base, overrides: { openstackUser: { roleNames: ["administrator"] } } });
    expect(planned.findings).toEqual([]);
    expect(planned.user.roleNames).toEqual(["administrator"]);
  });

  it("names key pairs after the environment, and lets one be overridden", () => {
    const planned = plan("subject", {
      ...base,
      sshKeys: { admin: publicKey, ci: publicKey },
      overrides: { sshKeys: { ci: { name: "robots" } } },
    });
    expect(planned.findings).toEqual([]);
    expect(planned.sshKeys).toEqual({ admin: { name: "test-admin", publicKey }, ci: { name: "robots", publicKey } });
  });

  it("says nothing of a project id that arrives later", () => {
    expect(paths({ ...base, projectId: pulumi.secret(projectId) })).toEqual([]);
  });
});

const all = [
  "app",
  "environment",
  "region",
  "otherRegions",
  "projectId",
  "order",
  "vrackId",
  "subnetCidr",
  "vlanId",
  "openstackUserRoles",
  "sshKeys",
  "labels",
  "overrides",
];

describe("findings of an environment", () => {
  it("C026 refuses any other environment, with the nearest name", () => {
    expect(findings({ environment: "staging" })).toEqual([
      'environment: unknown environment "staging". Allowed are test, preprod, prod',
    ]);
    expect(findings({ environment: "pre-prod" })[0]).toContain('Did you mean "preprod"?');
  });

  it("lists all of them at once, in the order of the arguments", () => {
    const args = { ap: "x", environment: "tst", subnetCidr: "8.8.8.0/24", vlanId: 5000, overrides: { subnets: {} } };
    expect(paths(args)).toEqual([
      "ap",
      "app",
      "environment",
      "region",
      "projectId",
      "overrides.subnets",
      "vlanId",
      "subnetCidr",
    ]);
  });

  it.each([
    [{ regoin: "GRA11" }, 'regoin: unknown argument. Did you mean "region"?'],
    [{ region: "GRA1" }, 'region: unknown region "GRA1". Did you mean "GRA9"?'],
    [{ region: "RBX-A", databaseRegion: "RBX" }, "for another one give databaseRegion and storageRegion too"],
    [{ region: undefined }, "region: required, but nothing was given. Give a compute region, such as GRA11"],
    [{ region: "constructor" }, 'region: unknown region "constructor"'],
    [{ region: pulumi.output("GRA11") }, "region: an output or a promise, not known yet. Give a plain value"],
    [{ projectId: undefined }, "projectId: required, but nothing was given. Give the id of an existing project"],
    [{ order: true }, "order: a projectId was given as well"],
    [{ projectId: "abc" }, "projectId: not a Public Cloud project id"],
    [{ ovhSubsidiary: "FR" }, "ovhSubsidiary: only an ordered project has it"],
    [{ overrides: { project: { description: "x" } } }, "overrides.project: only an ordered project has it"],
    [{ projectId: undefined, order: true, ovhSubsidiary: "XX" }, 'ovhSubsidiary: unknown subsidiary "XX"'],
    [{ subnetCidr: "10.1.0.0/29" }, 'subnetCidr: "10.1.0.0/29" is too small'],
    [{ subnetCidr: "10.1.0.7/24" }, 'subnetCidr: "10.1.0.7/24" is not an IPv4 block'],
    [{ subnetCidr: "127.0.0.0/24" }, 'subnetCidr: "127.0.0.0/24" is not a private network'],
    [{ subnetCidr: "11.0.0.0/24" }, 'subnetCidr: "11.0.0.0/24" is not a private network'],
    [{ subnetCidr: "fc00::/64" }, 'subnetCidr: "fc00::/64" is not an IPv4 block'],
    [{ subnetCidr: pulumi.output("10.1.0.0/24") }, "subnetCidr: an output or a promise"],
    [{ subnetCidr: "10.0.0.0/33" }, 'subnetCidr: "10.0.0.0/33" is not an IPv4 block'],
    [{ subnetCidr: "10.1.0.0" }, 'subnetCidr: "10.1.0.0" is not an IPv4 block'],
    [{ app: "AccoreBoot" }, 'app: "AccoreBoot" is not an application name. Use 2 to 32 lower case letters'],
    [{ app: "a".repeat(33) }, "is not an application name. Use 2 to 32 lower case letters"],
    [{ environment: "Prod" }, 'environment: unknown environment "Prod". Did you mean "prod"?'],
    [{ region: "gra11" }, 'region: unknown region "gra11". Did you mean "GRA11"?'],
    [
      { region: "gra11", databaseRegion: "GRA", storageRegion: "GRA" },
      'region: unknown region "gra11". Did you mean "GRA11"?',
    ],
    [
      { region: "GRA" },
      'region: "GRA" is a region of object storage or databases, and none of servers and networks. Give a compute region, such as GRA9, GRA11',
    ],
    [
      { region: "RBX", databaseRegion: "RBX", storageRegion: "RBX" },
      'region: "RBX" is a region of object storage or databases',
    ],
    [
      { region: "EU-WEST-LZ-MRS-A", databaseRegion: "GRA", storageRegion: "GRA" },
      'region: "EU-WEST-LZ-MRS-A" is a Local Zone, where OVHcloud has no private network of the vRack. Give a region',
    ],
    [{ databaseRegion: "GRA11" }, 'databaseRegion: "GRA11" is a compute region. There, databases are in "GRA"'],
    [{ storageRegion: "GRA11" }, 'storageRegion: "GRA11" is a compute region. There, buckets are in "GRA"'],
    [{ storageRegion: "gra" }, 'storageRegion: "gra" is not a region\'s name. Write it as the OVH API does'],
    [{ otherRegions: "SBG5" }, 'otherRegions: "SBG5" is not a list of regions'],
    [{ otherRegions: ["SBG5", "SBG5"] }, 'otherRegions: "SBG5" is in the environment already'],
    [{ otherRegions: ["GRA11"] }, 'otherRegions: "GRA11" is in the environment already'],
    [{ otherRegions: ["SGB5"] }, 'otherRegions: unknown region "SGB5". Did you mean "SBG5"?'],
    [{ otherRegions: ["SBG"] }, 'otherRegions: "SBG" is a region of object storage or databases'],
    [{ otherRegions: ["EU-WEST-LZ-MRS-A"] }, 'otherRegions: "EU-WEST-LZ-MRS-A" is a Local Zone'],
    [{ otherRegions: pulumi.output(["SBG5"]) }, "otherRegions: an output or a promise"],
    [
      { otherRegions: ["SBG5"], overrides: { network: { regions: ["GRA11"] } } },
      'overrides.network.regions: ["GRA11"] misses the environment\'s region. Put "SBG5" in the list',
    ],
    [
      { otherRegions: ["SBG5"], gateway: true },
      "gateway: OVHcloud's Gateway takes no network of several regions. Leave gateway or otherRegions out",
    ],
    [{ activateRegion: "yes" }, 'activateRegion: "yes" is neither true nor false'],
    [{ order: "yes" }, 'order: "yes" is neither true nor false'],
    [{ vrackId: "vrack-1" }, 'vrackId: "vrack-1" is not a vRack. Give its name as the console shows it'],
    [
      { vrackId: "pn-1_0" },
      'vrackId: "pn-1_0" is the id of a private network, a VLAN of the vRack. Give the vRack\'s own name: pn-1',
    ],
    [
      { projectId: undefined, order: true, vrackId: "pn-1", overrides: { project: { plan: wholePlan } } },
      "vrackId: overrides.project.plan was given as well, and is taken whole. Put the vRack into its configurations",
    ],
    [
      { projectId: undefined, order: true, overrides: { project: { paymentMean: "BANK_ACCOUNT" } } },
      "overrides.project.paymentMean: is not read any more. Leave it out, and give the account a default payment method",
    ],
    [
      { projectId: undefined, order: true, overrides: { project: { plan: { ...wholePlan, duration: "" } } } },
      "overrides.project.plan: the plan has no duration. Give planCode, duration and pricingMode",
    ],
    [{ openstackUserRoles: ["administrator"] }, "in overrides.openstackUser.roleNames"],
    [{ sshKeys: ["ssh-ed25519"] }, "sshKeys: not a map of public keys"],
    [{ sshKeys: { admin: privateKey } }, "sshKeys.admin: this is a private key: keep it to yourself"],
    [{ sshKeys: { admin: `${publicKey}\n${publicKey}` } }, "sshKeys.admin: not a public key in OpenSSH's form"],
    [{ sshKeys: { admin: publicKey.replace("ssh-ed25519 ", "ssh-dss ") } }, "sshKeys.admin: not a public key"],
    [{ sshKeys: { admin: "" } }, "sshKeys.admin: required, but no key was given"],
    [{ sshKeys: { "Admin key": publicKey } }, 'sshKeys.Admin key: "Admin key" is not a role'],
    [
      { sshKeys: { admin: publicKey }, overrides: { sshKeys: { admni: {} } } },
      'overrides.sshKeys.admni: unknown argument. Did you mean "admin"?',
    ],
    [
      { sshKeys: { admin: publicKey }, overrides: { sshKeys: { admin: { publicKey: privateKey } } } },
      "overrides.sshKeys.admin.publicKey: this is a private key",
    ],
    [
      { sshKeys: { admin: publicKey }, overrides: { sshKeys: { admin: { region: "SBG5" } } } },
      "overrides.sshKeys.admin.region: unknown argument",
    ],
    [{ vlanId: -1 }, "vlanId: -1 is out of range. Give a whole number from 0 to 4000"],
    [{ vlanId: 1.5 }, "vlanId: 1.5 is out of range"],
    [{ vlanId: 4001 }, "vlanId: 4001 is out of range. Give a whole number from 0 to 4000"],
    [{ gateway: "yes" }, 'gateway: "yes" is neither true nor false'],
    [{ protect: "no" }, 'protect: "no" is neither true nor false'],
    [{ openstackUserRoles: [] }, "openstackUserRoles: [] is not a list of roles"],
    [{ openstackUserRoles: ["compute_operater"] }, 'Did you mean "compute_operator"?'],
    [{ labels: { environment: "x" } }, 'labels: the label "environment" is the component\'s own'],
    [{ labels: { team: 7 } }, 'labels: the label "team" is 7'],
    [{ overrides: { subnet: { cidr: "8.8.8.0/24" } } }, 'overrides.subnet.cidr: "8.8.8.0/24" is not a private network'],
    [
      { overrides: { subnet: { cidr: pulumi.output("10.1.0.0/24") } } },
      "overrides.subnet.cidr: an output or a promise",
    ],
    [{ overrides: { subnet: { networkId: "x" } } }, "overrides.subnet.networkId: unknown argument"],
    [{ overrides: { network: { vlanID: 3 } } }, 'overrides.network.vlanID: unknown argument. Did you mean "vlanId"?'],
    [{ overrides: { network: { regions: ["SBG5"] } } }, 'misses the environment\'s region. Put "GRA11" in the list'],
    [
      { overrides: { openstackUser: { roleNames: ["admin"] } } },
      'overrides.openstackUser.roleNames: unknown role "admin"',
    ],
    [{ overrides: { netwrk: {} } }, 'overrides.netwrk: unknown argument. Did you mean "network"?'],
  ])("refuses %j", (args, expected) => {
    const found = findings(args);
    expect(found).toHaveLength(1);
    expect(found[0]).toContain(expected);
  });

  it("names what is required when nothing is given at all", () => {
    expect(paths(undefined as unknown as object)).toEqual(["app", "environment", "region", "projectId"]);
  });

  it("never throws, whatever it is given", () => {
    fc.assert(
      fc.property(fc.dictionary(fc.constantFrom(...all), fc.anything({ withBigInt: true, withDate: true })), (args) => {
        expect(Array.isArray(plan("subject", args as unknown as OvhEnvironmentArgs).findings)).toBe(true);
      }),
    );
  });

  it("makes names that fit for every application name it accepts", () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[a-z](-?[a-z0-9]){1,15}$/), (app) => {
        const planned = plan("subject", { ...base, app });
        expect(planned.findings).toEqual([]);
        expect(planned.projectName.length).toBeLessThanOrEqual(63);
      }),
    );
  });
});
