import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Properties } from "../../src/properties.ts";
import { type Drive, drive, type Thing } from "../drive.ts";
import { answered } from "./answered.ts";

const registry = "ovh:CloudProject/containerRegistry:ContainerRegistry";
const user = "ovh:CloudProject/containerRegistryUser:ContainerRegistryUser";
const oidc = "ovh:CloudProject/containerRegistryOIDC:ContainerRegistryOIDC";
const iam = "ovh:index/cloudProjectContainerregistryIam:CloudProjectContainerregistryIam";
const pushers = "ovh:CloudProject/containerRegistryIPRestrictionsRegistry:ContainerRegistryIPRestrictionsRegistry";
const filter = "ovh:CloudProject/getCapabilitiesContainerFilter:getCapabilitiesContainerFilter";

let cloud: Drive;
let harbor: Thing;
let on: { serviceName: string; registryId: string };
const serviceName = () => cloud.project;
beforeEach(async () => {
  cloud = drive();
  harbor = await cloud.create(registry, { serviceName: cloud.project, name: "harbor", region: "GRA" });
  on = { serviceName: cloud.project, registryId: harbor.id };
});
afterEach(() => cloud.close());

const planId = async (planName: string) =>
  (await answered(cloud, filter, { serviceName: serviceName(), region: "GRA", planName }))["id"];
const builder = { login: "builder", email: "builder@example.org" };
const login = {
  oidcName: "login",
  oidcEndpoint: "https://login.example",
  oidcClientId: "harbor",
  oidcClientSecret: "conformance",
  oidcScope: "openid,profile",
};

describe("a registry", () => {
  it.each<[string, Properties, RegExp]>([
    ["a region with a number", { region: "GRA11" }, /Region GRA11 is not available/],
    ["an unknown plan", { planId: "SMALL" }, /Plan SMALL does not exist/],
    ["an empty name", { name: "" }, /\[name\] Missing parameter/],
  ])("refuses %s", async (_what, inputs, words) => {
    const wrong = { serviceName: cloud.project, name: "other", region: "GRA", ...inputs };
    await expect(cloud.create(registry, wrong, { name: "other" })).rejects.toThrow(words);
  });

  it("is small unless told, inert, and goes up in plan only", async () => {
    expect(harbor.outputs).toMatchObject({
      planId: await planId("SMALL"),
      iamEnabled: false,
      size: 0,
      status: "READY",
    });
    expect(harbor.outputs["url"]).toMatch(/^https:\/\/\w{8}\.c1\.gra\.container-registry\.ovh\.invalid$/);
    const larger = await cloud.update(harbor, { planId: await planId("LARGE") });
    expect(larger.outputs["plans"]).toMatchObject([{ name: "LARGE", features: [{ vulnerability: true }] }]);
    await expect(cloud.update(larger, { planId: await planId("MEDIUM") })).rejects.toThrow(/is not among those/);
  });

  it.each([true, false])(
    "registry.region-never-sent %s: another region does nothing (Terraform provider 2.19)",
    async (on) => {
      cloud.habit("registry.region-never-sent", on);
      const after = await cloud.update(harbor, { region: "DE" });
      expect((await cloud.read(after))?.inputs["region"]).toBe(on ? "GRA" : "DE");
    },
  );

  it("takes along what was set on it", async () => {
    const made = await cloud.create(user, { ...on, ...builder });
    await cloud.delete(harbor);
    expect(await cloud.read(made)).toBeUndefined();
  });
});

