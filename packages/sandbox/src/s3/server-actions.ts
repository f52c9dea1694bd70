import type { BucketAction, ObjectAction } from "./actions.ts";

/**
 * What the server may be told to grant on a bucket, and the OVH actions that must all be allowed for it. What is not here
 * is granted to nobody: making and removing buckets, bucket policies and ACLs, ownership, and what the server has not.
 */
export const serverBucketActions: Readonly<Record<string, readonly BucketAction[]>> = {
  "s3:GetBucketAcl": ["s3:GetBucketAcl"],
  "s3:GetBucketCORS": ["s3:GetBucketCORS"],
  "s3:GetBucketLocation": ["s3:GetBucketLocation"],
  "s3:GetBucketObjectLockConfiguration": ["s3:GetBucketObjectLockConfiguration"],
  "s3:GetBucketTagging": ["s3:GetBucketTagging"],
  "s3:GetBucketVersioning": ["s3:GetBucketVersioning"],
  "s3:ListBucket": ["s3:ListBucket"],
  "s3:ListBucketMultipartUploads": ["s3:ListBucketMultipartUploads"],
  "s3:ListBucketVersions": ["s3:ListBucket", "s3:ListBucketVersions"],
  "s3:PutBucketCORS": ["s3:PutBucketCORS"],
  "s3:PutBucketObjectLockConfiguration": ["s3:PutBucketObjectLockConfiguration"],
  "s3:PutBucketTagging": ["s3:PutBucketTagging", "s3:DeleteBucketTagging"],
  "s3:PutBucketVersioning": ["s3:PutBucketVersioning"],
};

/** The same on an object. OVH knows no actions of its own for versions (ovh-facts 4.3), the server does. */
export const serverObjectActions: Readonly<Record<string, readonly ObjectAction[]>> = {
  "s3:AbortMultipartUpload": ["s3:AbortMultipartUpload"],
  "s3:BypassGovernanceRetention": ["s3:BypassGovernanceRetention"],
  "s3:DeleteObject": ["s3:DeleteObject"],
  "s3:DeleteObjectTagging": ["s3:DeleteObjectTagging"],
  "s3:DeleteObjectVersion": ["s3:DeleteObject"],
  "s3:DeleteObjectVersionTagging": ["s3:DeleteObjectTagging"],
  "s3:GetObject": ["s3:GetObject"],
  "s3:GetObjectAttributes": ["s3:GetObject", "s3:GetObjectAcl"],
  "s3:GetObjectLegalHold": ["s3:GetObjectLegalHold"],
  "s3:GetObjectRetention": ["s3:GetObjectRetention"],
  "s3:GetObjectTagging": ["s3:GetObjectTagging"],
  "s3:GetObjectVersion": ["s3:GetObject"],
  "s3:GetObjectVersionAttributes": ["s3:GetObject", "s3:GetObjectAcl"],
  "s3:GetObjectVersionTagging": ["s3:GetObjectTagging"],
  "s3:ListMultipartUploadParts": ["s3:ListMultipartUploadParts"],
  "s3:PutObject": ["s3:PutObject"],
  "s3:PutObjectLegalHold": ["s3:PutObjectLegalHold"],
  "s3:PutObjectRetention": ["s3:PutObjectRetention"],
  "s3:PutObjectTagging": ["s3:PutObjectTagging"],
  "s3:PutObjectVersionTagging": ["s3:PutObjectTagging"],
};
