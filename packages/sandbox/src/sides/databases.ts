import { formatAddress, parseCidr } from "@accoreboot/core";
import { subnetById } from "../neutron/networks.ts";
import { childrenOfKind, databaseToken } from "../ovh/clusters.ts";
import { builtInUser } from "../ovh/database-built-in.ts";
import { placeShown } from "../ovh/database-endpoints.ts";
import { databaseInstanceToken } from "../ovh/database-instance.ts";
import { passwordOf } from "../ovh/database-user.ts";
import type { PgCluster, PgUser } from "../postgres/index.ts";
import type { Entry, Store } from "../store.ts";
import { list, objects, text } from "../text.ts";

export const postgresUserToken = "ovh:CloudProjectDatabase/postgresSqlUser:PostgresSqlUser";

/** Address that a client of a public service is taken to come from unless told otherwise (RFC 5737). */
export const publicClient = "203.0.113.7";

/** The services of the cloud that a real PostgreSQL stands behind, as it should be now. */
export function clustersIn(store: Store, client = publicClient): PgCluster[] {
  return store
    .entries(databaseToken)
    .filter(({ inputs, outputs }) => inputs["engine"] === "postgresql" && placeShown(outputs).domain === "127.0.0.1")
    .map((entry) => ({
      id: entry.id,
      version: text(entry.inputs, "version"),
      port: placeShown(entry.outputs).port,
      users: usersOf(store, entry),
      databases: childrenOfKind(store, databaseInstanceToken, entry.id)
        .map(({ inputs }) => text(inputs, "name"))
        .filter((name) => name !== "defaultdb"),
      allowed: objects(entry.outputs, "ipRestrictions").map(({ ip }) => String(ip)),
      clientAddress: insideOf(store, entry) ?? client,
    }));
}

/** The users with the passwords they really have. */
function usersOf(store: Store, cluster: Entry): PgUser[] {
  const own = childrenOfKind(store, postgresUserToken, cluster.id);
  const users = own.map((entry) => ({
    name: text(entry.inputs, "name"),
    password: passwordOf(store, entry),
    replication: list(entry.inputs, "roles").includes("replication"),
  }));
  const builtIn = builtInUser(store, cluster);
  const known = users.some(({ name }) => name === builtIn?.name);
  return builtIn && !known ? [...users, { name: builtIn.name, password: "", replication: true }] : users;
}

/** For a private service an address of its subnet: who uses its endpoint stands in the network. */
function insideOf(store: Store, { inputs }: Entry): string | undefined {
  const [node] = objects(inputs, "nodes");
  const subnetId = text(node ?? {}, "subnetId");
  if (subnetId === "") return undefined;
  const project = text(inputs, "serviceName");
  const regions = new Set(store.entries().map(({ inputs: other }) => text(other, "region")));
  for (const region of regions) {
    const block = parseCidr(subnetById(store, project, region, subnetId)?.cidr ?? "");
    if (block) return formatAddress(block.family, block.first + 5n);
  }
  return undefined;
}
