import { s3Endpoint, storageQuota } from "@accoreboot/catalogue";
import { habit } from "../habit.ts";
import type { Call, Model } from "../model.ts";
import type { Properties } from "../properties.ts";
import { md5, newId } from "../random.ts";
import { object, objects, refuse, stamp, text } from "../text.ts";
import { lifecycleToken, storageToken } from "./buckets.ts";
import { entriesIn, projectOf } from "./project.ts";
import { judgeBucket, judgeBucketName } from "./storage-rules.ts";
import { userAt, userToken } from "./user.ts";

const deleteEmpties = habit(
  "storage.delete-empties",
  "taking a Storage down deletes every object and version in it first",
  "ovh-facts 4.2",
);
const ownerHidden = habit(
  "storage.owner-hidden",
  "a Storage without ownerId belongs to an identity that is no user of the project",
  "ovh-facts 4.3",
);
const ownerNeverSent = habit(
  "storage.owner-never-sent",
  "a new ownerId of a Storage is never sent: the change shows at every preview",
  "code of the Terraform provider 2.19",
);

/** An S3 bucket, its objects counted where an S3 server stands behind it. */
export const storage: Model = {
  token: storageToken,
  importId: "serviceName/regionName/name",
  habits: [deleteEmpties, ownerHidden, ownerNeverSent],
  neverSent: { ownerId: ownerNeverSent },
  immediate: "the provider makes one call and waits for nothing (code of the Terraform provider 2.19)",
  quota: { limit: storageQuota.buckets, per: "project", source: "guide on object storage limits (ovh-facts 4.2)" },
  judge: judgeBucket,
  create(call) {
    const { store, inputs } = call;
    const name = text(inputs, "name");
    const region = text(inputs, "regionName");
    judgeBucketName(inputs);
    if (store.find(storageToken, "", name)) refuse(409, "Client::Conflict", `container ${name} already exists`);
    if (inputs["ownerId"] !== undefined) userAt(store, projectOf(call), String(inputs["ownerId"]));
    return {
      id: name,
      outputs: {
        region,
        createdAt: stamp(call),
        virtualHost: `${s3Endpoint(region).replace("https://", `https://${name}.`)}/`,
        ownerId: ownerOf(call),
        objectsCount: 0,
        objectsSize: 0,
        objects: [],
        ...settings(inputs),
      },
    };
  },
  update: ({ inputs }, entry) => ({ ...entry.outputs, ...inputs, ...settings(inputs, entry.outputs) }),
  remove(call, { id, inputs, outputs }) {
    const { store } = call;
    const count = Number(outputs["objectsCount"] ?? 0);
    if (count > 0 && object(outputs, "objectLock")["rule"])
      refuse(403, "Client::Forbidden", `container ${id} holds locked objects: unlock and delete them first`);
    if (count > 0 && !call.has(deleteEmpties))
      refuse(409, "Client::Conflict::BucketNotEmpty", `container ${id} holds ${count} objects`);
    for (const { destination } of objects(object(outputs, "replication"), "rules") as { destination: Properties }[]) {
      if (destination["removeOnMainBucketDeletion"] === true) store.remove(storageToken, "", text(destination, "name"));
    }
    store.remove(lifecycleToken, "", [inputs["serviceName"], inputs["regionName"], id].map(String).join("/"));
  },
};

/** What a bucket shows of settings that may change; `shown` are its outputs so far. */
function settings(inputs: Properties, shown: Properties = {}): Properties {
  const lock = inputs["objectLock"] ?? shown["objectLock"];
  const locked = object({ lock }, "lock")["status"] === "enabled";
  const versioning = locked ? { status: "enabled" } : { status: "disabled" };
  return {
    encryption: inputs["encryption"] ?? shown["encryption"] ?? { sseAlgorithm: "plaintext" },
    versioning: inputs["versioning"] ?? shown["versioning"] ?? versioning,
    ...(lock === undefined ? {} : { objectLock: lock }),
    replication: { rules: objects(object(inputs, "replication"), "rules").map((rule, i) => replica(rule, i, shown)) },
    tags: inputs["tags"] ?? {},
    limit: inputs["limit"] ?? 1000,
    marker: inputs["marker"] ?? "",
    prefix: inputs["prefix"] ?? "",
    hideObjects: inputs["hideObjects"] ?? false,
  };
}

function replica(rule: Properties, index: number, shown: Properties): Properties {
  const before = objects(object(shown, "replication"), "rules")[index];
  const filter = object(rule, "filter");
  return {
    id: rule["id"] ?? before?.["id"] ?? newId.letters(16),
    status: rule["status"] ?? "enabled",
    priority: rule["priority"] ?? index + 1,
    deleteMarkerReplication: rule["deleteMarkerReplication"] ?? "disabled",
    filter: { prefix: text(filter, "prefix"), tags: object(filter, "tags") },
    destination: { storageClass: "STANDARD", ...object(rule, "destination") },
  };
}

/** Who owns the bucket: whoever was named, or a number that nobody in the project has. */
function ownerOf(call: Call): number {
  const { store, inputs, has } = call;
  if (inputs["ownerId"] !== undefined) return Number(inputs["ownerId"]);
  const serviceName = projectOf(call);
  const first = entriesIn(store, userToken, serviceName)[0];
  if (first && !has(ownerHidden)) return Number(first.id);
  return 100_000 + (Number.parseInt(md5(`owner ${serviceName}`).slice(0, 8), 16) % 900_000);
}
