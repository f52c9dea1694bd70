import type { Source } from "./source.ts";

export const bucketNameSource: Source = {
  from: "OVHcloud guide on object storage limits",
  date: "2026-02-18",
  confidence: "read",
};

/** Lengths of a bucket name, in characters. */
export const bucketName = { min: 3, max: 63 } as const;

/** Buckets and users of a project where support has not raised the number, and buckets where it has. */
export const storageQuota = { buckets: 100, mostBuckets: 1000, users: 1000 } as const;

export const s3ActionSource: Source = {
  from: "OVHcloud guide on object storage identity and access (2022); that GetObjectVersion and DeleteObjectVersion make a document fail is reported by users (2026)",
  date: "2026",
  confidence: "reported",
};

/** Actions a user's policy may name, as the guide lists them. One the service does not know makes the document fail. */
export const s3Actions = [
  "s3:AbortMultipartUpload",
  "s3:CreateBucket",
  "s3:DeleteBucket",
  "s3:DeleteObject",
  "s3:GetBucketLocation",
  "s3:GetObject",
  "s3:ListBucket",
  "s3:ListBucketMultipartUploads",
  "s3:ListMultipartUploadParts",
  "s3:PutObject",
] as const;

export const s3GatewayActionSource: Source = {
  from: "Table of actions in the published source of the S3 gateway that OVHcloud runs (open-io/swift, s3api); the guide lists fewer",
  date: "2024-10-02",
  confidence: "reported",
};

const onBuckets = [
  ...["Acl", "CORS", "Logging", "ObjectLockConfiguration", "Tagging", "Versioning", "Website"].flatMap((what) => [
    `s3:GetBucket${what}`,
    `s3:PutBucket${what}`,
  ]),
  ...["Encryption", "IntelligentTiering", "Lifecycle", "Replication"].flatMap((what) => [
    `s3:Get${what}Configuration`,
    `s3:Put${what}Configuration`,
  ]),
  "s3:DeleteBucketTagging",
  "s3:DeleteBucketWebsite",
  "s3:DeleteIntelligentTieringConfiguration",
  "s3:ListBucketVersions",
];
const onObjects = [
  ...["Acl", "LegalHold", "Retention", "Tagging"].flatMap((what) => [`s3:GetObject${what}`, `s3:PutObject${what}`]),
  "s3:BypassGovernanceRetention",
  "s3:DeleteObjectTagging",
];

/** Every action the gateway knows, the guide's among them. */
export const s3GatewayActions: readonly string[] = [...s3Actions, ...onBuckets, ...onObjects];

/** Those of them that are about a bucket, and not about an object in it. */
export const s3BucketActions: readonly string[] = [
  "s3:CreateBucket",
  "s3:DeleteBucket",
  "s3:GetBucketLocation",
  "s3:ListBucket",
  "s3:ListBucketMultipartUploads",
  ...onBuckets,
];

export const storageClassSource: Source = {
  from: "Documentation of cloud_project_storage and of its lifecycle configuration in the Terraform provider 2.19",
  date: "2026-08-21",
  confidence: "read",
};

/** Storage classes of a replica. */
export const replicaClasses: readonly string[] = [
  "DEEP_ARCHIVE",
  "GLACIER",
  "GLACIER_IR",
  "HIGH_PERF",
  "INTELLIGENT_TIERING",
  "ONEZONE_IA",
  "STANDARD",
  "STANDARD_IA",
];

/**
 * Classes that only regions of three availability zones have. Guide on S3 locations, 2026-02-03, which knows the coldest
 * in EU-WEST-PAR alone.
 */
export const threeZoneClasses: { readonly [storageClass: string]: readonly string[] } = {
  GLACIER_IR: ["EU-WEST-PAR", "EU-SOUTH-MIL"],
  DEEP_ARCHIVE: ["EU-WEST-PAR"],
};

/** Storage classes that a lifecycle rule can move objects to. */
export const lifecycleClasses: readonly string[] = ["STANDARD", "STANDARD_IA", "GLACIER_IR", "DEEP_ARCHIVE"];
