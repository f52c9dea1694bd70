import { stateAt } from "../life.ts";
import type { Call } from "../model.ts";
import type { Entry, Things } from "../store.ts";
import { refuse, text } from "../text.ts";
import { databaseHabits } from "./database-habits.ts";
import { projectOf } from "./project.ts";

export const databaseToken = "ovh:CloudProject/database:Database";

/** The service that a sub-resource names in `clusterId`; refuses one that does not exist, or is of another engine. */
export function clusterOf(call: Call, engine = text(call.inputs, "engine")): Entry {
  const id = text(call.inputs, "clusterId");
  return clusterAt(call, engine, id);
}

/** A service of the project by engine and id; refuses one that does not exist. */
export function clusterAt(call: Call, engine: string, id: string): Entry {
  const found = call.store.find(databaseToken, "", id);
  const here = found?.inputs["serviceName"] === projectOf(call) && text(found.inputs, "engine") === engine;
  return found && here ? found : refuse(404, "Client::NotFound", `cluster ${id} of engine ${engine} does not exist`);
}

/** The service, when it takes a change now; refuses while it does not. */
export function readyCluster(call: Call, engine?: string): Entry {
  const cluster = clusterOf(call, engine);
  const state = clusterState(call, cluster);
  if (state !== "READY" && call.has(databaseHabits.busyWhileUpdating))
    refuse(409, "Client::Conflict::ServiceNotReady", `the service is ${state}: try again when it is READY`);
  return cluster;
}

/** Its state now, with the work that the provider does not wait for. */
export function clusterState({ store, now }: Call, { id, timeline }: Entry): string {
  const state = stateAt(timeline, now);
  return state === "READY" && now < Number(store.setting(busyKey(id)) ?? 0) ? "UPDATING" : state;
}

/** Notes that a service goes on working until then. */
export const busyUntil = (store: Things, id: string, until: number) => store.setting(busyKey(id), until);

const busyKey = (id: string) => `database ${id} busy until`;

/** Everything inside a service. */
export const childrenOf = (store: Things, clusterId: string): Entry[] =>
  store.entries().filter(({ inputs }) => inputs["clusterId"] === clusterId);

/** What a service has of one kind. */
export const childrenOfKind = (store: Things, token: string, clusterId: string): Entry[] =>
  store.entries(token).filter(({ inputs }) => inputs["clusterId"] === clusterId);
