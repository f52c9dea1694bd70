import { isLater, judgePlain, label, type ProjectRef, planChild, unknownNames } from "@accoreboot/core";
import type { S3Bucket, S3LifecycleRule } from "./bucket.ts";
import { type BucketArgs, bucketNames } from "./names.ts";
import { bucketRole, encryptionAlgorithm, hidden, onlyRegion, ownBucketName, versioningStatus } from "./rules.ts";

/** One bucket as it will be registered. */
export interface PlannedBucket {
  readonly role: string;
  readonly name: string;
  readonly args: BucketArgs;
  /** Rules as the provider takes them; none: no lifecycle is registered. */
  readonly lifecycle: ReturnType<typeof lifecycleRule>[];
}

/** What the bucket will be, and what is wrong with its name and its overrides. */
export function planBucket(
  subject: string,
  environment: ProjectRef,
  region: string,
  { bucket, path, overrides }: { bucket: Partial<S3Bucket>; path: string; overrides: Partial<BucketArgs> | undefined },
) {
  const role = judgePlain([{ path, value: bucket.role, rule: bucketRole }]).length > 0 ? "role" : String(bucket.role);
  const lock = bucket.objectLock;
  const { args, findings } = planChild<BucketArgs>(subject, {
    slot: `buckets.${role}`,
    known: bucketNames,
    overrides,
    planned: {
      name: bucket.bucketName ?? label.bucket(environment.app, role, environment.name),
      regionName: region,
      hideObjects: true,
      versioning: { status: bucket.versioning === false ? "disabled" : "enabled" },
      encryption: { sseAlgorithm: bucket.encryption === false ? "plaintext" : "AES256" },
      tags: { ...environment.labels, ...bucket.tags },
      ...(lock ? { objectLock: { status: "enabled", rule: { mode: lock.mode, period: `P${lock.days}D` } } } : {}),
    },
    rules: {
      name: ownBucketName(environment.name),
      regionName: onlyRegion(region),
      hideObjects: hidden,
      versioning: versioningStatus,
      encryption: encryptionAlgorithm,
    },
    from: { name: `${path}.${bucket.bucketName === undefined ? "role" : "bucketName"}` },
  });
  const later = [
    { path: `${path}.bucketName`, value: bucket.bucketName },
    { path: `overrides.buckets.${role}.name`, value: overrides?.name },
  ].filter(({ value }) => isLater(value));
  return {
    findings: [...findings, ...judgePlain(later.map((guard) => ({ ...guard, rule: ownBucketName(environment.name) })))],
    bucket: {
      role,
      name: typeof args.name === "string" ? args.name : "",
      args,
      lifecycle: Array.isArray(bucket.lifecycle) ? bucket.lifecycle.map(lifecycleRule) : [],
    } satisfies PlannedBucket,
  };
}

/** A rule as the provider takes it. */
function lifecycleRule(rule: S3LifecycleRule) {
  const { name, prefix, expireDays, expireOldVersionsDays, abortUploadsDays, moveTo, moveDays } = rule ?? {};
  return {
    id: name,
    status: rule?.enabled === false ? "disabled" : "enabled",
    ...(prefix === undefined ? {} : { filter: { prefix } }),
    ...(expireDays === undefined ? {} : { expiration: { days: expireDays } }),
    ...(expireOldVersionsDays === undefined
      ? {}
      : { noncurrentVersionExpiration: { noncurrentDays: expireOldVersionsDays } }),
    ...(abortUploadsDays === undefined
      ? {}
      : { abortIncompleteMultipartUpload: { daysAfterInitiation: abortUploadsDays } }),
    ...(moveTo === undefined || moveDays === undefined
      ? {}
      : { transitions: [{ storageClass: moveTo, days: moveDays }] }),
  };
}

/** Findings for overrides of buckets that are not there. */
export const strayOverrides = (overrides: unknown, roles: readonly string[]) =>
  unknownNames(overrides, Object.fromEntries(roles.map((role) => [role, true as const])), "overrides.buckets");
