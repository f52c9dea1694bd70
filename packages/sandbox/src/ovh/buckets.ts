import type { Call } from "../model.ts";
import type { Entry } from "../store.ts";
import { list, object, refuse, text } from "../text.ts";
import { entriesIn, projectOf } from "./project.ts";

export const storageToken = "ovh:CloudProject/storage:Storage";
export const lifecycleToken =
  "ovh:index/cloudProjectStorageObjectBucketLifecycleConfiguration:CloudProjectStorageObjectBucketLifecycleConfiguration";

/** The bucket of that name in that region of the project; refuses one that does not exist. */
export function bucketAt(call: Call, region: string, name: string): Entry {
  const found = call.store.find(storageToken, "", name);
  const here = found?.inputs["serviceName"] === projectOf(call) && text(found.inputs, "regionName") === region;
  return found && here
    ? found
    : refuse(404, "Client::NotFound", `container ${name} does not exist in region ${region}`);
}

/** Buckets of that region of the project. */
export const bucketsOf = (call: Call, region: string): Entry[] =>
  entriesIn(call.store, storageToken, projectOf(call)).filter(({ inputs }) => inputs["regionName"] === region);

/** Whether a bucket keeps versions of its objects. */
export const isVersioned = ({ outputs }: Entry) => object(outputs, "versioning")["status"] === "enabled";

/** Whether a bucket replicates to another one. */
export const isReplicated = ({ outputs }: Entry) => list(object(outputs, "replication"), "rules").length > 0;
