import { s3GatewayActions } from "@accoreboot/catalogue";
import { expect, test } from "vitest";
import { ovhActions } from "../../src/s3/actions.ts";
import { decide, type S3Request } from "../../src/s3/decide.ts";
import { readDocument } from "../../src/s3/document.ts";
import type { S3World } from "../../src/s3/world.ts";

type Said = [effect: "Allow" | "Deny", action: string | string[], resource: string | string[]];

const policyOf = (...statements: Said[]) =>
  JSON.stringify({ Statement: statements.map(([Effect, Action, Resource]) => ({ Effect, Action, Resource })) });

/** A world with a bucket `data` that `owner` owns, and a user `one` with that policy. */
function world(...statements: Said[]): S3World {
  const users = [
    { id: "owner", keys: [] },
    { id: "one", keys: [], policy: policyOf(...statements) },
  ];
  return { users, buckets: [{ name: "data", ownerId: "owner", versioning: false, objectLock: false }] };
}

const read = (key: string, user = "one"): S3Request => ({ user, action: "s3:GetObject", bucket: "data", key });
const list: S3Request = { user: "one", action: "s3:ListBucket", bucket: "data" };
const arn = "arn:aws:s3:::";

test.each<[string, Said[], S3Request, boolean]>([
  ["a granted read", [["Allow", "s3:GetObject", `${arn}data/*`]], read("a/b"), true],
  ["another action", [["Allow", "s3:PutObject", `${arn}data/*`]], read("a"), false],
  ["another bucket", [["Allow", "s3:GetObject", `${arn}other/*`]], read("a"), false],
  ["s3:*", [["Allow", "s3:*", `${arn}data/*`]], read("a"), true],
  ["a prefix of actions", [["Allow", "s3:Get*", `${arn}data/*`]], read("a"), true],
  ["everything", [["Allow", "s3:*", "*"]], read("a"), true],
  ["everything as an ARN", [["Allow", "s3:*", `${arn}*`]], list, true],
  ["a resource without the ARN's prefix", [["Allow", "s3:GetObject", "data/*"]], read("a"), true],
  ["objects of a bucket that only the bucket is granted of", [["Allow", "s3:*", `${arn}data*`]], read("a"), false],
  ["the bucket of granted objects", [["Allow", "s3:*", `${arn}data/*`]], list, false],
  ["a bucket by wildcard", [["Allow", "s3:ListBucket", `${arn}da*`]], list, true],
  ["objects of every bucket", [["Allow", "s3:GetObject", `${arn}*/*`]], read("a"), true],
  ["a wildcard across slashes", [["Allow", "s3:GetObject", `${arn}data/*.csv`]], read("x/y.csv"), true],
  ["one character", [["Allow", "s3:GetObject", `${arn}data/?.csv`]], read("é.csv"), true],
  ["two characters for one", [["Allow", "s3:GetObject", `${arn}data/?.csv`]], read("ab.csv"), false],
  ["a dot taken as a dot", [["Allow", "s3:GetObject", `${arn}data/a.b`]], read("axb"), false],
  ["another case of the key", [["Allow", "s3:GetObject", `${arn}data/A`]], read("a"), false],
  [
    "a Deny over an Allow",
    [
      ["Deny", "s3:GetObject", "*"],
      ["Allow", "s3:*", "*"],
    ],
    read("a"),
    false,
  ],
  [
    "what a Deny does not name",
    [
      ["Deny", "s3:GetObject", `${arn}data/x*`],
      ["Allow", "s3:*", "*"],
    ],
    read("a"),
    true,
  ],
  ["a list of both", [["Allow", ["s3:PutObject", "s3:GetObject"], [`${arn}x/*`, `${arn}data/*`]]], read("a"), true],
  ["no statements", [], read("a"), false],
])("%s (ovh-facts 4.3)", (_, statements, request, allowed) => {
  expect(decide(world(...statements), request)).toBe(allowed);
});

test("an owner may do everything, and a policy takes nothing away without an explicit Deny (ovh-facts 4.3)", () => {
  const owned = (...statements: Said[]): S3World => ({
    ...world(),
    users: [{ id: "owner", keys: [], policy: policyOf(...statements) }],
  });
  expect(decide(world(), read("a", "owner"))).toBe(true);
  expect(decide(owned(["Allow", "s3:ListBucket", `${arn}other`]), read("a", "owner"))).toBe(true);
  expect(decide(owned(["Deny", "s3:GetObject", `${arn}data/*`]), read("a", "owner"))).toBe(false);
});

