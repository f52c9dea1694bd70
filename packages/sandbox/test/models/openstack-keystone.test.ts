import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Properties } from "../../src/properties.ts";
import type { Thing } from "../drive.ts";
import { type Tenant, tenant } from "./openstack.ts";

const authUrl = "https://auth.cloud.ovh.net/v3";
const scope = "openstack:identity/getAuthScope:getAuthScope";
const key = { publicKey: "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIOMqqnkVzrm0SdG6UOoqKLsabgH5C9okWi0dh2l9GKJl" };

let cloud: Tenant;
let user: Thing;
let login: Properties;
beforeEach(async () => {
  cloud = await tenant();
  user = await cloud.enter("admin", ["administrator"]);
  const { username, password } = user.outputs;
  login = { authUrl, userName: username, password, tenantId: cloud.project, region: "GRA11" };
});
afterEach(() => cloud.close());

const as = async (config: Properties) => {
  await cloud.configure("openstack", "other", config);
  return cloud.call(scope, { name: "me" }, { provider: "other" });
};

describe("a login", () => {
  it.each([
    [{ authUrl: undefined }, /no authUrl; OS_\* variables are not read here.*status 401/],
    [{ userName: undefined }, /You must provide a username or user ID/],
    [{ password: undefined }, /You must provide a password to authenticate/],
    [{ tenantId: undefined }, /no tenantId or tenantName/],
    [{ password: "wrong" }, /Authentication failed: .*requires authentication.*status 401/],
    [{ tenantId: "0123456789abcdef0123456789abcdef" }, /requires authentication.*status 401/],
    [{ cloud: "ovh" }, /clouds\.yaml is not read here/],
    [{ region: "GRA" }, /No suitable endpoint could be found.*no region GRA/],
    [{ region: undefined }, /has a region, and OVHcloud has many/],
  ])("is refused with %j", async (config, words) => {
    const given = Object.entries({ ...login, ...config }).filter(([, value]) => value !== undefined);
    await expect(as(Object.fromEntries(given))).rejects.toThrow(words);
  });

  it("shows user, project and roles, by the name of the project too", async () => {
    const { OS_TENANT_NAME } = user.outputs["openstackRc"] as Properties;
    const { tenantId: _tenant, ...rest } = login;
    const named = { ...rest, tenantName: OS_TENANT_NAME };
    for (const config of [login, named]) {
      expect(await as(config)).toMatchObject({
        userName: user.outputs["username"],
        projectId: cloud.project,
        projectName: OS_TENANT_NAME,
        roles: [{ roleName: "administrator" }],
      });
    }
  });

  it.each([
    ["Keypair", { ...key, name: "key" }],
    ["openstack:loadbalancer/loadBalancer:LoadBalancer", undefined],
  ])("comes before a read, an import and a deletion of a %s, there or not", async (type, given) => {
    const inputs = given ?? { vipSubnetId: (await cloud.net()).subnet.id };
    const made = await cloud.make(type, inputs);
    await cloud.configure("openstack", "other", { ...login, password: "wrong" });
    const other = { provider: "other" };
    await expect(cloud.read(made, other)).rejects.toThrow(/status 401/);
    await expect(cloud.import(made.token, made.id, other)).rejects.toThrow(/status 401/);
    await expect(cloud.import(made.token, "nothing", other)).rejects.toThrow(/status 401/);
    await expect(cloud.delete(made, other)).rejects.toThrow(/status 401/);
    expect(await cloud.read(made)).toBeDefined();
  });

  it("imports what is in the provider's own region, and reads by state what is elsewhere", async () => {
    const made = await cloud.make("Keypair", { ...key, name: "key" });
    const pages = await cloud.make("Container", { name: "pages", region: "GRA" });
    const credential = await cloud.make("ApplicationCredential", { name: "ci" });
    await cloud.configure("openstack", "other", { ...login, region: "SBG5" });
    const imported = async ({ token, id }: Thing, provider: string) =>
      (await cloud.import(token, id, { provider })) !== undefined;
    const found = (provider: string) => Promise.all([made, pages, credential].map((one) => imported(one, provider)));
    expect(await found("admin")).toEqual([true, true, true]);
    expect(await found("other")).toEqual([false, false, true]);
    const far = await cloud.make("Keypair", { ...key, name: "far", region: "SBG5" });
    expect(await imported(far, "admin")).toBe(false);
    expect(await cloud.read(far, { provider: "admin" })).toBeDefined();
  });

  it("dies with the user's password", async () => {
    await cloud.update(user, { passwordReset: "1" });
    await expect(as(login)).rejects.toThrow(/requires authentication.*status 401/);
  });
});

