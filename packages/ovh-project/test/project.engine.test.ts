import { type Program, seeded } from "@accoreboot/sandbox";
import { brokenLaws, running } from "@accoreboot/testing";
import { afterEach, describe, expect, it } from "vitest";
import { vlanOf } from "../src/index.ts";

const type = {
  project: "ovh:CloudProject/project:Project",
  vrack: "ovh:Vrack/cloudProject:CloudProject",
  network: "ovh:CloudProject/networkPrivate:NetworkPrivate",
  keypair: "openstack:compute/keypair:Keypair",
  alerting: "ovh:CloudProject/alerting:Alerting",
  provider: "pulumi:providers:openstack",
};
const publicKey = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIFNfIM9Ip7ItcAamPHzGvN8XYwwOfGrbqA7fCpx/i6m1 admin@example";
const login = { applicationKey: "hunter2-key", applicationSecret: "hunter2-secret", consumerKey: "hunter2-consumer" };
const head = `
const pulumi = require("@pulumi/pulumi");
const ovh = require("@ovhcloud/pulumi-ovh");
const { OvhEnvironment, OvhProject, ovhProvider } = require("@accoreboot/ovh-project");
const config = new pulumi.Config();
const at = { app: "accoreboot", environment: "test", region: "GRA11" };
`;

let run: Program;
const started = async (
  source: string,
  options: { config?: Record<string, string>; secrets?: Record<string, string> } = {},
) => {
  run = await running({ source: `${head}${source}`, ...options });
};
afterEach(() => run.close());

const up = async (...args: string[]) => {
  const { code, stdout, stderr } = await run.up(...args);
  expect(code, stdout + stderr).toBe(0);
};
const unchanged = async () => {
  const { code, stdout } = await run.preview("--expect-no-changes");
  expect(code, stdout).toBe(0);
};
const made = () => run.sandbox.entries().map(({ token }) => token);

describe("an ordered project on the engine", () => {
  const ordering = `
const args = { ...at, order: true, ovhSubsidiary: config.get("subsidiary"), planCode: config.get("plan"), protect: config.getBoolean("protect") };
exports.projectId = new OvhProject("project", args).projectId;
`;

  it("C001 C003 is ordered once, as the cart sells it, is not bought again, and outlives its program", async () => {
    await started(ordering);
    await up();
    const state = await run.state();
    expect(made()).toEqual([type.project]);
    expect(brokenLaws(state)).toEqual([]);
    const project = state.find((resource) => resource.type === type.project);
    expect(project?.inputs).toMatchObject({
      description: "accoreboot-test",
      plan: { planCode: "project.2018", duration: "P1M", pricingMode: "default" },
      deletionProtection: true,
    });
    expect(project?.protect).toBe(true);
    expect(await run.outputs()).toEqual({ projectId: project?.outputs["projectId"] });
    expect(await run.exported()).toContain(`"projectId": "${project?.id}"`);
    await unchanged();

    await run.pulumi("config", "set", "subsidiary", "US");
    await run.pulumi("config", "set", "plan", "project");
    await unchanged();

    const refused = await run.destroy();
    expect(refused.code).not.toBe(0);
    expect(refused.stdout + refused.stderr).toContain("protect");
    expect(made()).toEqual([type.project]);

    await run.pulumi("state", "unprotect", "--all", "--yes");
    expect((await run.destroy()).code).toBe(0);
    expect(await run.state()).toEqual([]);
    expect(made()).toEqual([type.project]);
  });

  it("C001 C027 goes when protection is taken off by name", async () => {
    await started(
      `${ordering}new OvhEnvironment("env", { ...at, order: true, protect: config.getBoolean("protect") });`,
    );
    await up();
    expect((await run.state()).filter((resource) => resource.type === type.project && resource.protect)).toHaveLength(
      2,
    );
    await run.pulumi("config", "set", "protect", "false");
    await up();
    const { code, stdout } = await run.destroy();
    expect(code, stdout).toBe(0);
    expect(made()).toEqual([]);
  });

  it("C001 refuses a plan that the cart does not sell, in one message without a stack, and buys nothing", async () => {
    await started(ordering, { config: { plan: "project.2030" } });
    const { code, stdout } = await run.up();
    expect(code).not.toBe(0);
    expect(stdout).toContain('OvhProject "project": 1 problem');
    expect(stdout).toContain('order: the cart has no price for the plan "project.2030"');
    expect(stdout).toContain("overrides.project.plan");
    expect(stdout).not.toMatch(/\n\s+at /);
    expect(made()).toEqual([]);
  });
});

