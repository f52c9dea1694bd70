import { idOf } from "../random.ts";
import type { Entry, Things } from "../store.ts";
import { text } from "../text.ts";

/** What every service has from the start: its administrator, and a database where the engine has any. */
export interface BuiltIn {
  readonly id: string;
  readonly name: string;
}

/** Name of the user that a service of that engine is delivered with. */
export function builtInUserName(engine: string): string {
  if (engine === "valkey") return "default";
  return engine === "mongodb" ? "admin" : "avnadmin";
}

/** The built-in user, undefined once it was deleted for good. */
export const builtInUser = (store: Things, cluster: Entry): BuiltIn | undefined =>
  unlessDropped(store, cluster, "user", builtInUserName(text(cluster.inputs, "engine")));

const databaseNames: { readonly [engine: string]: string } = {
  postgresql: "defaultdb",
  mysql: "defaultdb",
  clickhouse: "default",
};

/** The built-in database, undefined where there is none or it was deleted. */
export function builtInDatabase(store: Things, cluster: Entry): BuiltIn | undefined {
  const name = databaseNames[text(cluster.inputs, "engine")];
  return name === undefined ? undefined : unlessDropped(store, cluster, "database", name);
}

function unlessDropped(store: Things, cluster: Entry, kind: string, name: string): BuiltIn | undefined {
  const id = idOf(`${kind} ${name} of ${cluster.id}`);
  return store.setting(droppedKey(id)) === true ? undefined : { id, name };
}

/** Notes that a built-in thing is gone for good. */
export const drop = (store: Things, id: string) => store.setting(droppedKey(id), true);

const droppedKey = (id: string) => `dropped ${id}`;
