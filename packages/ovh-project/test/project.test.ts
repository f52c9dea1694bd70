import { ArgumentError } from "@accoreboot/core";
import { brokenLaws, recordedOf, recordProgram, settled } from "@accoreboot/testing";
import * as pulumi from "@pulumi/pulumi";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { OvhProject, type OvhProjectArgs } from "../src/index.ts";
import { priceOf } from "../src/order.ts";
import { planProject } from "../src/project.plan.ts";

const projectId = "0123456789abcdef0123456789abcdef";
const base: OvhProjectArgs = { app: "accoreboot", environment: "test", region: "GRA11" };
const bought = { order: true, duration: "P1M", pricingMode: "default" };
const type = {
  component: "ovh-project:index:OvhProject",
  project: "ovh:CloudProject/project:Project",
  vrack: "ovh:Vrack/cloudProject:CloudProject",
};
const findings = (args: object) =>
  planProject("subject", { ...base, ...args } as OvhProjectArgs).findings.map(
    ({ path, problem, remedy }) => `${path}: ${problem}. ${remedy}`,
  );

async function made(args: Partial<OvhProjectArgs>) {
  const holder: { project?: OvhProject } = {};
  const recorded = await recordProgram(() => {
    holder.project = new OvhProject("project", { ...base, ...args });
  });
  return { project: holder.project as OvhProject, recorded };
}

describe("OvhProject", () => {
  it("C001 orders exactly one cloud project and makes no other cloud resource", async () => {
    const { project, recorded } = await made(bought);
    expect(recorded.map((resource) => resource.type)).toEqual([type.component, type.project]);
    const ordered = recordedOf(recorded, type.project, "project-project");
    expect(ordered.inputs).toEqual({
      description: "accoreboot-test",
      ovhSubsidiary: "FR",
      plan: { planCode: "project.2018", duration: "P1M", pricingMode: "default" },
      deletionProtection: true,
    });
    expect(ordered).toMatchObject({ parent: "project", timeouts: { create: "45m", delete: "40m" } });
    expect(project.nodes.project).toBeDefined();
  });

  it.each([
    ["test", undefined, true, false],
    ["preprod", undefined, true, false],
    ["prod", undefined, true, true],
    ["prod", false, false, false],
    ["test", true, true, true],
  ])(
    "C027 in %s with protect %s, locks and keeps the project: %s, and data in it: %s",
    async (environment, protect, kept, data) => {
      const { project, recorded } = await made({
        ...bought,
        environment,
        ...(protect === undefined ? {} : { protect }),
      });
      const ordered = recordedOf(recorded, type.project, "project-project");
      expect(ordered).toMatchObject({ protect: kept, retainOnDelete: kept });
      expect(ordered.inputs).toMatchObject({ description: `accoreboot-${environment}`, deletionProtection: kept });
      expect(project.ref.protect).toBe(data);
    },
  );

  it("C003 puts out the ordered project's id, a string in the clear, and its name", async () => {
    const { project } = await made(bought);
    const id = await settled(project.projectId);
    expect(id).toEqual({ value: expect.stringMatching(/^[0-9a-f]{32}$/), secret: false });
    expect((await settled(project.projectName)).value).toBe("accoreboot-test");
  });

  it("C002 adopts a project with nothing but its id, and makes no resource", async () => {
    const { project, recorded } = await made({ projectId });
    expect(recorded.map((resource) => resource.type)).toEqual([type.component]);
    expect(await settled(project.projectId)).toEqual({ value: projectId, secret: false });
    expect(project.nodes).toEqual({ project: undefined, vrack: undefined, alerting: undefined });
  });

  it("C004 keeps a secret project id secret, in the output, the ref and the child", async () => {
    const { project, recorded } = await made({ projectId: pulumi.secret(projectId), vrackId: "pn-123456" });
    expect(await settled(project.projectId)).toEqual({ value: projectId, secret: true });
    expect(await settled(pulumi.output(project.ref.projectId))).toEqual({ value: projectId, secret: true });
    expect(recordedOf(recorded, type.vrack, "project-vrack").secretInputs).toEqual(["projectId"]);
    expect(JSON.stringify(recordedOf(recorded, type.component, "project").inputs)).not.toContain(projectId);
  });

  it("gives a ref without a network", async () => {
    const { project } = await made({ projectId, environment: "prod", labels: { team: "fleet" } });
    expect(project.ref).toEqual({
      app: "accoreboot",
      name: "prod",
      protect: true,
      labels: { app: "accoreboot", environment: "prod", team: "fleet" },
      region: { compute: "GRA11", database: "GRA", storage: "GRA" },
      projectId: project.projectId,
    });
  });

  it("C040 attaches an adopted project to the vRack, and orders a new one into it", async () => {
    const { project, recorded } = await made({ projectId, vrackId: pulumi.output("pn-123456") });
    const attached = recordedOf(recorded, type.vrack, "project-vrack");
    expect(attached.inputs).toEqual({ serviceName: "pn-123456", projectId });
    expect(attached).toMatchObject({ parent: "project", protect: false, deleteBeforeReplace: true });
    expect(project.nodes.vrack).toBeDefined();
    const ordered = await made({ ...bought, vrackId: "pn-123456" });
    expect(ordered.recorded.map((resource) => resource.type)).toEqual([type.component, type.project]);
    expect(recordedOf(ordered.recorded, type.project, "project-project").inputs["plan"]).toEqual({
      planCode: "project.2018",
      duration: "P1M",
      pricingMode: "default",
      configurations: [{ label: "vrack", value: "pn-123456" }],
    });
  });

  it("creates nothing when it is refused, not even itself", async () => {
    const error = await recordProgram(() => {
      new OvhProject("project", { app: "accoreboot" } as OvhProjectArgs);
    }).catch((caught: unknown) => caught);
    expect(error).toBeInstanceOf(ArgumentError);
    expect((error as ArgumentError).findings.map(({ path }) => path)).toEqual(["environment", "region", "projectId"]);
  });
});

