/** What is refused in the description of a user, before anything is made: the path, and what to do instead. */
import { describe, expect, it } from "vitest";
import { found, grant, type Refused, user, who } from "./refused.ts";

const refused: Refused[] = [
  [
    "a setting of the whole bucket under a prefix",
    grant({ actions: ["s3:ListBucket", "s3:PutBucketVersioning"], prefix: "team/" }),
    '"s3:PutBucketVersioning" is about the whole bucket. Give it in a grant without a prefix',
  ],
  [
    "more users than a project can have beside the owner",
    { users: Array.from({ length: 1000 }, (_, i) => ({ ...user, name: `u${i}` })) },
    "users: 1000 are too many. OVHcloud takes 999 at most",
  ],
  ["no users", { users: [] }, "users: [] lets nobody use the buckets. Give at least one user, such as"],
  ["users forgotten", { users: undefined }, "users: required, but nothing was given. Give at least one user"],
  ["a user by its name alone", { users: ["app"] }, 'users[0]: "app" is not a user. Give { name'],
  [
    "two users of one name: two policies for one user",
    { users: [user, user] },
    'users[1].name: "app" is users[0] already. Give all its grants in one place: one user has one policy document',
  ],
  [
    "blanks in a user's name",
    who({ name: "Back End" }),
    'users[0].name: "Back End" is not a name for a user. Use up to 40',
  ],
  ["a long name of a user", who({ name: "a".repeat(41) }), "is too long. Use up to 40 characters"],
  [
    "a user that may do nothing",
    who({ grants: [] }),
    "users[0].grants: [] lets the user do nothing. Give at least one, such as",
  ],
  ["a grant that is a word", who({ grants: ["read"] }), 'users[0].grants[0]: "read" is not a grant. Give {'],
  [
    "a bucket that is not there",
    grant({ bucket: "archiv", access: "read" }),
    'users[0].grants[0].bucket: unknown bucket "archiv". Did you mean "archive"?',
  ],
  [
    "an access nobody knows",
    grant({ access: "readwrite" }),
    'users[0].grants[0].access: unknown access "readwrite". Did you mean "readWrite"?',
  ],
  [
    "a grant without an access",
    grant({}),
    "users[0].grants[0].access: unknown access nothing. Allowed are list, read, write",
  ],
  [
    "access and actions",
    grant({ access: "read", actions: ["s3:GetObject"] }),
    'users[0].grants[0].access: "read" and actions were both given. Give an access, or',
  ],
  [
    "no actions",
    grant({ actions: [] }),
    "users[0].grants[0].actions: [] is not a list of actions. Give a list such as",
  ],
  [
    "an action OVHcloud does not know",
    grant({ actions: ["s3:GetObjectVersion"] }),
    '"s3:GetObjectVersion" is no action that OVHcloud takes by name. Give s3:GetObject: it holds for old versions too',
  ],
  [
    "a misspelt action",
    grant({ actions: ["s3:GetObjet"] }),
    '"s3:GetObjet" is no action that OVHcloud takes by name. Did you mean "s3:GetObject"?',
  ],
  [
    "an action of another service",
    grant({ actions: ["iam:PassRole"] }),
    '"iam:PassRole" is no action that OVHcloud takes by name. Known are',
  ],
  [
    "every action",
    grant({ actions: ["s3:*"] }),
    '"s3:*" is no action that OVHcloud takes by name. Give access: "owner"',
  ],
  [
    "deleting the bucket",
    grant({ actions: ["s3:DeleteBucket"] }),
    `"s3:DeleteBucket" is Pulumi's to do. Buckets are made and deleted by`,
  ],
  [
    "a misspelt argument of a grant",
    grant({ access: "read", prefx: "a/" }),
    'users[0].grants[0].prefx: unknown argument. Did you mean "prefix"?',
  ],
  [
    "a slash in front",
    grant({ access: "read", prefix: "/a/" }),
    'prefix: "/a/" starts with a slash, and no object\'s name does. Write it like',
  ],
  [
    "a prefix that climbs",
    grant({ access: "read", prefix: "../b/" }),
    '"../b/" would climb out of itself. Write it like',
  ],
  [
    "a prefix that stands still",
    grant({ access: "read", prefix: "a/./b/" }),
    "would climb out of itself. Write it like",
  ],
  [
    "a star in a prefix",
    grant({ access: "read", prefix: "a*/" }),
    "has a wildcard and would match other prefixes. Write it like",
  ],
  [
    "a question mark in a prefix",
    grant({ access: "read", prefix: "a?/" }),
    "has a wildcard and would match other prefixes. Write",
  ],
  [
    "a variable in a prefix",
    grant({ access: "read", prefix: "$" + "{aws:username}/" }),
    "has a wildcard and would match",
  ],
  ["an empty part of a prefix", grant({ access: "read", prefix: "a//" }), '"a//" is not a prefix. Write it like'],
  [
    "a prefix without a slash",
    grant({ access: "read", prefix: "reports" }),
    'would match its neighbours too. End it with a slash: "reports/"',
  ],
  [
    "a prefix crossing another environment",
    grant({ access: "read", prefix: "exports/prod/" }),
    '"exports/prod/" crosses into prod, and this is test. Keep what belongs to prod in a bucket of its own',
  ],
  [
    "the same objects twice",
    grant({ access: "read" }, { access: "write" }),
    "users[0].grants[1]: grants[0] is about the same objects. Give one grant",
  ],
  [
    "reading inside of what is only written",
    grant({ access: "write" }, { access: "read", prefix: "a/" }),
    'users[0].grants[1]: overlaps with grants[0]: one lets read what the other forbids to read. Give "readWrite"',
  ],
  ["no key", who({ keys: [] }), "users[0].keys: [] names no key. Give one name, or two"],
  ["three keys", who({ keys: ["a", "b", "c"] }), "are more than two keys at a time. Give one name, or two"],
  ["one key twice", who({ keys: ["a", "a"] }), "names a key twice. Give one name, or two"],
  [
    "a key's name with a hyphen",
    who({ keys: ["2026-11"] }),
    'users[0].keys: "2026-11" is not a name for a key. Use 1 to 20 lower',
  ],
];

describe("the users of S3BucketWithUsers: refused is", () => {
  it.each(refused)("%s (C010)", (_, args, expected) => {
    const list = found(args);
    expect(list).toHaveLength(1);
    expect(list[0]).toContain(expected);
  });
});
