import { ArgumentError } from "@accoreboot/core";
import { recordedOf, recordProgram, settled } from "@accoreboot/testing";
import * as pulumi from "@pulumi/pulumi";
import { afterEach, describe, expect, it, vi } from "vitest";
import { OvhEnvironment, type OvhEnvironmentArgs } from "../src/index.ts";
import { loginOf, networkIdIn } from "../src/openstack.ts";

const projectId = "0123456789abcdef0123456789abcdef";
const base: OvhEnvironmentArgs = { app: "accoreboot", environment: "test", region: "GRA11" };
const type = {
  component: "ovh-project:index:OvhEnvironment",
  project: "ovh:CloudProject/project:Project",
  network: "ovh:CloudProject/networkPrivate:NetworkPrivate",
  subnet: "ovh:CloudProject/networkPrivateSubnetV2:NetworkPrivateSubnetV2",
  user: "ovh:CloudProject/user:User",
  provider: "pulumi:providers:openstack",
};

async function made(args: Partial<OvhEnvironmentArgs>) {
  const holder: { env?: OvhEnvironment } = {};
  const recorded = await recordProgram(() => {
    holder.env = new OvhEnvironment("env", { ...base, ...args });
  });
  return { env: holder.env as OvhEnvironment, recorded };
}

afterEach(() => vi.unstubAllEnvs());

describe("OvhEnvironment in an adopted project", () => {
  it("C040 makes a network, a subnet, a user and a provider, and no project", async () => {
    const { recorded } = await made({ projectId });
    expect(recorded.map((resource) => `${resource.type} ${resource.name}`).sort()).toEqual(
      [
        `${type.component} env`,
        `${type.network} env-network`,
        `${type.subnet} env-subnet`,
        `${type.user} env-openstack-user`,
        `${type.provider} env-openstack`,
      ].sort(),
    );
    expect(recorded.filter(({ name }) => name !== "env").every(({ parent }) => parent === "env")).toBe(true);
  });

  it("C040 gives the subnet the OpenStack UUID of the network, never its pn- id", async () => {
    const { env, recorded } = await made({ projectId });
    expect(recordedOf(recorded, type.network, "env-network").inputs).toEqual({
      serviceName: projectId,
      name: "test-network",
      regions: ["GRA11"],
      vlanId: 0,
    });
    const networkId = (await settled(env.networkId)).value;
    expect(networkId).toMatch(/^[0-9a-f]{8}-/);
    expect((await settled(env.vrackNetworkId)).value).toMatch(/^pn-/);
    const subnet = recordedOf(recorded, type.subnet, "env-subnet");
    expect(subnet.inputs).toEqual({
      serviceName: projectId,
      networkId,
      region: "GRA11",
      name: "test-subnet",
      cidr: "10.1.0.0/24",
      dhcp: true,
      enableGatewayIp: false,
    });
    expect(subnet.dependsOn).toEqual(["env-network"]);
    expect(subnet.deleteBeforeReplace).toBe(true);
    expect(subnet.timeouts).toMatchObject({ create: "15m", delete: "15m" });
  });

  it("logs in as its own user and takes nothing from the machine's OS_* variables", async () => {
    vi.stubEnv("OS_CLOUD", "ambient");
    vi.stubEnv("OS_REGION_NAME", "ambient");
    vi.stubEnv("OS_INSECURE", "true");
    const { recorded } = await made({ projectId });
    const user = recordedOf(recorded, type.user, "env-openstack-user");
    expect(user.inputs).toEqual({
      serviceName: projectId,
      description: "test-openstack",
      roleNames: ["compute_operator", "network_operator", "network_security_operator", "image_operator"],
    });
    const provider = recordedOf(recorded, type.provider, "env-openstack");
    expect(provider.inputs).toMatchObject({
      authUrl: "https://auth.cloud.ovh.net/v3",
      password: "password-of-env-openstack-user",
      tenantId: projectId,
      region: "GRA11",
      userDomainName: "Default",
      projectDomainName: "Default",
      cloud: "",
      token: "",
    });
    expect(JSON.stringify(provider.inputs)).not.toContain("ambient");
    expect(provider.inputs["insecure"]).toBe("false");
    expect(provider.secretInputs).toEqual(["password"]);
    expect(provider.dependsOn).toContain("env-subnet");
  });

  it("C003 puts out the project id, in the clear when it was given so", async () => {
    const { env } = await made({ projectId });
    expect(await settled(env.projectId)).toEqual({ value: projectId, secret: false });
  });

  it("C004 keeps a secret project id secret", async () => {
    const { env, recorded } = await made({ projectId: pulumi.secret(projectId) });
    expect(await settled(env.projectId)).toEqual({ value: projectId, secret: true });
    for (const [name, key] of [
      ["env-network", type.network],
      ["env-subnet", type.subnet],
      ["env-openstack-user", type.user],
    ] as const) {
      expect(recordedOf(recorded, key, name).secretInputs).toContain("serviceName");
    }
    expect(recordedOf(recorded, type.provider, "env-openstack").secretInputs.toSorted()).toEqual([
      "password",
      "tenantId",
    ]);
  });

  it("gives a ref and providers for the other components", async () => {
    const { env } = await made({ projectId, labels: { team: "fleet" } });
    expect(env.ref).toMatchObject({
      app: "accoreboot",
      name: "test",
      protect: false,
      labels: { app: "accoreboot", environment: "test", team: "fleet" },
      region: { compute: "GRA11", database: "GRA", storage: "GRA" },
      subnetCidr: "10.1.0.0/24",
    });
    expect(env.ref.subnetId).toBe(env.subnetId);
    expect(env.providers.openstack).toBe(env.nodes.openstack);
    expect(env.nodes.project).toBeUndefined();
  });

  it("hands a short summary to the engine, not its arguments", async () => {
    const { recorded } = await made({ projectId: pulumi.secret(projectId) });
    expect(recordedOf(recorded, type.component, "env").inputs).toEqual({
      environment: "test",
      region: "GRA11",
      project: "adopted",
      protect: false,
    });
  });

  it("passes overrides on, and an overridden block into the ref", async () => {
    const { env, recorded } = await made({
      projectId,
      overrides: { subnet: { cidr: "192.168.7.0/24", dnsNameservers: ["9.9.9.9"] }, network: { vlanId: 12 } },
    });
    expect(recordedOf(recorded, type.subnet, "env-subnet").inputs).toMatchObject({ dnsNameservers: ["9.9.9.9"] });
    expect(recordedOf(recorded, type.network, "env-network").inputs).toMatchObject({ vlanId: 12 });
    expect(env.ref.subnetCidr).toBe("192.168.7.0/24");
  });
});

