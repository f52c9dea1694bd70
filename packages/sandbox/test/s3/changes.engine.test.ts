import {
  CreateMultipartUploadCommand,
  DeleteObjectCommand,
  DeleteObjectsCommand,
  GetBucketVersioningCommand,
  GetObjectCommand,
  ListBucketsCommand,
  ListObjectVersionsCommand,
  PutObjectCommand,
} from "@aws-sdk/client-s3";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { S3ApplyError } from "../../src/s3/converge.ts";
import type { S3Bucket, S3Server, S3User } from "../../src/s3/world.ts";
import { arn, clientOf, letThrough, missing, removeFolder, started, temporaryFolder, whyMissing } from "./support.ts";

const pair = (name: string, secretAccessKey = "secret") => ({ accessKeyId: name, secretAccessKey });
const user = (id: string, keys: S3User["keys"] = [pair(id)], policy?: object[]): S3User => ({
  id,
  keys,
  ...(policy ? { policy: JSON.stringify({ Statement: policy }) } : {}),
});
const bucket = (name: string, more: Partial<S3Bucket> = {}): S3Bucket => ({
  name,
  ownerId: "owner",
  versioning: false,
  objectLock: false,
  ...more,
});
const mayRead = (resource: string) => [{ Effect: "Allow", Action: "s3:GetObject", Resource: arn(resource) }];

