import * as cloudflare from "./cloudflare/models.ts";
import type { Habit } from "./habit.ts";
import type { Lookup, Model } from "./model.ts";
import * as loadBalancing from "./openstack/loadbalancer/models.ts";
import * as openstack from "./openstack/models.ts";
import * as infrastructure from "./ovh/infrastructure/models.ts";
import * as ovh from "./ovh/models.ts";
import * as platform from "./ovh/platform/models.ts";
import * as v2 from "./ovh/v2/models.ts";

const families = [ovh, infrastructure, platform, v2, openstack, loadBalancing, cloudflare];

/** Every resource type with a behaviour; whatever is not here is refused by name. */
export const models: ReadonlyMap<string, Model> = new Map(
  families.flatMap((family) => family.models).map((model) => [model.token, model]),
);

/** Every function with a behaviour. */
export const lookups: ReadonlyMap<string, Lookup> = new Map(
  families.flatMap((family) => family.lookups).map((lookup) => [lookup.token, lookup]),
);

/** Every bad habit that some model has, by name. */
export const habits: ReadonlyMap<string, Habit> = new Map(
  [...models.values()].flatMap((model) => model.habits ?? []).map((habit) => [habit.name, habit]),
);
