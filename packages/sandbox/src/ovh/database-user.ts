import type { Life } from "../life.ts";
import type { Call, Made, Model } from "../model.ts";
import type { Properties } from "../properties.ts";
import { newId } from "../random.ts";
import type { Entry, Things } from "../store.ts";
import { list, refuse, stamp, text } from "../text.ts";
import { childrenOfKind, clusterOf, databaseToken, readyCluster } from "./clusters.ts";
import { builtInUser, drop } from "./database-built-in.ts";
import { databaseHabits } from "./database-habits.ts";

/** Life of what is made inside a service: the provider looks after 10 seconds for the first time. */
export const childLife: Life = {
  making: [["PENDING", 10]],
  ready: "READY",
  leaving: [["DELETING", 10]],
  patience: { create: 20, update: 20, delete: 20 },
  source: "first look and patience in the code of the Terraform provider 2.19",
};

/** How the users of one engine differ from those of the others. */
export interface UserKind {
  readonly token: string;
  /** Engine of the service, where the resource is for one only. */
  readonly engine?: string;
  readonly importId?: string;
  /** Lists that an update does not send when they are empty. */
  readonly lists?: readonly string[];
  /** Refuses values that the service does not take. */
  judge?(inputs: Properties): void;
  /** Outputs beside the ones that every user has. */
  shows?(inputs: Properties): Properties;
}

/**
 * A user inside a service. Two resources may stand for one user, as a creation adopts a name that is taken: the answer of
 * that creation has an empty password, and whoever reads afterwards sees the one the user has. The real API shows it to
 * nobody again and the provider keeps what is in the state; here a read starts from the service, so that reading the
 * first resource takes nothing away from it.
 */
export function databaseUser(kind: UserKind): Model {
  const engineOf = ({ inputs }: Call) => kind.engine ?? text(inputs, "engine");
  return {
    token: kind.token,
    importId: kind.importId ?? "serviceName/clusterId/id",
    habits: [
      databaseHabits.busyWhileUpdating,
      databaseHabits.avnadminWithoutPassword,
      databaseHabits.adoptsOnConflict,
      databaseHabits.avnadminStays,
    ],
    mayStay: kind.lists ?? [],
    life: { ...childLife, output: "status", changing: [["UPDATING", 10]] },
    unlimited: "no limit is documented",
    judge(call, entry) {
      const engine = engineOf(call);
      if (entry) keepLists(call, entry, kind.lists ?? []);
      kind.judge?.(call.inputs);
      // The provider tries again until MongoDB is ready.
      if (engine === "mongodb") clusterOf(call, engine);
      else readyCluster(call, engine);
    },
    create: (call) => make(call, kind, engineOf(call)),
    update(call, entry) {
      const { inputs } = call;
      const reset = inputs["passwordReset"] !== entry.inputs["passwordReset"];
      return {
        ...entry.outputs,
        ...inputs,
        name: entry.outputs["name"],
        ...kind.shows?.(inputs),
        ...(reset ? { password: newId.password() } : {}),
      };
    },
    read: ({ store }, entry) => ({ ...entry.outputs, password: passwordOf(store, entry) }),
    remove({ store, has }, entry) {
      const cluster = store.find(databaseToken, "", text(entry.inputs, "clusterId"));
      const isBuiltIn = cluster && builtInUser(store, cluster)?.id === entry.id;
      if (isBuiltIn && !has(databaseHabits.avnadminStays)) drop(store, entry.id);
    },
  };
}

function make(call: Call, kind: UserKind, engine: string): Made {
  const { store, inputs } = call;
  const cluster = clusterOf(call, engine);
  const name = text(inputs, "name");
  const shown = {
    name: engine === "mongodb" ? `${name}@admin` : name,
    createdAt: stamp(call),
    ...kind.shows?.(inputs),
  };
  const builtIn = builtInUser(store, cluster);
  if (name === builtIn?.name) {
    const known = store.find(kind.token, "", builtIn.id);
    const password = builtInPassword(call, engine);
    const outputs = { ...shown, createdAt: cluster.outputs["createdAt"], password };
    if (password !== "") return { id: builtIn.id, outputs };
    if (known) keepPassword(store, known);
    return { id: builtIn.id, outputs, answer: { password: "" } };
  }
  if (engine === "grafana")
    refuse(
      400,
      "Client::BadRequest",
      "the Grafana engine does not allow to create a user resource other than avnadmin",
    );
  const taken = childrenOfKind(store, kind.token, cluster.id).find(({ inputs: other }) => other["name"] === name);
  if (!taken) return { id: newId.uuid(), outputs: { ...shown, password: newId.password() } };
  if (engine === "mongodb" || !call.has(databaseHabits.adoptsOnConflict)) {
    const errorClass = engine === "postgresql" ? "PostgresUserAlreadyExist" : "UserAlreadyExist";
    refuse(409, `Client::Conflict::${errorClass}`, `user "${name}" already exist`);
  }
  keepPassword(store, taken);
  const outputs = { ...shown, createdAt: taken.outputs["createdAt"], password: "" };
  return { id: taken.id, outputs, answer: { password: "" } };
}

/** Reset by the provider itself for `default` and `admin`, never shown for `avnadmin` unless a reset is asked for. */
function builtInPassword({ inputs, has }: Call, engine: string): string {
  const reset = inputs["passwordReset"] !== undefined || engine === "valkey" || engine === "mongodb";
  return reset || !has(databaseHabits.avnadminWithoutPassword) ? newId.password() : "";
}

function keepLists({ inputs, has }: Call, before: Entry, names: readonly string[]): void {
  for (const name of names) {
    const emptied = list(inputs, name).length === 0 && list(before.inputs, name).length > 0;
    if (emptied && has(databaseHabits.emptyListNotSent)) inputs[name] = before.inputs[name];
  }
}

/** The password a user really has: adopting one hides it from the state and does not change it. */
export const passwordOf = (store: Things, { id, outputs }: Entry): string =>
  text(outputs, "password") || String(store.setting(passwordKey(id)) ?? "");

/** Keeps the password of a user that is about to be adopted. */
const keepPassword = (store: Things, entry: Entry) => store.setting(passwordKey(entry.id), passwordOf(store, entry));
const passwordKey = (id: string) => `password of ${id}`;
