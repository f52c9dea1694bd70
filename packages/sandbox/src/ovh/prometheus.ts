import type { Life } from "../life.ts";
import type { Call, Lookup, Model } from "../model.ts";
import type { Properties } from "../properties.ts";
import { newId } from "../random.ts";
import { refuse, text } from "../text.ts";
import { clusterOf, readyCluster } from "./clusters.ts";
import { placeShown } from "./database-endpoints.ts";
import { databaseHabits } from "./database-habits.ts";

const username = "prometheus";

/** The provider switches the exporter on by an update of the service, and waits for that. */
const life: Life = {
  making: [["UPDATING", 60]],
  ready: "READY",
  leaving: [["UPDATING", 60]],
  patience: { create: 40, update: 40, delete: 20 },
  source: "steps and patience in the code of the Terraform provider 2.19; durations assumed",
};

const exporter = (engineOf: (call: Call) => string, shows: (call: Call) => Properties): Omit<Model, "token"> => ({
  habits: [databaseHabits.busyWhileUpdating],
  life,
  unlimited: "one for each service",
  judge: (call) => void readyCluster(call, engineOf(call)),
  create: (call) => ({
    id: text(call.inputs, "clusterId"),
    outputs: { username, password: newId.password(), ...shows(call) },
  }),
  // The provider's update does nothing but reset the password.
  update: (call, entry) => ({ ...entry.outputs, ...call.inputs, password: newId.password() }),
});

const plainEngine = ({ inputs }: Call) => text(inputs, "engine");

const targetsOf = (call: Call) => ({
  targets: [{ host: placeShown(clusterOf(call, plainEngine(call)).outputs).domain, port: 9273 }],
});
const srvDomainOf = (call: Call) => ({
  srvDomain: `prometheus.${placeShown(clusterOf(call, "mongodb").outputs).domain}`,
});

/** Metrics of a service for Prometheus: its id is the service's. */
export const prometheus: Model = {
  token: "ovh:CloudProjectDatabase/prometheus:Prometheus",
  importId: "serviceName/engine/clusterId",
  ...exporter(plainEngine, targetsOf),
};

/** Metrics of a MongoDB for Prometheus. */
export const mongoPrometheus: Model = {
  token: "ovh:CloudProjectDatabase/mongoDbPrometheus:MongoDbPrometheus",
  importId: "serviceName/clusterId",
  ...exporter(() => "mongodb", srvDomainOf),
};

/** Where the metrics of a service are; refuses while they are off. */
export const getPrometheus: Lookup = {
  token: "ovh:CloudProject/getPrometheus:getPrometheus",
  call(call) {
    const targets = targetsOf(call);
    const id = switchedOn(call, prometheus.token);
    return { ...call.inputs, ...targets, id, username };
  },
};

/** Where the metrics of a MongoDB are; refuses while they are off. */
export const getMongoPrometheus: Lookup = {
  token: "ovh:CloudProject/getMongoDbPrometheus:getMongoDbPrometheus",
  call(call) {
    const domain = srvDomainOf(call);
    return { ...call.inputs, ...domain, id: switchedOn(call, mongoPrometheus.token), username };
  },
};

function switchedOn({ store, inputs }: Call, token: string): string {
  const id = text(inputs, "clusterId");
  return store.find(token, "", id) ? id : refuse(404, "Client::NotFound", `prometheus of cluster ${id} is not enabled`);
}
