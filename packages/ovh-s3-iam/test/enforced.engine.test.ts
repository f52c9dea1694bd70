/**
 * The documents enforced by a real S3 server: seven users by five buckets by every documented action by four places.
 * What is expected is written here once more, from the meaning of the intents, and not read from a document.
 */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Program, seeded } from "@accoreboot/sandbox";
import { exampleEnvironment, running } from "@accoreboot/testing";
import {
  AbortMultipartUploadCommand,
  CreateMultipartUploadCommand,
  DeleteBucketCommand,
  DeleteObjectCommand,
  GetBucketLocationCommand,
  GetObjectCommand,
  ListMultipartUploadsCommand,
  ListObjectsV2Command,
  ListPartsCommand,
  PutObjectCommand,
  S3Client,
} from "@aws-sdk/client-s3";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { S3Grant, S3User } from "../src/index.ts";

const roles = ["archive", "uploads", "logs", "exports", "drafts"];
const everywhere = (grant: Omit<S3Grant, "bucket">) => roles.map((bucket) => ({ bucket, ...grant }));
const users: S3User[] = [
  { name: "boss", grants: everywhere({ access: "owner" }) },
  {
    name: "reader",
    grants: [
      { bucket: "archive", access: "read" },
      { bucket: "uploads", access: "read", prefix: "in/" },
    ],
  },
  {
    name: "editor",
    grants: [
      { bucket: "archive", access: "readWrite", prefix: "team/" },
      { bucket: "logs", access: "readWrite" },
    ],
  },
  {
    name: "dropper",
    grants: [
      { bucket: "uploads", access: "write", prefix: "in/" },
      { bucket: "logs", access: "write" },
      { bucket: "drafts", access: "write", prefix: "in/" },
      { bucket: "drafts", access: "read", prefix: "team/" },
    ],
  },
  { name: "lister", grants: everywhere({ access: "list" }) },
  {
    name: "named",
    grants: [
      { bucket: "exports", actions: ["s3:GetObject"], prefix: "in/" },
      { bucket: "drafts", actions: ["s3:ListBucket", "s3:DeleteObject"] },
    ],
  },
  { name: "tenant", grants: [{ bucket: "exports", access: "owner", prefix: "team/" }] },
];
const places = ["", "in/", "team/", "team/deep/"];

type Intent = readonly string[];
const intents: Readonly<Record<string, { bucket: Intent; objects: Intent }>> = {
  list: { bucket: ["location", "list"], objects: [] },
  read: { bucket: ["location", "list"], objects: ["get"] },
  write: { bucket: ["location", "uploads"], objects: ["put", "delete", "parts", "abort"] },
  readWrite: { bucket: ["location", "list", "uploads"], objects: ["get", "put", "delete", "parts", "abort"] },
  owner: { bucket: ["location", "list", "uploads"], objects: ["get", "put", "delete", "parts", "abort"] },
};
const named: Readonly<Record<string, string>> = {
  "s3:GetObject": "get",
  "s3:DeleteObject": "delete",
  "s3:ListBucket": "list",
};

/** What a user may do with a bucket, or with an object of it. */
function expected(user: S3User, operation: string, role: string, key?: string): boolean {
  return user.grants.some(({ bucket, access, actions, prefix = "" }) => {
    if (bucket !== role) return false;
    const meant = (actions ?? []).map((action) => named[action]);
    const { bucket: ofBucket, objects } = access
      ? (intents[access] as (typeof intents)[string])
      : { bucket: meant, objects: meant };
    return key === undefined ? ofBucket.includes(operation) : objects.includes(operation) && key.startsWith(prefix);
  });
}

interface Keys {
  readonly userName: string;
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly keys: { name: string; accessKeyId: string; secretAccessKey: string }[];
}

