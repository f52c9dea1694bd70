import {
  CreateBucketCommand,
  DeleteBucketCommand,
  GetObjectAttributesCommand,
  GetObjectCommand,
  ListBucketsCommand,
  PutBucketAclCommand,
  PutBucketLifecycleConfigurationCommand,
  PutBucketPolicyCommand,
  PutObjectAclCommand,
  PutObjectCommand,
} from "@aws-sdk/client-s3";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { OvhAction } from "../../src/s3/actions.ts";
import { decide } from "../../src/s3/decide.ts";
import { differences } from "../../src/s3/differences.ts";
import type { S3Server, S3World } from "../../src/s3/world.ts";
import { arn, clientOf, letThrough, missing, removeFolder, started, temporaryFolder, whyMissing } from "./support.ts";

const pair = (name: string) => ({ accessKeyId: name, secretAccessKey: "secret" });
const allow = (Action: string | string[], ...resources: string[]) => ({
  Effect: "Allow",
  Action,
  Resource: resources.map(arn),
});
const policies: Record<string, object[]> = {
  all: [allow("s3:*", "*")],
  writer: [allow("s3:PutObject", "data/*")],
  "in-folder": [allow("s3:*", "data/folder/*")],
  "one-sign": [allow("s3:*", "data/*"), { ...allow("s3:GetObject", "data/sign/a?"), Effect: "Deny" }],
  conditional: [{ ...allow("s3:GetObject", "data/*"), Condition: { IpAddress: { "aws:SourceIp": "127.0.0.1/32" } } }],
  untold: [allow("s3:*", "data", "data/*"), allow("s3:GetObject", "data/20??/*")],
  "two-statements": [allow("s3:GetObject", "data/*"), allow("s3:GetObjectAcl", "data/*")],
};
const folder = temporaryFolder();
const [, reserved = ""] = folder.split("/");
const world: S3World = {
  users: [
    { id: "owner", keys: [pair("owner"), pair("second")] },
    ...Object.entries(policies).map(([id, Statement]) => ({
      id,
      keys: [pair(id)],
      policy: JSON.stringify({ Statement }),
    })),
  ],
  buckets: ["data", "spare", reserved].map((name) => ({
    name,
    ownerId: "owner",
    versioning: false,
    objectLock: false,
  })),
};
const ovh = (user: string, action: OvhAction, bucket: string, key?: string, uploader?: string) =>
  decide(world, { user, action, bucket, ...(key ? { key } : {}), ...(uploader ? { uploader } : {}) });

/** For each difference what OVH would say to a request and what the server says, in that order. */
const shown = new Set<string>();
function shows(id: string, work: () => Promise<void>): void {
  shown.add(id);
  it(`${id}: ${differences.find((difference) => difference.id === id)?.what}`, work);
}

