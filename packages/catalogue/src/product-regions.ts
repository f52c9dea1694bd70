import { regions } from "./regions.ts";
import type { Source } from "./source.ts";

const named = (product: "database" | "storage") => [...new Set(Object.values(regions).map((names) => names[product]))];

/** Regions of the managed databases. */
export const databaseRegions: readonly string[] = named("database");

export const storageRegionSource: Source = {
  from: "OVHcloud guide on S3 endpoints and locations, endpoints in public client libraries",
  date: "2026-02-03",
  confidence: "read",
};

/** Regions of the S3 object storage; RBX-ARCHIVE is the tape of the first cold archive. */
export const storageRegions: readonly string[] = [
  ...named("storage"),
  "RBX",
  "RBX-ARCHIVE",
  "CA-EAST-TOR",
  "AP-SOUTHEAST-SYD",
  "AP-SOUTH-MUM",
  "US-EAST-VA",
  "US-WEST-OR",
];
