import type { Lookup, Model } from "../model.ts";
import { idOf, newId } from "../random.ts";
import { refuse, stamp, text } from "../text.ts";
import { childrenOfKind, clusterOf, readyCluster } from "./clusters.ts";
import { databaseHabits } from "./database-habits.ts";
import { childLife } from "./database-user.ts";
import { listId } from "./lists.ts";

const token = "ovh:CloudProjectDatabase/logSubscription:LogSubscription";
const kinds = ["customer_logs", "audit_logs"];

/** Sends a service's logs to a stream of the Logs Data Platform. Whether the stream exists is not looked at. */
export const logSubscription: Model = {
  token,
  importId: "serviceName/engine/clusterId/id",
  habits: [databaseHabits.busyWhileUpdating],
  life: { ...childLife, source: "patience in the code of the Terraform provider 2.19; durations assumed" },
  unlimited: "no limit is documented",
  judge(call, entry) {
    const { inputs, store } = call;
    const { id } = readyCluster(call);
    const kind = text(inputs, "kind");
    if (!kinds.includes(kind)) refuse(400, "Client::BadRequest", `kind ${kind} is not one of ${kinds.join(", ")}`);
    const same = childrenOfKind(store, token, id).find(
      (other) =>
        other.id !== entry?.id && other.inputs["kind"] === kind && other.inputs["streamId"] === inputs["streamId"],
    );
    if (same) refuse(409, "Client::Conflict", `the stream is already subscribed to ${kind}`);
  },
  create(call) {
    const { inputs } = call;
    const at = stamp(call);
    const number = Number.parseInt(idOf(`stream ${text(inputs, "streamId")}`).slice(0, 4), 16);
    return {
      id: newId.uuid(),
      outputs: {
        createdAt: at,
        updatedAt: at,
        ldpServiceName: `ldp-xx-${10_000 + number}`,
        operationId: newId.uuid(),
        resourceName: text(inputs, "clusterId"),
        resourceType: `publicCloudProject/database/${text(inputs, "engine")}`,
      },
    };
  },
};

/** A subscription of a service by its id. */
export const getLogSubscription: Lookup = {
  token: "ovh:CloudProjectDatabase/getDatabaseLogSubscription:getDatabaseLogSubscription",
  call(call) {
    const { inputs, store } = call;
    const found = childrenOfKind(store, token, clusterOf(call).id).find(({ id }) => id === inputs["id"]);
    if (!found) refuse(404, "Client::NotFound", `subscription ${text(inputs, "id")} does not exist`);
    const { createdAt, kind, ldpServiceName, resourceName, resourceType, streamId, updatedAt } = found.outputs;
    return { ...inputs, createdAt, kind, ldpServiceName, resourceName, resourceType, streamId, updatedAt };
  },
};

/** The subscriptions of a service. */
export const getLogSubscriptions: Lookup = {
  token: "ovh:CloudProjectDatabase/getDatabaseLogSubscriptions:getDatabaseLogSubscriptions",
  call(call) {
    const subscriptionIds = childrenOfKind(call.store, token, clusterOf(call).id).map(({ id }) => id);
    return { ...call.inputs, id: listId(subscriptionIds), subscriptionIds };
  },
};
