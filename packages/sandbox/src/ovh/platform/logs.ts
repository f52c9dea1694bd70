import type { Call, Lookup, Model } from "../../model.ts";
import { idOf, newId } from "../../random.ts";
import type { Entry } from "../../store.ts";
import { stamp, text } from "../../text.ts";
import { clusterOf } from "./owned.ts";
import { absent, bad, conflict } from "./refusals.ts";
import { relaid } from "./relaid.ts";

const streamToken = "ovh:Dbaas/logsOutputGraylogStream:LogsOutputGraylogStream";
const subscriptionToken = "ovh:index/cloudProjectKubeLogSubscription:CloudProjectKubeLogSubscription";

/**
 * Where logs are sent to. The Logs Data Platform service that holds it is taken for granted, as no program can order
 * one: any name of the form `ldp-ab-12345` will do.
 */
export const graylogStream: Model = {
  token: streamToken,
  importId: "serviceName/id",
  heldBy: [subscriptionToken],
  unlimited: "depends on the service that was ordered",
  life: {
    making: [["PENDING", 5]],
    ready: "SUCCESS",
    changing: [["PENDING", 5]],
    leaving: [["PENDING", 5]],
    patience: { create: 20, update: 20, delete: 20 },
    source: "the provider waits for an operation of the service; five seconds assumed",
  },
  judge({ store, inputs }, self) {
    serviceOf(inputs);
    const [title, parent] = [text(inputs, "title"), text(inputs, "parentStreamId")];
    if (title === "" || title.length > 256) bad("Invalid title");
    if (parent !== "" && !store.find(streamToken, "", parent)) absent(`stream ${parent} not found`);
    const taken = store
      .entries(streamToken)
      .some(
        ({ id, inputs: other }) =>
          id !== self?.id && other["serviceName"] === inputs["serviceName"] && other["title"] === title,
      );
    if (taken) conflict(`stream ${title} already exists`);
  },
  create(call) {
    const id = newId.uuid();
    const now = stamp(call);
    return {
      id,
      outputs: {
        ...defaults,
        retentionId: idOf("retention P1Y"),
        ...call.inputs,
        ...{ streamId: id, writeToken: newId.uuid(), createdAt: now, updatedAt: now },
        ...{ canAlert: true, isEditable: true, isShareable: true, nbAlertCondition: 0, nbArchive: 0 },
      },
    };
  },
  update: (call, entry) => ({ ...defaults, ...relaid(entry, call.inputs), updatedAt: stamp(call) }),
};

const defaults = {
  coldStorageCompression: "DEFLATED",
  coldStorageContent: "ALL",
  coldStorageEnabled: false,
  coldStorageNotifyEnabled: true,
  coldStorageRetention: 1,
  coldStorageTarget: "PCS",
  indexingEnabled: true,
  indexingMaxSize: 0,
  indexingNotifyEnabled: false,
  pauseIndexingOnMaxSize: false,
  webSocketEnabled: true,
};

/** Audit logs of a cluster that go to a stream. */
export const kubeLogSubscription: Model = {
  token: subscriptionToken,
  importId: "serviceName/kubeId/id",
  unlimited: "a stream is subscribed to once; no number of streams is documented",
  life: {
    making: [["REDEPLOYING", 60]],
    ready: "READY",
    leaving: [["REDEPLOYING", 60]],
    patience: { create: 20, delete: 20 },
    source: "the provider waits for the cluster to be READY again; one minute assumed",
  },
  judge(call) {
    const { store, inputs } = call;
    const cluster = clusterOf(call);
    const [kind, stream] = [text(inputs, "kind"), text(inputs, "streamId")];
    if (kind !== "audit") bad(`Kind ${kind} does not exist`);
    if (!store.find(streamToken, "", stream)) absent(`stream ${stream} not found`);
    const taken = store
      .entries(subscriptionToken)
      .some(({ inputs: other }) => other["kubeId"] === cluster.id && other["streamId"] === stream);
    if (taken) conflict(`cluster ${cluster.id} is already subscribed to stream ${stream}`);
  },
  create(call) {
    const id = newId.uuid();
    const now = stamp(call);
    const resources = [{ name: text(call.inputs, "kubeId"), type: "mks" }];
    return { id, outputs: { subscriptionId: id, createdAt: now, updatedAt: now, resources } };
  },
};

/** A stream by title. */
export const getGraylogStream: Lookup = {
  token: "ovh:Dbaas/getLogsOutputGraylogStream:getLogsOutputGraylogStream",
  call(call) {
    const [service, title] = [serviceOf(call.inputs), text(call.inputs, "title")];
    const found = call.store
      .entries(streamToken)
      .find(({ inputs }) => inputs["serviceName"] === service && inputs["title"] === title);
    if (!found) return absent(`stream ${title} not found in service ${service}`);
    return { encryptionKeysIds: [], parentStreamId: "", ...found.outputs, id: found.id };
  },
};

/** Where a stream can be read and written. Nothing answers there. */
export const getGraylogStreamUrl: Lookup = {
  token: "ovh:index/getDbaasLogsOutputGraylogStreamUrl:getDbaasLogsOutputGraylogStreamUrl",
  call(call) {
    const { id } = streamOf(call);
    const address = (name: string) => `https://${name}.logs.ovh.invalid/streams/${id}`;
    const urls = [
      { type: "GRAYLOG_WEBUI", address: address("gra1") },
      { type: "WEB_SOCKET", address: address("gra1-ws").replace("https", "wss") },
    ];
    return { ...call.inputs, id, urls };
  },
};

/** A subscription of a cluster by id. */
export const getKubeLogSubscription: Lookup = {
  token: "ovh:index/getCloudProjectKubeLogSubscription:getCloudProjectKubeLogSubscription",
  call(call) {
    const { id } = clusterOf(call);
    const wanted = text(call.inputs, "subscriptionId");
    const found = call.store.find(subscriptionToken, "", wanted);
    if (found?.inputs["kubeId"] !== id) return absent(`log subscription ${wanted} not found`);
    return { ...found?.outputs, ...call.inputs, id: wanted };
  },
};

function serviceOf(inputs: Call["inputs"]): string {
  const name = text(inputs, "serviceName");
  return /^ldp-[a-z]{2}-\d+$/.test(name) ? name : absent(`This service does not exist: ${name}`);
}

function streamOf({ store, inputs }: Call): Entry {
  const id = text(inputs, "streamId");
  const found = store.find(streamToken, "", id);
  return found?.inputs["serviceName"] === serviceOf(inputs) ? found : absent(`stream ${id} not found`);
}