test("an object belongs to its uploader: a write-only user reads it back, the bucket's owner does not (ovh-facts 4.3)", () => {
  const written = world(["Allow", "s3:PutObject", `${arn}data/*`]);
  expect(decide(written, { ...read("a"), uploader: "one" })).toBe(true);
  expect(decide(written, { ...read("a", "owner"), uploader: "one" })).toBe(false);
  expect(decide(written, { ...read("a", "owner"), action: "s3:DeleteObject", uploader: "one" })).toBe(true);
  const denied = world(["Allow", "s3:PutObject", `${arn}data/*`], ["Deny", "s3:GetObject", `${arn}data/*`]);
  expect(decide(denied, { ...read("a"), uploader: "one" })).toBe(false);
});

test("who is unknown, or has no policy and owns nothing, may do nothing", () => {
  const users = [{ id: "nobody", keys: [] }];
  expect(decide({ ...world(), users }, read("a", "nobody"))).toBe(false);
  expect(decide(world(), read("a", "stranger"))).toBe(false);
  expect(decide(world(), { action: "s3:GetObject", bucket: "data", key: "a" })).toBe(false);
});

test("buckets may be listed unless it is denied", () => {
  const request: S3Request = { user: "one", action: "s3:ListAllMyBuckets" };
  expect(decide(world(), request)).toBe(true);
  expect(decide(world(["Deny", "s3:*", `${arn}data`]), request)).toBe(true);
  expect(decide(world(["Deny", "s3:*", "*"]), request)).toBe(false);
});

test.each<[string, string]>([
  ["text", "not JSON"],
  ['{"Version":"2012-10-17"}', "no Statement list"],
  ['{"Statement":[null]}', "not an object"],
  ['{"Statement":[{"Effect":"Maybe","Action":"s3:*","Resource":"*"}]}', "no Effect"],
  ['{"Statement":[{"Effect":"Allow","Resource":"*"}]}', "no Action or no Resource"],
  ['{"Statement":[{"Effect":"Allow","Action":[],"Resource":"*"}]}', "no Action or no Resource"],
  ['{"Statement":[{"Effect":"Allow","Action":"s3:*","Resource":"*","Principal":"*"}]}', "the key Principal"],
  ['{"Statement":[{"Effect":"Allow","Action":"s3:*","Resource":"*","NotAction":"s3:*"}]}', "the key NotAction"],
  [policyOf(["Allow", "s3:GetObjectVersion", "*"]), "unknown action s3:GetObjectVersion"],
  [policyOf(["Allow", "s3:getobject", "*"]), "unknown action s3:getobject"],
  [policyOf(["Allow", "*", "*"]), "unknown action *"],
  [policyOf(["Allow", "s3:*", "arn:aws:iam:::x"]), "resource arn:aws:iam:::x"],
  [policyOf(["Allow", "s3:*", "arn:aws:s3:::data/[ab]"]), "resource data/[ab]"],
  [policyOf(["Allow", "s3:*", "arn:aws:s3:::"]), "resource arn:aws:s3:::"],
])("%s is unreadable as a whole (%s) and gives no rights, not even an owner's (ovh-facts 4.3)", (policy, reason) => {
  expect(readDocument(policy)).toEqual({ unreadable: expect.stringContaining(reason) });
  const users = [{ id: "owner", keys: [], policy }];
  expect(decide({ ...world(), users }, read("a", "owner"))).toBe(false);
});

test("a Condition is not looked into: an Allow under one does not count, a Deny does", () => {
  const under = (Effect: string) => {
    const Statement = [{ Effect, Action: "s3:*", Resource: "*", Condition: { StringEquals: { "s3:prefix": "x" } } }];
    return { ...world(), users: [{ id: "one", keys: [], policy: JSON.stringify({ Statement }) }] };
  };
  const owned = (from: S3World): S3World => ({
    ...from,
    buckets: from.buckets.map((bucket) => ({ ...bucket, ownerId: "one" })),
  });
  expect(decide(under("Allow"), read("a"))).toBe(false);
  expect([decide(owned(under("Allow")), read("a")), decide(owned(under("Deny")), read("a"))]).toEqual([true, false]);
});

test("every action of the catalogue is known", () => {
  expect(s3GatewayActions.filter((action) => !ovhActions.some((known) => known === action))).toEqual([]);
});