const scratch = mkdtempSync(join(tmpdir(), "enforced "));
const wanted = join(scratch, "users.json");
const source = `
const { S3BucketWithUsers } = require("@accoreboot/ovh-s3-iam");
const storage = new S3BucketWithUsers("storage", {
  environment: ${JSON.stringify({ ...exampleEnvironment, projectId: seeded.projectId })},
  buckets: ${JSON.stringify(roles.map((role) => ({ role })))},
  users: JSON.parse(require("fs").readFileSync(${JSON.stringify(wanted)}, "utf8")),
});
exports.users = storage.users;
`;

describe("a real S3 server and the documents of seven users", () => {
  let run: Program;
  let logins: Keys[];

  async function up(given: S3User[]): Promise<void> {
    writeFileSync(wanted, JSON.stringify(given));
    const { code, stdout } = await run.up();
    expect(code, stdout).toBe(0);
    logins = ((await run.outputs()) as unknown as { users: Keys[] }).users;
    run.sandbox.clock.advance(60_000); // a document counts half a minute late
  }
  const client = ({ accessKeyId, secretAccessKey }: { accessKeyId: string; secretAccessKey: string }) =>
    new S3Client({
      endpoint: run.sandbox.s3()["gra"] ?? "",
      region: "gra",
      forcePathStyle: true,
      credentials: { accessKeyId, secretAccessKey },
      maxAttempts: 4, // the server answers 500 now and then when one object is written and deleted at once
    });
  const loginOf = (name: string) => logins.find(({ userName }) => userName === name) as Keys;

  beforeAll(async () => {
    run = await running({ source, servers: true });
    await up(users);
  });
  afterAll(async () => {
    await run.close();
    rmSync(scratch, { recursive: true, force: true });
  });

  /** `ok` or the error's code. */
  const outcome = (call: Promise<unknown>): Promise<string> =>
    call.then(
      () => "ok",
      (error: { name?: string; Code?: string }) => error.Code ?? error.name ?? String(error),
    );
  const name = (role: string) => `accoreboot-${role}-test`;
  const inForce = (who: S3Client, role: string) =>
    expect
      .poll(() => outcome(who.send(new ListObjectsV2Command({ Bucket: name(role) }))), { timeout: 20_000 })
      .toBe("ok");

  it("C010 lets every user do what its grants say and refuses the rest, in over a thousand calls", async () => {
    const boss = client(loginOf("boss"));
    await inForce(boss, "archive");
    const uploads = new Map<string, string>();
    for (const role of roles) {
      for (const place of places) {
        const target = { Bucket: name(role), Key: `${place}seed` };
        await boss.send(new PutObjectCommand({ ...target, Body: "seed" }));
        const { UploadId } = await boss.send(new CreateMultipartUploadCommand({ ...target, Key: `${place}parts` }));
        uploads.set(`${role} ${place}`, UploadId ?? "");
      }
    }
    const wrong: string[] = [];
    const counts = { allowed: 0, refused: 0 };
    const check = async (
      user: S3User,
      operation: string,
      role: string,
      key: string | undefined,
      call: Promise<unknown>,
    ) => {
      const allowed = operation !== "remove" && expected(user, operation, role, key);
      const said = await outcome(call);
      counts[allowed ? "allowed" : "refused"] += 1;
      // An upload that somebody else has ended is gone for whoever may end it.
      const fine = allowed ? ["ok", "NoSuchUpload"] : ["AccessDenied"];
      if (!fine.includes(said)) wrong.push(`${user.name} ${operation} ${role} ${key ?? ""}: ${said}`);
    };
    for (const user of users) {
      const who = client(loginOf(user.name));
      await Promise.all(
        roles.map(async (role) => {
          const Bucket = name(role);
          await check(user, "list", role, undefined, who.send(new ListObjectsV2Command({ Bucket })));
          await check(user, "location", role, undefined, who.send(new GetBucketLocationCommand({ Bucket })));
          await check(user, "uploads", role, undefined, who.send(new ListMultipartUploadsCommand({ Bucket })));
          await check(user, "remove", role, undefined, who.send(new DeleteBucketCommand({ Bucket })));
          for (const place of places) {
            const own = `${place}of-${user.name}`;
            const UploadId = uploads.get(`${role} ${place}`) ?? "";
            const parts = { Bucket, Key: `${place}parts`, UploadId };
            await check(user, "put", role, own, who.send(new PutObjectCommand({ Bucket, Key: own, Body: "x" })));
            await check(
              user,
              "get",
              role,
              `${place}seed`,
              who.send(new GetObjectCommand({ Bucket, Key: `${place}seed` })),
            );
            await check(user, "delete", role, own, who.send(new DeleteObjectCommand({ Bucket, Key: own })));
            await check(
              user,
              "put",
              role,
              parts.Key,
              who.send(new CreateMultipartUploadCommand({ Bucket, Key: parts.Key })),
            );
            await check(user, "parts", role, parts.Key, who.send(new ListPartsCommand(parts)));
            if (user.name !== "boss")
              await check(user, "abort", role, parts.Key, who.send(new AbortMultipartUploadCommand(parts)));
          }
        }),
      );
    }
    expect(wrong).toEqual([]);
    expect(counts.allowed).toBeGreaterThan(200);
    expect(counts.refused).toBeGreaterThan(500);
  });

  it("C010 refuses reading back what was only written, and what nobody signed", async () => {
    const dropper = client(loginOf("dropper"));
    const target = { Bucket: name("logs"), Key: "of-dropper-again" };
    expect(await outcome(dropper.send(new PutObjectCommand({ ...target, Body: "x" })))).toBe("ok");
    expect(await outcome(dropper.send(new GetObjectCommand(target)))).toBe("AccessDenied");
    const nobody = await fetch(`${run.sandbox.s3()["gra"]}/${target.Bucket}/${target.Key}`);
    expect(nobody.status).toBe(403);
  });

  it("C009 C012 changes a key without a pause, and lets go of who has left", async () => {
    const target = { Bucket: name("logs"), Key: "seed" };
    const reads = (keys: { accessKeyId: string; secretAccessKey: string }) =>
      outcome(client(keys).send(new GetObjectCommand(target)));
    const first = loginOf("editor");
    const left = loginOf("dropper");
    const rotating = users.map((user) => (user.name === "editor" ? { ...user, keys: ["first", "second"] } : user));
    await up(rotating);
    const second = loginOf("editor");
    expect(second.keys.map(({ name: key }) => key)).toEqual(["first", "second"]);
    expect(second.accessKeyId).not.toBe(first.accessKeyId);
    await expect.poll(() => reads(second), { timeout: 20_000 }).toBe("ok");
    expect(await reads(first)).toBe("ok");

    await up(
      users
        .filter((user) => user.name !== "dropper")
        .map((user) => (user.name === "editor" ? { ...user, keys: ["second"] } : user)),
    );
    expect(loginOf("editor").accessKeyId).toBe(second.accessKeyId);
    await expect.poll(() => reads(first), { timeout: 20_000 }).toBe("InvalidAccessKeyId");
    expect(await reads(second)).toBe("ok");
    expect(loginOf("dropper")).toBeUndefined();
    const again = client(left).send(new PutObjectCommand({ ...target, Key: "after", Body: "x" }));
    expect(await outcome(again)).toBe("InvalidAccessKeyId");
    const kept = { Bucket: name("logs"), Key: "of-dropper-again" };
    expect(await outcome(client(loginOf("editor")).send(new GetObjectCommand(kept)))).toBe("ok");
  });

  it("C006 leaves the owner of the buckets without a key", async () => {
    const state = await run.state();
    const owner = state.find(({ urn }) => urn.endsWith("::storage-owner"));
    const keys = state.filter(({ type }) => type === "ovh:CloudProject/s3Credential:S3Credential");
    expect(keys.length).toBeGreaterThan(0);
    expect(keys.map(({ inputs }) => inputs["userId"])).not.toContain(owner?.id);
    expect((await run.preview()).changes).toEqual({ unchanged: state.length - 1 });
  });
});
