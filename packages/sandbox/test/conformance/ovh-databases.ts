import type { Earlier, Example } from "./example.ts";

const database = "ovh:CloudProject/database:Database";
const serviceName = (earlier: Earlier) => earlier("ovh:CloudProject/project:Project").id;
const nodes = (count: number, region = "GRA") => Array.from({ length: count }, () => ({ region }));

/** Inputs of what is inside the service of that engine. */
const inside = (earlier: Earlier, engine: string) => ({
  serviceName: serviceName(earlier),
  clusterId: earlier(`${database} ${engine}`).id,
});

/** A service of another engine, by the minimum that the provider's documentation gives. */
const service = (engine: string, inputs: object): Example => ({
  token: database,
  as: `${database} ${engine}`,
  inputs: (earlier) => ({ serviceName: serviceName(earlier), description: `my-first-${engine}`, engine, ...inputs }),
  change: () => ({ description: engine }),
  refused: { inputs: () => ({ version: "0.1" }), words: /NoMatchingCompute.*status 404/ },
});

/** A user of an engine that is named nowhere else. */
const user = (token: string, engine: string, inputs: object, change: object): Example => ({
  token,
  inputs: (earlier) => ({ ...inside(earlier, engine), name: "john", ...inputs }),
  change: () => ({ passwordReset: "2", ...change }),
  replace: () => ({ name: "jane" }),
  refused: { inputs: () => ({ clusterId: "none" }), words: /cluster none of engine \w+ does not exist.*status 404/ },
});

