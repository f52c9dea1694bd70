import type { Model } from "../model.ts";
import type { Properties } from "../properties.ts";
import { list, objects } from "../text.ts";
import { databaseUser } from "./database-user.ts";
import { bad } from "./refusals.ts";

const postgresUser = databaseUser({
  token: "ovh:CloudProjectDatabase/postgresSqlUser:PostgresSqlUser",
  engine: "postgresql",
  lists: ["roles"],
  judge(inputs) {
    const foreign = list(inputs, "roles").find((role) => role !== "replication");
    if (foreign) bad(`unknown role ${String(foreign)}`);
  },
  shows: (inputs) => ({ roles: list(inputs, "roles") }),
});

const plainUser = databaseUser({
  token: "ovh:CloudProjectDatabase/user:User",
  importId: "serviceName/engine/clusterId/id",
});

const mongoUser = databaseUser({
  token: "ovh:CloudProjectDatabase/mongoDbUser:MongoDbUser",
  engine: "mongodb",
  shows: (inputs) => ({ roles: list(inputs, "roles") }),
});

const aclLists = ["categories", "channels", "commands", "keys"];

const valkeyUser = databaseUser({
  token: "ovh:index/cloudProjectDatabaseValkeyUser:CloudProjectDatabaseValkeyUser",
  engine: "valkey",
  lists: aclLists,
  shows: (inputs) => ({
    ...Object.fromEntries(aclLists.map((name) => [name, list(inputs, name)])),
    channels: list(inputs, "channels").length > 0 ? inputs["channels"] : ["*"],
  }),
});

const permissions = ["admin", "read", "write", "readwrite", "deny"];

const opensearchUser = databaseUser({
  token: "ovh:CloudProjectDatabase/opensearchUser:OpensearchUser",
  engine: "opensearch",
  lists: ["acls"],
  judge(inputs) {
    const foreign = objects(inputs, "acls").find(({ permission }) => !permissions.includes(String(permission)));
    if (foreign) bad(`permission ${String(foreign["permission"])} is not one of ${permissions.join(", ")}`);
  },
  shows: (inputs: Properties) => ({ acls: objects(inputs, "acls") }),
});

const clickhouseUser = databaseUser({
  token: "ovh:index/cloudProjectDatabaseClickhouseUser:CloudProjectDatabaseClickhouseUser",
  engine: "clickhouse",
  shows: () => ({ roles: [] }),
});

/** Users of every engine. */
export const databaseUsers: readonly Model[] = [
  postgresUser,
  plainUser,
  mongoUser,
  valkeyUser,
  opensearchUser,
  clickhouseUser,
];
