import type { Call, Lookup, Model } from "../model.ts";
import { newId } from "../random.ts";
import type { Entry } from "../store.ts";
import { object, refuse, text } from "../text.ts";
import { childrenOfKind, clusterOf, databaseToken, readyCluster } from "./clusters.ts";
import { databaseHabits } from "./database-habits.ts";
import { childLife } from "./database-user.ts";
import { listId } from "./lists.ts";
import { projectOf } from "./project.ts";

const token = "ovh:CloudProjectDatabase/integration:Integration";

/** Types, and the engine that must stand at the other end. */
const types: { readonly [type: string]: string } = {
  grafanaDashboard: "grafana",
  grafanaDatasource: "grafana",
  kafkaConnect: "kafkaConnect",
  kafkaLogs: "kafka",
  kafkaMirrorMaker: "kafkaMirrorMaker",
  opensearchLogs: "opensearch",
  postgresqlMetrics: "postgresql",
};

/** Two services of a project that work together: logs of one in the other, for instance. */
export const integration: Model = {
  token,
  importId: "serviceName/engine/clusterId/id",
  habits: [databaseHabits.busyWhileUpdating],
  life: { ...childLife, output: "status" },
  unlimited: "no limit is documented",
  judge(call) {
    const { id } = readyCluster(call);
    const [source, destination] = ends(call);
    if (![source.id, destination.id].includes(id))
      refuse(400, "Client::BadRequest", "neither the source nor the destination is the cluster");
    typeOf(call);
  },
  create: (call) => ({
    id: newId.uuid(),
    outputs: { type: typeOf(call), parameters: object(call.inputs, "parameters") },
  }),
};

function ends(call: Call): readonly [source: Entry, destination: Entry] {
  const [source, destination] = ["sourceServiceId", "destinationServiceId"].map((name) => serviceAt(call, name)) as [
    Entry,
    Entry,
  ];
  if (source.id === destination.id) refuse(400, "Client::BadRequest", "a service cannot be integrated with itself");
  return [source, destination];
}

function serviceAt(call: Call, name: string): Entry {
  const id = text(call.inputs, name);
  const found = call.store.find(databaseToken, "", id);
  return found?.inputs["serviceName"] === projectOf(call)
    ? found
    : refuse(404, "Client::NotFound", `${name} ${id} does not exist in the project`);
}

/** The type that was asked for, or the first that goes with the engine at either end. */
function typeOf(call: Call): string {
  const engines = ends(call).map(({ inputs }) => text(inputs, "engine"));
  const wanted = text(call.inputs, "type");
  if (wanted === "") {
    const fitting = Object.keys(types).find((type) => engines.includes(types[type] as string));
    return fitting ?? refuse(400, "Client::BadRequest", `no integration goes with ${engines.join(" and ")}`);
  }
  const engine = types[wanted] as string;
  if (!engines.includes(engine))
    refuse(400, "Client::BadRequest", `type ${wanted} needs a service of engine ${engine}`);
  return wanted;
}

/** An integration of a service by its id. */
export const getIntegration: Lookup = {
  token: "ovh:CloudProjectDatabase/getDatabaseIntegration:getDatabaseIntegration",
  call(call) {
    const { inputs, store } = call;
    const found = childrenOfKind(store, token, clusterOf(call).id).find(({ id }) => id === inputs["id"]);
    if (!found) refuse(404, "Client::NotFound", `integration ${text(inputs, "id")} does not exist`);
    const { destinationServiceId, parameters, sourceServiceId, type } = found.outputs;
    return { ...inputs, destinationServiceId, parameters, sourceServiceId, status: "READY", type };
  },
};

/** The integrations of a service. */
export const getIntegrations: Lookup = {
  token: "ovh:CloudProjectDatabase/getDatabaseIntegrations:getDatabaseIntegrations",
  call(call) {
    const integrationIds = childrenOfKind(call.store, token, clusterOf(call).id).map(({ id }) => id);
    return { ...call.inputs, id: listId(integrationIds), integrationIds };
  },
};
