import { computeRegions } from "./compute-regions.ts";
import { regions } from "./regions.ts";
import type { Source } from "./source.ts";

/** Regions that share a price list. Those of the United States are sold by another company, in dollars. */
export type PriceZone = "one-zone" | "three-zones" | "asia-pacific" | "local-zone" | "united-states";

export const priceZoneSource: Source = {
  from: "Endings of the plan codes in OVHcloud's catalogue (3AZ, LZ, apac), from a list of 842 plans",
  date: "2026-01-27",
  confidence: "reported",
};

/** Places of databases and buckets that are no compute region of that name. */
const places = new Set([
  ...Object.values(regions).flatMap(({ database, storage }) => [database, storage]),
  "RBX",
  "CA-EAST-TOR",
]);

/** The price list of a region, under its name for compute, databases or buckets; undefined for one that is not known. */
export function priceZone(region: string): PriceZone | undefined {
  const name = region.trim().toUpperCase();
  if (/-LZ-/.test(name)) return "local-zone";
  if (/^US-/.test(name)) return "united-states";
  if (/^(AP-|SGP|SYD)/.test(name)) return "asia-pacific";
  const compute = Object.hasOwn(computeRegions, name) ? computeRegions[name] : undefined;
  if (compute?.zones.length) return "three-zones";
  return compute || places.has(name) ? "one-zone" : undefined;
}