/** Services of every engine and what is in them. */
export const databaseExamples: readonly Example[] = [
  {
    token: database,
    as: `${database} postgresql`,
    inputs: (earlier) => ({
      serviceName: serviceName(earlier),
      description: "shop",
      engine: "postgresql",
      version: "16",
      plan: "essential",
      flavor: "db1-4",
      nodes: nodes(1),
      ipRestrictions: [{ ip: "10.9.0.0/24", description: "subnet" }, { ip: "192.0.2.1/32" }],
    }),
    change: () => ({ version: "17", flavor: "db1-7", deletionProtection: false, backupTime: "01:30:00" }),
    replace: () => ({ nodes: nodes(1, "SBG") }),
    refused: { inputs: () => ({ flavor: "b3-8" }), words: /NoMatchingCompute: "no compute matches.*status 404/ },
  },
  {
    token: "ovh:CloudProjectDatabase/databaseInstance:DatabaseInstance",
    inputs: (earlier) => ({ ...inside(earlier, "postgresql"), engine: "postgresql", name: "shop" }),
    replace: () => ({ name: "other" }),
    refused: {
      inputs: () => ({ engine: "kafka" }),
      words: /^engine: expected one of "clickhouse", "mysql", "postgresql"$/,
    },
  },
  {
    ...user(
      "ovh:CloudProjectDatabase/postgresSqlUser:PostgresSqlUser",
      "postgresql",
      { passwordReset: "1" },
      { roles: ["replication"] },
    ),
    refused: { inputs: () => ({ roles: ["superuser"] }), words: /unknown role superuser.*status 400/ },
  },
  {
    token: "ovh:CloudProjectDatabase/postgresSqlConnectionPool:PostgresSqlConnectionPool",
    inputs: (earlier) => ({
      ...inside(earlier, "postgresql"),
      databaseId: earlier("ovh:CloudProjectDatabase/databaseInstance:DatabaseInstance").id,
      name: "pool",
      mode: "session",
      size: 10,
    }),
    change: (earlier) => ({
      mode: "transaction",
      size: 20,
      userId: earlier("ovh:CloudProjectDatabase/postgresSqlUser:PostgresSqlUser").id,
    }),
    replace: () => ({ name: "other" }),
    refused: { inputs: () => ({ databaseId: "none" }), words: /Service database 'none' does not exist.*status 403/ },
  },
  {
    token: "ovh:CloudProjectDatabase/prometheus:Prometheus",
    inputs: (earlier) => ({ ...inside(earlier, "postgresql"), engine: "postgresql", passwordReset: "1" }),
    change: () => ({ passwordReset: "2" }),
    replace: () => ({ engine: "mysql" }),
    refused: { inputs: () => ({ engine: "grafana" }), words: /^engine: expected one of "clickhouse", "kafka", / },
  },
  {
    token: "ovh:CloudProjectDatabase/logSubscription:LogSubscription",
    inputs: (earlier) => ({
      ...inside(earlier, "postgresql"),
      engine: "postgresql",
      kind: "customer_logs",
      streamId: "9a1b2c3d-0000-4000-8000-0123456789ab",
    }),
    replace: () => ({ kind: "audit_logs" }),
    refused: { inputs: () => ({ kind: "logs" }), words: /kind logs is not one of.*status 400/ },
  },
  service("mysql", { version: "8", plan: "essential", nodes: nodes(1, "SBG"), flavor: "db1-4" }),
  service("kafka", { version: "3.8", plan: "business", nodes: nodes(3, "DE"), flavor: "db1-4", kafkaRestApi: true }),
  service("mongodb", { version: "5.0", plan: "discovery", nodes: nodes(1), flavor: "db1-2" }),
  service("opensearch", { version: "1", plan: "essential", nodes: nodes(1, "UK"), flavor: "db1-4" }),
  service("grafana", { version: "9.1", plan: "essential", nodes: nodes(1), flavor: "db1-4" }),
  service("valkey", { version: "8.0", plan: "essential", nodes: nodes(1, "BHS"), flavor: "db1-4" }),
  service("clickhouse", { version: "25.8", plan: "production", nodes: nodes(2, "EU-WEST-PAR"), flavor: "b3-8" }),
  {
    ...user("ovh:CloudProjectDatabase/user:User", "mysql", { engine: "mysql", passwordReset: "1" }, {}),
    refused: {
      inputs: () => ({ engine: "postgresql" }),
      words: /^engine: expected one of "mysql", "kafka", "kafkaConnect", "grafana"$/,
    },
  },
  user(
    "ovh:CloudProjectDatabase/mongoDbUser:MongoDbUser",
    "mongodb",
    { roles: ["backup@admin"], passwordReset: "1" },
    { roles: ["readWriteAnyDatabase@admin"] },
  ),
  user(
    "ovh:index/cloudProjectDatabaseValkeyUser:CloudProjectDatabaseValkeyUser",
    "valkey",
    { categories: ["+@set"], commands: ["+get"], keys: ["data"], passwordReset: "1" },
    { categories: ["+@all"] },
  ),
  user(
    "ovh:CloudProjectDatabase/opensearchUser:OpensearchUser",
    "opensearch",
    { acls: [{ pattern: "logs_*", permission: "read" }], passwordReset: "1" },
    { acls: [{ pattern: "logs_*", permission: "deny" }] },
  ),
  user(
    "ovh:index/cloudProjectDatabaseClickhouseUser:CloudProjectDatabaseClickhouseUser",
    "clickhouse",
    { passwordReset: "1" },
    {},
  ),
  {
    token: "ovh:CloudProjectDatabase/mongoDbPrometheus:MongoDbPrometheus",
    inputs: (earlier) => ({ ...inside(earlier, "mongodb"), passwordReset: "1" }),
    change: () => ({ passwordReset: "2" }),
    replace: () => ({ clusterId: "other" }),
    refused: { inputs: () => ({ clusterId: "none" }), words: /cluster none of engine mongodb.*status 404/ },
  },
  {
    token: "ovh:CloudProjectDatabase/integration:Integration",
    inputs: (earlier) => ({
      ...inside(earlier, "postgresql"),
      engine: "postgresql",
      sourceServiceId: earlier(`${database} postgresql`).id,
      destinationServiceId: earlier(`${database} opensearch`).id,
      type: "opensearchLogs",
    }),
    replace: () => ({ type: "kafkaLogs" }),
    refused: { inputs: () => ({ type: "grafanaDashboard" }), words: /needs a service of engine grafana.*status 400/ },
  },
  {
    token: "ovh:CloudProjectDatabase/kafkaTopic:KafkaTopic",
    inputs: (earlier) => ({ ...inside(earlier, "kafka"), name: "orders", retentionHours: 24 }),
    replace: () => ({ partitions: 3 }),
    refused: { inputs: () => ({ replication: 4 }), words: /replication 4 is above the 3 nodes.*status 400/ },
  },
  {
    token: "ovh:CloudProjectDatabase/kafkaAcl:KafkaAcl",
    inputs: (earlier) => ({ ...inside(earlier, "kafka"), topic: "orders", username: "john", permission: "read" }),
    replace: () => ({ permission: "write" }),
    refused: { inputs: () => ({ permission: "all" }), words: /permission all is not one of.*status 400/ },
  },
  {
    token: "ovh:CloudProjectDatabase/kafkaSchemaRegistryAcl:KafkaSchemaRegistryAcl",
    inputs: (earlier) => ({
      ...inside(earlier, "kafka"),
      resource: "Subject:orders",
      username: "john",
      permission: "schema_registry_read",
    }),
    replace: () => ({ permission: "schema_registry_write" }),
    refused: { inputs: () => ({ permission: "read" }), words: /permission read is not one of.*status 400/ },
  },
  {
    token: "ovh:CloudProjectDatabase/opensearchPattern:OpensearchPattern",
    inputs: (earlier) => ({ ...inside(earlier, "opensearch"), pattern: "logs_*" }),
    replace: () => ({ pattern: "other_*" }),
    refused: { inputs: () => ({ maxIndexCount: -1 }), words: /maxIndexCount is below 0.*status 400/ },
  },
];
