import { expect, test } from "vitest";
import { bucketActions, objectActions } from "../../src/s3/actions.ts";
import { rests } from "../../src/s3/pattern.ts";
import { serverBucketActions, serverObjectActions } from "../../src/s3/server-actions.ts";
import { closedPolicy, translate } from "../../src/s3/translate.ts";
import type { S3Bucket, S3User, S3World } from "../../src/s3/world.ts";
import { serverAllows } from "./server-model.ts";

const arn = "arn:aws:s3:::";
const user = (id: string, policy?: object[]): S3User => ({
  id,
  keys: [{ accessKeyId: `key-${id}`, secretAccessKey: "secret" }],
  ...(policy ? { policy: JSON.stringify({ Statement: policy }) } : {}),
});
const bucket = (name: string, ownerId?: string): S3Bucket => ({
  name,
  versioning: false,
  objectLock: false,
  ...(ownerId === undefined ? {} : { ownerId }),
});
const statements = (world: S3World, name: string) =>
  (JSON.parse(translate(world).buckets.get(name)?.policy ?? "{}") as { Statement: Record<string, unknown>[] })
    .Statement;

test.each<[pattern: string, text: string, rests: string[]]>([
  ["data/*", "data/", ["*", ""]],
  ["data/a?", "data/", ["a?"]],
  ["da*/x", "data/", ["*/x", "x"]],
  ["*", "data/", ["*", ""]],
  ["other/*", "data/", []],
  ["data", "data/", []],
  ["data", "data", [""]],
])("behind %s after %s is left %j", (pattern, text, left) => {
  expect(rests(pattern, text).sort()).toEqual([...left].sort());
});

test.each<[resource: string, allowed: string[], denied: string[]]>([
  [`${arn}data/*`, ["*"], ["*"]],
  ["*", ["*"], ["*"]],
  [`${arn}*/*`, ["*"], ["*"]],
  [`${arn}d*/logs/*`, ["*/logs/*", "logs/*"], ["*/logs", "*/logs/*", "logs", "logs/*"]],
  [`${arn}data/a/*`, ["a/*"], ["a", "a/*"]],
  [`${arn}data/a/`, [], ["a", "a/"]],
  [`${arn}data/a?b`, ["a?b"], ["a*b"]],
  [`${arn}data?x`, [], []],
  [`${arn}data?/x`, [], []],
  [`${arn}data?./x`, [], []],
  [`${arn}data`, [], []],
  [`${arn}other/*`, [], []],
])("%s is told as keys %j in an Allow and %j in a Deny", (resource, allowed, denied) => {
  const told = (Effect: string) =>
    statements(
      {
        users: [user("owner"), user("one", [{ Effect, Action: "s3:GetObject", Resource: resource }])],
        buckets: [bucket("data", "owner")],
      },
      "data",
    )
      .filter(({ Principal }) => String(Principal) === "key-one")
      .flatMap(({ Resource }) => (Resource as string[]).map((text) => text.replace(`${arn}data/`, "")));
  expect(told("Allow").sort()).toEqual([...allowed].sort());
  expect(told("Deny").sort()).toEqual([...denied].sort());
});

test("a read covers versions, a Deny of a read attributes too, and s3:* no policy, ACL or bucket-making", () => {
  const told = (Effect: string, Action: string) =>
    statements(
      {
        users: [user("owner"), user("one", [{ Effect, Action, Resource: ["*"] }])],
        buckets: [bucket("data", "owner")],
      },
      "data",
    )
      .filter(({ Principal }) => String(Principal) === "key-one")
      .flatMap((statement) => statement["Action"] as string[]);
  expect(told("Allow", "s3:GetObject")).toEqual(["s3:GetObject", "s3:GetObjectVersion"]);
  expect(told("Deny", "s3:GetObject")).toEqual([
    "s3:GetObject",
    "s3:GetObjectAttributes",
    "s3:GetObjectVersion",
    "s3:GetObjectVersionAttributes",
  ]);
  const all = told("Allow", "s3:*");
  expect(all).toHaveLength(33);
  expect(
    all.filter((action) => /Policy|PutBucketAcl|PutObjectAcl|CreateBucket|DeleteBucket$|Ownership/.test(action)),
  ).toEqual([]);
});

