import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { drift } from "../../src/drift.ts";
import { type Drive, drive, type Thing } from "../drive.ts";
import { again, answer, refusedBoth, serviceName, storageUser, tokens } from "./ovh.ts";

let cloud: Drive;
beforeEach(() => {
  cloud = drive();
});
afterEach(() => cloud.close());

const good = { serviceName, regionName: "GRA", name: "bucket-a" };
const bucket = (inputs: object = {}): Promise<Thing> => {
  const wanted = { ...good, ...inputs };
  return cloud.create(tokens.bucket, wanted, { name: wanted.name });
};
const versioned = { versioning: { status: "enabled" } };
/** Puts objects into a bucket, as an S3 client would. */
const fill = ({ token, id }: Thing) => {
  const entry = cloud.cloud.store.find(token, "", id);
  if (entry) drift(cloud.cloud.store, entry, "objectsCount", 2);
};

describe("a bucket", () => {
  it.each([
    ["Bucket", /invalid container name/],
    ["ab", /invalid container name/],
    ["a".repeat(64), /invalid container name/],
    ["-bucket", /invalid container name/],
    ["a..b", /invalid container name/],
    ["a.-b", /invalid container name/],
    ["192.168.1.1", /invalid container name/],
  ])("cannot be called %s", async (name, words) => {
    await expect(bucket({ name })).rejects.toThrow(words);
  });

  it.each([
    [{ versioning: { status: "on" } }, /^versioning\.status: expected one of "disabled", "enabled", "suspended"$/],
    [{ encryption: { sseAlgorithm: "aws:kms" } }, /^encryption\.sseAlgorithm: expected one of "AES256", "plaintext"$/],
    [
      { replication: { rules: [{ destination: { name: "bucket-b", region: "GRA" } }] } },
      /replication needs versioning.*status 400/,
    ],
    [
      { ...versioned, replication: { rules: [{}] } },
      /^replication\.rules\[0\]\.destination: missing required property$/,
    ],
    [
      { ...versioned, replication: { rules: [{ destination: { name: "none", region: "GRA" } }] } },
      /none does not exist.*status 404/,
    ],
    [
      { ...versioned, replication: { rules: [{ destination: { name: "bucket-a", region: "GRA" } }] } },
      /replicated to itself.*status 400/,
    ],
  ])("is refused with %j", async (bad, words) => {
    await refusedBoth(cloud, tokens.bucket, good, bad, words);
  });

  it.each([
    [{ regionName: "GRA11" }, /unknown storage region GRA11.*status 404/],
    [{ ownerId: 1 }, /user 1 does not exist.*status 404/],
    [
      { objectLock: { status: "enabled" }, versioning: { status: "suspended" } },
      /objectLock needs versioning.*status 400/,
    ],
    [
      { objectLock: { status: "enabled", rule: { mode: "soft", period: "P1D" } } },
      /^objectLock\.rule\.mode: expected one of "compliance", "governance"$/,
    ],
    [
      { objectLock: { status: "enabled", rule: { mode: "governance", period: "1 day" } } },
      /not a duration.*status 400/,
    ],
  ])("is refused at creation with %j", async (bad, words) => {
    await expect(bucket(bad)).rejects.toThrow(words);
  });

  it("has a name that is unique in all projects, and defaults as the API fills them in", async () => {
    const { id, outputs } = await bucket();
    expect(id).toBe("bucket-a");
    expect(outputs).toMatchObject({
      virtualHost: "https://bucket-a.s3.gra.io.cloud.ovh.net/",
      versioning: { status: "disabled" },
      encryption: { sseAlgorithm: "plaintext" },
    });
    await expect(bucket({ regionName: "SBG" })).rejects.toThrow(/already exists.*status 409/);
    const suspended = await cloud.update(await bucket({ ...versioned, name: "bucket-b" }), {
      versioning: { status: "suspended" },
    });
    expect(suspended.outputs["versioning"]).toEqual({ status: "suspended" });
  });

  it("replicates to one with versions, which goes with it where it was told so", async () => {
    const copy = await bucket({ name: "copy", regionName: "SBG" });
    const rules = [{ destination: { name: "copy", region: "SBG", removeOnMainBucketDeletion: true } }];
    await expect(bucket({ ...versioned, replication: { rules } })).rejects.toThrow(/destination copy needs versioning/);
    await cloud.update(copy, versioned);
    const main = await bucket({ ...versioned, replication: { rules } });
    expect(main.outputs["replication"]).toMatchObject({ rules: [{ status: "enabled", priority: 1 }] });
    await cloud.delete(main);
    expect(await cloud.read(copy)).toBeUndefined();
  });

  it("storage.delete-empties: it goes with all that is in it (ovh-facts 4.2)", async () => {
    const first = await bucket();
    fill(first);
    await cloud.delete(first);
    const second = await bucket();
    fill(second);
    cloud.habit("storage.delete-empties", false);
    await expect(cloud.delete(second)).rejects.toThrow(/holds 2 objects.*status 409/);
  });

  it("stays while locked objects are in it (ovh-facts 4.2)", async () => {
    const rule = { mode: "compliance", period: "P1Y" };
    const locked = await bucket({ objectLock: { status: "enabled", rule } });
    expect(locked.outputs["versioning"]).toEqual({ status: "enabled" });
    fill(locked);
    await expect(cloud.delete(locked)).rejects.toThrow(/locked objects.*status 403/);
  });

  it("storage.owner-hidden: without ownerId it belongs to nobody one can find (ovh-facts 4.3)", async () => {
    const user = await storageUser(cloud);
    const hidden = await bucket();
    expect(hidden.outputs["ownerId"]).not.toBe(Number(user.id));
    expect((await bucket({ name: "owned", ownerId: Number(user.id) })).outputs["ownerId"]).toBe(Number(user.id));
    cloud.habit("storage.owner-hidden", false);
    expect((await bucket({ name: "found" })).outputs["ownerId"]).toBe(Number(user.id));
  });

  it("storage.owner-never-sent: a new owner never arrives", async () => {
    const [first, second] = [await storageUser(cloud, "a"), await storageUser(cloud, "b")].map(({ id }) => Number(id));
    const owned = await bucket({ ownerId: first });
    await cloud.update(owned, { ownerId: second });
    expect((await again(cloud, owned)).inputs["ownerId"]).toBe(first);
    cloud.habit("storage.owner-never-sent", false);
    expect((await cloud.update(owned, { ownerId: second })).outputs["ownerId"]).toBe(second);
  });

  it("is found by functions", async () => {
    const { outputs } = await bucket({ tags: { a: "b" } });
    const at = { serviceName, regionName: "GRA" };
    const one = await answer(cloud, "ovh:CloudProject/getStorage:getStorage", { ...at, name: "bucket-a" });
    expect(one).toMatchObject({ ownerId: outputs["ownerId"], tags: { a: "b" }, limit: 1000 });
    const { containers } = await answer(cloud, "ovh:CloudProject/getStorages:getStorages", at);
    expect(containers).toMatchObject([{ name: "bucket-a" }]);
    const objects = await answer(cloud, "ovh:CloudProject/getStorageObjects:getStorageObjects", {
      ...at,
      name: "bucket-a",
    });
    expect(objects["objects"]).toEqual([]);
    const file = cloud.call("ovh:CloudProject/getStorageObject:getStorageObject", {
      ...at,
      name: "bucket-a",
      key: "f",
    });
    await expect(file).rejects.toThrow(/object f does not exist.*status 404/);
    const elsewhere = cloud.call("ovh:CloudProject/getStorage:getStorage", {
      ...at,
      regionName: "SBG",
      name: "bucket-a",
    });
    await expect(elsewhere).rejects.toThrow(/does not exist in region SBG.*status 404/);
  });
});

