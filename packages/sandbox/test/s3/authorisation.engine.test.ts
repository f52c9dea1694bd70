import {
  AbortMultipartUploadCommand,
  CopyObjectCommand,
  CreateMultipartUploadCommand,
  DeleteObjectCommand,
  GetBucketLocationCommand,
  GetBucketVersioningCommand,
  GetObjectCommand,
  GetObjectTaggingCommand,
  HeadBucketCommand,
  HeadObjectCommand,
  ListMultipartUploadsCommand,
  ListObjectsV2Command,
  ListObjectVersionsCommand,
  PutObjectCommand,
  PutObjectTaggingCommand,
  type S3Client,
} from "@aws-sdk/client-s3";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { OvhAction } from "../../src/s3/actions.ts";
import { decide } from "../../src/s3/decide.ts";
import type { S3Server } from "../../src/s3/world.ts";
import { buckets, type Identity, identities, keys, world } from "./authorisation-world.ts";
import { clientOf, letThrough, missing, removeFolder, started, temporaryFolder, whyMissing } from "./support.ts";

interface Operation {
  readonly needs: readonly OvhAction[];
  /** Works on an object beside the one that is read, so that cases do not disturb each other. */
  readonly writes?: true;
  readonly send: (client: S3Client, Bucket: string, Key: string) => Promise<unknown>;
}

const onBuckets: Readonly<Record<string, Operation>> = {
  HeadBucket: { needs: ["s3:ListBucket"], send: (client, Bucket) => client.send(new HeadBucketCommand({ Bucket })) },
  ListObjectsV2: {
    needs: ["s3:ListBucket"],
    send: (client, Bucket) => client.send(new ListObjectsV2Command({ Bucket, Prefix: "reports/" })),
  },
  ListObjectVersions: {
    needs: ["s3:ListBucket", "s3:ListBucketVersions"],
    send: (client, Bucket) => client.send(new ListObjectVersionsCommand({ Bucket })),
  },
  GetBucketLocation: {
    needs: ["s3:GetBucketLocation"],
    send: (client, Bucket) => client.send(new GetBucketLocationCommand({ Bucket })),
  },
  GetBucketVersioning: {
    needs: ["s3:GetBucketVersioning"],
    send: (client, Bucket) => client.send(new GetBucketVersioningCommand({ Bucket })),
  },
  ListMultipartUploads: {
    needs: ["s3:ListBucketMultipartUploads"],
    send: (client, Bucket) => client.send(new ListMultipartUploadsCommand({ Bucket })),
  },
};

const onObjects: Readonly<Record<string, Operation>> = {
  GetObject: {
    needs: ["s3:GetObject"],
    send: (client, Bucket, Key) => client.send(new GetObjectCommand({ Bucket, Key })),
  },
  HeadObject: {
    needs: ["s3:GetObject"],
    send: (client, Bucket, Key) => client.send(new HeadObjectCommand({ Bucket, Key })),
  },
  GetObjectTagging: {
    needs: ["s3:GetObjectTagging"],
    send: (client, Bucket, Key) => client.send(new GetObjectTaggingCommand({ Bucket, Key })),
  },
  PutObject: {
    needs: ["s3:PutObject"],
    writes: true,
    send: (client, Bucket, Key) => client.send(new PutObjectCommand({ Bucket, Key, Body: "x" })),
  },
  PutObjectTagging: {
    needs: ["s3:PutObjectTagging"],
    send: (client, Bucket, Key) =>
      client.send(new PutObjectTaggingCommand({ Bucket, Key, Tagging: { TagSet: [{ Key: "a", Value: "b" }] } })),
  },
  DeleteObject: {
    needs: ["s3:DeleteObject"],
    writes: true,
    send: (client, Bucket, Key) => client.send(new DeleteObjectCommand({ Bucket, Key })),
  },
  CreateMultipartUpload: {
    needs: ["s3:PutObject"],
    writes: true,
    send: (client, Bucket, Key) => client.send(new CreateMultipartUploadCommand({ Bucket, Key })),
  },
  AbortMultipartUpload: {
    needs: ["s3:AbortMultipartUpload"],
    send: (client, Bucket, Key) =>
      client.send(new AbortMultipartUploadCommand({ Bucket, Key, UploadId: "00000000-0000-0000-0000-000000000000" })),
  },
};

