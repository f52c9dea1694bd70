import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type Drive, drive, type Thing } from "../drive.ts";
import { again, networkWithSubnet, nodes, postgres, refusedBoth, serviceName, tokens } from "./ovh.ts";

let cloud: Drive;
beforeEach(() => {
  cloud = drive();
});
afterEach(() => cloud.close());

const make = (inputs: object = {}, name = "db"): Promise<Thing> =>
  cloud.create(tokens.database, postgres({ ...inputs }), { name });
const statesOf = ({ id }: Thing) =>
  cloud.cloud.store.find(tokens.database, "", id)?.timeline.states.map(([state]) => state);

describe("a database service", () => {
  it("takes five minutes to be READY, and shows what the API fills in", async () => {
    const before = cloud.cloud.clock.now();
    const made = await make({ ipRestrictions: [{ ip: "10.0.0.0/8" }] });
    expect(cloud.cloud.clock.now() - before).toBeGreaterThanOrEqual(300_000);
    expect(statesOf(made)).toEqual(["PENDING", "CREATING", "READY"]);
    expect(made.outputs).toMatchObject({
      status: "READY",
      networkType: "public",
      diskSize: 80,
      backupRegions: ["GRA"],
      ipRestrictions: [{ ip: "10.0.0.0/8", status: "READY" }],
      endpoints: [{ component: "postgresql", sslMode: "require" }],
    });
    const [{ domain, port, uri }] = made.outputs["endpoints"] as [Record<string, string>];
    expect(uri).toBe(`postgresql://<username>:<password>@${domain}:${port}/defaultdb?sslmode=require`);
    const after = await cloud.update(made, { description: "d" });
    expect(statesOf(after)).toEqual(["UPDATING", "READY"]);
    expect(after.outputs["endpoints"]).toEqual(made.outputs["endpoints"]);
  });

  it("is reached at the real PostgreSQL where one stands behind it", async () => {
    const backing = { postgresPort: 15_432, postgresAuthority: "PEM" };
    const sides = { ...cloud.cloud.sides, prepare: async () => backing };
    Object.assign(cloud.cloud, { sides });
    const made = await make();
    const [endpoint] = made.outputs["endpoints"] as object[];
    expect(endpoint).toMatchObject({
      domain: "127.0.0.1",
      port: 15_432,
      uri: "postgresql://<username>:<password>@127.0.0.1:15432/defaultdb?sslmode=require",
    });
  });

  it.each([
    [{ diskSize: 79 }, /diskSize 79.*status 400/],
    [{ diskSize: 241 }, /diskSize 241.*status 400/],
    [{ backupTime: "24:00:00" }, /backupTime 24:00:00.*status 400/],
    [{ maintenanceTime: "3:00" }, /maintenanceTime 3:00.*status 400/],
    [{ backupRegions: ["MARS"] }, /unknown backup region MARS.*status 400/],
    [{ backupRegions: ["SBG"] }, /lacks the region.*status 400/],
    [{ backupRegions: ["GRA", "SBG", "DE"] }, /one region or two.*status 400/],
    [{ ipRestrictions: [{ ip: "10.0.0.1" }] }, /not a CIDR block.*status 400/],
    [{ advancedConfiguration: { work_mem: "4096" } }, /work_mem is not between 1 and 1024.*status 400/],
    [{ advancedConfiguration: { work_mem: "" } }, /work_mem is not a whole number/],
    [{ advancedConfiguration: { "pg.work_mem": "4" } }, /pg\.work_mem is not a parameter of engine postgresql/],
    [{ advancedConfiguration: { constructor: "4" } }, /constructor is not a parameter of engine postgresql/],
    [{ advancedConfiguration: { "pg.max_wal_senders": "20.5" } }, /max_wal_senders is not a whole number/],
    [{ advancedConfiguration: { "pg.autovacuum_vacuum_scale_factor": "2" } }, /factor is not between 0 and 1/],
    [{ advancedConfiguration: { "pg.track_io_timing": "true" } }, /track_io_timing is not one of off, on/],
    [{ advancedConfiguration: { "pg.jit": "on" } }, /pg\.jit is not one of true, false/],
    [{ flavor: "db9" }, /no compute matches.*status 404/],
  ])("is refused with %j", async (bad, words) => {
    await refusedBoth(cloud, tokens.database, postgres(), bad, words);
  });

  it.each([
    [{ engine: "oracle" }, /^engine: expected one of "clickhouse", .*"valkey"$/],
    [{ nodes: [{ region: "GRA" }, { region: "SBG" }], plan: "business" }, /must be the same across nodes.*status 400/],
    [{ kafkaRestApi: true }, /kafkaRestApi is not an argument of engine postgresql.*status 400/],
    [{ opensearchAclsEnabled: false }, /opensearchAclsEnabled is not.*status 400/],
    [{ serviceName: "none" }, /This service does not exist.*status 404/],
  ])("is refused at creation with %j", async (bad, words) => {
    await expect(make(bad)).rejects.toThrow(words);
  });

  it("takes what lies within the limits, and an empty list of regions as none", async () => {
    const made = await make({ diskSize: 240, backupTime: "23:59:59", backupRegions: ["GRA", "SBG"] });
    const after = await cloud.update(made, { diskSize: 80, backupRegions: [] });
    expect(after.outputs).toMatchObject({ diskSize: 80, backupRegions: ["GRA", "SBG"] });
  });

  it("takes the documented advanced parameters, written as text (ovh-facts 1.2)", async () => {
    const advancedConfiguration = {
      "pg.autovacuum_vacuum_scale_factor": "0.05",
      "pg.jit": "false",
      "pg.timezone": "Europe/Paris",
      "pg.wal_sender_timeout": "0",
      "pgbouncer.autodb_pool_mode": "transaction",
      "timescaledb.max_background_workers": "16",
      shared_buffers_percentage: "41.5",
    };
    expect((await make({ advancedConfiguration })).outputs).toMatchObject({ advancedConfiguration });
  });

  it("goes up in version and plan, and never down", async () => {
    const made = await make({ plan: "business", nodes: nodes(2), version: "17" });
    await expect(cloud.update(made, { version: "16" })).rejects.toThrow(/version cannot go down from 17 to 16/);
    await expect(cloud.update(made, { plan: "essential" })).rejects.toThrow(/plan cannot go down/);
    const up = await cloud.update(made, { plan: "enterprise", nodes: nodes(3) });
    expect(up.outputs).toMatchObject({ plan: "enterprise", nodes: nodes(3) });
  });

  it("is replaced in another region, and holds the network that it is in", async () => {
    const { networkId, subnetId, subnet } = await networkWithSubnet(cloud);
    const node = { region: "GRA", networkId, subnetId };
    const made = await make({ nodes: [node] });
    expect(made.outputs["networkType"]).toBe("private");
    expect(Object.values(await cloud.diff(made, { ...made.inputs, nodes: nodes(1, { region: "SBG" }) }))).toContain(
      "update-replace",
    );
    await expect(cloud.delete(subnet)).rejects.toThrow(/still used by .*Database/);
    await cloud.delete(made);
    await cloud.delete(subnet);
  });

  it("cannot be deleted while it is protected, and takes what is in it along", async () => {
    const made = await make({ deletionProtection: true });
    const on = { serviceName, clusterId: made.id, engine: "postgresql", name: "shop" };
    const inside = await cloud.create(tokens.instance, on);
    await expect(cloud.delete(made)).rejects.toThrow(/protected against deletion.*status 403/);
    await cloud.update(made, { deletionProtection: undefined });
    await cloud.delete(made);
    expect(await cloud.read(inside)).toBeUndefined();
  });

  it("is one of 20 in a project", async () => {
    cloud.cloud.store.setting(`quota ${tokens.database}`, 1);
    await make();
    await expect(make({}, "second")).rejects.toThrow(/quota exceeded.*status 403/);
  });

  it("times out with its id, so that nothing is lost", async () => {
    const tried = cloud.create(tokens.database, postgres(), { timeout: 60 });
    await expect(tried).rejects.toThrow(/timeout while waiting for Database to be READY/);
    expect(cloud.cloud.store.entries(tokens.database)).toHaveLength(1);
  });
});