describe.skipIf(missing)(`the listed differences between OVH and the S3 server are there${whyMissing}`, () => {
  let server: S3Server;
  let refused: Error;
  beforeAll(async () => {
    server = await started(folder);
    refused = await server.apply(world).then(
      () => new Error("nothing was refused"),
      (error: Error) => error,
    );
  });
  afterAll(async () => {
    await server.close();
    removeFolder(folder);
  });
  const as = (name: string) => clientOf(server.endpoint, pair(name));
  const put = (name: string, Key: string, more = {}) =>
    letThrough(
      as(name).send(
        new PutObjectCommand({ Bucket: "data", Key, ...(Key.endsWith("/") ? {} : { Body: "text" }), ...more }),
      ),
    );
  const get = (name: string, Key: string) => letThrough(as(name).send(new GetObjectCommand({ Bucket: "data", Key })));

  shows("no-bucket-making", async () => {
    expect(ovh("all", "s3:CreateBucket", "fresh")).toBe(true);
    expect(await letThrough(as("all").send(new CreateBucketCommand({ Bucket: "fresh" })))).toBe(false);
    expect(ovh("owner", "s3:DeleteBucket", "spare")).toBe(true);
    expect(await letThrough(as("owner").send(new DeleteBucketCommand({ Bucket: "spare" })))).toBe(false);
  });

  shows("own-upload", async () => {
    expect(await put("writer", "own")).toBe(true);
    expect(ovh("writer", "s3:GetObject", "data", "own", "writer")).toBe(true);
    expect(await get("writer", "own")).toBe(false);
  });

  shows("foreign-upload", async () => {
    expect(await put("writer", "foreign")).toBe(true);
    expect(ovh("owner", "s3:GetObject", "data", "foreign", "writer")).toBe(false);
    expect(await get("owner", "foreign")).toBe(true);
  });

  shows("bucket-list", async () => {
    const names = async (name: string) => (await as(name).send(new ListBucketsCommand({}))).Buckets?.length ?? 0;
    expect([await names("owner"), await names("second"), await names("all")]).toEqual([2, 0, 0]);
  });

  shows("acl", async () => {
    expect(ovh("owner", "s3:PutBucketAcl", "data")).toBe(true);
    const ACL = "public-read";
    expect(await letThrough(as("owner").send(new PutBucketAclCommand({ Bucket: "data", ACL })))).toBe(false);
    await put("owner", "a");
    expect(ovh("owner", "s3:PutObjectAcl", "data", "a")).toBe(true);
    expect(await letThrough(as("owner").send(new PutObjectAclCommand({ Bucket: "data", Key: "a", ACL })))).toBe(false);
    const Policy = JSON.stringify({ Statement: [{ ...allow("s3:GetObject", "data/*"), Principal: "*" }] });
    expect(await letThrough(as("owner").send(new PutBucketPolicyCommand({ Bucket: "data", Policy })))).toBe(false);
  });

  shows("folder", async () => {
    expect(ovh("in-folder", "s3:PutObject", "data", "folder/")).toBe(true);
    expect([await put("in-folder", "folder/"), await put("in-folder", "folder/x")]).toEqual([false, true]);
  });

  shows("question-mark", async () => {
    expect(ovh("one-sign", "s3:GetObject", "data", "sign/abc")).toBe(true);
    await put("owner", "sign/abc");
    expect([await get("one-sign", "sign/abc"), await get("one-sign", "sign/b")]).toEqual([false, true]);
  });

  shows("untold-policy", async () => {
    expect(ovh("untold", "s3:PutObject", "data", "a")).toBe(true);
    expect(await put("untold", "a")).toBe(false);
    expect(refused.message).toContain("user untold has no rights");
  });

  shows("condition", async () => {
    await put("owner", "a");
    expect(await get("conditional", "a")).toBe(false);
    expect(refused.message).toContain("user conditional has fewer rights than the policy says");
  });

  shows("write-with-extras", async () => {
    expect([await put("writer", "tagged"), await put("writer", "tagged", { Tagging: "a=b" })]).toEqual([true, false]);
  });

  shows("attributes", async () => {
    await put("owner", "a");
    const request = new GetObjectAttributesCommand({ Bucket: "data", Key: "a", ObjectAttributes: ["ETag"] });
    expect(ovh("two-statements", "s3:GetObject", "data", "a")).toBe(true);
    expect(ovh("two-statements", "s3:GetObjectAcl", "data", "a")).toBe(true);
    expect([await letThrough(as("two-statements").send(request)), await letThrough(as("all").send(request))]).toEqual([
      false,
      true,
    ]);
  });

  shows("paths", async () => {
    await put("owner", "plain");
    await expect(put("owner", "plain/below")).rejects.toThrow("Object parent already exists as a file");
    await expect(put("owner", "meta/policy")).rejects.toThrow("internal error");
    await put("owner", "double//slash");
    expect(await get("owner", "double/slash")).toBe(true);
  });

  shows("bucket-name", async () => {
    expect(refused.message).toContain(`bucket ${reserved} cannot be served`);
  });

  shows("features", async () => {
    const LifecycleConfiguration = { Rules: [{ ID: "a", Status: "Enabled" as const, Filter: { Prefix: "a" } }] };
    const request = new PutBucketLifecycleConfigurationCommand({ Bucket: "data", LifecycleConfiguration });
    await expect(as("all").send(request)).rejects.toThrow();
  });

  it("every difference about rights is shown here", () => {
    const about = differences.filter(({ grants }) => grants !== "other").map(({ id }) => id);
    expect(about.filter((id) => !shown.has(id))).toEqual([]);
    expect(differences.filter(({ grants }) => grants === "more").map(({ id }) => id)).toEqual(["foreign-upload"]);
  });
});
