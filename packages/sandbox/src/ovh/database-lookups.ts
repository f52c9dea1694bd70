import { databaseEngines, databaseFlavors } from "@accoreboot/catalogue";
import type { Call, Lookup } from "../model.ts";
import type { Properties } from "../properties.ts";
import type { Entry } from "../store.ts";
import { objects, text } from "../text.ts";
import { clusterAt, clusterOf, clusterState, databaseToken } from "./clusters.ts";
import { simulatedAuthority } from "./database-authority.ts";
import { placeShown } from "./database-endpoints.ts";
import { listId } from "./lists.ts";
import { entriesIn, projectOf } from "./project.ts";

/** A service by its engine and id. */
export const getDatabase: Lookup = {
  token: "ovh:CloudProjectDatabase/getDatabase:getDatabase",
  call(call) {
    const { inputs } = call;
    return { ...details(call, clusterAt(call, text(inputs, "engine"), text(inputs, "id"))), ...inputs };
  },
};

function details(call: Call, cluster: Entry): Properties {
  const { outputs } = cluster;
  const nodes = objects(outputs, "nodes").map((node) => ({ networkId: "", subnetId: "", ...node }));
  return { ...outputs, nodes, status: clusterState(call, cluster) };
}

/** The services of one engine. */
export const getDatabases: Lookup = {
  token: "ovh:CloudProjectDatabase/getDatabases:getDatabases",
  call(call) {
    const engine = text(call.inputs, "engine");
    const services = entriesIn(call.store, databaseToken, projectOf(call));
    const clusterIds = services.filter(({ inputs }) => inputs["engine"] === engine).map(({ id }) => id);
    return { ...call.inputs, id: listId(clusterIds), clusterIds };
  },
};

/** What can be had, each list by itself: which of it goes together is not told. */
export const getCapabilities: Lookup = {
  token: "ovh:CloudProjectDatabase/getCapabilities:getCapabilities",
  call(call) {
    return {
      ...call.inputs,
      id: projectOf(call),
      engines: Object.entries(databaseEngines).map(([name, { plans: _, ...engine }]) => ({ name, ...engine })),
      flavors: Object.entries(databaseFlavors).map(([name, flavor]) => ({
        name,
        core: flavor.vcpus,
        memory: flavor.memoryGb,
        storage: flavor.diskGb,
      })),
      options: [{ name: "enablePrometheus", type: "boolean" }],
      plans: plans(),
    };
  },
};

function plans(): Properties[] {
  const days = new Map<string, number>();
  for (const engine of Object.values(databaseEngines)) {
    for (const [name, { backupDays }] of Object.entries(engine.plans)) {
      if (!days.has(name)) days.set(name, backupDays ?? 0);
    }
  }
  return [...days].map(([name, kept]) => ({ name, description: `${name} plan`, backupRetention: `P${kept}D` }));
}

/** The authority that signed the certificate of a service. */
export const getCertificates: Lookup = {
  token: "ovh:CloudProjectDatabase/getCertificates:getCertificates",
  call(call) {
    const cluster = clusterOf(call);
    const real = placeShown(cluster.outputs).domain === "127.0.0.1";
    const ca = (real ? call.backing.postgresAuthority : undefined) ?? simulatedAuthority;
    return { ...call.inputs, id: cluster.id, ca };
  },
};