describe("database.no-matching-compute (ovh-facts 1.4)", () => {
  const cases = [
    [{ plan: "production" }, "flavor db1-4 does not go with plan production"],
    [{ plan: "huge" }, "engine postgresql has no plan huge"],
    [{ flavor: "db2-4" }, "there is no flavor db2-4"],
    [{ version: "14" }, "engine postgresql has no version 14"],
    [{ nodes: nodes(1, { region: "GRA11" }) }, "there are no databases in region GRA11"],
    [{ nodes: nodes(2) }, "plan essential does not go with 2 nodes"],
    [{ nodes: nodes(1, { region: "GRA", networkId: "n", subnetId: "s" }) }, "network n is not in region GRA"],
  ] as const;

  it.each(cases)("does not say what is wrong with %j", async (bad) => {
    await expect(make(bad)).rejects.toThrow(/NoMatchingCompute: "no compute matches your expectations" /);
  });

  it.each(cases)("switched off, says what is wrong with %j", async (bad, words) => {
    cloud.habit("database.no-matching-compute", false);
    await expect(make(bad)).rejects.toThrow(`no compute matches your expectations: ${words}"`);
  });

  it("says what is wrong with a network of another region, and a subnet of another network", async () => {
    cloud.habit("database.no-matching-compute", false);
    const { networkId, subnetId } = await networkWithSubnet(cloud);
    const elsewhere = make({ nodes: [{ region: "SBG", networkId, subnetId }] });
    await expect(elsewhere).rejects.toThrow(`network ${networkId} is not in region SBG`);
    const stranger = make({ nodes: [{ region: "GRA", networkId, subnetId: "s" }] });
    await expect(stranger).rejects.toThrow(`subnet s is not in network ${networkId}`);
  });
});

