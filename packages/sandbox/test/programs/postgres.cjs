// A managed PostgreSQL in a private network, with databases, users and a pool.
const pulumi = require("@pulumi/pulumi");
const ovh = require("@ovhcloud/pulumi-ovh");

const config = new pulumi.Config();
const serviceName = config.require("project");
const region = "GRA11";
const net = new ovh.cloudproject.NetworkPrivate("net", { serviceName, name: "db", vlanId: 100, regions: [region] });
const networkId = net.regionsOpenstackIds.apply((ids) => ids[region]);
const subnet = new ovh.cloudproject.NetworkPrivateSubnetV2("subnet", {
  serviceName,
  networkId,
  region,
  name: "db",
  cidr: "10.100.0.0/24",
});

const cluster = new ovh.cloudproject.Database(
  "pg",
  {
    serviceName,
    description: config.get("description") ?? "orders",
    engine: "postgresql",
    version: config.get("version") ?? "16",
    plan: "business",
    flavor: "db1-4",
    nodes: [0, 1].map(() => ({ region: "GRA", networkId, subnetId: subnet.id })),
    ipRestrictions: [{ description: "private", ip: "10.100.0.0/24" }],
    backupTime: "03:30:00",
    advancedConfiguration: { "pg.max_worker_processes": "16" },
  },
  { customTimeouts: { create: "40m" } },
);
const ids = { serviceName, clusterId: cluster.id };
const database = new ovh.cloudprojectdatabase.DatabaseInstance("orders", {
  ...ids,
  engine: "postgresql",
  name: config.get("database") ?? "orders",
});
const user = new ovh.cloudprojectdatabase.PostgresSqlUser(
  "app",
  { ...ids, name: "app", roles: ["replication"] },
  { deleteBeforeReplace: true },
);
new ovh.cloudprojectdatabase.PostgresSqlConnectionPool("pool", {
  ...ids,
  name: "pool",
  databaseId: database.id,
  userId: user.id,
  mode: "transaction",
  size: 10,
});
const certificates = ovh.cloudprojectdatabase.getCertificatesOutput({
  serviceName,
  engine: "postgresql",
  clusterId: cluster.id,
});

exports.uri = pulumi.secret(
  pulumi.interpolate`postgresql://${user.name}:${user.password}@${cluster.endpoints[0].domain}:${cluster.endpoints[0].port}/${database.name}?sslmode=require`,
);
exports.ca = certificates.ca;