interface Case {
  readonly title: string;
  readonly expected: boolean;
  readonly answer: () => Promise<boolean>;
}

function casesOf(identity: Identity, client: S3Client): Case[] {
  const may = (needs: readonly OvhAction[], bucket: string, key?: string) =>
    needs.every((action) =>
      decide(world, { action, bucket, ...(key ? { key } : {}), ...(identity.user ? { user: identity.user } : {}) }),
    );
  const bucketCases = buckets.flatMap((bucket) =>
    Object.entries(onBuckets).map(([name, { needs, send }]) => ({
      title: `${name} ${bucket}`,
      expected: may(needs, bucket),
      answer: () => letThrough(send(client, bucket, "")),
    })),
  );
  const objectCases = buckets.flatMap((bucket) =>
    keys.flatMap((key) =>
      Object.entries(onObjects).map(([name, { needs, send, writes }]) => {
        const object = writes ? key.replace(/\.(\w+)$/, "~.$1") : key;
        return {
          title: `${name} ${bucket}/${object}`,
          expected: may(needs, bucket, object),
          answer: () => letThrough(send(client, bucket, object)),
        };
      }),
    ),
  );
  const copies = [
    ["data-app", "data-logs"],
    ["data-logs", "data-app"],
    ["backup", "data-app"],
  ] as const;
  const copyCases = copies.map(([from, to]) => ({
    title: `CopyObject ${from}/${keys[0]} to ${to}/${keys[1]}`,
    expected: may(["s3:GetObject"], from, keys[0]) && may(["s3:PutObject"], to, keys[1]),
    answer: () =>
      letThrough(client.send(new CopyObjectCommand({ CopySource: `${from}/${keys[0]}`, Bucket: to, Key: keys[1] }))),
  }));
  return [...bucketCases, ...objectCases, ...copyCases];
}

describe.skipIf(missing)(`authorisation over S3, as OVH's model decides it (ovh-facts 4.3)${whyMissing}`, () => {
  const folder = temporaryFolder();
  let server: S3Server;
  let counted = 0;

  beforeAll(async () => {
    server = await started(folder);
    await expect(server.apply(world)).rejects.toThrow("unknown action s3:GetObjectVersion");
    const seeder = world.users.find(({ id }) => id === "seeder")?.keys[0];
    const client = clientOf(server.endpoint, seeder);
    const objects = buckets.flatMap((Bucket) => keys.map((Key) => ({ Bucket, Key, Body: "text" })));
    await Promise.all(objects.map((object) => client.send(new PutObjectCommand(object))));
    client.destroy();
  });
  afterAll(async () => {
    await server.close();
    removeFolder(folder);
  });

  it.each(identities)("$name", async (identity) => {
    const client = clientOf(server.endpoint, identity.key);
    const cases = casesOf(identity, client);
    const answers = await Promise.all(
      cases.map(async ({ title, expected, answer }) => ({ title, expected, answered: await answer() })),
    );
    client.destroy();
    counted += answers.length;
    const wrong = answers.filter(({ expected, answered }) => expected !== answered);
    expect(wrong.map(({ title, answered }) => `${title}: ${answered ? "let through" : "refused"}`)).toEqual([]);
    expect(new Set(answers.map(({ answered }) => answered))).toEqual(
      new Set(identity.mixed ? [true, false] : [identity.all]),
    );
  });

  it("these were more than 3000 cases", () => {
    expect(counted).toBeGreaterThan(3000);
  });
});
