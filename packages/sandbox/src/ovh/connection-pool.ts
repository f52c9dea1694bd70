import type { Call, Lookup, Model } from "../model.ts";
import type { Properties } from "../properties.ts";
import { newId } from "../random.ts";
import type { Entry } from "../store.ts";
import { refuse, text } from "../text.ts";
import { childrenOfKind, clusterOf, readyCluster } from "./clusters.ts";
import { builtInDatabase } from "./database-built-in.ts";
import { placeShown } from "./database-endpoints.ts";
import { databaseHabits } from "./database-habits.ts";
import { childLife } from "./database-user.ts";
import { listId } from "./lists.ts";

export const poolToken = "ovh:CloudProjectDatabase/postgresSqlConnectionPool:PostgresSqlConnectionPool";

/** A pool of connections before a database. Where a real PostgreSQL stands behind the service, it answers without a pool. */
export const connectionPool: Model = {
  token: poolToken,
  importId: "serviceName/clusterId/id",
  habits: [databaseHabits.busyWhileUpdating],
  life: childLife,
  unlimited: "no limit is documented",
  judge(call, entry) {
    const { inputs, store } = call;
    const cluster = readyCluster(call, "postgresql");
    if (!(Number(inputs["size"]) >= 1)) refuse(400, "Client::BadRequest", "size is not at least 1");
    const same = childrenOfKind(store, poolToken, cluster.id).find(
      (other) => other.id !== entry?.id && other.inputs["name"] === inputs["name"],
    );
    if (same) refuse(409, "Client::Conflict", `connection pool ${text(inputs, "name")} already exists`);
    databaseName(call, cluster);
    userExists(call, cluster);
  },
  create: (call) => ({ id: newId.uuid(), outputs: shown(call) }),
  update: (call, entry) => ({ ...entry.outputs, ...call.inputs, ...shown(call) }),
};

function shown(call: Call): Properties {
  const { inputs } = call;
  const cluster = clusterOf(call, "postgresql");
  const { domain, port: direct } = placeShown(cluster.outputs);
  const port = domain === "127.0.0.1" ? direct : direct + 1;
  const target = domain === "127.0.0.1" ? databaseName(call, cluster) : text(inputs, "name");
  return {
    port,
    sslMode: "require",
    uri: `postgres://<username>:<password>@${domain}:${port}/${target}?sslmode=require`,
    userId: inputs["userId"] ?? "",
  };
}

/** Name of the database; refuses one that is not in the service, with the status after which the provider tries again. */
function databaseName({ inputs, store }: Call, cluster: Entry): string {
  const id = text(inputs, "databaseId");
  const builtIn = builtInDatabase(store, cluster);
  if (builtIn?.id === id) return builtIn.name;
  const token = "ovh:CloudProjectDatabase/databaseInstance:DatabaseInstance";
  const found = childrenOfKind(store, token, cluster.id).find((entry) => entry.id === id);
  if (!found) refuse(403, "Client::Forbidden", `Service database '${id}' does not exist`);
  return text(found.inputs, "name");
}

function userExists({ inputs, store }: Call, cluster: Entry): void {
  const id = text(inputs, "userId");
  const token = "ovh:CloudProjectDatabase/postgresSqlUser:PostgresSqlUser";
  if (id !== "" && !childrenOfKind(store, token, cluster.id).some((entry) => entry.id === id))
    refuse(404, "Client::NotFound", `user ${id} does not exist in the service`);
}

/** A pool by its name. */
export const getConnectionPool: Lookup = {
  token: "ovh:CloudProjectDatabase/getPostgresSqlConnectionPool:getPostgresSqlConnectionPool",
  call(call) {
    const { inputs, store } = call;
    const cluster = clusterOf(call, "postgresql");
    const found = childrenOfKind(store, poolToken, cluster.id).find((pool) => pool.inputs["name"] === inputs["name"]);
    if (!found)
      refuse(
        404,
        "Client::NotFound",
        `Connection pool name ${text(inputs, "name")} not found for cluster ${cluster.id}`,
      );
    const { databaseId, mode, port, size, sslMode, uri, userId } = found.outputs;
    return { ...inputs, id: found.id, databaseId, mode, port, size, sslMode, uri, userId };
  },
};

/** The pools of a service. */
export const getConnectionPools: Lookup = {
  token: "ovh:CloudProjectDatabase/getDatabasePostgreSQLConnectionPools:getDatabasePostgreSQLConnectionPools",
  call(call) {
    const cluster = clusterOf(call, "postgresql");
    const connectionPoolIds = childrenOfKind(call.store, poolToken, cluster.id).map(({ id }) => id);
    return { ...call.inputs, id: listId(connectionPoolIds), connectionPoolIds };
  },
};
