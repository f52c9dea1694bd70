import { lifecycleClasses } from "@accoreboot/catalogue";
import type { Lookup, Model } from "../model.ts";
import type { Properties } from "../properties.ts";
import { newId } from "../random.ts";
import { list, object, objects, refuse, text } from "../text.ts";
import { bucketAt, lifecycleToken } from "./buckets.ts";
import { projectOf } from "./project.ts";
import { bad } from "./refusals.ts";

/** The rules by which a bucket's objects expire or move to another class. One document for each bucket: a PUT replaces it. */
export const storageLifecycle: Model = {
  token: lifecycleToken,
  importId: "serviceName/regionName/containerName",
  immediate: "one PUT, nothing awaited (code of the Terraform provider 2.19)",
  unlimited: "one for each bucket",
  judge(call) {
    const { inputs } = call;
    bucketAt(call, text(inputs, "regionName"), text(inputs, "containerName"));
    const rules = objects(inputs, "rules");
    if (rules.length === 0) bad("a lifecycle configuration needs a rule");
    for (const rule of rules) judgeRule(rule);
    const ids = rules.map(({ id }) => id).filter((id) => id !== undefined);
    if (new Set(ids).size < ids.length) bad("two lifecycle rules have the same id");
  },
  create({ inputs }) {
    const id = ["serviceName", "regionName", "containerName"].map((name) => text(inputs, name)).join("/");
    return { id, outputs: { rules: named(inputs, []) } };
  },
  update: ({ inputs }, entry) => ({
    ...entry.outputs,
    ...inputs,
    rules: named(inputs, objects(entry.outputs, "rules")),
  }),
};

/** Rules as the service gives them back: one without an id has been given one. */
const named = (inputs: Properties, before: readonly Properties[]) =>
  objects(inputs, "rules").map((rule, i) => ({ ...rule, id: rule["id"] ?? before[i]?.["id"] ?? newId.letters(20) }));

const actions = [
  "abortIncompleteMultipartUpload",
  "expiration",
  "noncurrentVersionExpiration",
  "noncurrentVersionTransitions",
  "transitions",
];

function judgeRule(rule: Properties): void {
  if (!actions.some((action) => rule[action])) bad("a lifecycle rule needs something to do");
  exclusive("expiration", object(rule, "expiration"), ["days", "date", "expiredObjectDeleteMarker"]);
  for (const transition of objects(rule, "transitions")) exclusive("transition", transition, ["days", "date"]);
  for (const transition of objects(rule, "noncurrentVersionTransitions")) judgeClass(transition);
  const abort = rule["abortIncompleteMultipartUpload"];
  if (abort && Number(object(rule, "abortIncompleteMultipartUpload")["daysAfterInitiation"] ?? 0) < 1)
    bad("abortIncompleteMultipartUpload needs daysAfterInitiation of at least 1");
}

function exclusive(what: string, values: Properties, names: readonly string[]): void {
  const given = names.filter((name) => values[name] !== undefined && values[name] !== null);
  if (given.length > 1) bad(`${what} takes one of ${names.join(", ")}`);
  if (values["days"] !== undefined && Number(values["days"]) < 0) bad(`${what} takes a positive number of days`);
}

function judgeClass(transition: Properties): void {
  const name = text(transition, "storageClass");
  if (!lifecycleClasses.includes(name)) bad(`storageClass ${name} is not one of ${lifecycleClasses.join(", ")}`);
}

/** The lifecycle configuration of a bucket. */
export const getStorageLifecycle: Lookup = {
  token:
    "ovh:index/getCloudProjectStorageObjectBucketLifecycleConfiguration:getCloudProjectStorageObjectBucketLifecycleConfiguration",
  call(call) {
    const { inputs, store } = call;
    const id = [projectOf(call), text(inputs, "regionName"), text(inputs, "containerName")].join("/");
    bucketAt(call, text(inputs, "regionName"), text(inputs, "containerName"));
    const found = store.find(lifecycleToken, "", id);
    if (!found) refuse(404, "Client::NotFound", "the container has no lifecycle configuration");
    return { ...inputs, id, rules: list(found.outputs, "rules") };
  },
};
