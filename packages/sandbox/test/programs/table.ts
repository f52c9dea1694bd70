import { seeded } from "../../src/seed.ts";

/** A third party's program and what is done with it. Each uses the raw SDKs alone. */
export interface Third {
  /** File beside this one. */
  readonly file: string;
  readonly config: Readonly<Record<string, string>>;
  /** Configuration that changes resources in place. */
  readonly update: Readonly<Record<string, string>>;
  /** Configuration that replaces resources. */
  readonly replace: Readonly<Record<string, string>>;
  /** What somebody changes at a console: logical name, path, value. */
  readonly drift: readonly [name: string, path: string, value: unknown];
  /** Logical name of what is taken out of the state and imported again, with the logical name of its provider. */
  readonly imported: readonly [name: string, provider?: string];
}

const project = { project: seeded.projectId };

export const thirds: readonly Third[] = [
  {
    file: "web-server.cjs",
    config: project,
    update: { flavor: "d2-4" },
    replace: { owner: "somebody" },
    drift: ["server", "metadata.role", "database"],
    imported: ["in-443", "openstack"],
  },
  {
    file: "buckets.cjs",
    config: project,
    update: { versioning: "suspended" },
    replace: { prefix: "again" },
    drift: ["assets-bucket", "versioning.status", "disabled"],
    imported: ["assets-policy"],
  },
  {
    file: "postgres.cjs",
    config: project,
    update: { version: "17", description: "orders, upgraded" },
    replace: { database: "invoices" },
    drift: ["pg", "backupTime", "04:00:00"],
    imported: ["pool"],
  },
  {
    file: "kubernetes.cjs",
    config: project,
    update: { nodes: "3", name: "production" },
    replace: {},
    drift: ["api", "ips", ["0.0.0.0/0"]],
    imported: ["work"],
  },
  {
    file: "load-balancer.cjs",
    config: project,
    update: { limit: "1000" },
    replace: { port: "8000" },
    drift: ["pool", "lbMethod", "SOURCE_IP"],
    imported: ["monitor", "os"],
  },
  {
    file: "second-api.cjs",
    config: project,
    update: { port: "80" },
    replace: { key: "other" },
    drift: ["data", "name", "renamed"],
    imported: ["server"],
  },
  {
    file: "volumes.cjs",
    config: project,
    update: { size: "20" },
    replace: { type: "classic" },
    drift: ["own", "description", "touched"],
    imported: ["backup"],
  },
  {
    file: "dns.mjs",
    config: { zone: seeded.zoneId },
    update: { origin: "203.0.113.11", tls: "1.3" },
    replace: {},
    drift: ["mx", "priority", 20],
    imported: ["mx"],
  },
  {
    file: "account.cjs",
    config: {},
    update: { threshold: "200", users: "ci,cd" },
    replace: {},
    drift: ["alert", "monthlyThreshold", 1],
    imported: ["deploy"],
  },
  {
    file: "two-regions.cjs",
    config: project,
    update: { dns: "1.1.1.1,9.9.9.9" },
    replace: { credential: "again" },
    drift: ["router-SBG5", "name", "renamed"],
    imported: ["leg-GRA11", "GRA11"],
  },
];

/** Those of every day: one of each cloud. The others come up every night. */
export const daily: readonly Third[] = thirds.filter(({ file }) =>
  ["web-server.cjs", "postgres.cjs", "dns.mjs"].includes(file),
);
