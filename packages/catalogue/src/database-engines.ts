import { type PostgresPlan, postgresPlans, postgresVersions } from "./postgresql.ts";
import type { Source } from "./source.ts";

/** How many nodes a plan has, and on which generation of flavors it runs. */
export interface DatabasePlan {
  readonly nodes: readonly [least: number, most: number];
  /** 2: flavors db1-* (MongoDB: db2-* too); 3: flavors b3-*. */
  readonly generation: 2 | 3;
  /** Days for which backups are kept, 0 for none, where a source says so. */
  readonly backupDays?: number;
}

/** An engine of the managed databases. */
export interface DatabaseEngine {
  readonly description: string;
  /** Newest last. */
  readonly versions: readonly string[];
  readonly defaultVersion: string;
  readonly plans: { readonly [plan: string]: DatabasePlan };
  readonly sslModes: readonly string[];
}

export const databaseEngineSource: Source = {
  from: "OVHcloud guides on the capabilities of each engine (2024-05-27 to 2025-06-18) and examples of the Terraform provider 2.19: versions named by either, some of which may have ended. Plans production and advanced outside MongoDB and PostgreSQL by the rule of PostgreSQL",
  date: "2026-08-21",
  confidence: "reported",
};

const plan = (least: number, most: number, generation: 2 | 3, backupDays?: number): DatabasePlan => ({
  nodes: [least, most],
  generation,
  ...(backupDays === undefined ? {} : { backupDays }),
});
const fixed = ({ nodes, generation, backupDays }: PostgresPlan) => plan(nodes, nodes, generation, backupDays);
const relational = Object.fromEntries(Object.entries(postgresPlans).map(([name, offer]) => [name, fixed(offer)]));
/** Six nodes in the largest plan. */
const clustered = {
  business: plan(3, 3, 2, 14),
  enterprise: plan(6, 6, 2, 30),
  production: plan(3, 3, 3),
  advanced: plan(6, 6, 3),
};
const tool = { essential: plan(1, 1, 2, 2) };

/** The engines that can be had, by the name the API has for them. */
export const databaseEngines: { readonly [engine: string]: DatabaseEngine } = {
  postgresql: {
    description: "object-relational database management system",
    versions: postgresVersions,
    defaultVersion: "17",
    plans: relational,
    sslModes: ["require"],
  },
  mysql: {
    description: "relational database management system",
    versions: ["8"],
    defaultVersion: "8",
    plans: relational,
    sslModes: ["REQUIRED"],
  },
  mongodb: {
    description: "document-based database management system",
    versions: ["5.0", "6.0", "7.0", "8.0"],
    defaultVersion: "7.0",
    plans: {
      discovery: plan(1, 3, 2, 0),
      production: plan(3, 8, 2, 7),
      advanced: plan(3, 8, 2, 30),
    },
    sslModes: ["required"],
  },
  valkey: {
    description: "key-value in-memory database management system",
    versions: ["7.2", "8.0", "8.1"],
    defaultVersion: "8.0",
    plans: relational,
    sslModes: ["required"],
  },
  opensearch: {
    description: "search and analytics suite",
    versions: ["1", "2", "3"],
    defaultVersion: "2",
    plans: { ...tool, ...clustered },
    sslModes: ["required"],
  },
  kafka: {
    description: "distributed event streaming platform",
    versions: ["3.7", "3.8", "3.9"],
    defaultVersion: "3.8",
    plans: Object.fromEntries(Object.entries(clustered).map(([name, offer]) => [name, { ...offer, backupDays: 0 }])),
    sslModes: ["required"],
  },
  kafkaConnect: {
    description: "framework that connects Kafka with external systems",
    versions: ["3.7", "3.8", "3.9"],
    defaultVersion: "3.8",
    plans: { ...tool, ...clustered },
    sslModes: ["required"],
  },
  kafkaMirrorMaker: {
    description: "replication between Kafka clusters",
    versions: ["3.7", "3.8", "3.9"],
    defaultVersion: "3.8",
    plans: { ...tool, ...clustered },
    sslModes: ["required"],
  },
  grafana: {
    description: "dashboards over data sources",
    versions: ["9.1", "10", "11", "12"],
    defaultVersion: "11",
    plans: { ...tool, production: plan(1, 1, 3) },
    sslModes: ["required"],
  },
  clickhouse: {
    description: "column-oriented database management system",
    versions: ["25.3", "25.8"],
    defaultVersion: "25.8",
    plans: { production: plan(1, 3, 3), advanced: plan(3, 6, 3) },
    sslModes: ["required"],
  },
};
