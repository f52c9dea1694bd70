import { exampleEnvironment as environment, recordedOf, recordProgram, settled } from "@accoreboot/testing";
import * as pulumi from "@pulumi/pulumi";
import { describe, expect, it } from "vitest";
import { S3BucketWithUsers, type S3BucketWithUsersArgs } from "../src/index.ts";
import { documentOf } from "../src/policy-document.ts";
import { plan } from "../src/s3-bucket-with-users.plan.ts";

const users = [
  { name: "backend", grants: [{ bucket: "archive", access: "readWrite" }] },
  {
    name: "audit",
    grants: [
      { bucket: "archive", access: "read", prefix: "reports/" },
      { bucket: "uploads", access: "list" },
    ],
  },
];
const base: S3BucketWithUsersArgs = { environment, buckets: [{ role: "archive" }, { role: "uploads" }], users };
const type = {
  component: "ovh-s3-iam:index:S3BucketWithUsers",
  bucket: "ovh:CloudProject/storage:Storage",
  user: "ovh:CloudProject/user:User",
  policy: "ovh:CloudProject/s3Policy:S3Policy",
  credential: "ovh:CloudProject/s3Credential:S3Credential",
  lifecycle:
    "ovh:index/cloudProjectStorageObjectBucketLifecycleConfiguration:CloudProjectStorageObjectBucketLifecycleConfiguration",
};

async function made(args: Partial<S3BucketWithUsersArgs> = {}) {
  const holder: { storage?: S3BucketWithUsers } = {};
  const recorded = await recordProgram(() => {
    holder.storage = new S3BucketWithUsers("storage", { ...base, ...args });
  });
  return { storage: holder.storage as S3BucketWithUsers, recorded };
}

const planned = (args: Partial<S3BucketWithUsersArgs>) => plan("subject", { ...base, ...args });