describe("an application credential", () => {
  const credential = (inputs: Properties = {}) =>
    cloud.make("ApplicationCredential", { name: "ci", ...inputs }, { provider: "admin" });
  const entering = ({ id, outputs }: Thing) => ({
    authUrl,
    applicationCredentialId: id,
    applicationCredentialSecret: outputs["secret"],
    region: "GRA11",
  });

  it("logs in without user and tenant, with the roles it was given, until it goes", async () => {
    const made = await credential();
    expect(await as(entering(made))).toMatchObject({ userName: user.outputs["username"], projectId: cloud.project });
    await expect(as({ ...entering(made), applicationCredentialSecret: "wrong" })).rejects.toThrow(/status 401/);
    const byName = { authUrl, applicationCredentialName: "ci", userName: user.outputs["username"], region: "GRA11" };
    await as({ ...byName, applicationCredentialSecret: made.outputs["secret"] });
    await cloud.delete(made, { provider: "admin" });
    await expect(as(entering(made))).rejects.toThrow(/status 401/);
  });

  it("ends when it expires", async () => {
    const now = cloud.cloud.clock.now();
    const made = await credential({ expiresAt: new Date(now + 3_600_000).toISOString() });
    await as(entering(made));
    cloud.cloud.clock.advance(3_700_000);
    await expect(as(entering(made))).rejects.toThrow(/requires authentication.*status 401/);
    await expect(credential({ name: "old", expiresAt: "2019-02-13T12:12:12Z" })).rejects.toThrow(/in the past.*400/);
  });

  it("makes no further ones, and is one of its name", async () => {
    const made = await credential();
    await expect(credential()).rejects.toThrow(/Duplicate entry found with name ci.*status 409/);
    await as({ ...entering(made), tenantId: cloud.project });
    await expect(cloud.make("ApplicationCredential", { name: "second" }, { provider: "other" })).rejects.toThrow(
      /not allowed for managing additional application credentials.*status 403/,
    );
  });
});

describe("habits of Keystone", () => {
  const logins = async (count: number, config: Properties = {}) => {
    for (let i = 0; i < count; i++) await as({ ...login, ...config });
  };

  it("keystone.rate-limit: the 61st login of a user within a minute is too many, and none once switched off (ovh-facts 3.5)", async () => {
    await logins(60);
    await expect(as(login)).rejects.toThrow(/Too many requests.*status 429/);
    await as({ ...login, maxRetries: 3 });
    cloud.cloud.clock.advance(61_000);
    await logins(60);
    cloud.habit("keystone.rate-limit", false);
    await logins(5);
  });

  it("keystone.rate-limit: a provider logs in once, however much it makes (ovh-facts 3.5)", async () => {
    for (let i = 0; i < 70; i++) await cloud.make("Keypair", { ...key, name: `key-${i}` }, { provider: "admin" });
  });

  it("keystone.roles: a user does what its roles allow, and everything once switched off (ovh-facts 3.5)", async () => {
    await cloud.enter("files", ["objectstore_operator"]);
    const make = () => cloud.make("Keypair", { ...key, name: "key" }, { provider: "files" });
    await cloud.make("Container", { name: "pages" }, { provider: "files" });
    await expect(make()).rejects.toThrow(/Policy doesn't allow compute changes.*objectstore_operator.*status 403/);
    cloud.habit("keystone.roles", false);
    await make();
  });

  it("keystone.roles: a user takes down what its roles allow, and everything once switched off (ovh-facts 3.5)", async () => {
    await cloud.enter("files", ["objectstore_operator"]);
    const made = await cloud.make("Keypair", { ...key, name: "key" }, { provider: "admin" });
    const remove = () => cloud.delete(made, { provider: "files" });
    await expect(remove()).rejects.toThrow(/Policy doesn't allow compute changes.*status 403/);
    expect(await cloud.read(made)).toBeDefined();
    cloud.habit("keystone.roles", false);
    await remove();
  });

  it("refuses what only the operator may ask", async () => {
    await expect(cloud.call("openstack:identity/getRole:getRole", { name: "admin" })).rejects.toThrow(
      /not authorized to perform the requested action: identity:list_roles.*status 403/,
    );
  });
});
