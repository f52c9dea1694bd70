import type { Source } from "@accoreboot/catalogue";

/**
 * Where the lists come from. OVH documents ten names and `s3:*`; the rest, what each name applies to and which names a
 * request needs is what its gateway does. Which version of it runs is not known.
 */
export const actionSource: Source = {
  from: "source of OVHcloud's S3 gateway, github.com/open-io/swift, swift/common/middleware/s3api",
  date: "2026-11-21",
  confidence: "read",
};

/** OVH's actions on a bucket. */
export const bucketActions = [
  "s3:CreateBucket",
  "s3:DeleteBucket",
  "s3:DeleteBucketTagging",
  "s3:DeleteBucketWebsite",
  "s3:DeleteIntelligentTieringConfiguration",
  "s3:GetBucketAcl",
  "s3:GetBucketCORS",
  "s3:GetBucketLocation",
  "s3:GetBucketLogging",
  "s3:GetBucketObjectLockConfiguration",
  "s3:GetBucketTagging",
  "s3:GetBucketVersioning",
  "s3:GetBucketWebsite",
  "s3:GetEncryptionConfiguration",
  "s3:GetIntelligentTieringConfiguration",
  "s3:GetLifecycleConfiguration",
  "s3:GetReplicationConfiguration",
  "s3:ListBucket",
  "s3:ListBucketMultipartUploads",
  "s3:ListBucketVersions",
  "s3:PutBucketAcl",
  "s3:PutBucketCORS",
  "s3:PutBucketLogging",
  "s3:PutBucketObjectLockConfiguration",
  "s3:PutBucketTagging",
  "s3:PutBucketVersioning",
  "s3:PutBucketWebsite",
  "s3:PutEncryptionConfiguration",
  "s3:PutIntelligentTieringConfiguration",
  "s3:PutLifecycleConfiguration",
  "s3:PutReplicationConfiguration",
] as const;

/** OVH's actions on an object. */
export const objectActions = [
  "s3:AbortMultipartUpload",
  "s3:BypassGovernanceRetention",
  "s3:DeleteObject",
  "s3:DeleteObjectTagging",
  "s3:GetObject",
  "s3:GetObjectAcl",
  "s3:GetObjectLegalHold",
  "s3:GetObjectRetention",
  "s3:GetObjectTagging",
  "s3:ListMultipartUploadParts",
  "s3:PutObject",
  "s3:PutObjectAcl",
  "s3:PutObjectLegalHold",
  "s3:PutObjectRetention",
  "s3:PutObjectTagging",
] as const;

/** The one action that names no bucket. */
export const listBuckets = "s3:ListAllMyBuckets";

export type BucketAction = (typeof bucketActions)[number];
export type ObjectAction = (typeof objectActions)[number];
export type OvhAction = BucketAction | ObjectAction | typeof listBuckets;

/** Every action a policy may name, `s3:*` and other prefixes apart. */
export const ovhActions: readonly OvhAction[] = [...bucketActions, ...objectActions, listBuckets];
