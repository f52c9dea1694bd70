import { recordedOf, recordProgram } from "@accoreboot/testing";
import * as pulumi from "@pulumi/pulumi";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { alertThresholds, planAlert } from "../src/alert.plan.ts";
import { OvhEnvironment, OvhProject, type OvhProjectArgs } from "../src/index.ts";

const projectId = "0123456789abcdef0123456789abcdef";
const alertEmail = "ops@accoreboot.example";
const base: OvhProjectArgs = { app: "accoreboot", environment: "test", region: "GRA11", projectId };
const type = "ovh:CloudProject/alerting:Alerting";
const components = { OvhProject, OvhEnvironment };
const plan = { planCode: "project.2018", duration: "P1M", pricingMode: "default" };
const kinds = ["OvhProject", "OvhEnvironment"] as const;

async function made(kind: (typeof kinds)[number], args: Partial<OvhProjectArgs>) {
  const holder: { component?: OvhProject | OvhEnvironment } = {};
  const recorded = await recordProgram(() => {
    holder.component = new components[kind]("it", { ...base, ...args });
  });
  return { recorded, nodes: holder.component?.nodes };
}

const findings = (args: object, environment = "test") =>
  planAlert("subject", environment, args).findings.map(({ path, problem, remedy }) => `${path}: ${problem}. ${remedy}`);

describe.each(kinds)("the alert of an %s", (kind) => {
  it.each(Object.entries(alertThresholds))(
    "GOV005 is one child of its own with an e-mail address, in %s from %d EUR a month",
    async (environment, monthlyThreshold) => {
      const { recorded, nodes } = await made(kind, { environment, alertEmail });
      const alert = recordedOf(recorded, type, "it-budget-alert");
      expect(alert.inputs).toEqual({ serviceName: projectId, email: alertEmail, monthlyThreshold, delay: 86_400 });
      expect(alert.parent).toBe("it");
      expect(recorded.filter((resource) => resource.type === type)).toHaveLength(1);
      expect(nodes?.alerting).toBeDefined();
    },
  );

  it("GOV005 is not made without one", async () => {
    const { recorded, nodes } = await made(kind, {});
    expect(recorded.filter((resource) => resource.type === type)).toEqual([]);
    expect(nodes?.alerting).toBeUndefined();
  });

  it("GOV005 watches an ordered project's bill, and takes values that arrive later and overrides", async () => {
    const { recorded } = await made(kind, {
      projectId: undefined as never,
      order: true,
      overrides: { project: { plan }, alerting: { delay: 3_600 } },
      alertEmail: pulumi.secret(alertEmail),
      alertThreshold: pulumi.output(90),
    });
    const alert = recordedOf(recorded, type, "it-budget-alert");
    const project = recorded.find((resource) => resource.type === "ovh:CloudProject/project:Project");
    expect(project).toBeDefined();
    expect(alert.inputs).toMatchObject({ email: alertEmail, monthlyThreshold: 90, delay: 3_600 });
    expect(alert.inputs["serviceName"]).toMatch(/^[0-9a-f]{32}$/);
    expect(alert.secretInputs).toEqual(["email"]);
  });
});

describe("findings of an alert", () => {
  const own = (alerting: object) => ({ alertEmail, overrides: { alerting } });
  it.each([
    [{ alertEmail: "ops" }, 'alertEmail: "ops" is not an e-mail address. Give one address, such as ops@example.com'],
    [{ alertEmail: "ops@here" }, 'alertEmail: "ops@here" is not an e-mail address'],
    [{ alertEmail: "a@b.example, c@d.example" }, "alertEmail: "],
    [{ alertEmail: "" }, "alertEmail: "],
    [{ alertEmail: null }, "alertEmail: "],
    [{ alertEmail, alertThreshold: 0 }, "alertThreshold: 0 is out of range. Give a whole number from 1 to 1000000 EUR"],
    [{ alertEmail, alertThreshold: -5 }, "alertThreshold: -5 is out of range"],
    [{ alertEmail, alertThreshold: 99.5 }, "alertThreshold: 99.5 is out of range"],
    [{ alertEmail, alertThreshold: "120" }, 'alertThreshold: "120" is out of range'],
    [{ alertThreshold: 90 }, "alertThreshold: no alertEmail was given, so nobody would be told. Give alertEmail"],
    [{ overrides: { alerting: { delay: 3_600 } } }, "overrides.alerting: no alertEmail was given"],
    [own({ delay: 60 }), "overrides.alerting.delay: 60 is no delay that the API knows. Allowed are 3600, 10800"],
    [own({ email: "ops" }), 'overrides.alerting.email: "ops" is not an e-mail address'],
    [own({ monthlyThreshold: 0 }), "overrides.alerting.monthlyThreshold: 0 is out of range"],
    [own({ threshold: 5 }), "overrides.alerting.threshold: unknown argument"],
    [own({ serviceName: projectId }), "overrides.alerting.serviceName: unknown argument"],
  ])("GOV005 refuses %j", (args, expected) => {
    const found = findings(args);
    expect(found).toHaveLength(1);
    expect(found[0]).toContain(expected);
  });

  it.each([
    [{}],
    [{ alertEmail }],
    [{ alertEmail, alertThreshold: 1 }],
    [{ alertEmail, alertThreshold: 1_000_000 }],
    [own({ delay: 604_800, email: "billing@accoreboot.example", monthlyThreshold: 20 })],
  ])("GOV005 takes %j", (args) => {
    expect(findings(args)).toEqual([]);
  });

  it("GOV005 never throws, whatever is given", () => {
    const names = ["alertEmail", "alertThreshold", "overrides"];
    fc.assert(
      fc.property(fc.string(), fc.dictionary(fc.constantFrom(...names), fc.anything()), (environment, args) => {
        expect(Array.isArray(planAlert("subject", environment, args).findings)).toBe(true);
      }),
    );
  });
});

describe("an adopted project with an alert", () => {
  it("C004 C087 keeps a secret project id secret, and makes nothing else", async () => {
    const { recorded } = await made("OvhProject", { projectId: pulumi.secret(projectId), alertEmail });
    expect(recorded.map((resource) => resource.type)).toEqual(["ovh-project:index:OvhProject", type]);
    expect(recordedOf(recorded, type, "it-budget-alert").secretInputs).toEqual(["serviceName"]);
  });
});
