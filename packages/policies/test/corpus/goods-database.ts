/** Databases and their users that are fine. */
import { type Draft, database, postgresUser } from "./case.ts";
import { node, projectId } from "./parts.ts";

type Args = Parameters<typeof database>[1];

const clusterId = "a1b2c3d4-e5f6-4708-9a0b-1c2d3e4f5a6b";
const three = [node, node, node];
const inside = [{ ip: "10.0.0.0/16", description: "the private network" }];

/** A private PostgreSQL with two nodes, a second copy of its backups, and protection against deletion. */
const good = (title: string, name: string, args: Partial<Args> = {}): Draft =>
  database(title, {
    serviceName: projectId,
    description: `prod-${name}`,
    engine: "postgresql",
    version: "17",
    plan: "business",
    flavor: "db1-7",
    nodes: [node, node],
    ipRestrictions: inside,
    backupRegions: ["GRA", "SBG"],
    deletionProtection: true,
    ...args,
  });

/** The same with other blocks. */
const admits = (title: string, name: string, ...ips: string[]): Draft =>
  good(title, name, { ipRestrictions: ips.map((ip) => ({ ip, description: "allowed" })) });

const sbg = { ...node, region: "SBG" };
const user = (title: string, name: string, roles?: string[]): Draft =>
  postgresUser(title, { serviceName: projectId, clusterId, name, ...(roles ? { roles } : {}) });

export const drafts: readonly Draft[] = [
  good("postgresql 17, private", "postgresql"),
  good("postgresql 16, private", "postgresql-16", { version: "16" }),
  good("postgresql 15, private", "postgresql-15", { version: "15" }),
  good("postgresql 14, private", "postgresql-14", { version: "14" }),
  good("three nodes", "postgresql-three", { plan: "enterprise", flavor: "db1-7", nodes: three }),
  good("a plan of the third generation", "postgresql-production", { plan: "production", flavor: "b3-8" }),
  good("a bigger disk", "postgresql-disk", { diskSize: 320 }),
  good("a time for backups and one for maintenance", "postgresql-times", {
    backupTime: "02:30:00",
    maintenanceTime: "03:30:00",
  }),
  good("settings of the server", "postgresql-settings", {
    advancedConfiguration: { log_min_duration_statement: "500", max_parallel_workers: "4" },
  }),
  good("a database in Strasbourg", "postgresql-sbg", { nodes: [sbg, sbg], backupRegions: ["SBG", "GRA"] }),
  admits("one private host", "postgresql-one-host", "10.0.4.12/32"),
  admits("two private networks", "postgresql-two-networks", "10.0.0.0/16", "192.168.7.0/24"),
  admits("the whole of a private class A", "postgresql-ten", "10.0.0.0/8"),
  admits("a private block with host bits", "postgresql-host-bits", "10.0.3.7/16"),
  admits("both halves of a private block", "postgresql-halves", "10.0.0.0/17", "10.0.128.0/17"),
  admits("one public address", "postgresql-office", "203.0.113.7/32"),
  admits(
    "two offices and the private network",
    "postgresql-offices",
    "10.0.0.0/16",
    "203.0.113.7/32",
    "198.51.100.9/32",
  ),
  admits("an address without a prefix", "postgresql-plain", "10.0.4.12"),
  admits("unique local addresses", "postgresql-ula", "fd12:3456:789a::/48"),
  good("nobody yet", "postgresql-nobody", { ipRestrictions: [] }),
  good("mysql, private", "mysql", { engine: "mysql", version: "8" }),
  good("mongodb, private", "mongodb", {
    engine: "mongodb",
    version: "8.0",
    plan: "production",
    flavor: "db2-4",
    nodes: three,
  }),
  good("kafka, private", "kafka", { engine: "kafka", version: "3.9", nodes: three, kafkaRestApi: false }),
  good("opensearch, private", "opensearch", {
    engine: "opensearch",
    version: "2",
    nodes: three,
    opensearchAclsEnabled: true,
  }),
  good("valkey, private", "valkey", { engine: "valkey", version: "8.1" }),

  user("a user without roles", "app"),
  user("a user with an empty list of roles", "reader", []),
];
