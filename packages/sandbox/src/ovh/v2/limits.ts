import { defaultQuotaProfile, quotaProfiles } from "@accoreboot/catalogue";
import type { Call } from "../../model.ts";
import type { Things } from "../../store.ts";
import { refuse, text } from "../../text.ts";
import { usedIn } from "./usage.ts";

/** What a thing takes of its region's quota: amounts by service and item. The first item counts the thing itself. */
export interface Need {
  readonly service: string;
  readonly items: { readonly [item: string]: number };
  /** Region, where the inputs do not have it. */
  readonly region?: string;
}

const key = (project: string, region: string) => `quota profile ${project} ${region}`;

/** Name of a region's quota profile. */
export const profileOf = (store: Things, project: string, region: string): string =>
  String(store.setting(key(project, region)) ?? defaultQuotaProfile);

/** Puts a region under another quota profile. */
export function setProfile(store: Things, project: string, region: string, name: string): void {
  store.setting(key(project, region), name);
}

/** The limit of an item in a region; without one it is unlimited. */
export const limitOf = (store: Things, project: string, region: string, service: string, item: string): number =>
  quotaProfiles[profileOf(store, project, region)]?.[service]?.[item] ?? Number.POSITIVE_INFINITY;

/**
 * Refuses more than the region's quota profile allows. Where the sandbox was told how many of a type there may be, that
 * number counts instead.
 *
 * @param held what the thing takes already, when it changes
 */
export function withinQuota({ store, inputs }: Call, token: string, need: Need, held?: Need): void {
  const project = text(inputs, "serviceName");
  const region = need.region ?? text(inputs, "region");
  const { service, items } = need;
  const told = store.setting(`quota ${token}`) !== undefined;
  for (const [item, amount] of Object.entries(items).slice(told ? 1 : 0)) {
    const limit = limitOf(store, project, region, service, item);
    const used = usedIn(store, project, region, service, item);
    const more = amount - (held?.items[item] ?? 0);
    if (more > 0 && used + more > limit) {
      refuse(
        403,
        "Client::Forbidden",
        `Quota exceeded for ${service} ${item} in region ${region}: ${used} of ${limit} used, ${more} more asked for`,
      );
    }
  }
}