describe("an adopted project on the engine", () => {
  it("C002 C003 is left as it is: no resource, and its id in the clear", async () => {
    await started(
      `exports.projectId = new OvhProject("project", { ...at, projectId: "${seeded.projectId}" }).projectId;`,
    );
    await up();
    const state = await run.state();
    expect(state.map((resource) => resource.type).sort()).toEqual([
      "ovh-project:index:OvhProject",
      "pulumi:pulumi:Stack",
    ]);
    expect(brokenLaws(state)).toEqual([]);
    expect(JSON.parse((await run.pulumi("stack", "output", "--json")).stdout)).toEqual({ projectId: seeded.projectId });
    await unchanged();
    expect((await run.destroy()).code).toBe(0);
    expect(made()).toEqual([]);
  });

  it("C004 C012 C030 C040 GOV005 stays secret under a vRack, two regions, an alert and a key that follows, and is left when all of that goes", async () => {
    await started(
      `
const projectId = config.requireSecret("projectId");
const vrack = new ovh.vrack.Vrack("vrack", {
  ovhSubsidiary: "FR", plan: { planCode: "vrack", duration: "P1M", pricingMode: "default" },
});
const login = config.requireSecretObject("login");
const provider = ovhProvider("ovh", {
  applicationKey: login.applicationKey, applicationSecret: login.applicationSecret, consumerKey: login.consumerKey,
});
const opts = { providers: { ovh: provider } };
const alertEmail = config.requireSecret("alertEmail");
const project = new OvhProject("project", { ...at, projectId }, opts);
const env = new OvhEnvironment("env", {
  ...at, projectId, vrackId: vrack.serviceName, otherRegions: config.getObject("otherRegions"),
  region: config.get("region") ?? at.region,
  sshKeys: { admin: "${publicKey}" },
  alertEmail,
  alertThreshold: config.getNumber("alertThreshold"),
}, opts);
exports.projectIds = [project.projectId, project.ref.projectId, env.projectId, env.ref.projectId];
exports.networkIds = env.networkIds;
exports.sshKeyNames = env.sshKeyNames;
`,
      {
        secrets: {
          projectId: seeded.projectId,
          login: JSON.stringify(login),
          alertEmail: "hunter2@accoreboot.example",
        },
      },
    );
    await up();
    const state = await run.state();
    expect(brokenLaws(state)).toEqual([
      "urn:pulumi:test::program::ovh:Vrack/vrack:Vrack::vrack belongs to no component",
    ]);
    const find = (token: string) => state.find((resource) => resource.type === token);
    expect(find(type.network)?.inputs["vlanId"]).toBe(vlanOf("accoreboot", "test"));
    expect(find(type.keypair)?.inputs).toMatchObject({ name: "test-admin", publicKey, region: "GRA11" });
    expect(find(type.vrack)?.inputs["serviceName"]).toMatch(/^pn-\d+$/);
    const alert = () => run.sandbox.entries().find(({ token }) => token === type.alerting)?.inputs;
    expect(alert()).toMatchObject({ email: "hunter2@accoreboot.example", monthlyThreshold: 120, delay: 86_400 });
    expect(await run.exported()).not.toContain("hunter2@accoreboot.example");
    const order = run.sandbox
      .journal()
      .filter(({ operation }) => operation === "create")
      .map(({ token }) => token);
    expect(order.indexOf(type.vrack)).toBeLessThan(order.indexOf(type.network));

    const { projectIds, networkIds, sshKeyNames } = await run.outputs();
    expect(projectIds).toEqual(Array(4).fill(seeded.projectId));
    expect(Object.keys(networkIds as object)).toEqual(["GRA11"]);
    expect(sshKeyNames).toEqual({ admin: "test-admin" });
    const plugin = state.find((resource) => resource.type === "pulumi:providers:ovh" && resource.urn.endsWith("::ovh"));
    expect(plugin?.inputs).toMatchObject({ endpoint: "ovh-eu", apiRateLimit: "1" });
    for (const value of Object.values(login)) expect(await run.exported()).not.toContain(value);
    // The attachment's own id is vrack_<vRack>-cloudproject_<project>, and an id cannot be a secret.
    const clear = (await run.exported()).split("\n").filter((line) => line.includes(seeded.projectId));
    expect(clear.length).toBeGreaterThan(0);
    for (const line of clear) expect(line).toMatch(new RegExp(`"vrack_pn-\\d+-cloudproject_${seeded.projectId}"`));
    await unchanged();

    await run.pulumi("config", "set", "otherRegions", '["SBG5"]');
    await run.pulumi("config", "set", "alertThreshold", "90");
    const preview = await run.preview();
    expect(preview.code, preview.stdout).toBe(0);
    await up();
    expect(Object.keys((await run.outputs())["networkIds"] as object)).toEqual(["GRA11", "SBG5"]);
    expect(alert()).toMatchObject({ monthlyThreshold: 90 });
    const providers = (await run.state()).filter((resource) => resource.type === type.provider);
    expect(providers.map(({ inputs }) => inputs["region"]).sort()).toEqual(["GRA11", "SBG5"]);
    await unchanged();

    await run.pulumi("config", "set", "region", "SBG5");
    await run.pulumi("config", "set", "otherRegions", '["GRA11"]');
    await up();
    const pairs = run.sandbox.entries().filter(({ token }) => token === type.keypair);
    expect(pairs.map(({ outputs }) => outputs["region"])).toEqual(["SBG5"]);
    await unchanged();
    const { code, stdout } = await run.destroy();
    expect(code, stdout).toBe(0);
    expect(made()).toEqual([]);
  });
});

