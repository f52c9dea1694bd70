import { ArgumentError } from "@accoreboot/core";
import { recordedOf, recordProgram, settled } from "@accoreboot/testing";
import * as pulumi from "@pulumi/pulumi";
import { afterEach, describe, expect, it, vi } from "vitest";
import { OvhEnvironment, type OvhEnvironmentArgs, vlanOf } from "../src/index.ts";
import { loginOf, networkIdsIn } from "../src/openstack.ts";

const projectId = "0123456789abcdef0123456789abcdef";
const base: OvhEnvironmentArgs = { app: "accoreboot", environment: "test", region: "GRA11" };
const type = {
  component: "ovh-project:index:OvhEnvironment",
  project: "ovh:CloudProject/project:Project",
  network: "ovh:CloudProject/networkPrivate:NetworkPrivate",
  subnet: "ovh:CloudProject/networkPrivateSubnetV2:NetworkPrivateSubnetV2",
  user: "ovh:CloudProject/user:User",
  provider: "pulumi:providers:openstack",
  vrack: "ovh:Vrack/cloudProject:CloudProject",
  region: "ovh:CloudProject/projectRegion:ProjectRegion",
  keypair: "openstack:compute/keypair:Keypair",
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
      vlanId: vlanOf("accoreboot", "test"),
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
      overrides: {
        subnet: { cidr: "192.168.7.0/24", dnsNameservers: ["9.9.9.9"], useDefaultPublicDnsResolver: false },
        network: { vlanId: 12 },
      },
    });
    expect(recordedOf(recorded, type.subnet, "env-subnet").inputs).toMatchObject({ dnsNameservers: ["9.9.9.9"] });
    expect(recordedOf(recorded, type.network, "env-network").inputs).toMatchObject({ vlanId: 12 });
    expect(env.ref.subnetCidr).toBe("192.168.7.0/24");
  });
});

describe("OvhEnvironment with an ordered project", () => {
  /** A whole plan, for which no cart is asked: mocks have none. */
  const plan = { planCode: "project.2018", duration: "P1M", pricingMode: "default" };
  const order = { order: true, overrides: { project: { plan } } };

  it("C001 orders exactly one project, and puts everything into it", async () => {
    const { env, recorded } = await made(order);
    expect(recorded.filter((resource) => resource.type === type.project)).toHaveLength(1);
    const project = recordedOf(recorded, type.project, "env-project");
    expect(project).toMatchObject({ timeouts: { create: "45m", delete: "40m" } });
    expect(project.inputs).toEqual({
      description: "accoreboot-test",
      ovhSubsidiary: "FR",
      plan,
      deletionProtection: true,
    });
    const id = (await settled(env.projectId)).value;
    expect(id).toMatch(/^[0-9a-f]{32}$/);
    for (const resource of recorded.filter(({ inputs }) => "serviceName" in inputs)) {
      expect(resource.inputs["serviceName"]).toBe(id);
    }
    expect(recordedOf(recorded, type.provider, "env-openstack").inputs["tenantId"]).toBe(id);
  });

  it.each([
    ["test", undefined, true, false],
    ["prod", undefined, true, true],
    ["test", true, true, true],
    ["prod", false, false, false],
  ])(
    "C027 in %s with protect %s, locks and keeps the project: %s, and the data: %s",
    async (name, protect, project, data) => {
      const { env, recorded } = await made({
        ...order,
        environment: name,
        ...(protect === undefined ? {} : { protect }),
      });
      const ordered = recordedOf(recorded, type.project, "env-project");
      expect(ordered).toMatchObject({ protect: project, retainOnDelete: project });
      expect(ordered.inputs).toMatchObject({ description: `accoreboot-${name}`, deletionProtection: project });
      expect(env.ref.protect).toBe(data);
    },
  );
});

describe("OvhEnvironment beyond one region and one network", () => {
  const publicKey = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIFNfIM9Ip7ItcAamPHzGvN8XYwwOfGrbqA7fCpx/i6m1 admin@example";

  it("C040 attaches the vRack and activates the region before it makes the network", async () => {
    const { recorded } = await made({ projectId, vrackId: "pn-123456", activateRegion: true });
    const attached = recordedOf(recorded, type.vrack, "env-vrack");
    expect(attached.inputs).toEqual({ serviceName: "pn-123456", projectId });
    expect(attached).toMatchObject({ protect: false, deleteBeforeReplace: true });
    const region = recordedOf(recorded, type.region, "env-region");
    expect(region.inputs).toEqual({ serviceName: projectId, region: "GRA11" });
    const network = recordedOf(recorded, type.network, "env-network");
    expect(network.dependsOn).toEqual(["env-region", "env-vrack"]);
  });

  it("C040 takes a vRack that arrives later", async () => {
    const { recorded } = await made({ projectId, vrackId: pulumi.output("pn-123456") });
    expect(recordedOf(recorded, type.vrack, "env-vrack").inputs["serviceName"]).toBe("pn-123456");
  });

  it("C040 has one provider for each region, all with the same user", async () => {
    const { env, recorded } = await made({ projectId, otherRegions: ["SBG5"] });
    const providers = recorded.filter((resource) => resource.type === type.provider);
    expect(providers.map(({ name, inputs }) => [name, inputs["region"]])).toEqual([
      ["env-openstack", "GRA11"],
      ["env-openstack-SBG5", "SBG5"],
    ]);
    expect(new Set(providers.map(({ inputs }) => inputs["userName"])).size).toBe(1);
    for (const provider of providers) expect(provider.dependsOn).toContain("env-subnet");
    expect(env.providersIn("GRA11").openstack).toBe(env.nodes.openstack);
    expect(env.providersIn("SBG5").openstack).toBe(env.nodes.openstackByRegion["SBG5"]);
    const ids = (await settled(env.networkIds)).value;
    expect(Object.keys(ids)).toEqual(["GRA11", "SBG5"]);
    expect(ids["GRA11"]).toBe((await settled(env.networkId)).value);
    expect(ids["SBG5"]).not.toBe(ids["GRA11"]);
    expect(recordedOf(recorded, type.network, "env-network").inputs["regions"]).toEqual(["GRA11", "SBG5"]);
  });

  it.each(["DE1", "constructor"])("refuses providers in %s, with the regions there are", async (region) => {
    const { env } = await made({ projectId, otherRegions: ["SBG5"] });
    expect(() => env.providersIn(region)).toThrow("Allowed are GRA11, SBG5");
  });

  it("C030 makes a key pair of each public key in the environment's region, with its own provider", async () => {
    const { env, recorded } = await made({ projectId, otherRegions: ["SBG5"], sshKeys: { admin: publicKey } });
    const pair = recordedOf(recorded, type.keypair, "env-ssh-key-admin");
    expect(pair.inputs).toEqual({ name: "test-admin", publicKey, region: "GRA11" });
    expect(pair).toMatchObject({ parent: "env", provider: "env-openstack", deleteBeforeReplace: true });
    expect((await settled(env.sshKeyNames)).value).toEqual({ admin: "test-admin" });
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
    expect(() => networkIdsIn("subject", { SBG5: "x" }, ["GRA11"], "region")).toThrow('region "GRA11". It is in SBG5');
    expect(() => networkIdsIn("subject", { GRA11: "x" }, ["GRA11", "SBG5"], "otherRegions")).toThrow(
      "otherRegions: the private network",
    );
  });
});
