import { expect, test } from "vitest";
import type { Found } from "../../src/s3/found.ts";
import { plan, type Wanted, type WantedBucket } from "../../src/s3/plan.ts";
import { closedPolicy } from "../../src/s3/translate.ts";

const bucket: WantedBucket = { lister: "key", policy: "{}", versioning: false, objectLock: false };
const wants = (buckets: Record<string, WantedBucket>, accounts: Record<string, string> = {}): Wanted => ({
  accounts: new Map(Object.entries(accounts)),
  buckets: new Map(Object.entries(buckets)),
});
const has = (
  buckets: Record<string, Partial<Found["buckets"] extends ReadonlyMap<string, infer B> ? B : never>>,
  accounts = {},
): Found => ({
  accounts: new Map(Object.entries(accounts)),
  buckets: new Map(
    Object.entries(buckets).map(([name, more]) => [
      name,
      { lister: "key", policy: "{}", versioning: "", objectLock: false, ...more },
    ]),
  ),
});

test("nothing to do when everything is there", () => {
  expect(plan(wants({ data: bucket }, { key: "secret" }), has({ data: {} }, { key: "secret" }))).toEqual([]);
  const versioned = { ...bucket, versioning: true, objectLock: true };
  expect(plan(wants({ data: versioned }), has({ data: { versioning: "Enabled", objectLock: true } }))).toEqual([]);
  expect(plan(wants({ data: bucket }), has({ data: { versioning: "Suspended" } }))).toEqual([]);
});

test("a new world: accounts before buckets, rights behind both", () => {
  expect(plan(wants({ data: { ...bucket, versioning: true } }, { key: "secret" }), has({}))).toEqual([
    [{ does: "create account", key: "key", secret: "secret" }],
    [{ does: "create bucket", bucket: "data", lister: "key", objectLock: false }],
    [
      { does: "set policy", bucket: "data", policy: "{}" },
      { does: "set versioning", bucket: "data", status: "Enabled" },
    ],
  ]);
});

test("keys that go are first, a bucket that goes is shut early and removed last", () => {
  expect(plan(wants({}, { key: "new" }), has({ data: {} }, { key: "old", gone: "secret" }))).toEqual([
    [{ does: "delete account", key: "gone" }],
    [{ does: "set policy", bucket: "data", policy: closedPolicy("data") }],
    [{ does: "set secret", key: "key", secret: "new" }],
    [{ does: "remove bucket", bucket: "data" }],
  ]);
});

test("a bucket that changes its lister gets its policy again, which the server drops", () => {
  expect(plan(wants({ data: bucket }), has({ data: { lister: "other" } }))).toEqual([
    [{ does: "set lister", bucket: "data", lister: "key" }],
    [{ does: "set policy", bucket: "data", policy: "{}" }],
  ]);
});

test("a bucket whose object lock differs is removed before it is made again", () => {
  expect(plan(wants({ data: { ...bucket, objectLock: true, versioning: true } }), has({ data: {} }))).toEqual([
    [{ does: "set policy", bucket: "data", policy: closedPolicy("data") }],
    [{ does: "remove bucket", bucket: "data" }],
    [{ does: "create bucket", bucket: "data", lister: "key", objectLock: true }],
    [{ does: "set policy", bucket: "data", policy: "{}" }],
  ]);
});

test("versioning that was on is suspended", () => {
  expect(plan(wants({ data: bucket }), has({ data: { versioning: "Enabled" } }))).toEqual([
    [{ does: "set versioning", bucket: "data", status: "Suspended" }],
  ]);
});
