import { storageQuota } from "@accoreboot/catalogue";
import {
  boolean,
  type Finding,
  integer,
  isPlainObject,
  judgePlain,
  labelMap,
  names,
  oneOf,
  optional,
  type Rule,
  unknownNames,
} from "@accoreboot/core";
import type { S3Bucket, S3ObjectLock } from "./bucket.ts";
import { type BucketContext, lifecycleFindings } from "./lifecycle.rules.ts";
import { namedFindings } from "./named.ts";
import { bucketRole } from "./rules.ts";

const bucketKeys = names<S3Bucket>({
  role: true,
  bucketName: true,
  versioning: true,
  encryption: true,
  objectLock: true,
  lifecycle: true,
  tags: true,
});
const lockKeys = names<S3ObjectLock>({ mode: true, days: true });

/** What is wrong with the list of buckets, their physical names apart. */
export function bucketsFindings(given: unknown, context: BucketContext): Finding[] {
  const list = {
    path: "buckets",
    key: "role",
    name: bucketRole,
    known: bucketKeys,
    none: noBuckets,
    other: noBucket,
    twice: "Give every bucket a role of its own",
    most: storageQuota.mostBuckets,
  };
  return namedFindings(given, list, (bucket, at) => [
    ...judgePlain([
      { path: `${at}.versioning`, value: bucket["versioning"], rule: optional(boolean) },
      { path: `${at}.encryption`, value: bucket["encryption"], rule: optional(boolean) },
      { path: `${at}.tags`, value: bucket["tags"], rule: optional(labelMap(Object.keys(context.labels))) },
    ]),
    ...lockFindings(bucket, `${at}.objectLock`),
    ...lifecycleFindings(bucket, `${at}.lifecycle`, context),
  ]);
}

function lockFindings({ objectLock: lock, versioning }: Record<string, unknown>, path: string): Finding[] {
  if (lock === undefined) return [];
  if (!isPlainObject(lock)) return judgePlain([{ path, value: lock, rule: noLock }]);
  return [
    ...unknownNames(lock, lockKeys, path),
    ...judgePlain([
      { path: `${path}.mode`, value: lock["mode"], rule: oneOf(["governance", "compliance"], "mode") },
      { path: `${path}.days`, value: lock["days"], rule: integer(1, 36_500, "days") },
      { path, value: versioning, rule: versioned },
    ]),
  ];
}

const versioned: Rule = (value) =>
  value === false ? { problem: "locks versions, and the bucket keeps none", remedy: "Leave versioning on" } : undefined;
const noLock: Rule = (value, show) => ({
  problem: `${show(value)} is not a lock`,
  remedy: 'Give { mode: "governance", days: 30 }, or leave it out',
});
const noBuckets: Rule = (value, show) => ({
  problem: `${show(value)} names no bucket`,
  remedy: 'Give at least one, such as { role: "archive" }',
});
const noBucket: Rule = (value, show) => ({
  problem: `${show(value)} is not a bucket`,
  remedy: 'Give { role: "archive" }',
});
