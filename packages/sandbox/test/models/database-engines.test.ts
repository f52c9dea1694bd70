import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Properties } from "../../src/properties.ts";
import { type Drive, drive, type Thing } from "../drive.ts";
import { answer, nodes, serviceName, tokens } from "./ovh.ts";

let cloud: Drive;
beforeEach(() => {
  cloud = drive();
});
afterEach(() => cloud.close());

/** The examples of the provider's documentation, by engine. */
const examples: readonly [engine: string, inputs: Properties, components: string[]][] = [
  [
    "kafka",
    {
      version: "3.8",
      flavor: "db1-4",
      plan: "business",
      nodes: nodes(3, { region: "DE" }),
      kafkaRestApi: true,
      kafkaSchemaRegistry: true,
    },
    ["kafka", "kafka_rest", "schema_registry"],
  ],
  ["mongodb", { version: "5.0", plan: "discovery", flavor: "db1-2", nodes: nodes(1) }, ["mongodb"]],
  [
    "mongodb",
    { version: "5.0", plan: "production", flavor: "db1-30", nodes: nodes(3, { region: "SBG" }) },
    ["mongodb"],
  ],
  [
    "mysql",
    {
      version: "8",
      plan: "essential",
      flavor: "db1-4",
      nodes: nodes(1),
      advancedConfiguration: { "mysql.sql_mode": "ANSI" },
    },
    ["mysql"],
  ],
  [
    "opensearch",
    {
      version: "1",
      plan: "essential",
      flavor: "db1-4",
      nodes: nodes(1, { region: "UK" }),
      opensearchAclsEnabled: true,
    },
    ["opensearch", "opensearch_dashboards"],
  ],
  ["grafana", { version: "9.1", plan: "essential", flavor: "db1-4", nodes: nodes(1) }, ["grafana"]],
  ["valkey", { version: "8.0", plan: "essential", flavor: "db1-4", nodes: nodes(1, { region: "BHS" }) }, ["valkey"]],
  [
    "postgresql",
    { version: "17", plan: "production", flavor: "b3-8", nodes: nodes(2, { region: "EU-WEST-PAR" }) },
    ["postgresql"],
  ],
  [
    "clickhouse",
    { version: "25.8", plan: "production", flavor: "b3-8", nodes: nodes(2) },
    ["clickhouse", "clickhouse_https"],
  ],
  ["kafkaConnect", { version: "3.8", plan: "essential", flavor: "db1-4", nodes: nodes(1) }, ["kafka_connect"]],
  ["kafkaMirrorMaker", { version: "3.8", plan: "essential", flavor: "db1-4", nodes: nodes(1) }, []],
];

const service = (engine: string, inputs: Properties): Promise<Thing> =>
  cloud.create(tokens.database, { serviceName, engine, ...inputs }, { name: engine });
const example = (engine: string): Promise<Thing> =>
  service(engine, examples.find(([name]) => name === engine)?.[1] ?? {});

describe("services of every engine", () => {
  it.each(examples)("%s comes up with %j", async (engine, inputs, components) => {
    const made = await service(engine, inputs);
    const endpoints = made.outputs["endpoints"] as { component: string }[];
    expect(endpoints.map(({ component }) => component)).toEqual(components);
    expect(await cloud.diff(made, made.inputs)).toEqual({});
  });

  it.each([
    ["kafka", { backupTime: "01:00:00" }, /backup_time is not customizable for engine "kafka".*status 400/],
    ["mongodb", { backupRegions: ["GRA", "SBG"] }, /takes one region/],
    ["mysql", { flavor: "db2-4" }, /no compute matches/],
    ["mysql", { kafkaRestApi: true }, /kafkaRestApi is not an argument of engine mysql/],
  ])("%s is refused with %j", async (engine, bad, words) => {
    const good = examples.find(([name]) => name === engine)?.[1];
    await expect(service(engine, { ...good, ...bad })).rejects.toThrow(words);
  });
});

