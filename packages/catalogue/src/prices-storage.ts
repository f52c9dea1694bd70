import { beforeRise, between, exact, type Price } from "./prices.ts";
import type { PriceZone } from "./prices-regions.ts";
import type { Source } from "./source.ts";

export const volumePriceSource: Source = {
  from: "Price table of a public calculator made from OVHcloud's catalogue (early 2026) and the defaults of OpenCost's OVHcloud provider (2026-03), which has high-speed at 0.000119; high-speed-gen2 in a deployment guide that read the price page on 2026-08-07",
  date: "2026-08-07",
  confidence: "reported",
};

export const encryptedVolumePriceSource: Source = {
  from: "No reading: the catalogue of 2026-01-27 has no plan for volumes of a LUKS type, so they are taken to cost what the same type costs without",
  date: "2026-01-27",
  confidence: "assumed",
};

const classic = beforeRise("0.000059", volumePriceSource);
const highSpeed = between("0.000131", "0.000119", "0.000131", volumePriceSource);
const highSpeedGen2 = exact("0.000131", volumePriceSource);
const encrypted = (price: Price): Price => ({ ...price, source: encryptedVolumePriceSource });

/**
 * What one GB of a block volume costs an hour, by type as OpenStack names it. In regions of one zone. The price of
 * classic-multiattach was read nowhere.
 */
export const volumePrices: { readonly [type: string]: Price } = {
  classic,
  "classic-luks": encrypted(classic),
  "high-speed": highSpeed,
  "high-speed-luks": encrypted(highSpeed),
  "high-speed-gen2": highSpeedGen2,
  "high-speed-gen2-luks": encrypted(highSpeedGen2),
};

export const volumeBackupPriceSource: Source = {
  from: "Price table of a public calculator made from OVHcloud's catalogue",
  date: "2026-01",
  confidence: "reported",
};

/** What one GB of a volume backup costs an hour. In regions of one zone. */
export const volumeBackupPrice: Price = beforeRise("0.000028", volumeBackupPriceSource);

export const objectStoragePriceSource: Source = {
  from: "Two notes on hosting costs that read OVHcloud's catalogue in September 2026: storage by class, traffic out at no price",
  date: "2026-09-05",
  confidence: "reported",
};

const threeZonesSource: Source = {
  from: "Four notes on hosting costs that agree on 0.014 EUR, one of November 2025 that read OVHcloud's price page, one of July 2026 that compares it with other clouds; OVHcloud's catalogue has the plan (storage-standard-3AZ.consumption)",
  date: "2026-07",
  confidence: "reported",
};

/**
 * What one GB of object storage costs a month, by price list and class. The price of other classes in regions of three
 * zones, and of any in other price lists, was read nowhere.
 */
export const objectStoragePrices: {
  readonly [Z in PriceZone]?: { readonly [storageClass: string]: Price };
} = {
  "one-zone": {
    STANDARD: exact("0.007", objectStoragePriceSource),
    HIGH_PERF: exact("0.018", objectStoragePriceSource),
  },
  "three-zones": {
    STANDARD: exact("0.014", threeZonesSource),
  },
};
