import type { Call, Lookup, Model } from "../model.ts";
import type { Properties } from "../properties.ts";
import { newId } from "../random.ts";
import type { Entry } from "../store.ts";
import { objects, refuse, text } from "../text.ts";
import { childrenOfKind, clusterOf } from "./clusters.ts";
import { childLife } from "./database-user.ts";
import { listId } from "./lists.ts";
import { bad } from "./refusals.ts";

/** What is made inside a Kafka. The provider tries again until the service is READY, so that it is never refused as busy. */
const inKafka: Pick<Model, "importId" | "life" | "unlimited"> = {
  importId: "serviceName/clusterId/id",
  life: childLife,
  unlimited: "no limit is documented",
};

/** Defaults of a topic; assumed. */
const topicDefaults = { minInsyncReplicas: 1, partitions: 1, replication: 2, retentionBytes: -1, retentionHours: 168 };

/** A topic. */
export const kafkaTopic: Model = {
  ...inKafka,
  token: "ovh:CloudProjectDatabase/kafkaTopic:KafkaTopic",
  judge(call, entry) {
    const { inputs, store } = call;
    const cluster = clusterOf(call, "kafka");
    const name = text(inputs, "name");
    if (!/^[\w.-]{1,249}$/.test(name)) bad(`topic name ${name} is not made of letters, digits, ".", "_" and "-"`);
    const topic = settings(inputs);
    const nodes = objects(cluster.outputs, "nodes").length;
    if (topic.replication > nodes) bad(`replication ${topic.replication} is above the ${nodes} nodes of the service`);
    if (topic.minInsyncReplicas > topic.replication) bad("minInsyncReplicas is above replication");
    const same = childrenOfKind(store, kafkaTopic.token, cluster.id).find(
      (other) => other.id !== entry?.id && other.inputs["name"] === name,
    );
    if (same) refuse(409, "Client::Conflict", `topic ${name} already exists`);
  },
  create: ({ inputs }) => ({ id: newId.uuid(), outputs: settings(inputs) }),
};

type Topic = Record<keyof typeof topicDefaults, number>;

const settings = (inputs: Properties) =>
  Object.fromEntries(
    Object.entries(topicDefaults).map(([name, value]) => [name, Number(inputs[name] ?? value)]),
  ) as Topic;

const acl = (token: string, permissions: readonly string[]): Model => ({
  ...inKafka,
  token,
  judge(call) {
    clusterOf(call, "kafka");
    const permission = text(call.inputs, "permission");
    if (!permissions.includes(permission)) bad(`permission ${permission} is not one of ${permissions.join(", ")}`);
  },
  create: () => ({ id: newId.uuid(), outputs: {} }),
});

/** What a user may do with a topic. */
export const kafkaAcl = acl("ovh:CloudProjectDatabase/kafkaAcl:KafkaAcl", ["admin", "read", "write", "readwrite"]);

/** What a user may do with the schema registry. */
export const kafkaSchemaAcl = acl("ovh:CloudProjectDatabase/kafkaSchemaRegistryAcl:KafkaSchemaRegistryAcl", [
  "schema_registry_read",
  "schema_registry_write",
]);

const one = (token: string, { token: kind }: Model, names: readonly string[]): Lookup => ({
  token,
  call(call) {
    const found = all(call, kind).find(({ id }) => id === call.inputs["id"]);
    if (!found) refuse(404, "Client::NotFound", `${text(call.inputs, "id")} does not exist in the service`);
    return { ...call.inputs, ...Object.fromEntries(names.map((name) => [name, found.outputs[name]])) };
  },
});
const every = (token: string, { token: kind }: Model, output: string): Lookup => ({
  token,
  call(call) {
    const ids = all(call, kind).map(({ id }) => id);
    return { ...call.inputs, id: listId(ids), [output]: ids };
  },
});
const all = (call: Call, token: string): Entry[] => childrenOfKind(call.store, token, clusterOf(call, "kafka").id);

/** A user's certificate. No authority stands behind it: the sandbox says so in its place. */
const userAccess: Lookup = {
  token: "ovh:CloudProjectDatabase/getKafkaUserAccess:getKafkaUserAccess",
  call(call) {
    clusterOf(call, "kafka");
    const pem = (label: string) =>
      `-----BEGIN ${label}-----\nSIMULATED: no authority in the sandbox\n-----END ${label}-----\n`;
    return { ...call.inputs, id: text(call.inputs, "userId"), cert: pem("CERTIFICATE"), key: pem("SIMULATED KEY") };
  },
};

/** Topics, rights and access of a Kafka. */
export const kafkaLookups: readonly Lookup[] = [
  one("ovh:CloudProjectDatabase/getKafkaTopic:getKafkaTopic", kafkaTopic, ["name", ...Object.keys(topicDefaults)]),
  every("ovh:CloudProjectDatabase/getKafkaTopics:getKafkaTopics", kafkaTopic, "topicIds"),
  one("ovh:CloudProjectDatabase/getKafkaAcl:getKafkaAcl", kafkaAcl, ["permission", "topic", "username"]),
  every("ovh:CloudProjectDatabase/getKafkaAcls:getKafkaAcls", kafkaAcl, "aclIds"),
  one("ovh:CloudProjectDatabase/getKafkaSchemaRegistryAcl:getKafkaSchemaRegistryAcl", kafkaSchemaAcl, [
    "permission",
    "resource",
    "username",
  ]),
  every("ovh:CloudProjectDatabase/getKafkaSchemaRegistryAcls:getKafkaSchemaRegistryAcls", kafkaSchemaAcl, "aclIds"),
  userAccess,
];