describe("users of other engines", () => {
  const user = async (engine: string, token: string, inputs: Properties): Promise<Thing> => {
    const { id: clusterId } = await example(engine);
    return cloud.create(token, { serviceName, clusterId, ...inputs });
  };
  const plain = "ovh:CloudProjectDatabase/user:User";
  const mongo = "ovh:CloudProjectDatabase/mongoDbUser:MongoDbUser";
  const valkey = "ovh:index/cloudProjectDatabaseValkeyUser:CloudProjectDatabaseValkeyUser";

  it("Grafana has its administrator and nobody else", async () => {
    await expect(user("grafana", plain, { engine: "grafana", name: "john" })).rejects.toThrow(/other than avnadmin/);
    const { id: clusterId } = await example("grafana");
    const wanted = { serviceName, clusterId, engine: "grafana", name: "avnadmin", passwordReset: "1" };
    const made = await cloud.create(plain, wanted);
    const by = { serviceName, clusterId, engine: "grafana", name: "avnadmin" };
    expect((await answer(cloud, "ovh:CloudProjectDatabase/getUser:getUser", by))["id"]).toBe(made.id);
  });

  it("MongoDB adds the authentication database, and never adopts", async () => {
    const made = await user("mongodb", mongo, { name: "john", roles: ["read@shop"] });
    expect(made.outputs["name"]).toBe("john@admin");
    const by = { serviceName, clusterId: made.inputs["clusterId"] };
    const getter = "ovh:CloudProject/getMongoDbUser:getMongoDbUser";
    expect(await answer(cloud, getter, { ...by, name: "john@admin" })).toMatchObject({ roles: ["read@shop"] });
    await expect(cloud.create(mongo, { ...by, name: "john" }, { name: "twice" })).rejects.toThrow(/already exist/);
    const admin = await cloud.create(mongo, { ...by, name: "admin" }, { name: "admin" });
    expect(admin.outputs["password"]).not.toBe("");
    await expect(cloud.create(mongo, { ...by, name: "x", roles: ["read"] })).rejects.toThrow(
      "roles[0]: expected text that matches @",
    );
  });

  it("Valkey opens every channel unless some are named, and resets the password of default", async () => {
    const made = await user("valkey", valkey, { name: "default", keys: ["*"] });
    expect(made.outputs).toMatchObject({ channels: ["*"], keys: ["*"] });
    expect(made.outputs["password"]).not.toBe("");
    const getter = "ovh:index/getCloudProjectDatabaseValkeyUser:getCloudProjectDatabaseValkeyUser";
    const by = { serviceName, clusterId: made.inputs["clusterId"], name: "default" };
    expect(await answer(cloud, getter, by)).toMatchObject({ id: made.id, keys: ["*"] });
  });

  it("OpenSearch has rights by pattern, ClickHouse roles of its own", async () => {
    const token = "ovh:CloudProjectDatabase/opensearchUser:OpensearchUser";
    const acls = [{ pattern: "logs_*", permission: "read" }];
    const made = await user("opensearch", token, { name: "john", acls });
    const by = { serviceName, clusterId: made.inputs["clusterId"], name: "john" };
    expect(await answer(cloud, "ovh:CloudProject/getOpenSearchUser:getOpenSearchUser", by)).toMatchObject({ acls });
    const wrong = cloud.update(made, { acls: [{ pattern: "*", permission: "all" }] });
    await expect(wrong).rejects.toThrow(/permission all is not one of/);
    const house = "ovh:index/cloudProjectDatabaseClickhouseUser:CloudProjectDatabaseClickhouseUser";
    const other = await user("clickhouse", house, { name: "jane" });
    const getter = "ovh:index/getCloudProjectDatabaseClickhouseUser:getCloudProjectDatabaseClickhouseUser";
    const found = await answer(cloud, getter, { serviceName, clusterId: other.inputs["clusterId"], name: "jane" });
    expect(found).toMatchObject({ id: other.id, roles: [] });
  });
});

