/** The policy document of one user of one bucket. Pure; limited to actions that the service takes. */
import type { s3Actions } from "@accoreboot/catalogue";

/** What a user may do: `write` uploads and deletes but never reads; `list` sees names only. */
export const s3Access = ["read", "write", "readWrite", "list"] as const;
export type S3Access = (typeof s3Access)[number];

type Action = (typeof s3Actions)[number];

/** One statement, as OVHcloud takes it: no Version, no Principal, no Condition. */
export interface Statement {
  readonly Sid: string;
  readonly Effect: "Allow" | "Deny";
  readonly Action: readonly Action[];
  readonly Resource: readonly string[];
}

export interface PolicyDocument {
  readonly Statement: readonly Statement[];
}

const bucketActions: { readonly [access in S3Access]: readonly Action[] } = {
  read: ["s3:GetBucketLocation", "s3:ListBucket"],
  write: ["s3:GetBucketLocation", "s3:ListBucketMultipartUploads"],
  readWrite: ["s3:GetBucketLocation", "s3:ListBucket", "s3:ListBucketMultipartUploads"],
  list: ["s3:GetBucketLocation", "s3:ListBucket"],
};

const reading: readonly Action[] = ["s3:GetObject"];
const writing: readonly Action[] = [
  "s3:AbortMultipartUpload",
  "s3:DeleteObject",
  "s3:ListMultipartUploadParts",
  "s3:PutObject",
];
const objectActions: { readonly [access in S3Access]: readonly Action[] } = {
  read: reading,
  write: writing,
  readWrite: [...reading, ...writing],
  list: [],
};

/**
 * The document that lets a user do what `access` says with the objects under `prefix`, in that bucket and in no other.
 *
 * Whoever uploads an object owns it and could read it back although no statement lets them: a user that only writes is
 * denied that by name. Names of all objects of the bucket can be listed by whoever may list at all: the service has no
 * conditions on prefixes.
 */
export function policyDocument(bucket: string, access: S3Access, prefix = ""): PolicyDocument {
  const bucketArn = `arn:aws:s3:::${bucket}`;
  const objects = `${bucketArn}/${prefix}*`;
  const statements: Statement[] = [
    { Sid: "Bucket", Effect: "Allow", Action: bucketActions[access], Resource: [bucketArn] },
  ];
  if (objectActions[access].length > 0) {
    statements.push({ Sid: "Objects", Effect: "Allow", Action: objectActions[access], Resource: [objects] });
  }
  if (access === "write") {
    statements.push({ Sid: "NoReading", Effect: "Deny", Action: reading, Resource: [`${bucketArn}/*`] });
  }
  return { Statement: statements };
}
