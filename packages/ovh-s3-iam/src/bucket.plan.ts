import {
  type Finding,
  isLater,
  isPlainObject,
  judgePlain,
  label,
  type ProjectRef,
  planChild,
  unknownNames,
} from "@accoreboot/core";
import type { S3Bucket, S3LifecycleRule } from "./bucket.ts";
import { type BucketArgs, bucketNames } from "./names.ts";
import {
  encryptionAlgorithm,
  hidden,
  keepsLabels,
  lockSettings,
  onlyRegion,
  replicationRules,
  versioningStatus,
} from "./override.rules.ts";
import { bucketRole, ownBucketName } from "./rules.ts";

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
      name: bucket.bucketName === undefined ? label.bucket(environment.app, role, environment.name) : bucket.bucketName,
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
      // What the bucket's own arguments say has been judged as they were written.
      ...(overrides?.objectLock === undefined ? {} : { objectLock: lockSettings }),
      ...(overrides?.replication === undefined ? {} : { replication: replicationRules }),
      ...(overrides?.tags === undefined ? {} : { tags: keepsLabels(environment.labels) }),
    },
    from: { name: `${path}.${bucket.bucketName === undefined ? "role" : "bucketName"}` },
  });
  const later = [
    { path: `${path}.bucketName`, value: bucket.bucketName },
    { path: `overrides.buckets.${role}.name`, value: overrides?.name },
  ].filter(({ value }) => isLater(value));
  return {
    findings: [
      ...findings,
      ...unversioned(`overrides.buckets.${role}.versioning`, bucket, overrides),
      ...judgePlain(later.map((guard) => ({ ...guard, rule: ownBucketName(environment.name) }))),
    ],
    bucket: {
      role,
      name: typeof args.name === "string" ? args.name : "",
      args,
      lifecycle: Array.isArray(bucket.lifecycle) ? bucket.lifecycle.map(lifecycleRule) : [],
    } satisfies PlannedBucket,
  };
}

/** What old versions are needed for, when the overrides switch them off. */
function unversioned(path: string, bucket: Partial<S3Bucket>, overrides: Partial<BucketArgs> | undefined): Finding[] {
  const given: unknown = overrides?.versioning;
  const status = isPlainObject(given) ? given["status"] : undefined;
  const remedy = "Leave it out";
  if (bucket.objectLock !== undefined && (status === "disabled" || status === "suspended"))
    return [{ path, problem: "the bucket's lock locks versions", remedy }];
  const expires = Array.isArray(bucket.lifecycle) && bucket.lifecycle.some((rule) => rule?.expireOldVersionsDays);
  return expires && status === "disabled"
    ? [{ path, problem: "a rule of the bucket is about old versions", remedy }]
    : [];
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
