import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { passwordOf } from "../../src/ovh/database-user.ts";
import { type Drive, drive, type Thing } from "../drive.ts";
import { again, answer, postgres, serviceName, tokens } from "./ovh.ts";

let cloud: Drive;
let clusterId: string;
beforeEach(async () => {
  cloud = drive();
  clusterId = (await cloud.create(tokens.database, postgres())).id;
});
afterEach(() => cloud.close());

const user = (inputs: object = {}, name = "john"): Promise<Thing> =>
  cloud.create(tokens.postgresUser, { serviceName, clusterId, name: "john", ...inputs }, { name });
const find = (name: string) =>
  answer(cloud, "ovh:CloudProjectDatabase/getPostgresSqlUser:getPostgresSqlUser", { serviceName, clusterId, name });
const ids = async () =>
  (await answer(cloud, "ovh:CloudProjectDatabase/getUsers:getUsers", { serviceName, clusterId, engine: "postgresql" }))[
    "userIds"
  ];
const realPassword = ({ id }: Thing) => {
  const entry = cloud.cloud.store.find(tokens.postgresUser, "", id);
  return entry && passwordOf(cloud.cloud.store, entry);
};

describe("a database user", () => {
  it("shows a password when it is made and when it is reset", async () => {
    const made = await user({ passwordReset: "1" });
    expect(made.outputs).toMatchObject({ status: "READY", roles: [] });
    const password = String(made.outputs["password"]);
    expect(password.length).toBeGreaterThan(20);
    const changed = await cloud.update(made, { roles: ["replication"] });
    expect(changed.outputs).toMatchObject({ password, roles: ["replication"] });
    expect((await cloud.update(changed, { passwordReset: "2" })).outputs["password"]).not.toBe(password);
    await cloud.delete(made);
  });

  it("is found by functions beside the built-in one", async () => {
    const { id } = await user();
    expect(await find("john")).toMatchObject({ id, status: "READY" });
    expect(await ids()).toEqual([(await find("avnadmin"))["id"], id]);
    await expect(find("jane")).rejects.toThrow(/User name jane not found for cluster.*status 404/);
  });

  it("database.empty-ip-restrictions-not-sent: an emptied list of roles stays as it was (ovh-facts 1.6)", async () => {
    const made = await user({ roles: ["replication"] });
    const after = await cloud.update(made, { roles: [] });
    expect(after.outputs["roles"]).toEqual(["replication"]);
    expect((await again(cloud, made)).inputs["roles"]).toEqual(["replication"]);
    cloud.habit("database.empty-ip-restrictions-not-sent", false);
    expect((await cloud.update(made, { roles: [] })).outputs["roles"]).toEqual([]);
  });
});

describe("avnadmin", () => {
  it("database.avnadmin-without-password-reset: is adopted, its password hidden until a reset (ovh-facts 1.9)", async () => {
    const made = await user({ name: "avnadmin" });
    expect(made.id).toBe((await find("avnadmin"))["id"]);
    expect(made.outputs["password"]).toBe("");
    const reset = await cloud.update(made, { passwordReset: "1" });
    expect(reset.outputs["password"]).not.toBe("");
    await cloud.delete(made);
    expect((await user({ name: "avnadmin", passwordReset: "1" })).outputs["password"]).not.toBe("");
    cloud.habit("database.avnadmin-without-password-reset", false);
    expect((await user({ name: "avnadmin" })).outputs["password"]).not.toBe("");
  });

  it("database.avnadmin-delete-is-noop: it stays in the service (ovh-facts 1.7)", async () => {
    const made = await user({ name: "avnadmin" });
    await cloud.delete(made);
    expect(await cloud.read(made)).toBeUndefined();
    expect(await ids()).toEqual([made.id]);
    cloud.habit("database.avnadmin-delete-is-noop", false);
    await cloud.delete(await user({ name: "avnadmin" }));
    expect(await ids()).toEqual([]);
  });
});

describe("database.adopts-on-conflict (ovh-facts 1.9)", () => {
  it("gives the user that exists, with an empty password in the state and its own in the service", async () => {
    const first = await user();
    const second = await user({ passwordReset: "1" }, "second");
    expect(second.id).toBe(first.id);
    expect(second.outputs["password"]).toBe("");
    expect(realPassword(second)).toBe(first.outputs["password"]);
  });

  it("hides the password in the adopting creation's answer only: both read it afterwards", async () => {
    const first = await user();
    const { password } = first.outputs;
    const second = await user({}, "second");
    for (const thing of [first, second]) expect((await cloud.read(thing))?.outputs["password"]).toBe(password);
    const reset = await cloud.update(second, { passwordReset: "1" });
    expect(reset.outputs["password"]).not.toBe(password);
    expect((await cloud.read(first))?.outputs["password"]).toBe(reset.outputs["password"]);
  });

  it("leaves the password to the first of two creations at once", async () => {
    const [first, second] = await Promise.all([user(), user({}, "second")]);
    expect(second.id).toBe(first.id);
    const shown = [first, second].map(({ outputs }) => outputs["password"]).filter((password) => password !== "");
    expect(shown).toEqual([realPassword(first)]);
    expect((await cloud.read(first))?.outputs["password"]).toBe(shown[0]);
  });

  it("keeps the password of avnadmin when a second resource stands for it", async () => {
    const first = await user({ name: "avnadmin", passwordReset: "1" });
    const second = await user({ name: "avnadmin" }, "second");
    expect(second.outputs["password"]).toBe("");
    expect((await cloud.read(first))?.outputs["password"]).toBe(first.outputs["password"]);
    await cloud.delete(second);
    expect((await user({ name: "avnadmin" }, "third")).outputs["password"]).toBe("");
  });

  it("makes a replacement delete what it has just adopted", async () => {
    const old = await user();
    const replacement = await user({}, "replacement");
    await cloud.delete(old);
    expect(await cloud.read(replacement)).toBeUndefined();
  });

  it("gives the database that exists, the built-in one too", async () => {
    const on = { serviceName, clusterId, engine: "postgresql" };
    const first = await cloud.create(tokens.instance, { ...on, name: "shop" });
    expect((await cloud.create(tokens.instance, { ...on, name: "shop" }, { name: "b" })).id).toBe(first.id);
    const builtIn = await cloud.create(tokens.instance, { ...on, name: "defaultdb" }, { name: "c" });
    expect(builtIn.outputs["default"]).toBe(true);
  });

  it("switched off, is a refusal", async () => {
    cloud.habit("database.adopts-on-conflict", false);
    await user();
    await expect(user({}, "second")).rejects.toThrow(/PostgresUserAlreadyExist.*status 409/);
    const on = { serviceName, clusterId, engine: "postgresql", name: "defaultdb" };
    await expect(cloud.create(tokens.instance, on)).rejects.toThrow(/DatabaseAlreadyExist.*status 409/);
  });
});
