/** Names of buckets and objects in policy documents, in which `*`, `?` and `[...]` stand for any characters, `/` too. */
import type { Environment } from "../../environment.ts";
import { environmentAtEnd, environmentOfBucket } from "./storage.ts";

/**
 * The part that names the bucket, and whether objects in it are meant. A name without the rest of its address is taken for a
 * bucket's too.
 */
export function bucketIn(resource: string): { readonly bucket: string; readonly objects: boolean } {
  const slash = resource.indexOf("/");
  const place = slash < 0 ? resource : resource.slice(0, slash);
  return { bucket: place.slice(place.lastIndexOf(":") + 1), objects: slash >= 0 };
}

/** True when a bucket's name has a sign that stands for other characters. */
export const isPattern = (bucket: string): boolean => /[*?[\]]/.test(bucket);

/**
 * Whether a resource can be, or be in, a bucket that belongs to another environment by its name. In a pattern of objects
 * a wildcard before the slash stands for any bucket with anything in it.
 */
export function reachesOut(resource: string, environment: Environment, shared: readonly string[]): boolean {
  const { bucket, objects } = bucketIn(resource);
  if (isPattern(bucket)) return objects || environmentAtEnd(bucket) !== environment;
  const belongs = environmentOfBucket(bucket);
  return belongs !== undefined && belongs !== environment && !shared.includes(bucket);
}
