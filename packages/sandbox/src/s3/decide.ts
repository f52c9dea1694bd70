import { bucketActions, listBuckets, type OvhAction } from "./actions.ts";
import { readDocument, type Statement } from "./document.ts";
import type { S3World } from "./world.ts";

/** Somebody wants to do one thing. */
export interface S3Request {
  /** Id of the user whose key signed it; absent when nobody's did. */
  readonly user?: string;
  readonly action: OvhAction;
  /** Absent for `s3:ListAllMyBuckets` only. */
  readonly bucket?: string;
  /** For actions on objects. */
  readonly key?: string;
  /** Id of the user who uploaded the object; absent: the owner of the bucket did. */
  readonly uploader?: string;
}

/** What needs write access to the bucket and nothing from the object itself. */
const ofTheBucket: readonly OvhAction[] = [
  "s3:AbortMultipartUpload",
  "s3:DeleteObject",
  "s3:ListMultipartUploadParts",
  "s3:PutObject",
];

/**
 * Whether OVH would do it. A policy belongs to a user and names no principal; an explicit Deny wins; else a matching
 * Allow, else ownership: of the bucket, and for what reads or changes an object of that object, which its uploader owns
 * (ovh-facts 4.3). Nobody else may do anything: that a user without a policy who owns nothing has no rights is our
 * reading, as is that a policy OVH would not have taken gives none. Buckets may be listed unless that is denied. A
 * Condition is not looked into: an Allow under one does not count, a Deny always does.
 */
export function decide(world: S3World, request: S3Request): boolean {
  const user = world.users.find(({ id }) => id === request.user);
  if (!user) return false;
  const document = readDocument(user.policy ?? '{"Statement":[]}');
  if ("unreadable" in document) return false;
  const said = (effect: Statement["effect"]) =>
    document.statements.some((statement) => statement.effect === effect && covers(statement, request));
  if (said("Deny")) return false;
  if (said("Allow") || request.action === listBuckets) return true;
  const bucket = world.buckets.find(({ name }) => name === request.bucket);
  const ofObject = isOnObject(request.action) && !ofTheBucket.includes(request.action);
  return bucket !== undefined && user.id === ((ofObject ? request.uploader : undefined) ?? bucket.ownerId);
}

const isOnObject = (action: OvhAction) => action !== listBuckets && !bucketActions.some((name) => name === action);

/** A resource without a slash names buckets, one with a slash objects; a lone `*` names everything. */
function covers({ effect, actions, resources, conditional }: Statement, { action, bucket, key }: S3Request): boolean {
  if (conditional && effect === "Allow") return false;
  if (!actions.some((name) => like(name, action))) return false;
  const target = isOnObject(action) ? `${bucket}/${key}` : bucket;
  return resources.some(
    (resource) =>
      resource === "*" ||
      (target !== undefined && resource.includes("/") === isOnObject(action) && like(resource, target)),
  );
}

/** Whether a text is like a pattern: `*` is any run of characters, slashes too, `?` any one. Case counts. */
function like(pattern: string, text: string): boolean {
  const source = pattern
    .replaceAll(/[\\^$.+()|{}[\]]/g, "\\$&")
    .replaceAll("*", ".*")
    .replaceAll("?", ".");
  return new RegExp(`^${source}$`, "su").test(text);
}
