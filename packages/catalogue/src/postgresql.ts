import type { Source } from "./source.ts";

/** Majors the service offers. 14 ends on 2026-11-12 and is upgraded by force; 18 has no TimescaleDB. */
export const postgresVersions = ["15", "16", "17", "18"] as const;

/** Highest major on which OVHcloud offers TimescaleDB. Upstream supports 18 since 2.23.0; the managed service does not. */
export const timescaleMaxMajor = 17;

export const timescaleSource: Source = {
  from: "OVHcloud guide on PostgreSQL extensions (warning added for PostgreSQL 18)",
  date: "2026-01-08",
  confidence: "read",
};

/** A plan of the service. The plan fixes the number of nodes; the API never takes a count of its own. */
export interface PostgresPlan {
  readonly nodes: number;
  /** 2: flavors db1-*; 3: flavors b3-*. */
  readonly generation: 2 | 3;
  /** Days for which backups are kept, where a source says so. */
  readonly backupDays?: number;
}

export const postgresPlanSource: Source = {
  from: "OVHcloud guides: PostgreSQL capabilities (2025-06-18), migration from generation 2 to 3 (2026-05-05)",
  date: "2026-05-05",
  confidence: "read",
};

export const postgresPlans: { readonly [plan: string]: PostgresPlan } = {
  essential: { nodes: 1, generation: 2, backupDays: 2 },
  business: { nodes: 2, generation: 2, backupDays: 14 },
  enterprise: { nodes: 3, generation: 2, backupDays: 30 },
  production: { nodes: 2, generation: 3 },
  advanced: { nodes: 3, generation: 3 },
};

/** A database flavor. Disk in GB: what it comes with, and how far it can grow. */
export interface PostgresFlavor {
  readonly generation: 2 | 3;
  readonly vcpus: number;
  readonly memoryGb: number;
  readonly diskGb: number;
  readonly maxDiskGb?: number;
}

export const postgresFlavors: { readonly [flavor: string]: PostgresFlavor } = {
  "db1-4": { generation: 2, vcpus: 2, memoryGb: 4, diskGb: 80, maxDiskGb: 240 },
  "db1-7": { generation: 2, vcpus: 2, memoryGb: 7, diskGb: 160, maxDiskGb: 480 },
  "db1-15": { generation: 2, vcpus: 4, memoryGb: 15, diskGb: 320, maxDiskGb: 960 },
  "db1-30": { generation: 2, vcpus: 8, memoryGb: 30, diskGb: 640, maxDiskGb: 1920 },
  "db1-60": { generation: 2, vcpus: 16, memoryGb: 60, diskGb: 1280, maxDiskGb: 3840 },
  "db1-120": { generation: 2, vcpus: 32, memoryGb: 120, diskGb: 2560, maxDiskGb: 7680 },
  "b3-8": { generation: 3, vcpus: 2, memoryGb: 8, diskGb: 160 },
  "b3-16": { generation: 3, vcpus: 4, memoryGb: 16, diskGb: 320 },
  "b3-32": { generation: 3, vcpus: 8, memoryGb: 32, diskGb: 640 },
  "b3-64": { generation: 3, vcpus: 16, memoryGb: 64, diskGb: 1280 },
  "b3-128": { generation: 3, vcpus: 32, memoryGb: 128, diskGb: 2560 },
  "b3-256": { generation: 3, vcpus: 64, memoryGb: 256, diskGb: 5120 },
};

export const databaseFlavorSource: Source = {
  from: "OVHcloud guides on PostgreSQL (2023-08), Kafka (2025-01-03) and the migration to generation 3 (2026-05-05); sizes above db1-30 and b3-32 by the families' rule of doubling, db2-* from their names",
  date: "2026-05-05",
  confidence: "reported",
};

/** Flavors of every engine: those of PostgreSQL, and the small and the db2-* ones that MongoDB has. */
export const databaseFlavors: { readonly [flavor: string]: PostgresFlavor } = {
  ...postgresFlavors,
  "db1-2": { generation: 2, vcpus: 2, memoryGb: 2, diskGb: 20 },
  "db2-2": { generation: 2, vcpus: 2, memoryGb: 2, diskGb: 20 },
  "db2-4": { generation: 2, vcpus: 2, memoryGb: 4, diskGb: 40 },
  "db2-7": { generation: 2, vcpus: 2, memoryGb: 7, diskGb: 60 },
  "db2-15": { generation: 2, vcpus: 4, memoryGb: 15, diskGb: 120 },
  "db2-30": { generation: 2, vcpus: 8, memoryGb: 30, diskGb: 240 },
  "db2-60": { generation: 2, vcpus: 16, memoryGb: 60, diskGb: 480 },
};

/** Off-site backup region beside each database region (guide on automated backups, 2024-05-15). */
export const offsiteBackup: { readonly [region: string]: string } = {
  GRA: "SBG",
  SBG: "GRA",
  DE: "GRA",
  UK: "GRA",
  WAW: "GRA",
  BHS: "SBG",
};
