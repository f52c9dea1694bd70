import { postgresFlavors, regions } from "@accoreboot/catalogue";
import type { Call, Lookup, Model } from "../model.ts";
import type { Properties } from "../properties.ts";
import { newId } from "../random.ts";
import type { Entry, Store } from "../store.ts";
import { objects, refuse, text } from "../text.ts";
import { judgeDatabase } from "./database-rules.ts";
import { regionOfNetwork, subnetToken } from "./network.ts";
import { projectOf } from "./project.ts";

export const databaseToken = "ovh:CloudProject/database:Database";

/** A managed PostgreSQL, READY as soon as it is made. No server stands behind its endpoint. */
export const database: Model = {
  token: databaseToken,
  judge: ({ inputs }, entry) => judgeDatabase(inputs, entry?.inputs),
  create(call) {
    const { inputs } = call;
    const serviceName = projectOf(call);
    const nodes = objects(inputs, "nodes");
    const isPrivate = nodes.some((node) => node["networkId"]);
    for (const node of nodes) inNetwork(call, serviceName, node);
    const id = newId.uuid();
    return {
      id,
      outputs: {
        ...settled(inputs),
        ...computed(id, inputs, isPrivate),
        deletionProtection: inputs["deletionProtection"] ?? false,
      },
    };
  },
  update({ inputs }, entry) {
    return { ...entry.outputs, ...inputs, ...settled(inputs), nodes: entry.outputs["nodes"] };
  },
  remove(_call, entry) {
    if (entry.outputs["deletionProtection"] === true) {
      refuse(403, "Client::Forbidden", "the service is protected against deletion; turn deletionProtection off first");
    }
  },
};

function inNetwork(call: Call, serviceName: string, node: Properties): void {
  const { networkId, subnetId } = node;
  if (networkId === undefined && subnetId === undefined) return;
  if (String(networkId).startsWith("pn-"))
    refuse(400, "Client::BadRequest", "networkId must be the network's OpenStack UUID");
  const region = regionOfNetwork(call, serviceName, String(networkId));
  const subnet = call.store.find(subnetToken, "", String(subnetId));
  const paired = region !== undefined && regions[region]?.database === node["region"];
  if (!paired || subnet?.inputs["networkId"] !== networkId) {
    refuse(404, "Client::NotFound::NoMatchingCompute", "no compute matches your expectations");
  }
}

/** What the service shows of settings that may change. */
function settled(inputs: Properties): Properties {
  const flavor = postgresFlavors[text(inputs, "flavor")];
  const region = objects(inputs, "nodes")[0]?.["region"];
  return {
    diskSize: inputs["diskSize"] ?? flavor?.diskGb,
    backupRegions: inputs["backupRegions"] ?? [region],
    backupTime: inputs["backupTime"] ?? "02:00:00",
    maintenanceTime: inputs["maintenanceTime"] ?? "03:00:00",
    advancedConfiguration: inputs["advancedConfiguration"] ?? {},
    ipRestrictions: objects(inputs, "ipRestrictions").map((entry) => ({ ...entry, status: "READY" })),
  };
}

function computed(id: string, inputs: Properties, isPrivate: boolean): Properties {
  const region = String(objects(inputs, "nodes")[0]?.["region"]).toLowerCase();
  const domain = `postgresql-${id.slice(0, 8)}-o${id.slice(-8)}.database.cloud.ovh.net`;
  const port = 20_000 + (Number.parseInt(id.slice(0, 4), 16) % 1000);
  return {
    createdAt: new Date().toISOString(),
    diskType: "high-speed",
    status: "READY",
    networkType: isPrivate ? "private" : "public",
    endpoints: [
      {
        component: "postgresql",
        domain: domain.replace("-o", `-${region}-o`),
        port,
        scheme: "postgresql",
        ssl: true,
        sslMode: "require",
        path: "",
        uri: `postgresql://<username>:<password>@${domain}:${port}/defaultdb?sslmode=require`,
      },
    ],
  };
}

/** A service of that project by id; refuses one that does not exist. */
export function clusterAt(store: Store, serviceName: string, id: string): Entry {
  const found = store.find(databaseToken, "", id);
  if (found?.inputs["serviceName"] === serviceName) return found;
  return refuse(404, "Client::NotFound", `cluster ${id} does not exist in the project`);
}

/** The certificate authority of a service. Not a certificate: the sandbox says so in its place. */
export const certificates: Lookup = {
  token: "ovh:CloudProjectDatabase/getCertificates:getCertificates",
  call({ store, inputs }) {
    const { id } = clusterAt(store, text(inputs, "serviceName"), text(inputs, "clusterId"));
    const ca = `-----BEGIN CERTIFICATE-----\nSIMULATED: the sandbox has no certificate authority\n-----END CERTIFICATE-----\n`;
    return { ...inputs, id, ca };
  },
};
