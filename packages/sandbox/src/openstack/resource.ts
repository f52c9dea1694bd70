import type { Call, Model } from "../model.ts";
import type { Properties } from "../properties.ts";
import { newId } from "../random.ts";
import type { Entry } from "../store.ts";
import { list, text } from "../text.ts";
import { loginOf, rateLimit, regionOf, tenantOf } from "./keystone.ts";
import { mayChange, roleLimits, type Service } from "./roles.ts";

/** An OpenStack resource whose outputs follow from its inputs and from what was fixed when it was made. */
export interface Plan extends Omit<Model, "create" | "update" | "reach"> {
  readonly service: Service;
  /** Region of the call; a compute region unless given. */
  region?(call: Call): string;
  /** Whether two names of regions mean the same place; only a name and itself unless given, and all in Keystone. */
  samePlace?(one: string, other: string): boolean;
  /** Outputs besides the inputs and the region; `before` is what exists, at an update. */
  shown(call: Call, before?: Entry): Properties;
  /** Id, from the outputs; a UUID unless given. */
  id?(call: Call, outputs: Properties): string;
}

/** A model that logs in, knows its region and computes its outputs anew at every update. */
export function resource(plan: Plan): Model {
  const {
    service,
    shown,
    id,
    judge,
    remove,
    region = regionOf,
    samePlace = service === "identity" ? () => true : Object.is,
    habits = [],
    ...rest
  } = plan;
  const kept = (inputs: Properties) =>
    Object.fromEntries(Object.entries(inputs).map(([name, value]) => [name, rest.kept?.[name]?.(value) ?? value]));
  return {
    ...rest,
    habits: [...habits, rateLimit, roleLimits],
    judge(call, entry) {
      mayChange(call, service);
      region(call);
      judge?.(call, entry);
    },
    remove(call, entry) {
      mayChange(call, service);
      remove?.(call, entry);
    },
    reach(call, entry) {
      loginOf(call);
      return !entry || samePlace(text(entry.outputs, "region"), text(call.connection.config, "region"));
    },
    create(call) {
      const outputs = { region: region(call), ...shown(call) };
      return { id: id?.(call, outputs) ?? newId.uuid(), outputs };
    },
    update: (call, entry) => ({ ...kept(call.inputs), region: entry.outputs["region"], ...shown(call, entry) }),
  };
}

/** Things of a kind in the call's tenant and region, oldest first. */
export function here(call: Call, token: string): Entry[] {
  const [tenant, region] = [tenantOf(call), regionOf(call)];
  return call.store.entries(token).filter(({ scope, outputs }) => scope === tenant && outputs["region"] === region);
}

/** The thing with that id in the call's tenant and region. */
export function at(call: Call, token: string, id: string): Entry | undefined {
  const found = call.store.find(token, tenantOf(call), id);
  return found?.outputs["region"] === regionOf(call) ? found : undefined;
}

/** Owner and tags, as most things of Neutron show them. */
export const owned = (call: Call): Properties => ({
  tenantId: text(call.inputs, "tenantId") || tenantOf(call),
  allTags: tagsOf(call.inputs),
});

/** Tags in the order in which the API lists them. */
export const tagsOf = (inputs: Properties): string[] => [...new Set(list(inputs, "tags").map(String))].sort();

/** Whether two lists hold the same members, in whatever order: the provider keeps them as sets. */
export const sameMembers = (a: unknown, b: unknown): boolean => {
  const sorted = (value: unknown) =>
    JSON.stringify((Array.isArray(value) ? value : []).map((one) => JSON.stringify(one)).sort());
  return sorted(a) === sorted(b);
};

/** Why there are no quotas here. */
export const projectQuota = "counts against a project quota that OVHcloud sets account by account and does not publish";

/**
 * The id of a thing that the provider names by its name: the name, unless the tenant has one of that name in another
 * region. Then the region stands before it, as ids are kept apart by tenant alone here.
 */
export function regionalId(call: Call, token: string, name: string): string {
  const rival = call.store.find(token, tenantOf(call), name);
  return rival && rival.outputs["region"] !== regionOf(call) ? `${regionOf(call)}/${name}` : name;
}
