import type { Lookup, Model } from "../model.ts";
import { newId } from "../random.ts";
import { refuse, text } from "../text.ts";
import { childrenOfKind, clusterOf, readyCluster } from "./clusters.ts";
import { databaseHabits } from "./database-habits.ts";
import { childLife } from "./database-user.ts";
import { listId } from "./lists.ts";

const token = "ovh:CloudProjectDatabase/opensearchPattern:OpensearchPattern";

/** How many indices of a name pattern are kept. */
export const opensearchPattern: Model = {
  token,
  importId: "serviceName/clusterId/id",
  habits: [databaseHabits.busyWhileUpdating],
  life: childLife,
  unlimited: "no limit is documented",
  judge(call) {
    readyCluster(call, "opensearch");
    if (text(call.inputs, "pattern") === "") refuse(400, "Client::BadRequest", "pattern is empty");
    if (Number(call.inputs["maxIndexCount"] ?? 0) < 0) refuse(400, "Client::BadRequest", "maxIndexCount is below 0");
  },
  create: ({ inputs }) => ({ id: newId.uuid(), outputs: { maxIndexCount: inputs["maxIndexCount"] ?? 0 } }),
};

/** A pattern by its id. */
export const getOpensearchPattern: Lookup = {
  token: "ovh:CloudProject/getOpenSearchPattern:getOpenSearchPattern",
  call(call) {
    const { inputs, store } = call;
    const found = childrenOfKind(store, token, clusterOf(call, "opensearch").id).find(({ id }) => id === inputs["id"]);
    if (!found) refuse(404, "Client::NotFound", `pattern ${text(inputs, "id")} does not exist`);
    return { ...inputs, maxIndexCount: found.outputs["maxIndexCount"], pattern: found.outputs["pattern"] };
  },
};

/** The patterns of a service. */
export const getOpensearchPatterns: Lookup = {
  token: "ovh:CloudProject/getOpenSearchPatterns:getOpenSearchPatterns",
  call(call) {
    const patternIds = childrenOfKind(call.store, token, clusterOf(call, "opensearch").id).map(({ id }) => id);
    return { ...call.inputs, id: listId(patternIds), patternIds };
  },
};
