import type { Call, Lookup } from "../model.ts";
import type { Properties } from "../properties.ts";
import type { Entry } from "../store.ts";
import { refuse, text } from "../text.ts";
import { childrenOfKind, clusterOf } from "./clusters.ts";
import { builtInDatabase, builtInUser } from "./database-built-in.ts";
import { databaseInstanceToken } from "./database-instance.ts";
import { databaseUsers } from "./database-users.ts";
import { listId } from "./lists.ts";

/** The users of a service, the built-in one first unless a program has it. */
function usersOf({ store }: Call, cluster: Entry): Properties[] {
  const made = databaseUsers.flatMap(({ token }) => childrenOfKind(store, token, cluster.id));
  const shown = made.map(({ id, outputs }) => ({ ...outputs, id, status: "READY" }));
  const builtIn = builtInUser(store, cluster);
  if (!builtIn || made.some(({ id }) => id === builtIn.id)) return shown;
  const name = cluster.inputs["engine"] === "mongodb" ? `${builtIn.name}@admin` : builtIn.name;
  return [{ id: builtIn.id, name, createdAt: cluster.outputs["createdAt"], status: "READY" }, ...shown];
}

/** A user by its name, with the outputs that its engine has. */
const byName = (token: string, engine: string | undefined, extra: { readonly [name: string]: unknown }): Lookup => ({
  token,
  call(call) {
    const { inputs } = call;
    const cluster = clusterOf(call, engine);
    const name = text(inputs, "name");
    const wanted = engine === "mongodb" && name === "admin" ? "admin@admin" : name;
    const found = usersOf(call, cluster).find((user) => user["name"] === wanted);
    const where = `cluster ${cluster.id} from project ${text(inputs, "serviceName")}`;
    if (!found) refuse(404, "Client::NotFound", `User name ${wanted} not found for ${where}`);
    const shown = Object.entries(extra).map(([output, otherwise]) => [output, found[output] ?? otherwise]);
    return {
      ...inputs,
      id: found["id"],
      createdAt: found["createdAt"],
      status: found["status"],
      ...Object.fromEntries(shown),
    };
  },
});

const getUsers: Lookup = {
  token: "ovh:CloudProjectDatabase/getUsers:getUsers",
  call(call) {
    const userIds = usersOf(call, clusterOf(call)).map(({ id }) => String(id));
    return { ...call.inputs, id: listId(userIds), userIds };
  },
};

function databasesOf({ store }: Call, cluster: Entry): { id: string; name: string; default: boolean }[] {
  const made = childrenOfKind(store, databaseInstanceToken, cluster.id);
  const shown = made.map(({ id, inputs, outputs }) => ({
    id,
    name: text(inputs, "name"),
    default: outputs["default"] === true,
  }));
  const builtIn = builtInDatabase(store, cluster);
  const hidden = builtIn && !made.some(({ id }) => id === builtIn.id);
  return hidden ? [{ ...builtIn, default: true }, ...shown] : shown;
}

const getDatabaseInstance: Lookup = {
  token: "ovh:CloudProjectDatabase/getDatabaseInstance:getDatabaseInstance",
  call(call) {
    const { inputs } = call;
    const cluster = clusterOf(call);
    const found = databasesOf(call, cluster).find(({ name }) => name === inputs["name"]);
    const where = `cluster ${cluster.id} from project ${text(inputs, "serviceName")}`;
    if (!found) refuse(404, "Client::NotFound", `Database name ${text(inputs, "name")} not found for ${where}`);
    return { ...inputs, id: found.id, default: found.default };
  },
};

const getDatabaseInstances: Lookup = {
  token: "ovh:CloudProjectDatabase/getDatabaseInstances:getDatabaseInstances",
  call(call) {
    const databaseIds = databasesOf(call, clusterOf(call)).map(({ id }) => id);
    return { ...call.inputs, id: listId(databaseIds), databaseIds };
  },
};

/** Users and databases of services, the built-in ones among them. */
export const databaseChildLookups: readonly Lookup[] = [
  byName("ovh:CloudProjectDatabase/getPostgresSqlUser:getPostgresSqlUser", "postgresql", { roles: [] }),
  byName("ovh:CloudProjectDatabase/getUser:getUser", undefined, {}),
  byName("ovh:CloudProject/getMongoDbUser:getMongoDbUser", "mongodb", { roles: [] }),
  byName("ovh:CloudProject/getOpenSearchUser:getOpenSearchUser", "opensearch", { acls: [] }),
  byName("ovh:index/getCloudProjectDatabaseClickhouseUser:getCloudProjectDatabaseClickhouseUser", "clickhouse", {
    roles: [],
  }),
  byName("ovh:index/getCloudProjectDatabaseValkeyUser:getCloudProjectDatabaseValkeyUser", "valkey", {
    categories: [],
    channels: ["*"],
    commands: [],
    keys: [],
  }),
  getUsers,
  getDatabaseInstance,
  getDatabaseInstances,
];
