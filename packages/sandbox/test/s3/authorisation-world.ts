import type { S3User, S3World } from "../../src/s3/world.ts";
import { arn } from "./support.ts";

type Said = [effect: "Allow" | "Deny", action: string | string[], ...resources: string[]];

const pair = (name: string) => ({
  accessKeyId: `key-${name.replaceAll(" ", "-")}`,
  secretAccessKey: `secret & <${name}>`,
});

function user(id: string, statements: readonly Said[] | undefined, keyNames: readonly string[] = [id]): S3User {
  const Statement = statements?.map(([Effect, Action, ...resources]) => ({
    Effect,
    Action,
    Resource: resources.map((resource) => (resource === "*" ? resource : arn(resource))),
  }));
  return { id, keys: keyNames.map(pair), ...(Statement ? { policy: JSON.stringify({ Statement }) } : {}) };
}

const read = ["s3:GetObject", "s3:ListBucket", "s3:GetBucketLocation"];

/** Every way in which policies and ownership meet, each with a user of its own. */
const users: readonly S3User[] = [
  user("owner", undefined, ["owner", "owner-rotated"]),
  user("owner with denials", [
    ["Deny", ["s3:GetObject", "s3:DeleteObject"], "data-logs/audit/*"],
    ["Deny", "s3:ListBucketMultipartUploads", "data-logs"],
  ]),
  user("owner shut out", [["Deny", "s3:*", "*"]]),
  user("seeder", [["Allow", "s3:*", "*"]]),
  user("all as an ARN", [
    ["Allow", "s3:*", "*"],
    ["Deny", "s3:DeleteObject", "*/audit/*"],
  ]),
  user("reader", [["Allow", read, "data-app", "data-app/*"]]),
  user("reader of a prefix", [
    ["Allow", "s3:GetObject", "data-app/reports/*"],
    ["Allow", "s3:ListBucket", "data-app"],
  ]),
  user("reader of one object", [["Allow", "s3:GetObject", "data-app/reports/2026/a.csv"]]),
  user("reader of an ending", [["Allow", "s3:GetObject", "*/*.csv"]]),
  user("reader by one character", [["Allow", "s3:GetObject", "data-app/reports/202?/*"]]),
  user("reader in another case", [["Allow", "s3:*", "Data-App", "Data-App/*", "data-app/Reports/*"]]),
  user("writer", [
    ["Allow", ["s3:PutObject", "s3:AbortMultipartUpload"], "data-app/incoming/*"],
    ["Deny", "s3:GetObject", "data-app/*"],
  ]),
  user("by prefix of buckets", [["Allow", "s3:*", "data-*", "data-*/*"]]),
  user("buckets without their objects", [["Allow", "s3:*", "data-app", "data-l*"]]),
  user("objects without their bucket", [["Allow", "s3:*", "data-app/*"]]),
  user("all but one bucket", [
    ["Allow", "s3:*", "*"],
    ["Deny", "s3:*", "backup", "backup/*"],
  ]),
  user("all but writing", [
    ["Allow", "s3:*", "*"],
    ["Deny", ["s3:Put*", "s3:Delete*", "s3:Abort*"], "*"],
  ]),
  user("denied what was not granted", [["Deny", "s3:GetObject", "*"]]),
  user("empty", []),
  user("without policy", undefined),
  user("unknown action", [["Allow", ["s3:*", "s3:GetObjectVersion"], "*"]]),
];

/** Buckets of the world. */
export const buckets = ["data-app", "data-logs", "backup", "shut"] as const;

/** Objects in every bucket. */
export const keys = ["reports/2026/a.csv", "audit/b.log", "incoming/c d+é.bin"] as const;

export const world: S3World = {
  users,
  buckets: [
    { name: "data-app", ownerId: "owner", versioning: true, objectLock: false },
    { name: "data-logs", ownerId: "owner with denials", versioning: false, objectLock: false },
    { name: "backup", versioning: true, objectLock: true },
    { name: "shut", ownerId: "owner shut out", versioning: false, objectLock: false },
  ],
};

/** Somebody who sends requests. */
export interface Identity {
  readonly name: string;
  /** Whose key it is, when the signature is right. */
  readonly user?: string;
  readonly key?: { readonly accessKeyId: string; readonly secretAccessKey: string };
  /** Whether some requests are let through and some are not; else `all` says what becomes of every one. */
  readonly mixed: boolean;
  readonly all?: boolean;
}

const none = [
  "owner shut out",
  "reader in another case",
  "denied what was not granted",
  "empty",
  "without policy",
  "unknown action",
];

export const identities: readonly Identity[] = [
  ...users.flatMap(({ id, keys: [first, second] }): Identity[] => [
    {
      name: id,
      user: id,
      mixed: id !== "seeder" && !none.includes(id),
      all: id === "seeder",
      ...(first ? { key: first } : {}),
    },
    ...(second ? [{ name: `${id}, second key`, user: id, mixed: true, key: second }] : []),
  ]),
  { name: "a wrong secret", key: { ...pair("seeder"), secretAccessKey: "wrong" }, mixed: false, all: false },
  { name: "an unknown key", key: pair("nobody"), mixed: false, all: false },
  { name: "nobody's signature", mixed: false, all: false },
];