describe("refused on the engine, before a network is made", () => {
  it.each([
    [
      "C004 an id that is no project's, and is secret",
      'projectId: config.requireSecret("wrong")',
      "projectId: not a Public Cloud project id",
    ],
    ["C001 a project that does not exist", `projectId: "${"f".repeat(32)}"`, "This service does not exist"],
    [
      "C040 a vRack that does not exist",
      `projectId: "${seeded.projectId}", vrackId: "pn-999"`,
      "This service does not exist",
    ],
    [
      "C040 a region that is active already",
      `projectId: "${seeded.projectId}", activateRegion: true`,
      "already enabled",
    ],
    [
      "C040 a network's id in place of a vRack, when it arrives",
      `projectId: "${seeded.projectId}", vrackId: pulumi.output("pn-1_0")`,
      'vrackId: "pn-1_0" is the id of a private network',
    ],
    [
      "C004 an id whose promise is broken, without a stack",
      `projectId: Promise.reject(new Error("nobody knows"))`,
      "projectId: the promise of it was rejected (nobody knows)",
    ],
  ])("%s", async (_what, args, message) => {
    await started(`new OvhEnvironment("env", { ...at, ${args} });`, { secrets: { wrong: "hunter2" } });
    const { code, stdout, stderr } = await run.up();
    expect(code).not.toBe(0);
    expect(stdout + stderr).toContain(message);
    expect(stdout + stderr).not.toContain("hunter2");
    expect(stdout + stderr).not.toMatch(/\n\s+at /);
    expect(made()).not.toContain(type.network);
  });
});

describe("an alert on the engine", () => {
  it("GOV005 is refused when a secret arrives that is no e-mail address, which is not shown", async () => {
    await started(
      `new OvhProject("project", { ...at, projectId: "${seeded.projectId}", alertEmail: config.requireSecret("wrong") });`,
      { secrets: { wrong: "hunter2" } },
    );
    const { code, stdout, stderr } = await run.up();
    expect(code).not.toBe(0);
    expect(stdout + stderr).toContain("alertEmail: the secret value is not an e-mail address");
    expect(stdout + stderr).not.toContain("hunter2");
    expect(made()).toEqual([]);
  });
});