describe("S3BucketWithUsers", () => {
  it("C006 makes private, encrypted, versioned buckets in the environment's project, owned by a user of their own", async () => {
    const { storage, recorded } = await made();
    const owner = await settled(storage.nodes.owner.id);
    for (const role of ["archive", "uploads"]) {
      expect(recordedOf(recorded, type.bucket, `storage-${role}-bucket`).inputs).toEqual({
        serviceName: environment.projectId,
        name: `accoreboot-${role}-test`,
        regionName: "GRA",
        ownerId: Number(owner.value),
        hideObjects: true,
        versioning: { status: "enabled" },
        encryption: { sseAlgorithm: "AES256" },
        tags: environment.labels,
      });
    }
    expect(recordedOf(recorded, type.user, "storage-owner").inputs).toEqual({
      serviceName: environment.projectId,
      description: "test-storage-owner",
      roleNames: ["objectstore_operator"],
    });
  });

  it("C006 C008 C009 gives each user one project user, one document and one key, whatever the number of buckets", async () => {
    const { storage, recorded } = await made();
    expect(recorded.map((resource) => `${resource.type} ${resource.name}`).toSorted()).toEqual(
      [
        `${type.component} storage`,
        `${type.user} storage-owner`,
        `${type.bucket} storage-archive-bucket`,
        `${type.bucket} storage-uploads-bucket`,
        ...["backend", "audit"].flatMap((name) => [
          `${type.user} storage-${name}-user`,
          `${type.policy} storage-${name}-policy`,
          `${type.credential} storage-${name}-first-key`,
        ]),
      ].toSorted(),
    );
    for (const name of ["backend", "audit"]) {
      const userId = (await settled(storage.nodes.users.get(name)?.user.id as pulumi.Output<string>)).value;
      expect(recordedOf(recorded, type.user, `storage-${name}-user`).inputs).toEqual({
        serviceName: environment.projectId,
        description: `test-${name}`,
        roleNames: ["objectstore_operator"],
      });
      expect(recordedOf(recorded, type.credential, `storage-${name}-first-key`).inputs).toEqual({
        serviceName: environment.projectId,
        userId,
      });
      expect(recordedOf(recorded, type.policy, `storage-${name}-policy`).inputs).toMatchObject({ userId });
    }
  });

  it("C007 puts out the buckets' names in the order of the arguments, with endpoint and region", async () => {
    const { storage } = await made();
    const names = ["accoreboot-archive-test", "accoreboot-uploads-test"];
    expect(await settled(storage.bucketNames)).toEqual({ value: names, secret: false });
    expect((await settled(storage.bucketName("uploads"))).value).toBe("accoreboot-uploads-test");
    expect((await settled(storage.endpoint)).value).toBe("https://s3.gra.io.cloud.ovh.net");
    expect((await settled(storage.region)).value).toBe("gra");
  });

  it("C010 hands each user one document of its own buckets and prefixes", async () => {
    const { recorded } = await made();
    const document = (name: string) =>
      JSON.parse(String(recordedOf(recorded, type.policy, `storage-${name}-policy`).inputs["policy"]));
    expect(document("backend")).toEqual(documentOf([{ bucket: "accoreboot-archive-test", access: "readWrite" }]));
    expect(document("audit")).toEqual(
      documentOf([
        { bucket: "accoreboot-archive-test", access: "read", prefix: "reports/" },
        { bucket: "accoreboot-uploads-test", access: "list" },
      ]),
    );
    expect(JSON.stringify(document("backend"))).not.toContain("uploads");
  });

  it("C010 makes every key after the document, so that none ever works without limits", async () => {
    const { recorded } = await made({ users: [{ ...(users[0] as (typeof users)[0]), keys: ["a", "b"] }] });
    for (const key of ["a", "b"]) {
      expect(recordedOf(recorded, type.credential, `storage-backend-${key}-key`).dependsOn).toContain(
        "storage-backend-policy",
      );
    }
    expect(recordedOf(recorded, type.policy, "storage-backend-policy").dependsOn).toEqual(
      expect.arrayContaining(["storage-archive-bucket", "storage-uploads-bucket", "storage-backend-user"]),
    );
  });

  it("C011 C012 puts out name and keys of every user, the secret half as a secret", async () => {
    const { storage, recorded } = await made();
    const { value, secret } = await settled(storage.users);
    expect(secret).toBe(true);
    expect(value.map((user) => Object.keys(user))).toEqual(
      [0, 1].map(() => ["userName", "accessKeyId", "secretAccessKey", "keys"]),
    );
    expect(value.map(({ userName }) => userName)).toEqual(["backend", "audit"]);
    expect(value[0]?.secretAccessKey).toBe("secret-of-storage-backend-first-key");
    expect(recordedOf(recorded, type.component, "storage").inputs).toEqual({
      environment: "test",
      buckets: ["accoreboot-archive-test", "accoreboot-uploads-test"],
      region: "GRA",
    });
    const { accessKeyId, secretAccessKey, environment: variables } = storage.user("audit");
    expect((await settled(accessKeyId)).secret).toBe(false);
    expect(await settled(secretAccessKey)).toEqual({ value: "secret-of-storage-audit-first-key", secret: true });
    expect(await settled(variables)).toEqual({
      value: {
        AWS_ACCESS_KEY_ID: (await settled(accessKeyId)).value,
        AWS_SECRET_ACCESS_KEY: "secret-of-storage-audit-first-key",
        AWS_REGION: "gra",
        AWS_ENDPOINT_URL_S3: "https://s3.gra.io.cloud.ovh.net",
        AWS_REQUEST_CHECKSUM_CALCULATION: "when_required",
        AWS_RESPONSE_CHECKSUM_VALIDATION: "when_required",
      },
      secret: true,
    });
  });

  it("C012 overlaps two keys while one replaces the other; the last is given out", async () => {
    const { storage } = await made({ users: [{ ...(users[0] as (typeof users)[0]), keys: ["first", "second"] }] });
    const [user] = (await settled(storage.users)).value;
    expect(user?.keys.map(({ name, secretAccessKey }) => [name, secretAccessKey])).toEqual([
      ["first", "secret-of-storage-backend-first-key"],
      ["second", "secret-of-storage-backend-second-key"],
    ]);
    expect(user?.secretAccessKey).toBe("secret-of-storage-backend-second-key");
    expect((await settled(storage.user("backend").secretAccessKey)).value).toBe(user?.secretAccessKey);
  });

  it("names the nearest when it is asked for a user or a bucket that is not there", async () => {
    const { storage } = await made();
    expect(() => storage.user("bakend")).toThrow('there is no user "bakend". Did you mean "backend"?');
    expect(() => storage.bucketName("x")).toThrow('there is no bucket "x". Known are archive, uploads.');
  });

  it("C018 gives the URL of a Pulumi backend on a bucket, which is no secret", async () => {
    const { storage } = await made();
    expect(await settled(storage.backendUrl("archive"))).toEqual({
      value: "s3://accoreboot-archive-test?region=gra&endpoint=https://s3.gra.io.cloud.ovh.net&s3ForcePathStyle=true",
      secret: false,
    });
  });

  it("C077 takes another region and another endpoint", async () => {
    const { storage, recorded } = await made({ region: "EU-WEST-PAR" });
    expect(recordedOf(recorded, type.bucket, "storage-archive-bucket").inputs["regionName"]).toBe("EU-WEST-PAR");
    expect((await settled(storage.endpoint)).value).toBe("https://s3.eu-west-par.io.cloud.ovh.net");
    const moved = await made({ endpoint: "http://127.0.0.1:9000/" });
    expect((await settled(moved.storage.endpoint)).value).toBe("http://127.0.0.1:9000");
  });

  it("C004 keeps a secret project id secret in every child", async () => {
    const projectId = pulumi.secret("0123456789abcdef0123456789abcdef");
    const { recorded } = await made({ environment: { ...environment, projectId } });
    const children = recorded.filter((resource) => resource.type !== type.component);
    expect(children).toHaveLength(9);
    for (const child of children) expect(child.secretInputs).toContain("serviceName");
  });

  it.each([
    [{}, false],
    [{ protect: true }, true],
    [{ environment: { ...environment, protect: true } }, true],
    [{ environment: { ...environment, protect: true }, protect: false }, false],
  ])("protects buckets and owner as %j says, and users never", async (args, expected) => {
    const { recorded } = await made(args);
    expect(recordedOf(recorded, type.bucket, "storage-archive-bucket").protect).toBe(expected);
    expect(recordedOf(recorded, type.bucket, "storage-uploads-bucket").protect).toBe(expected);
    expect(recordedOf(recorded, type.user, "storage-owner").protect).toBe(expected);
    expect(recordedOf(recorded, type.user, "storage-audit-user").protect).toBe(false);
  });

  it("makes a lifecycle for a bucket that has rules, and for no other", async () => {
    const lifecycle = [
      { name: "old", expireOldVersionsDays: 90 },
      { name: "tmp", prefix: "tmp/", expireDays: 7, abortUploadsDays: 1, enabled: false },
      { name: "cold", moveTo: "STANDARD_IA", moveDays: 30 },
    ];
    const { recorded } = await made({ buckets: [{ role: "archive", lifecycle }, { role: "uploads" }] });
    expect(recorded.filter((resource) => resource.type === type.lifecycle)).toHaveLength(1);
    for (const [of, name] of [
      [type.lifecycle, "storage-archive-lifecycle"],
      [type.bucket, "storage-archive-bucket"],
    ] as const) {
      expect(recordedOf(recorded, of, name).deleteBeforeReplace).toBe(true); // their names are fixed
    }
    expect(recordedOf(recorded, type.lifecycle, "storage-archive-lifecycle").inputs).toEqual({
      serviceName: environment.projectId,
      regionName: "GRA",
      containerName: "accoreboot-archive-test",
      rules: [
        { id: "old", status: "enabled", noncurrentVersionExpiration: { noncurrentDays: 90 } },
        {
          id: "tmp",
          status: "disabled",
          filter: { prefix: "tmp/" },
          expiration: { days: 7 },
          abortIncompleteMultipartUpload: { daysAfterInitiation: 1 },
        },
        { id: "cold", status: "enabled", transitions: [{ storageClass: "STANDARD_IA", days: 30 }] },
      ],
    });
  });

  it("sets versions, encryption, lock and tags as each bucket says", () => {
    const bucket = planned({
      buckets: [
        { role: "archive", versioning: false, encryption: false, tags: { retention: "none" } },
        { role: "uploads", objectLock: { mode: "governance", days: 30 } },
      ],
    }).buckets;
    expect(bucket[0]?.args).toMatchObject({
      versioning: { status: "disabled" },
      encryption: { sseAlgorithm: "plaintext" },
      tags: { ...environment.labels, retention: "none" },
    });
    expect(bucket[1]?.args.objectLock).toEqual({ status: "enabled", rule: { mode: "governance", period: "P30D" } });
  });

  it("writes the documents for the names that the buckets really get", () => {
    const { buckets, users: all } = planned({ overrides: { buckets: { archive: { name: "other-name" } } } });
    expect(buckets.map(({ name }) => name)).toEqual(["other-name", "accoreboot-uploads-test"]);
    expect(all.every(({ policy }) => policy.includes("other-name"))).toBe(true);
    expect(all.some(({ policy }) => policy.includes("archive-test"))).toBe(false);
  });
});