describe.skipIf(missing)(`what apply changes on the S3 server${whyMissing}`, () => {
  const folder = temporaryFolder();
  let server: S3Server;
  beforeAll(async () => {
    server = await started(folder);
  });
  afterAll(async () => {
    await server.close();
    removeFolder(folder);
  });

  const client = (name = "owner", secret?: string) => clientOf(server.endpoint, pair(name, secret));
  const put = (Bucket: string, Key: string, who = client()) =>
    letThrough(who.send(new PutObjectCommand({ Bucket, Key, ...(Key.endsWith("/") ? {} : { Body: "text" }) })));
  const get = (Bucket: string, Key: string, who = client()) =>
    letThrough(who.send(new GetObjectCommand({ Bucket, Key })));
  const versions = async (Bucket: string) => (await client().send(new ListObjectVersionsCommand({ Bucket }))).Versions;

  it("a rotated key works beside the old one, and the old one stops at once when it goes", async () => {
    const world = (keys: S3User["keys"]) => ({ users: [user("owner", keys)], buckets: [bucket("data")] });
    await server.apply(world([pair("owner")]));
    expect(await put("data", "a")).toBe(true);
    await server.apply(world([pair("owner"), pair("new")]));
    expect([await get("data", "a"), await get("data", "a", client("new"))]).toEqual([true, true]);
    await server.apply(world([pair("new")]));
    expect([await get("data", "a"), await get("data", "a", client("new"))]).toEqual([false, true]);
    const { Buckets } = await client("new").send(new ListBucketsCommand({}));
    expect(Buckets?.map(({ Name }) => Name)).toEqual(["data"]);
    await server.apply(world([pair("new", "another")]));
    expect([await get("data", "a", client("new")), await get("data", "a", client("new", "another"))]).toEqual([
      false,
      true,
    ]);
  });

  it("a deleted user's keys stop at once, and the objects stay", async () => {
    const buckets = [bucket("data")];
    await server.apply({ users: [user("owner"), user("reader", undefined, mayRead("data/*"))], buckets });
    expect([await put("data", "a"), await get("data", "a", client("reader"))]).toEqual([true, true]);
    await server.apply({ users: [user("owner")], buckets });
    expect([await get("data", "a", client("reader")), await get("data", "a")]).toEqual([false, true]);
  });

  it("a new policy replaces the old one, and another owner the first", async () => {
    const world = (policy: object[], ownerId: string) => ({
      users: [user("owner"), user("other", undefined, policy)],
      buckets: [bucket("data", { ownerId })],
    });
    await server.apply(world(mayRead("data/x/*"), "owner"));
    expect([await put("data", "x/o"), await put("data", "y/o")]).toEqual([true, true]);
    const seen = async () => [await get("data", "x/o", client("other")), await get("data", "y/o", client("other"))];
    expect(await seen()).toEqual([true, false]);
    await server.apply(world(mayRead("data/y/*"), "owner"));
    expect(await seen()).toEqual([false, true]);
    await server.apply(world([], "other"));
    expect([...(await seen()), await get("data", "x/o")]).toEqual([true, true, false]);
  });

  it("a read covers older versions, and a delete takes them away", async () => {
    const policy = [{ Effect: "Allow", Action: ["s3:GetObject", "s3:DeleteObject"], Resource: arn("data/*") }];
    const world = {
      users: [user("owner"), user("reader", undefined, policy)],
      buckets: [bucket("data", { versioning: true })],
    };
    await server.apply(world);
    const { VersionId } = await client().send(new PutObjectCommand({ Bucket: "data", Key: "v", Body: "one" }));
    await client().send(new PutObjectCommand({ Bucket: "data", Key: "v", Body: "two" }));
    const old = { Bucket: "data", Key: "v", ...(VersionId === undefined ? {} : { VersionId }) };
    const { Body } = await client("reader").send(new GetObjectCommand(old));
    expect(await Body?.transformToString()).toBe("one");
    await client("reader").send(new DeleteObjectCommand(old));
    expect((await versions("data"))?.filter(({ Key }) => Key === "v")).toHaveLength(1);
  });

  it("of many objects to delete at once those go that may go", async () => {
    const policy = [{ Effect: "Allow", Action: "s3:DeleteObject", Resource: arn("data/old/*") }];
    await server.apply({ users: [user("owner"), user("sweeper", undefined, policy)], buckets: [bucket("data")] });
    await Promise.all(["old/a", "old/b", "kept"].map((key) => put("data", key)));
    const Objects = ["old/a", "old/b", "kept"].map((Key) => ({ Key }));
    const answer = await client("sweeper").send(new DeleteObjectsCommand({ Bucket: "data", Delete: { Objects } }));
    expect(answer.Deleted?.map(({ Key }) => Key).sort()).toEqual(["old/a", "old/b"]);
    expect(answer.Errors?.map(({ Key, Code }) => [Key, Code])).toEqual([["kept", "AccessDenied"]]);
  });

  it("a bucket that goes is emptied of all versions, and its name is free for an empty one (ovh-facts 4.2)", async () => {
    const users = [user("owner")];
    await server.apply({ users, buckets: [bucket("gone", { versioning: true }), bucket("stays")] });
    for (const key of ["a", "a", "b/c d+é&<.txt", "folder/"]) await put("gone", key);
    await client().send(new DeleteObjectCommand({ Bucket: "gone", Key: "a" }));
    await client().send(new CreateMultipartUploadCommand({ Bucket: "gone", Key: "unfinished" }));
    await put("stays", "a");
    await server.apply({ users, buckets: [bucket("stays")] });
    expect(await letThrough(client().send(new ListObjectVersionsCommand({ Bucket: "stays" })))).toBe(true);
    await server.apply({ users, buckets: [bucket("stays"), bucket("gone", { versioning: true })] });
    expect([await versions("gone"), (await versions("stays"))?.length]).toEqual([undefined, 1]);
  });

  it("versioning goes on, and is suspended rather than off when it goes", async () => {
    const status = async () => (await client().send(new GetBucketVersioningCommand({ Bucket: "versioned" }))).Status;
    const world = (versioning: boolean) => ({ users: [user("owner")], buckets: [bucket("versioned", { versioning })] });
    await server.apply(world(false));
    expect(await status()).toBeUndefined();
    await server.apply(world(true));
    expect(await status()).toBe("Enabled");
    await server.apply(world(false));
    expect(await status()).toBe("Suspended");
  });

  it("locked objects keep a bucket from going; it is shut, the rest is done, and it says so (ovh-facts 4.2)", async () => {
    const users = [user("owner")];
    await server.apply({ users, buckets: [bucket("locked", { objectLock: true }), bucket("other")] });
    const until = { ObjectLockMode: "GOVERNANCE", ObjectLockRetainUntilDate: new Date(Date.now() + 2000) } as const;
    await client().send(new PutObjectCommand({ Bucket: "locked", Key: "a", Body: "text", ...until }));
    await put("locked", "free");
    const removal = server.apply({ users, buckets: [bucket("after")] });
    await expect(removal).rejects.toBeInstanceOf(S3ApplyError);
    await expect(removal).rejects.toThrow(/bucket locked is not removed: 1 of its objects cannot be deleted/);
    expect([await get("locked", "a"), await put("after", "a")]).toEqual([false, true]);
    expect(await letThrough(client().send(new ListObjectVersionsCommand({ Bucket: "other" })))).toBe(true);
    await expect
      .poll(
        () =>
          server.apply({ users, buckets: [bucket("after")] }).then(
            () => "gone",
            () => "locked",
          ),
        { timeout: 20_000 },
      )
      .toBe("gone");
  });

  it("a bucket whose object lock changes is another bucket (ovh-facts 4.2)", async () => {
    const users = [user("owner")];
    await server.apply({ users, buckets: [bucket("replaced")] });
    await put("replaced", "a");
    await server.apply({ users, buckets: [bucket("replaced", { objectLock: true })] });
    expect(await versions("replaced")).toBeUndefined();
  });

  it("applies that are asked for at once are done in order, and the last one stands", async () => {
    const world = (ids: readonly string[]) => ({
      users: ids.map((id) => user(id)),
      buckets: ids.map((id) => bucket(`of-${id}`)),
    });
    await Promise.all([["owner", "b"], ["owner"], ["owner", "c"]].map((ids) => server.apply(world(ids))));
    const seen = await Promise.all(
      ["owner", "b", "c"].map((name) => letThrough(client(name).send(new ListBucketsCommand({})))),
    );
    expect(seen).toEqual([true, false, true]);
    const { Buckets } = await client().send(new ListBucketsCommand({}));
    expect(Buckets?.map(({ Name }) => Name)).toEqual(["of-c", "of-owner"]);
  });

  it("two servers in one folder come to the same, whoever applies last", async () => {
    const second = await started(folder);
    const wide = {
      users: ["owner", "x", "y"].map((id) => user(id)),
      buckets: ["one", "two", "three"].map((name) => bucket(name)),
    };
    const narrow = { users: [user("owner")], buckets: [bucket("one")] };
    await Promise.allSettled([server.apply(wide), second.apply(narrow), server.apply(narrow), second.apply(wide)]);
    await second.apply(narrow);
    expect(await letThrough(client("x").send(new ListBucketsCommand({})))).toBe(false);
    await server.apply(wide);
    const other = clientOf(second.endpoint, pair("x"));
    expect(await letThrough(other.send(new ListBucketsCommand({})))).toBe(true);
    await second.close();
  });
});
