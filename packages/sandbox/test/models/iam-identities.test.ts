import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Properties } from "../../src/properties.ts";
import { type Drive, drive } from "../drive.ts";
import { answered } from "./answered.ts";

const user = "ovh:Me/identityUser:IdentityUser";
const group = "ovh:Me/identityGroup:IdentityGroup";
const token = "ovh:Me/identityUserToken:IdentityUserToken";
const client = "ovh:Me/aPIOAuth2Client:APIOAuth2Client";
const jane = { login: "jane", email: "jane@example.org", password: "correct horse" };
let cloud: Drive;
beforeEach(() => {
  cloud = drive();
});
afterEach(() => cloud.close());

it.each<[string, string, Properties, RegExp]>([
  ["an address that is none", user, { ...jane, email: "jane" }, /Invalid email jane/],
  ["a short password", user, { ...jane, password: "short" }, /at least 9 characters/],
  ["a group that is not there", user, { ...jane, group: "nobody" }, /group = nobody.*404/],
  ["a group that every account has", group, { name: "ADMIN" }, /Group ADMIN already exists/],
  ["a token of nobody", token, { userLogin: "nobody", name: "ci", description: "CI" }, /user = nobody/],
  [
    "a login without a way back",
    client,
    { name: "app", description: "App", flow: "AUTHORIZATION_CODE" },
    /callbackUrls is required/,
  ],
])("refuses %s", async (_what, type, inputs, words) => {
  await expect(cloud.create(type, inputs)).rejects.toThrow(words);
});

it("never shows a password in a refusal", async () => {
  const made = cloud.create(user, { ...jane, password: "s3cret" });
  await expect(made).rejects.toThrow(/^(?!.*s3cret)/);
});

describe("a user", () => {
  it("is in the default group unless told, and has a URN for policies", async () => {
    const { outputs } = await cloud.create(user, jane);
    expect(outputs).toMatchObject({
      group: "DEFAULT",
      status: "OK",
      UserURN: "urn:v1:eu:identity:user:sb00000-ovh/jane",
    });
    await expect(cloud.create(user, jane, { name: "again" })).rejects.toThrow(/User jane already exists/);
  });

  it("keeps its group from going, and takes its tokens along", async () => {
    const team = await cloud.create(group, { name: "team" });
    const member = await cloud.create(user, { ...jane, group: "team" });
    const ci = await cloud.create(token, { userLogin: "jane", name: "ci", description: "CI", expiresIn: 60 });
    expect(Date.parse(String(ci.outputs["expiresAt"]))).toBeGreaterThan(Date.parse(String(ci.outputs["creation"])));
    await expect(cloud.create(token, ci.inputs, { name: "again" })).rejects.toThrow(/Token ci already exists/);
    await expect(cloud.delete(team)).rejects.toThrow(/still has user jane/);
    await cloud.delete(member);
    expect(await cloud.read(ci)).toBeUndefined();
    await cloud.delete(team);
  });

  it.each([true, false])(
    "me.password-never-sent %s: a new password changes nothing (Terraform provider 2.19)",
    async (on) => {
      cloud.habit("me.password-never-sent", on);
      const after = await cloud.update(await cloud.create(user, jane), { password: "another horse" });
      expect((await cloud.read(after))?.inputs["password"]).toBe(on ? jane.password : "another horse");
    },
  );
});

it("a token lasts until a day to come", async () => {
  await cloud.create(user, jane);
  const until = (expiresAt: string, name: string) =>
    cloud.create(token, { userLogin: "jane", name, description: "CI", expiresAt }, { name });
  await expect(until("2020-01-01T00:00:00Z", "past")).rejects.toThrow(/is not a date to come/);
  expect((await until("2040-01-01T00:00:00Z", "ci")).outputs["expiresAt"]).toBe("2040-01-01T00:00:00Z");
});

describe("what functions give", () => {
  it("is the account with its subsidiary", async () => {
    expect(await answered(cloud, "ovh:Me/getMe:getMe", {})).toMatchObject({
      nichandle: "sb00000-ovh",
      ovhSubsidiary: "FR",
    });
  });

  it("is users and groups, without passwords", async () => {
    await cloud.create(user, jane);
    await cloud.create(group, { name: "team", description: "Team" });
    const found = await answered(cloud, "ovh:Me/getIdentityUser:getIdentityUser", { user: "jane" });
    expect(JSON.stringify(found)).not.toContain(jane.password);
    expect((await answered(cloud, "ovh:Me/getIdentityUsers:getIdentityUsers", {}))["users"]).toEqual(["jane"]);
    const always = await answered(cloud, "ovh:Me/getIdentityGroup:getIdentityGroup", { name: "ADMIN" });
    expect(always).toMatchObject({ defaultGroup: true, role: "ADMIN" });
    const made = await answered(cloud, "ovh:Me/getIdentityGroup:getIdentityGroup", { name: "team" });
    expect(made).toMatchObject({ defaultGroup: false, role: "NONE", description: "Team" });
    const { groups } = await answered(cloud, "ovh:Me/getIdentityGroups:getIdentityGroups", {});
    expect(groups).toEqual(["ADMIN", "DEFAULT", "UNPRIVILEGED", "team"]);
  });

  it("is an OAuth2 client that users log in with", async () => {
    const callbackUrls = ["https://app.example/back"];
    const inputs = { name: "app", description: "App", flow: "AUTHORIZATION_CODE", callbackUrls };
    const { id } = await cloud.create(client, inputs);
    expect(await answered(cloud, "ovh:Me/getAPIOAuth2Client:getAPIOAuth2Client", { clientId: id })).toMatchObject({
      callbackUrls,
    });
    const wrong = cloud.create(client, { ...inputs, callbackUrls: ["back"] }, { name: "wrong" });
    await expect(wrong).rejects.toThrow(/Invalid callback url back/);
  });

  it("is OAuth2 clients, without secrets", async () => {
    const { id, outputs } = await cloud.create(client, { name: "ci", description: "CI", flow: "CLIENT_CREDENTIALS" });
    expect(outputs["identity"]).toBe(`urn:v1:eu:identity:credential:sb00000-ovh/oauth2-${id}`);
    const found = await answered(cloud, "ovh:Me/getAPIOAuth2Client:getAPIOAuth2Client", { clientId: id });
    expect(JSON.stringify(found)).not.toContain(outputs["clientSecret"]);
    expect((await answered(cloud, "ovh:Me/getAPIOAuth2Clients:getAPIOAuth2Clients", {}))["clientIds"]).toEqual([id]);
  });
});
