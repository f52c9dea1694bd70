import { fileShareSizeGb, quotaProfiles, regions, shareNetworkCap, volumeSizeGb } from "@accoreboot/catalogue";
import type { Properties } from "../../properties.ts";
import type { Things } from "../../store.ts";
import { limitOf, profileOf } from "./limits.ts";
import { countedItems, usedIn } from "./usage.ts";

/**
 * Limits and use of a project's quota as the API shows them.
 *
 * @param also regions to show beside those that have every product
 */
export function quotaState(store: Things, project: string, prevents: boolean, also: readonly string[]): Properties {
  return {
    preventAutomaticQuotaUpgrade: prevents,
    availableProfiles: Object.entries(quotaProfiles).map(([name, services]) => ({ name, ...services })),
    regions: shownRegions(also).map((region) => ({
      region,
      profile: profileOf(store, project, region),
      ...Object.fromEntries(
        Object.entries(countedItems).map(([service, items]) => [
          service,
          usageOf(store, project, region, service, items),
        ]),
      ),
    })),
  };
}

/** Regions whose quota is shown. */
export const shownRegions = (also: readonly string[] = []): string[] => [
  ...new Set([...Object.keys(regions), ...also]),
];

/** Limits that no profile holds. */
const caps: { readonly [item: string]: number } = {
  shareNetworks: shareNetworkCap,
  snapshotSizeTotal: fileShareSizeGb.max,
};

function usageOf(
  store: Things,
  project: string,
  region: string,
  service: string,
  items: readonly string[],
): Properties {
  const usage = items.map((item) => {
    const limit = caps[item] ?? limitOf(store, project, region, service, item);
    return [item, { limit, used: usedIn(store, project, region, service, item), unit: unitOf(item) }];
  });
  const single: Properties =
    service === "volume"
      ? { perVolumeSize: { limit: volumeSizeGb.max, unit: "GB" } }
      : service === "share"
        ? { perShareSize: { limit: fileShareSizeGb.max, unit: "GB" } }
        : {};
  return { ...Object.fromEntries(usage), ...single };
}

function unitOf(item: string): string {
  if (item === "memory") return "MB";
  return /[sS]izeTotal$/.test(item) ? "GB" : "count";
}