test("the bucket's own actions are worked out: an owner's Deny leaves the rest, two statements add up", () => {
  const deny = [{ Effect: "Deny", Action: ["s3:ListBucket"], Resource: [`${arn}da*`] }];
  const [own] = statements({ users: [user("owner", deny)], buckets: [bucket("data", "owner")] }, "data");
  expect(own?.["Action"]).not.toContain("s3:ListBucket");
  expect(own?.["Action"]).not.toContain("s3:ListBucketVersions");
  expect(own?.["Action"]).toContain("s3:GetBucketVersioning");
  const both = ["s3:ListBucket", "s3:ListBucketVersions"].map((Action) => ({ Effect: "Allow", Action, Resource: "*" }));
  const [told] = statements({ users: [user("one", both)], buckets: [bucket("data")] }, "data");
  expect(told?.["Action"]).toEqual(["s3:ListBucket", "s3:ListBucketVersions"]);
});

test("there is always a policy: without any rights one that shuts everybody out, also an owner", () => {
  const world: S3World = {
    users: [user("owner", [{ Effect: "Deny", Action: "s3:*", Resource: "*" }]), user("two"), { id: "three", keys: [] }],
    buckets: [bucket("data", "owner"), bucket("none"), bucket("keyless", "three")],
  };
  const { buckets } = translate(world);
  expect(serverAllows(buckets.get("data")?.policy ?? "", "key-owner", "s3:GetObject", "data", "a")).toBe(false);
  for (const name of ["none", "keyless"]) expect(buckets.get(name)).toEqual({ policy: closedPolicy(name) });
});

test("every key of a user gets the user's rights; the first key of an owner lists the bucket unless that is denied", () => {
  const keys = ["old", "new"].map((accessKeyId) => ({ accessKeyId, secretAccessKey: "secret" }));
  const world: S3World = { users: [{ id: "owner", keys }], buckets: [bucket("data", "owner")] };
  expect(statements(world, "data").map(({ Principal }) => Principal)).toEqual([
    ["old", "new"],
    ["old", "new"],
  ]);
  expect(translate(world).buckets.get("data")?.lister).toBe("old");
  const denied = user("owner", [{ Effect: "Deny", Action: "s3:ListAllMyBuckets", Resource: "*" }]);
  expect(translate({ ...world, users: [denied] }).buckets.get("data")?.lister).toBeUndefined();
});

test.each([
  [`${arn}data/a//b`, "for a path"],
  [`${arn}data/../x/*`, "for a path"],
  [`${arn}data/./x`, "for a path"],
  [`${arn}data/20??/*`, "byte by byte"],
  [`${arn}data/?*?`, "byte by byte"],
])("a policy with %s gives no rights and says why", (resource, reason) => {
  const policy = [
    { Effect: "Allow", Action: "s3:*", Resource: "*" },
    { Effect: "Allow", Action: "s3:GetObject", Resource: resource },
  ];
  const { untold, buckets } = translate({ users: [user("one", policy)], buckets: [bucket("data", "one")] });
  expect(untold).toEqual([expect.stringMatching(new RegExp(`^user one has no rights.*${reason}`))]);
  expect(buckets.get("data")).toEqual({ policy: closedPolicy("data") });
});

test("an unreadable policy gives no rights, not even an owner's, and says why", () => {
  const policy = [{ Effect: "Allow", Action: "s3:GetObjectVersion", Resource: "*" }];
  const { untold, buckets } = translate({ users: [user("one", policy)], buckets: [bucket("data", "one")] });
  expect(untold).toEqual([expect.stringContaining("unknown action s3:GetObjectVersion")]);
  expect(buckets.get("data")).toEqual({ policy: closedPolicy("data") });
});

test("an Allow under a Condition is left out, a Deny under one holds, and it says so", () => {
  const Condition = { StringLike: { "s3:prefix": ["home/*"] } };
  const policy = [
    { Effect: "Allow", Action: "s3:ListBucket", Resource: `${arn}data`, Condition },
    { Effect: "Allow", Action: "s3:GetObject", Resource: `${arn}data/*` },
    { Effect: "Deny", Action: "s3:GetObject", Resource: `${arn}data/home`, Condition },
  ];
  const world: S3World = { users: [user("one", policy)], buckets: [bucket("data")] };
  expect(statements(world, "data").map(({ Effect, Resource }) => [Effect, Resource])).toEqual([
    ["Allow", [`${arn}data/*`]],
    ["Deny", [`${arn}data/home`]],
  ]);
  expect(translate(world).untold).toEqual(["user one has fewer rights than the policy says: it has a Condition"]);
});

test("what the server is told to grant needs actions of OVH's of the same level", () => {
  const needs = (table: Readonly<Record<string, readonly string[]>>) => [...new Set(Object.values(table).flat())];
  expect(needs(serverBucketActions).filter((name) => !bucketActions.some((known) => known === name))).toEqual([]);
  expect(needs(serverObjectActions).filter((name) => !objectActions.some((known) => known === name))).toEqual([]);
});
