import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { drift } from "../../src/drift.ts";
import { type Drive, drive, type Thing } from "../drive.ts";
import { answer, serviceName, storageUser, tokens } from "./ovh.ts";

const day = 86_400_000;
const order = {
  ovhSubsidiary: "FR",
  description: "shop",
  plan: { duration: "P1M", planCode: "project.2018", pricingMode: "default" },
};

let cloud: Drive;
beforeEach(() => {
  cloud = drive();
});
afterEach(() => cloud.close());

const ordered = (description: string): Promise<Thing> =>
  cloud.create(tokens.project, { ...order, description }, { name: description });
const setting = (key: string, value: unknown) => cloud.cloud.store.setting(key, value);
const setStatus = (id: string, status: string) => {
  const entry = cloud.cloud.store.find(tokens.project, "", id);
  if (entry) drift(cloud.cloud.store, entry, "status", status);
};

describe("an order of a project", () => {
  it.each([
    [{ plan: undefined }, /missing plan.*status 400/],
    [{ ovhSubsidiary: "XX" }, /^ovhSubsidiary: expected one of .*, in any case$/],
    [{ ovhSubsidiary: "fr" }, /unknown subsidiary fr.*status 400/],
    [{ plan: { ...order.plan, planCode: "project" } }, /unknown plan code for FR.*status 400/],
    [{ ovhSubsidiary: "US" }, /unknown plan code for US.*status 400/],
  ])("is refused with %j", async (bad, words) => {
    await expect(cloud.create(tokens.project, { ...order, ...bad })).rejects.toThrow(words);
  });

  it("takes minutes, and shows what was ordered", async () => {
    const before = cloud.cloud.clock.now();
    const { id, outputs } = await ordered("shop");
    expect(cloud.cloud.clock.now() - before).toBeGreaterThanOrEqual(240_000);
    expect(id).toMatch(/^[\da-f]{32}$/);
    expect(outputs).toMatchObject({ status: "ok", projectId: id, orders: [{ details: [{ domain: id }] }] });
    expect(outputs["projectName"]).toMatch(/^\d{16}$/);
  });
});

describe("a project", () => {
  it("cannot be deleted while it is protected, or holds anything", async () => {
    const project = await ordered("shop");
    const open = await cloud.update(project, { deletionProtection: true });
    await expect(cloud.delete(project)).rejects.toThrow(/protected from deletion.*status 403/);
    await cloud.update(open, { deletionProtection: false });
    const inside = { serviceName: project.id, description: "u", roleNames: [] };
    const user = await cloud.create(tokens.user, inside);
    await expect(cloud.delete(project)).rejects.toThrow(/still holds 1 resources.*status 409/);
    await cloud.delete(user);
    await cloud.delete(project);
  });

  it("is found by functions", async () => {
    const { id } = await ordered("shop");
    const found = await answer(cloud, "ovh:Cloud/getProject:getProject", { serviceName: id });
    expect(found).toMatchObject({ id, description: "shop", planCode: "project.2018", status: "ok" });
    const { projects } = await answer(cloud, "ovh:Cloud/getProjects:getProjects", {});
    expect(projects).toMatchObject([{ projectId: serviceName }, { projectId: id }]);
    const stranger = cloud.call("ovh:Cloud/getProject:getProject", { serviceName: "none" });
    await expect(stranger).rejects.toThrow(/does not exist.*status 404/);
  });

  it("project.delete-wants-confirmation: without the e-mail it is not deleted (ovh-facts 2)", async () => {
    const project = await ordered("shop");
    setting("project termination mail", "lost");
    await expect(cloud.delete(project)).rejects.toThrow(/email notification not found within 30 minutes/);
    expect(await cloud.read(project)).toBeDefined();
    cloud.habit("project.delete-wants-confirmation", false);
    await cloud.delete(project);
    expect(await cloud.read(project)).toBeUndefined();
  });

  it("project.deleted-keeps-quota: a deleted one counts for 7 days (ovh-facts 2)", async () => {
    setting(`quota ${tokens.project}`, 2);
    await cloud.delete(await ordered("first"));
    await expect(ordered("second")).rejects.toThrow(/projects are used up.*status 403/);
    cloud.cloud.clock.advance(8 * day);
    await cloud.delete(await ordered("second"));
    cloud.habit("project.deleted-keeps-quota", false);
    expect((await ordered("third")).outputs["status"]).toBe("ok");
  });

  it.each(["expired", "suspended"])(
    "service.expired-460: everything in one that is %s answers 460 (ovh-facts 5)",
    async (status) => {
      const user = await storageUser(cloud);
      setStatus(serviceName, status);
      const tries = [
        () => cloud.read({ token: tokens.project, id: serviceName }),
        () => cloud.read(user),
        () => cloud.update(user, { roleNames: [] }),
        () => cloud.delete(user),
        () => storageUser(cloud, "v"),
        () => cloud.call("ovh:CloudProject/getUsers:getUsers", { serviceName }),
      ];
      for (const attempt of tries) await expect(attempt()).rejects.toThrow(/This service is expired.*status 460/);
      cloud.habit("service.expired-460", false);
      for (const attempt of tries.slice(1)) await attempt();
    },
  );
});
