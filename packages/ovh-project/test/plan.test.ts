import { regions } from "@accoreboot/catalogue";
import * as pulumi from "@pulumi/pulumi";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { plan, subnetBlocks } from "../src/environment.plan.ts";
import type { OvhEnvironmentArgs } from "../src/index.ts";

const projectId = "0123456789abcdef0123456789abcdef";
const base: OvhEnvironmentArgs = { app: "accoreboot", environment: "test", region: "GRA11", projectId };
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
    expect(planned.project).toEqual({
      description: `accoreboot-${environment}`,
      ovhSubsidiary: "FR",
      plan: { duration: "P1M", planCode: "project.2018", pricingMode: "default" },
      deletionProtection: protect,
    });
    expect(planned.network).toEqual({ name: `${environment}-network`, regions: ["GRA11"], vlanId: 0 });
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

  it("orders with the plan code of the subsidiary", () => {
    const planned = plan("subject", { ...base, projectId: undefined, order: true, ovhSubsidiary: "US" });
    expect(planned.project?.plan).toMatchObject({ planCode: "project" });
  });

  it("says nothing of a project id that arrives later", () => {
    expect(paths({ ...base, projectId: pulumi.secret(projectId) })).toEqual([]);
  });
});

const all = ["app", "environment", "region", "projectId", "order", "subnetCidr", "vlanId", "labels", "overrides"];

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
      fc.property(fc.stringMatching(/^[a-z][a-z0-9-]{0,30}[a-z0-9]$/), (app) => {
        const planned = plan("subject", { ...base, app });
        expect(planned.findings).toEqual([]);
        expect(planned.projectName.length).toBeLessThanOrEqual(63);
      }),
    );
  });
});
