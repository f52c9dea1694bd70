import { databaseEngines, databaseFlavors } from "@accoreboot/catalogue";
import type { Call, Model } from "../model.ts";
import { equal, type Properties } from "../properties.ts";
import { newId } from "../random.ts";
import type { Entry } from "../store.ts";
import { list, objects, refuse, stamp, text } from "../text.ts";
import { busyUntil, childrenOf, databaseToken } from "./clusters.ts";
import { endpointsOf, placeOf, placeShown } from "./database-endpoints.ts";
import { databaseHabits } from "./database-habits.ts";
import { judgeOffer, placedNodes } from "./database-offer.ts";
import { judgeSettings } from "./database-rules.ts";
import { sameSet } from "./lists.ts";

const updatingSeconds = 120;
/** How long a service works on a new advancedConfiguration after it was READY; assumed. */
const unawaitedSeconds = 30;

/** A managed database service of any engine. A server stands behind its endpoint where the sandbox has a PostgreSQL. */
export const database: Model = {
  token: databaseToken,
  mayStay: ["ipRestrictions", "nodes"],
  importId: "serviceName/engine/id",
  habits: [
    databaseHabits.pnIdRefused,
    databaseHabits.noMatchingCompute,
    databaseHabits.emptyListNotSent,
    databaseHabits.subnetIgnored,
    databaseHabits.nodeCountFixed,
    databaseHabits.advancedNotAwaited,
  ],
  same: { ipRestrictions: sameSet },
  quota: { limit: 20, per: "project", source: "FAQ of the managed databases (ovh-facts 1.3)" },
  life: {
    output: "status",
    making: [
      ["PENDING", 30],
      ["CREATING", 270],
    ],
    ready: "READY",
    changing: [["UPDATING", updatingSeconds]],
    leaving: [["DELETING", 60]],
    patience: { create: 40, update: 40, delete: 20 },
    source: "5 minutes as the FAQ's example (ovh-facts 5); changing and going assumed; patience ovh-facts 1.7",
  },
  judge(call, entry) {
    if (entry) keepUnsent(call, entry);
    call.inputs["nodes"] = placedNodes(call, call.inputs);
    judgeOffer(call, entry);
    judgeSettings(call.inputs, entry?.inputs);
  },
  create(call) {
    const { inputs } = call;
    const id = newId.uuid();
    const isPrivate = objects(inputs, "nodes").some((node) => node["networkId"]);
    return {
      id,
      outputs: {
        ...settings(inputs, {}),
        createdAt: stamp(call),
        diskType: "high-speed",
        networkType: isPrivate ? "private" : "public",
        endpoints: endpointsOf(inputs, placeOf(call, id)),
      },
    };
  },
  update(call, entry) {
    const { inputs, store, now } = call;
    const outputs = { ...entry.outputs, ...inputs, ...settings(inputs, entry.outputs) };
    const isNew = !equal(outputs["advancedConfiguration"], entry.outputs["advancedConfiguration"]);
    if (isNew && call.has(databaseHabits.advancedNotAwaited))
      busyUntil(store, entry.id, now + (updatingSeconds + unawaitedSeconds) * 1000);
    return { ...outputs, endpoints: endpointsOf(inputs, placeShown(entry.outputs)) };
  },
  remove({ store }, { id, outputs }) {
    if (outputs["deletionProtection"] === true)
      refuse(403, "Client::Forbidden", "the service is protected against deletion; turn deletionProtection off first");
    for (const child of childrenOf(store, id)) store.remove(child.token, child.scope, child.id);
  },
};

/** Puts back what an update does not send: an emptied list, another subnet, a number of nodes of its own. */
function keepUnsent(call: Call, { inputs: before }: Entry): void {
  const { inputs, has } = call;
  if (list(inputs, "ipRestrictions").length === 0 && has(databaseHabits.emptyListNotSent))
    inputs["ipRestrictions"] = before["ipRestrictions"] ?? inputs["ipRestrictions"];
  const [old] = objects(before, "nodes");
  const nodes = objects(inputs, "nodes").map((node) =>
    has(databaseHabits.subnetIgnored) && old?.["subnetId"] !== undefined
      ? { ...node, subnetId: old["subnetId"] }
      : node,
  );
  inputs["nodes"] = has(databaseHabits.nodeCountFixed) ? counted(nodes, inputs, before) : nodes;
}

/** As many nodes as the plan has: the same as before while the plan stays. */
function counted(nodes: readonly Properties[], inputs: Properties, before: Properties): Properties[] {
  const [first = {}] = nodes;
  const [least = 1] = databaseEngines[text(inputs, "engine")]?.plans[text(inputs, "plan")]?.nodes ?? [];
  const count = inputs["plan"] === before["plan"] ? objects(before, "nodes").length : least;
  return Array.from({ length: count }, (_, i) => nodes[i] ?? first);
}

/** What the service shows of settings that may change; `shown` are its outputs so far. */
function settings(inputs: Properties, shown: Properties): Properties {
  const engine = text(inputs, "engine");
  const backedUp = !engine.startsWith("kafka") && engine !== "grafana";
  const backup = backedUp ? [objects(inputs, "nodes")[0]?.["region"]] : [];
  const stays = shown["flavor"] === inputs["flavor"];
  const kept = (name: string, otherwise: unknown) => inputs[name] ?? shown[name] ?? otherwise;
  return {
    description: text(inputs, "description"),
    nodes: inputs["nodes"],
    diskSize: inputs["diskSize"] ?? (stays ? shown["diskSize"] : databaseFlavors[text(inputs, "flavor")]?.diskGb),
    // An empty list is not sent.
    backupRegions:
      list(inputs, "backupRegions").length > 0 ? inputs["backupRegions"] : (shown["backupRegions"] ?? backup),
    backupTime: kept("backupTime", backedUp ? "02:00:00" : ""),
    maintenanceTime: kept("maintenanceTime", "03:00:00"),
    advancedConfiguration: kept("advancedConfiguration", {}),
    ipRestrictions: objects(inputs, "ipRestrictions").map((entry) => ({ description: "", ...entry, status: "READY" })),
    deletionProtection: inputs["deletionProtection"] ?? false,
    kafkaRestApi: inputs["kafkaRestApi"] ?? false,
    kafkaSchemaRegistry: inputs["kafkaSchemaRegistry"] ?? false,
    opensearchAclsEnabled: inputs["opensearchAclsEnabled"] ?? false,
  };
}