describe("the law that a component has children", () => {
  const component = (of: string, project: string) => {
    const urn = `urn:pulumi:test::program::${of}::x`;
    return brokenLaws([{ urn, type: of, inputs: { project }, outputs: { projectId } }]);
  };

  it("C087 excepts an adopted OvhProject, and nothing else", () => {
    expect(component("ovh-project:index:OvhProject", "adopted")).toEqual([]);
    expect(component("ovh-project:index:OvhProject", "ordered").join()).toContain("has no children");
    expect(component("ovh-project:index:OvhEnvironment", "adopted").join()).toContain("has no children");
  });
});

describe("the plan of an order", () => {
  const order = (args: object) => planProject("subject", { ...base, order: true, ...args }).order;

  it.each([
    ["FR", "project.2018"],
    ["US", "project"],
  ])("asks the cart of %s for %s, and takes what it was given", (ovhSubsidiary, planCode) => {
    expect(order({ ovhSubsidiary })?.cart).toEqual({
      ovhSubsidiary,
      planCode,
      duration: undefined,
      pricingMode: undefined,
    });
    expect(order({ ovhSubsidiary, duration: "P1Y" })?.cart).toMatchObject({ planCode, duration: "P1Y" });
  });

  it("asks no cart when it has all there is to know", () => {
    expect(order({ duration: "P1M", pricingMode: "default" })?.cart).toBeUndefined();
    const plan = { planCode: "x", duration: "P1M", pricingMode: "default" };
    expect(order({ overrides: { project: { plan } } })).toMatchObject({ args: { plan }, cart: undefined });
  });

  const prices = [
    { duration: "P1M", pricingMode: "default" },
    { duration: "P1Y", pricingMode: "upfront" },
  ];
  const cart = { planCode: "project.2018", duration: undefined, pricingMode: undefined };
  it.each([
    [{}, prices[0]],
    [{ duration: "P1Y" }, prices[1]],
    [{ pricingMode: "upfront" }, prices[1]],
  ])("with %j takes %j of the cart's answer", (given, expected) => {
    expect(priceOf("subject", { ...cart, ...given }, prices)).toEqual(expected);
  });

  it.each([
    [
      {},
      [],
      'order: the cart has no price for the plan "project.2018". Try again later, or give overrides.project.plan',
    ],
    [{}, undefined, "Try again later"],
    [{}, [{ duration: "", pricingMode: "" }], 'the cart has no price for the plan "project.2018"'],
    [{ duration: "P2Y" }, prices, '"project.2018" and P2Y. It has P1M with default, P1Y with upfront'],
  ])("with %j refuses the answer %j", (given, answer, message) => {
    expect(() => priceOf("subject", { ...cart, ...given }, answer)).toThrow(message);
  });
});

