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
  "b3-8": { generation: 3, vcpus: 2, memoryGb: 8, diskGb: 160 },
  "b3-16": { generation: 3, vcpus: 4, memoryGb: 16, diskGb: 320 },
  "b3-32": { generation: 3, vcpus: 8, memoryGb: 32, diskGb: 640 },
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
