/**
 * Names of buckets and objects in policy documents. The gateway's published source (open-io/swift) compares the whole
 * address at once, and `*`, `?` and `[...]` stand for any characters, `/` and `:` too.
 */
import type { Environment } from "../../environment.ts";
import { environmentOfBucket } from "./storage.ts";

const address = "arn:aws:s3:::";

/**
 * The part that names the bucket, and whether objects in it are meant. A name without the rest of its address is taken for a
 * bucket's too; of another address all up to the slash is given, which is no bucket's name.
 */
export function bucketIn(resource: string): { readonly bucket: string; readonly objects: boolean } {
  const place = resource.startsWith(address) ? resource.slice(address.length) : resource;
  const slash = place.indexOf("/");
  return { bucket: slash < 0 ? place : place.slice(0, slash), objects: slash >= 0 };
}

/** True for what names one bucket. Anything else may stand for others: a wildcard reaches past the slash. */
export const isBucketName = (bucket: string): boolean => /^[a-z0-9.-]+$/.test(bucket);

/** Whether a resource can be, or be in, a bucket that belongs to another environment by its name. */
export function reachesOut(resource: string, environment: Environment, shared: readonly string[]): boolean {
  const { bucket } = bucketIn(resource);
  if (!isBucketName(bucket)) return true;
  const belongs = environmentOfBucket(bucket);
  return belongs !== undefined && belongs !== environment && !shared.includes(bucket);
}