describe("findings of a project", () => {
  const ordered = { order: true };
  it.each([
    [{}, "projectId: required, but nothing was given. Give the id of an existing project as projectId, or order: true"],
    [{ order: false }, "projectId: required, but nothing was given"],
    [{ projectId, order: true }, "order: a projectId was given as well"],
    [{ projectId: "ABC" }, "projectId: not a Public Cloud project id. Give its 32 hexadecimal digits"],
    [{ projectId: projectId.toUpperCase() }, "projectId: not a Public Cloud project id"],
    [{ projectId, planCode: "project" }, "planCode: only an ordered project has it. Leave it out, or give order: true"],
    [{ projectId, duration: "P1M" }, "duration: only an ordered project has it"],
    [{ projectId, pricingMode: "default" }, "pricingMode: only an ordered project has it"],
    [{ projectId, ovhSubsidiary: "FR" }, "ovhSubsidiary: only an ordered project has it"],
    [{ projectId, overrides: { project: {} } }, "overrides.project: only an ordered project has it"],
    [{ ...ordered, ovhSubsidiary: "fr" }, 'ovhSubsidiary: unknown subsidiary "fr". Did you mean "FR"?'],
    [
      { ...ordered, planCode: "project" },
      'planCode: "project" is not sold by this subsidiary. Its plan is project.2018',
    ],
    [
      { ...ordered, ovhSubsidiary: "US", planCode: "project.2018" },
      'planCode: "project.2018" is not sold by this subsidiary. Its plan is project',
    ],
    [{ ...ordered, planCode: "Project 2018" }, 'planCode: "Project 2018" is not a plan code'],
    [{ ...ordered, planCode: pulumi.output("project") }, "planCode: an output or a promise"],
    [
      { ...ordered, duration: "1 month" },
      'duration: "1 month" is not a duration. Write it as ISO 8601 does, such as P1M',
    ],
    [{ ...ordered, pricingMode: "Default" }, 'pricingMode: "Default" is not a pricing mode'],
    [{ ...ordered, overrides: { project: { deletionProtection: "no" } } }, "overrides.project.deletionProtection:"],
    [{ ...ordered, overrides: { project: { plan: "P1M" } } }, "overrides.project.plan: "],
    [{ ...ordered, overrides: { projct: {} } }, 'overrides.projct: unknown argument. Did you mean "project"?'],
    [{ projectId, vrackId: "pn-1_0" }, 'vrackId: "pn-1_0" is the id of a private network'],
    [{ projectId, vrackId: "123456" }, 'vrackId: "123456" is not a vRack. Give its name as the console shows it'],
    [{ projectId, region: "GRA" }, 'region: "GRA" is a region of object storage or databases'],
    [{ projectId, region: undefined }, "region: required, but nothing was given"],
    [{ projectId, app: "App" }, 'app: "App" is not an application name'],
    [{ projectId, app: "a".repeat(33) }, "Use 2 to 32 lower case letters"],
    [
      { projectId, environment: "staging" },
      'environment: unknown environment "staging". Allowed are test, preprod, prod',
    ],
    [{ projectId, protect: "yes" }, 'protect: "yes" is neither true nor false'],
    [{ projectId, labels: { app: "x" } }, 'labels: the label "app" is the component\'s own'],
    [{ projectId, vlanId: 3 }, "vlanId: unknown argument"],
  ])("refuses %j", (args, expected) => {
    const found = findings(args);
    expect(found).toHaveLength(1);
    expect(found[0]).toContain(expected);
  });

  it("takes a Local Zone, which has no network but can be stood in", () => {
    const zone = { region: "EU-WEST-LZ-MRS-A", databaseRegion: "GRA", storageRegion: "GRA" };
    expect(findings({ projectId, ...zone })).toEqual([]);
  });

  it("never throws, whatever it is given", () => {
    const names = ["app", "environment", "region", "projectId", "order", "planCode", "vrackId", "labels", "overrides"];
    fc.assert(
      fc.property(
        fc.dictionary(fc.constantFrom(...names), fc.anything({ withBigInt: true, withDate: true })),
        (args) => {
          expect(Array.isArray(planProject("subject", args as unknown as OvhProjectArgs).findings)).toBe(true);
        },
      ),
    );
  });
});