describe("what is in a Kafka and an OpenSearch", () => {
  it.each([
    [{ name: "a b" }, /is not made of letters/],
    [{ replication: 1 }, /replication: expected a number of at least 2/],
    [{ replication: 4 }, /above the 3 nodes/],
    [{ minInsyncReplicas: 3 }, /minInsyncReplicas is above replication/],
    [{ retentionHours: -2 }, /retentionHours: expected a number of at least -1/],
  ])("a topic is refused with %j", async (bad, words) => {
    const { id: clusterId } = await example("kafka");
    const topic = { serviceName, clusterId, name: "orders", ...bad };
    await expect(cloud.create("ovh:CloudProjectDatabase/kafkaTopic:KafkaTopic", topic)).rejects.toThrow(words);
  });

  it("is found by functions", async () => {
    const { id: clusterId } = await example("kafka");
    const on = { serviceName, clusterId };
    const get = (name: string) => `ovh:CloudProjectDatabase/${name}:${name}`;
    const topic = await cloud.create("ovh:CloudProjectDatabase/kafkaTopic:KafkaTopic", { ...on, name: "orders" });
    expect(await answer(cloud, get("getKafkaTopic"), { ...on, id: topic.id })).toMatchObject({
      name: "orders",
      partitions: 1,
    });
    expect(await answer(cloud, get("getKafkaTopics"), on)).toMatchObject({ topicIds: [topic.id] });
    const right = { ...on, topic: "orders", username: "john", permission: "read" };
    const acl = await cloud.create("ovh:CloudProjectDatabase/kafkaAcl:KafkaAcl", right);
    expect(await answer(cloud, get("getKafkaAcl"), { ...on, id: acl.id })).toMatchObject(right);
    expect(await answer(cloud, get("getKafkaAcls"), on)).toMatchObject({ aclIds: [acl.id] });
    const registry = { ...on, resource: "Subject:o", username: "john", permission: "schema_registry_read" };
    const schema = await cloud.create(
      "ovh:CloudProjectDatabase/kafkaSchemaRegistryAcl:KafkaSchemaRegistryAcl",
      registry,
    );
    expect(await answer(cloud, get("getKafkaSchemaRegistryAcl"), { ...on, id: schema.id })).toMatchObject(registry);
    expect(await answer(cloud, get("getKafkaSchemaRegistryAcls"), on)).toMatchObject({ aclIds: [schema.id] });
    expect((await answer(cloud, get("getKafkaUserAccess"), { ...on, userId: "u" }))["cert"]).toContain("SIMULATED");
    await expect(cloud.call(get("getKafkaTopic"), { ...on, id: "none" })).rejects.toThrow(/none does not exist/);
  });

  it("keeps patterns of indices, and metrics of a MongoDB", async () => {
    const search = await example("opensearch");
    const on = { serviceName, clusterId: search.id };
    const wanted = { ...on, pattern: "logs_*", maxIndexCount: 3 };
    const { id } = await cloud.create("ovh:CloudProjectDatabase/opensearchPattern:OpensearchPattern", wanted);
    const one = await answer(cloud, "ovh:CloudProject/getOpenSearchPattern:getOpenSearchPattern", { ...on, id });
    expect(one).toMatchObject({ pattern: "logs_*", maxIndexCount: 3 });
    const all = await answer(cloud, "ovh:CloudProject/getOpenSearchPatterns:getOpenSearchPatterns", on);
    expect(all["patternIds"]).toEqual([id]);
    const mongo = { serviceName, clusterId: (await example("mongodb")).id };
    await cloud.create("ovh:CloudProjectDatabase/mongoDbPrometheus:MongoDbPrometheus", mongo);
    const metrics = await answer(cloud, "ovh:CloudProject/getMongoDbPrometheus:getMongoDbPrometheus", mongo);
    expect(metrics["srvDomain"]).toMatch(/^prometheus\.mongodb-/);
  });
});