describe("a lifecycle configuration", () => {
  const rule = { status: "enabled", expiration: { days: 1 } };
  const on = { serviceName, regionName: "GRA", containerName: "bucket-a" };
  const getter =
    "ovh:index/getCloudProjectStorageObjectBucketLifecycleConfiguration:getCloudProjectStorageObjectBucketLifecycleConfiguration";

  it.each([
    [{ containerName: "none" }, /none does not exist.*status 404/],
    [{ rules: [] }, /needs a rule.*status 400/],
    [{ rules: [{ status: "enabled" }] }, /needs something to do.*status 400/],
    [{ rules: [{ ...rule, status: "on" }] }, /^rules\[0\]\.status: expected one of "enabled", "disabled"$/],
    [{ rules: [{ ...rule, expiration: { days: 1, date: "2030-01-01" } }] }, /expiration takes one of.*status 400/],
    [
      { rules: [{ status: "enabled", transitions: [{ days: 1, storageClass: "GLACIER" }] }] },
      /^rules\[0\]\.transitions\[0\]\.storageClass: expected one of "DEEP_ARCHIVE", /,
    ],
    [
      { rules: [{ ...rule, noncurrentVersionTransitions: [{ noncurrentDays: 1, storageClass: "GLACIER" }] }] },
      /storageClass GLACIER.*status 400/,
    ],
    [
      {
        rules: [
          { ...rule, id: "a" },
          { ...rule, id: "a" },
        ],
      },
      /the same id.*status 400/,
    ],
    [{ rules: [{ status: "enabled", abortIncompleteMultipartUpload: {} }] }, /daysAfterInitiation.*status 400/],
  ])("is refused with %j", async (bad, words) => {
    await bucket();
    await expect(cloud.create(tokens.lifecycle, { ...on, rules: [rule], ...bad })).rejects.toThrow(words);
  });

  it("is one document for each bucket, which a second replaces and the bucket takes with it", async () => {
    const files = await bucket();
    await expect(cloud.call(getter, on)).rejects.toThrow(/no lifecycle configuration.*status 404/);
    const first = await cloud.create(tokens.lifecycle, { ...on, rules: [rule] });
    const [{ id }] = first.outputs["rules"] as [{ id: string }];
    const after = await cloud.update(first, { rules: [{ ...rule, expiration: { days: 2 } }] });
    expect(after.outputs["rules"]).toMatchObject([{ id, expiration: { days: 2 } }]);
    await cloud.create(tokens.lifecycle, { ...on, rules: [{ ...rule, id: "second" }] }, { name: "second" });
    expect(await answer(cloud, getter, on)).toMatchObject({ rules: [{ id: "second" }] });
    await cloud.delete(files);
    expect(await cloud.read(first)).toBeUndefined();
  });
});

describe("a presigned link", () => {
  const token = "ovh:CloudProject/regionStoragePresign:RegionStoragePresign";
  const wanted = { serviceName, regionName: "GRA", name: "bucket-a", object: "a b/c.txt", method: "GET", expire: 60 };

  it("is for an object of a bucket, and is never the same as another one", async () => {
    await bucket();
    const [first, second] = [await cloud.create(token, wanted), await cloud.create(token, wanted, { name: "two" })];
    expect(first.id).not.toBe(second.id);
    expect(first.outputs["url"]).toMatch(
      /^https:\/\/bucket-a\.s3\.gra\.io\.cloud\.ovh\.net\/a%20b\/c\.txt\?.*X-Amz-Expires=60.*X-Amz-Signature=[\da-f]{64}$/,
    );
    await expect(cloud.create(token, { ...wanted, expire: 700_000 })).rejects.toThrow(/expire 700000.*status 400/);
    await expect(cloud.create(token, { ...wanted, name: "none" })).rejects.toThrow(/none does not exist.*status 404/);
  });
});
