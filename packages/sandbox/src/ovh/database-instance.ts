import type { Model } from "../model.ts";
import { newId } from "../random.ts";
import { refuse, text } from "../text.ts";
import { childrenOfKind, clusterOf, databaseToken, readyCluster } from "./clusters.ts";
import { builtInDatabase, drop } from "./database-built-in.ts";
import { databaseHabits } from "./database-habits.ts";
import { childLife } from "./database-user.ts";

export const databaseInstanceToken = "ovh:CloudProjectDatabase/databaseInstance:DatabaseInstance";

/** A database inside a service. */
export const databaseInstance: Model = {
  token: databaseInstanceToken,
  importId: "serviceName/engine/clusterId/id",
  habits: [databaseHabits.busyWhileUpdating, databaseHabits.adoptsOnConflict],
  life: childLife,
  unlimited: "no limit is documented",
  judge: (call) => void readyCluster(call),
  create(call) {
    const { store, inputs, has } = call;
    const cluster = clusterOf(call);
    const name = text(inputs, "name");
    const builtIn = builtInDatabase(store, cluster);
    const taken =
      builtIn?.name === name
        ? builtIn
        : childrenOfKind(store, databaseInstanceToken, cluster.id).find(({ inputs: other }) => other["name"] === name);
    if (taken && !has(databaseHabits.adoptsOnConflict))
      refuse(409, "Client::Conflict::DatabaseAlreadyExist", `database "${name}" already exists`);
    return { id: taken?.id ?? newId.uuid(), outputs: { default: builtIn?.name === name } };
  },
  remove({ store }, { id, inputs }) {
    const cluster = store.find(databaseToken, "", text(inputs, "clusterId"));
    if (cluster && builtInDatabase(store, cluster)?.id === id) drop(store, id);
  },
};