describe("what an update does not send", () => {
  it("database.pn-id-refused: a network is named by its OpenStack id (ovh-facts 1.5)", async () => {
    const { network, networkId, subnetId } = await networkWithSubnet(cloud);
    const node = { region: "GRA", networkId: network.id, subnetId };
    await expect(make({ nodes: [node] })).rejects.toThrow(/must be the network's OpenStack UUID.*status 400/);
    cloud.habit("database.pn-id-refused", false);
    expect((await make({ nodes: [node] })).outputs["nodes"]).toEqual([{ ...node, networkId }]);
  });

  it("database.empty-ip-restrictions-not-sent: an emptied list stays as it was (ovh-facts 1.6)", async () => {
    const made = await make({ ipRestrictions: [{ ip: "10.0.0.0/8" }] });
    for (const emptied of [[], undefined]) {
      const after = await cloud.update(made, { ipRestrictions: emptied });
      expect(after.outputs["ipRestrictions"]).toMatchObject([{ ip: "10.0.0.0/8" }]);
      expect(await cloud.diff(await again(cloud, made), after.inputs)).not.toEqual({});
    }
    cloud.habit("database.empty-ip-restrictions-not-sent", false);
    expect((await cloud.update(made, { ipRestrictions: [] })).outputs["ipRestrictions"]).toEqual([]);
  });

  it("database.subnet-ignored-on-update: a node stays in its subnet (ovh-facts 1.7)", async () => {
    const { networkId, subnetId, subnet } = await networkWithSubnet(cloud);
    const other = await cloud.create(tokens.subnet, { ...subnet.inputs, cidr: "10.9.1.0/24" }, { name: "other" });
    const node = { region: "GRA", networkId, subnetId };
    const made = await make({ nodes: [node] });
    const moved = { nodes: [{ ...node, subnetId: other.id }] };
    expect((await cloud.update(made, moved)).outputs["nodes"]).toEqual([node]);
    expect(await cloud.diff(await again(cloud, made), { ...made.inputs, ...moved })).not.toEqual({});
    cloud.habit("database.subnet-ignored-on-update", false);
    expect((await cloud.update(made, moved)).outputs["nodes"]).toEqual(moved.nodes);
  });

  it("database.node-count-fixed: the number of nodes follows the plan alone (ovh-facts 1.7)", async () => {
    const made = await make();
    const wider = { nodes: nodes(2) };
    const after = await cloud.update(made, wider);
    expect(after.outputs["nodes"]).toEqual(nodes(1));
    expect(await cloud.diff(await again(cloud, made), after.inputs)).not.toEqual({});
    expect((await cloud.update(made, { plan: "business" })).outputs["nodes"]).toEqual(nodes(2));
    cloud.habit("database.node-count-fixed", false);
    await expect(cloud.update(made, { plan: "business", ...wider, nodes: nodes(3) })).rejects.toThrow(
      /no compute matches/,
    );
  });
});
