import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { stateAt } from "../../src/life.ts";
import { type Drive, drive, type Thing } from "../drive.ts";
import { postgres, serviceName, tokens } from "./ovh.ts";

let cloud: Drive;
let database: Thing;
beforeEach(async () => {
  cloud = drive();
  database = await cloud.create(tokens.database, postgres());
});
afterEach(() => cloud.close());

const user = (name: string): Promise<Thing> =>
  cloud.create(tokens.postgresUser, { serviceName, clusterId: database.id, name }, { name });
const state = () => {
  const entry = cloud.cloud.store.find(tokens.database, "", database.id);
  return entry && stateAt(entry.timeline, cloud.cloud.clock.now());
};
const statusShown = async () =>
  (
    await cloud.call("ovh:CloudProjectDatabase/getDatabase:getDatabase", {
      serviceName,
      engine: "postgresql",
      id: database.id,
    })
  )["status"];

describe("database.busy-while-updating (ovh-facts 1.7)", () => {
  it("refuses users, databases and pools until the service is READY again", async () => {
    const { clock } = cloud.cloud;
    clock.set({ scale: 0, skips: false });
    const updating = cloud.update(database, { description: "d" });
    await vi.waitFor(() => expect(state()).toBe("UPDATING"));
    const on = { serviceName, clusterId: database.id };
    await expect(user("john")).rejects.toThrow(/the service is UPDATING.*status 409/);
    const instance = cloud.create(tokens.instance, { ...on, engine: "postgresql", name: "shop" });
    await expect(instance).rejects.toThrow(/the service is UPDATING.*status 409/);
    cloud.habit("database.busy-while-updating", false);
    const john = user("john");
    await vi.waitFor(() => expect(cloud.cloud.store.entries(tokens.postgresUser)).toHaveLength(1));
    clock.set({ scale: 1, skips: true });
    await Promise.all([updating, john]);
  });
});

describe("database.advanced-configuration-not-awaited (ovh-facts 1.7)", () => {
  const configured = (work_mem: string) => cloud.update(database, { advancedConfiguration: { work_mem } });

  it("lets the update return before the service is READY for more", async () => {
    await configured("8");
    expect(state()).toBe("READY");
    expect(await statusShown()).toBe("UPDATING");
    await expect(user("john")).rejects.toThrow(/the service is UPDATING.*status 409/);
    cloud.cloud.clock.advance(31_000);
    expect(await statusShown()).toBe("READY");
    await user("john");
  });

  it("switched off, or with nothing new in it, is waited for", async () => {
    cloud.habit("database.advanced-configuration-not-awaited", false);
    await configured("8");
    await user("john");
    cloud.habit("database.advanced-configuration-not-awaited", true);
    await configured("8");
    await user("jane");
  });
});
