import type { Source } from "./source.ts";

export const bucketNameSource: Source = {
  from: "OVHcloud guide on object storage limits",
  date: "2026-02-18",
  confidence: "read",
};

/** Lengths of a bucket name, in characters. */
export const bucketName = { min: 3, max: 63 } as const;

export const s3ActionSource: Source = {
  from: "OVHcloud guide on object storage identity and access (2022); that GetObjectVersion and DeleteObjectVersion make a document fail is reported by users (2026)",
  date: "2026",
  confidence: "reported",
};

/** Actions a user's policy may name. One the service does not know makes the whole document fail. */
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
