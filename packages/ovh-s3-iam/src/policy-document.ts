/** The policy document of one user. Pure; limited to actions that the service takes. */
import { s3BucketActions } from "@accoreboot/catalogue";

/**
 * What a user may do: `list` sees names only; `write` uploads and deletes but never reads; `owner` does everything
 * short of deleting the bucket, its settings included where no prefix limits it.
 */
export const s3Access = ["list", "read", "write", "readWrite", "owner"] as const;
export type S3Access = (typeof s3Access)[number];

/** What one grant of a document says of one bucket. */
export interface Granted {
  /** Name of the bucket, as the service knows it. */
  readonly bucket: string;
  /** The intent; or `actions` by name. */
  readonly access?: S3Access;
  readonly actions?: readonly string[];
  /** Objects it is about: those whose names start so. Empty: all. */
  readonly prefix?: string;
}

/** One statement, as OVHcloud takes it: no Version, no Principal, no Condition. */
export interface Statement {
  readonly Sid: string;
  readonly Effect: "Allow" | "Deny";
  readonly Action: readonly string[];
  readonly Resource: readonly string[];
}

export interface PolicyDocument {
  readonly Statement: readonly Statement[];
}

const reading = ["s3:GetObject"];
const writing = ["s3:AbortMultipartUpload", "s3:DeleteObject", "s3:ListMultipartUploadParts", "s3:PutObject"];
const all = ["s3:*"];

/** Actions on the bucket and on its objects, by intent. The documented ones alone: an unknown one loses the document. */
const intents: { readonly [access in S3Access]: { bucket: readonly string[]; objects: readonly string[] } } = {
  list: { bucket: ["s3:GetBucketLocation", "s3:ListBucket"], objects: [] },
  read: { bucket: ["s3:GetBucketLocation", "s3:ListBucket"], objects: reading },
  write: { bucket: ["s3:GetBucketLocation", "s3:ListBucketMultipartUploads"], objects: writing },
  readWrite: {
    bucket: ["s3:GetBucketLocation", "s3:ListBucket", "s3:ListBucketMultipartUploads"],
    objects: [...reading, ...writing],
  },
  owner: { bucket: all, objects: all },
};

/**
 * The one document of a user that may do what every grant says, and nothing else. The grants have been judged.
 *
 * Whoever uploads an object owns it and could read it back although no statement lets them: what a grant only writes is
 * denied for reading by name, in the whole bucket when the user reads nothing there. Names of all objects of a bucket
 * can be listed by whoever may list at all: the service has no conditions on prefixes. Nobody deletes a bucket.
 */
export function documentOf(grants: readonly Granted[]): PolicyDocument {
  return {
    Statement: [...new Set(grants.map(({ bucket }) => bucket))].flatMap((bucket, i) => ofBucket(i, bucket, grants)),
  };
}

function ofBucket(index: number, bucket: string, grants: readonly Granted[]): Statement[] {
  const own = grants.filter((grant) => grant.bucket === bucket);
  const arn = `arn:aws:s3:::${bucket}`;
  const under = (grant: Granted) => `${arn}/${grant.prefix ?? ""}*`;
  const written = own.filter(onlyWrites);
  const owned = own.filter((grant) => bucketActions(grant).includes("s3:*"));
  return [
    allow(`Bucket${index}`, unique(own.flatMap(bucketActions)), [arn]),
    ...own.map((grant, i) => allow(`Objects${index}x${i}`, objectActions(grant), [under(grant)])),
    deny(`NoReading${index}`, reading, written.length === 0 ? [] : own.some(reads) ? written.map(under) : [`${arn}/*`]),
    deny(`NoDeleting${index}`, ["s3:DeleteBucket"], owned.length === 0 ? [] : [arn]),
  ].filter(({ Action, Resource }) => Action.length > 0 && Resource.length > 0);
}

/** An owner under a prefix does with the bucket itself what a writer does: settings are the whole bucket's. */
function bucketActions({ access, actions, prefix }: Granted): readonly string[] {
  if (!access) return (actions ?? []).filter((name) => s3BucketActions.includes(name));
  return intents[access === "owner" && prefix ? "readWrite" : access].bucket;
}

function objectActions({ access, actions }: Granted): readonly string[] {
  if (!access) return (actions ?? []).filter((name) => !s3BucketActions.includes(name));
  return intents[access].objects;
}

/** Whether a grant lets its user read objects. */
export const reads = (grant: Granted): boolean =>
  objectActions(grant).some((name) => name === "s3:*" || name === "s3:GetObject");

/** Whether it lets its user upload what that user may not read. */
export const onlyWrites = (grant: Granted): boolean => !reads(grant) && objectActions(grant).includes("s3:PutObject");

/** What is listed twice, once; and `s3:*` swallows the rest. */
function unique(actions: readonly string[]): readonly string[] {
  return actions.includes("s3:*") ? all : [...new Set(actions)];
}

const allow = (Sid: string, Action: readonly string[], Resource: string[]): Statement => ({
  Sid,
  Effect: "Allow",
  Action,
  Resource,
});
const deny = (Sid: string, Action: readonly string[], Resource: string[]): Statement => ({
  Sid,
  Effect: "Deny",
  Action,
  Resource,
});