describe("who may log in", () => {
  it.each<[string, string, Properties, RegExp]>([
    ["a registry that is not there", user, { ...builder, registryId: "x" }, /Registry x not found/],
    ["a login with a space", user, { ...builder, login: "the builder" }, /Login the builder is not valid/],
    ["an endpoint that is none", oidc, { ...login, oidcEndpoint: "login" }, /provider.endpoint/],
  ])("refuses %s", async (_what, token, inputs, words) => {
    await expect(cloud.create(token, { ...on, ...inputs })).rejects.toThrow(words);
  });

  it("is a user with a password that is shown once, and no other of that login or e-mail", async () => {
    const made = await cloud.create(user, { ...on, ...builder });
    expect(made.outputs).toMatchObject({ user: "builder", password: expect.stringMatching(/^\S{32}$/) });
    await expect(cloud.create(user, { ...on, ...builder, login: "other" }, { name: "other" })).rejects.toThrow(
      /already exists/,
    );
    const another = { login: "other", email: "other@example.org" };
    const second = await cloud.create(user, { ...on, ...another }, { name: "other" });
    await cloud.delete(second);
    const { results } = await answered(
      cloud,
      "ovh:CloudProject/getContainerRegistryUsers:getContainerRegistryUsers",
      on,
    );
    expect(results).toEqual([{ id: made.id, user: "builder", email: builder.email }]);
  });

  it.each([
    ["an identity provider", oidc, login],
    ["OVHcloud's own access management", iam, {}],
  ])("is known to %s alone, once users are gone", async (_what, token, inputs) => {
    const made = await cloud.create(user, { ...on, ...builder });
    await expect(cloud.create(token, { ...on, ...inputs })).rejects.toThrow(/The registry has users, set deleteUsers/);
    const authority = await cloud.create(token, { ...on, ...inputs, deleteUsers: true });
    expect(authority.outputs["iamEnabled"]).toBe(token === iam ? true : undefined);
    expect(await cloud.read(made)).toBeUndefined();
    await expect(cloud.create(user, { ...on, ...builder })).rejects.toThrow(/managed by the identity provider/);
    await expect(cloud.create(token, { ...on, ...inputs }, { name: "again" })).rejects.toThrow(
      /already has an identity provider/,
    );
    expect((await cloud.read(harbor))?.outputs["iamEnabled"]).toBe(token === iam);
    await cloud.delete(authority);
    expect((await cloud.create(user, { ...on, ...builder })).outputs["user"]).toBe("builder");
  });

  it("is told by getContainerRegistryOIDC without the secret", async () => {
    const token = "ovh:CloudProject/getContainerRegistryOIDC:getContainerRegistryOIDC";
    await expect(cloud.call(token, on)).rejects.toThrow(/no OIDC is configured/);
    await cloud.create(oidc, { ...on, ...login });
    const found = await answered(cloud, token, on);
    expect(found).toMatchObject({ oidcClientId: "harbor", oidcVerifyCert: true });
    expect(JSON.stringify(found)).not.toContain(login.oidcClientSecret);
  });
});

it("registry.description-panics: a block without a description makes the provider panic (Terraform provider 2.19)", async () => {
  const inputs = { ...on, ipRestrictions: [{ ip_block: "203.0.113.0/24" }] };
  await expect(cloud.create(pushers, inputs)).rejects.toThrow(/panic: interface conversion/);
  cloud.habit("registry.description-panics", false);
  expect((await cloud.create(pushers, inputs)).id).toBe(`${on.serviceName}/${on.registryId}`);
});

it("is found alone and among others, with every output", async () => {
  const one = await answered(cloud, "ovh:CloudProject/getContainerRegistry:getContainerRegistry", on);
  expect(one).toMatchObject({ id: harbor.id, name: "harbor", region: "GRA", url: harbor.outputs["url"] });
  const { results } = await answered(cloud, "ovh:CloudProject/getContainerRegistries:getContainerRegistries", {
    serviceName: cloud.project,
  });
  expect(results).toEqual([expect.objectContaining({ id: harbor.id })]);
  await cloud.create(pushers, { ...on, ipRestrictions: [{ ip_block: "203.0.113.0/24", description: "office" }] });
  const side = "ovh:CloudProject/getContainerRegistryIPRestrictionsRegistry:getContainerRegistryIPRestrictionsRegistry";
  expect((await answered(cloud, side, on))["ipRestrictions"]).toHaveLength(1);
  const other = side.replaceAll("RestrictionsRegistry", "RestrictionsManagement");
  expect((await answered(cloud, other, on))["ipRestrictions"]).toEqual([]);
});

it("lists the plans of every region, and says when there is none", async () => {
  const token = "ovh:CloudProject/getCapabilitiesContainerRegistry:getCapabilitiesContainerRegistry";
  const { results } = await answered(cloud, token, { serviceName: cloud.project });
  expect(results).toContainEqual(expect.objectContaining({ regionName: "EU-WEST-PAR" }));
  for (const wrong of [{ planName: "HUGE" }, { region: "GRA11" }]) {
    const none = cloud.call(filter, { serviceName: cloud.project, region: "GRA", planName: "SMALL", ...wrong });
    await expect(none).rejects.toThrow(/Your query returned no results/);
  }
});
