import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { loggedIn } from "../../src/openstack/credentials.ts";
import { type Drive, drive } from "../drive.ts";
import { answer, refusedBoth, serviceName, storageUser, tokens } from "./ovh.ts";

let cloud: Drive;
beforeEach(() => {
  cloud = drive();
});
afterEach(() => cloud.close());

describe("a project user", () => {
  it.each([
    [{ roleNames: ["king"] }, /unknown role king.*status 400/],
    [{ roleName: "queen" }, /unknown role queen.*status 400/],
  ])("is refused with %j", async (bad, words) => {
    await refusedBoth(cloud, tokens.user, { serviceName, description: "u", roleNames: [] }, bad, words);
  });

  it.each([
    [{ serviceName: "none" }, /This service does not exist.*status 404/],
    [{ serviceName: "" }, /serviceName is missing.*status 400/],
  ])("needs a project: %j", async (project, words) => {
    await expect(cloud.create(tokens.user, { description: "u", ...project })).rejects.toThrow(words);
  });

  it("takes 14 seconds, and shows its password when it is made and when it is reset, in the right project", async () => {
    const before = cloud.cloud.clock.now();
    const user = await storageUser(cloud);
    expect(cloud.cloud.clock.now() - before).toBeGreaterThanOrEqual(14_000);
    expect(user.outputs).toMatchObject({ status: "ok", openstackRc: { OS_TENANT_ID: serviceName } });
    const { store, clock } = cloud.cloud;
    const login = ({ username: userName, password }: typeof user.outputs, tenantId: string = serviceName) =>
      loggedIn(store, { authUrl: "https://auth.example", userName, password, tenantId }, clock.now()).user.id;
    expect(login(user.outputs)).toBe(user.id);
    expect(() => login(user.outputs, "other")).toThrow();
    const same = await cloud.update(user, { roleNames: ["administrator"] });
    expect(same.outputs).toMatchObject({ password: user.outputs["password"], roles: [{ name: "administrator" }] });
    const after = await cloud.update(same, { passwordReset: "2" });
    expect(() => login(user.outputs)).toThrow();
    expect(login(after.outputs)).toBe(user.id);
  });

  it("is replaced for a new description, and stays while it has an S3 key", async () => {
    const user = await storageUser(cloud);
    expect(await cloud.diff(user, { ...user.inputs, description: "v" })).toEqual({ description: "update-replace" });
    const key = await cloud.create(tokens.credential, { serviceName, userId: user.id });
    await expect(cloud.delete(user)).rejects.toThrow(/still in use by .*S3Credential.*status 409/);
    await cloud.delete(key);
    await cloud.delete(user);
  });

  it("is found by functions", async () => {
    const { id, outputs } = await storageUser(cloud);
    const found = await answer(cloud, "ovh:CloudProject/getUser:getUser", { serviceName, userId: id });
    expect(found).toMatchObject({ id, username: outputs["username"], status: "ok", description: "u" });
    const { users } = await answer(cloud, "ovh:CloudProject/getUsers:getUsers", { serviceName });
    expect(users).toMatchObject([{ userId: id }]);
    const stranger = cloud.call("ovh:CloudProject/getUser:getUser", { serviceName, userId: "1" });
    await expect(stranger).rejects.toThrow(/user 1 does not exist.*status 404/);
  });
});
