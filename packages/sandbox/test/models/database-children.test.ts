import { X509Certificate } from "node:crypto";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type Drive, drive, type Thing } from "../drive.ts";
import { answer, postgres, serviceName, tokens } from "./ovh.ts";

const inside = (name: string) => `ovh:CloudProjectDatabase/${name}:${name.charAt(0).toUpperCase()}${name.slice(1)}`;
const get = (name: string) => `ovh:CloudProjectDatabase/${name}:${name}`;

let cloud: Drive;
let database: Thing;
let on: { serviceName: string; clusterId: string; engine: string };
beforeEach(async () => {
  cloud = drive();
  database = await cloud.create(tokens.database, postgres());
  on = { serviceName, clusterId: database.id, engine: "postgresql" };
});
afterEach(() => cloud.close());

const of = ({ serviceName, clusterId }: typeof on) => ({ serviceName, clusterId });

describe("a database in a service", () => {
  it("is listed beside the built-in one, which may be dropped", async () => {
    const shop = await cloud.create(tokens.instance, { ...on, name: "shop" });
    const { databaseIds } = await answer(cloud, get("getDatabaseInstances"), on);
    expect(databaseIds).toHaveLength(2);
    expect(await answer(cloud, get("getDatabaseInstance"), { ...on, name: "shop" })).toMatchObject({
      id: shop.id,
      default: false,
    });
    await cloud.delete(await cloud.create(tokens.instance, { ...on, name: "defaultdb" }));
    const left = await answer(cloud, get("getDatabaseInstances"), on);
    expect(left["databaseIds"]).toEqual([shop.id]);
    const gone = cloud.call(get("getDatabaseInstance"), { ...on, name: "defaultdb" });
    await expect(gone).rejects.toThrow(/Database name defaultdb not found.*status 404/);
  });

  it("needs a service of its engine", async () => {
    const wrong = cloud.create(tokens.instance, { ...on, engine: "mysql", name: "shop" });
    await expect(wrong).rejects.toThrow(/of engine mysql does not exist.*status 404/);
  });
});

describe("a connection pool", () => {
  const pool = async (inputs: object = {}, name = "pool"): Promise<Thing> => {
    const { id: databaseId } = await answer(cloud, get("getDatabaseInstance"), { ...on, name: "defaultdb" });
    const wanted = { ...of(on), databaseId, name: "pool", mode: "session", size: 5, ...inputs };
    return cloud.create(tokens.pool, wanted, { name });
  };

  it.each([
    [{ mode: "all" }, /^mode: expected one of "session", "statement", "transaction"$/],
    [{ size: 0 }, /size is not at least 1.*status 400/],
    [{ databaseId: "none" }, /'none' does not exist.*status 403/],
    [{ userId: "none" }, /user none does not exist.*status 404/],
  ])("is refused with %j", async (bad, words) => {
    await expect(pool(bad)).rejects.toThrow(words);
  });

  it("has a port and a name of its own in the service", async () => {
    const { id, outputs } = await pool();
    const [{ port }] = database.outputs["endpoints"] as [{ port: number }];
    expect(outputs).toMatchObject({ port: port + 1, sslMode: "require", userId: "" });
    expect(outputs["uri"]).toMatch(/^postgres:\/\/<username>:<password>@postgresql-.*\/pool\?sslmode=require$/);
    await expect(pool({}, "second")).rejects.toThrow(/pool already exists.*status 409/);
    const found = await answer(cloud, get("getPostgresSqlConnectionPool"), { ...of(on), name: "pool" });
    expect(found).toMatchObject({ id, size: 5, mode: "session" });
    const all = await answer(cloud, get("getDatabasePostgreSQLConnectionPools"), of(on));
    expect(all["connectionPoolIds"]).toEqual([id]);
  });
});

describe("metrics and logs", () => {
  it("has a password for Prometheus that each update resets, and an endpoint while it is on", async () => {
    const getter = "ovh:CloudProject/getPrometheus:getPrometheus";
    await expect(cloud.call(getter, on)).rejects.toThrow(/is not enabled.*status 404/);
    const made = await cloud.create(inside("prometheus"), on);
    expect(made.id).toBe(database.id);
    const after = await cloud.update(made, { passwordReset: "1" });
    expect(after.outputs["password"]).not.toBe(made.outputs["password"]);
    expect(await answer(cloud, getter, on)).toMatchObject({ targets: [{ port: 9273 }] });
  });

  it("sends a stream each kind of logs once", async () => {
    const wanted = { ...on, kind: "customer_logs", streamId: "s" };
    const { id } = await cloud.create(inside("logSubscription"), wanted);
    const twice = cloud.create(inside("logSubscription"), wanted, { name: "twice" });
    await expect(twice).rejects.toThrow(/already subscribed.*status 409/);
    const { subscriptionIds } = await answer(cloud, get("getDatabaseLogSubscriptions"), on);
    expect(subscriptionIds).toEqual([id]);
    expect(await answer(cloud, get("getDatabaseLogSubscription"), { ...on, id })).toMatchObject({
      kind: "customer_logs",
    });
  });

  it("joins two services of the project", async () => {
    const search = await cloud.create(tokens.database, postgres({ engine: "opensearch", version: "2" }), {
      name: "search",
    });
    const ends = { sourceServiceId: database.id, destinationServiceId: search.id };
    const { id, outputs } = await cloud.create(inside("integration"), { ...on, ...ends });
    expect(outputs).toMatchObject({ type: "opensearchLogs", status: "READY" });
    expect(await answer(cloud, get("getDatabaseIntegration"), { ...on, id })).toMatchObject(ends);
    expect(await answer(cloud, get("getDatabaseIntegrations"), on)).toMatchObject({ integrationIds: [id] });
    const self = { ...on, ...ends, destinationServiceId: database.id };
    await expect(cloud.create(inside("integration"), self)).rejects.toThrow(/integrated with itself.*status 400/);
    const nobody = { ...on, ...ends, destinationServiceId: "none" };
    await expect(cloud.create(inside("integration"), nobody)).rejects.toThrow(/none does not exist.*status 404/);
  });
});

describe("what functions tell of services", () => {
  it("finds them by engine and id", async () => {
    const found = await answer(cloud, get("getDatabase"), { serviceName, engine: "postgresql", id: database.id });
    expect(found).toMatchObject({ status: "READY", plan: "essential", kafkaRestApi: false });
    const { clusterIds } = await answer(cloud, get("getDatabases"), { serviceName, engine: "postgresql" });
    expect(clusterIds).toEqual([database.id]);
    const other = cloud.call(get("getDatabase"), { serviceName, engine: "mysql", id: database.id });
    await expect(other).rejects.toThrow(/of engine mysql does not exist.*status 404/);
  });

  it("lists what can be had, without what goes together", async () => {
    const { engines, plans, flavors } = await answer(cloud, get("getCapabilities"), { serviceName });
    expect(engines).toContainEqual(expect.objectContaining({ name: "postgresql", versions: ["15", "16", "17", "18"] }));
    expect(plans).toContainEqual(expect.objectContaining({ name: "essential", backupRetention: "P2D" }));
    expect(flavors).toContainEqual({ name: "db1-4", core: 2, memory: 4, storage: 80 });
  });

  it("gives a certificate that can be read and that signs nothing", async () => {
    const { ca } = await answer(cloud, get("getCertificates"), on);
    const certificate = new X509Certificate(String(ca));
    expect(certificate.ca).toBe(true);
    expect(certificate.subject).toContain("SIMULATED");
  });
});