describe("OvhEnvironment with an ordered project", () => {
  it("C001 orders exactly one project, and puts everything into it", async () => {
    const { env, recorded } = await made({ order: true });
    expect(recorded.filter((resource) => resource.type === type.project)).toHaveLength(1);
    const project = recordedOf(recorded, type.project, "env-project");
    expect(project).toMatchObject({
      protect: false,
      retainOnDelete: false,
      timeouts: { create: "45m", delete: "40m" },
    });
    const id = (await settled(env.projectId)).value;
    expect(id).toMatch(/^[0-9a-f]{32}$/);
    for (const resource of recorded.filter(({ inputs }) => "serviceName" in inputs)) {
      expect(resource.inputs["serviceName"]).toBe(id);
    }
    expect(recordedOf(recorded, type.provider, "env-openstack").inputs["tenantId"]).toBe(id);
  });

  it("C027 protects and keeps the project of prod", async () => {
    const { recorded } = await made({ order: true, environment: "prod" });
    const project = recordedOf(recorded, type.project, "env-project");
    expect(project).toMatchObject({ protect: true, retainOnDelete: true });
    expect(project.inputs).toMatchObject({ description: "accoreboot-prod", deletionProtection: true });
  });
});

describe("OvhEnvironment refused", () => {
  it("creates nothing, not even itself", async () => {
    const registered: string[] = [];
    const attempt = recordProgram(() => {
      new OvhEnvironment("env", { app: "accoreboot", environment: "staging" } as OvhEnvironmentArgs);
      registered.push("reached");
    });
    const error = await attempt.catch((caught: unknown) => caught);
    expect(error).toBeInstanceOf(ArgumentError);
    expect((error as ArgumentError).findings.map(({ path }) => path)).toEqual(["environment", "region", "projectId"]);
    expect(registered).toEqual([]);
  });

  it.each([
    [undefined, "secret"],
    [{ OS_AUTH_URL: "https://auth.cloud.ovh.net/v3", OS_USERNAME: "user" }, ""],
    [{ OS_AUTH_URL: "https://auth.cloud.ovh.net/v3" }, "secret"],
  ])("refuses an incomplete login %j", (rc, password) => {
    expect(() => loginOf("subject", rc, password)).toThrow("overrides.openstackUser.passwordReset");
  });

  it("refuses a network that is not in the region, with the regions it is in", () => {
    expect(() => networkIdIn("subject", { SBG5: "x" }, "GRA11")).toThrow('region "GRA11". It is in SBG5');
  });
});
