import type { Earlier, Example } from "./example.ts";

const bucketToken = "ovh:CloudProject/storage:Storage";
const user = "ovh:CloudProject/user:User";
const statement = { Sid: "rw", Effect: "Allow", Action: ["s3:GetObject"], Resource: ["arn:aws:s3:::files/*"] };
const document = (...more: object[]) => JSON.stringify({ Statement: [statement, ...more] });

const serviceName = (earlier: Earlier) => earlier("ovh:CloudProject/project:Project").id;
const userId = (earlier: Earlier) => earlier(user).id;
const replication = (name: string) => ({ rules: [{ id: "copy", destination: { name, region: "GRA" } }] });

/** Buckets, and the keys and policies to them. */
export const storageExamples: readonly Example[] = [
  {
    token: "ovh:CloudProject/s3Policy:S3Policy",
    inputs: (earlier) => ({ serviceName: serviceName(earlier), userId: userId(earlier), policy: document() }),
    change: () => ({ policy: document({ ...statement, Effect: "Deny", Action: "s3:PutObject" }) }),
    replace: () => ({ userId: "1" }),
    refused: { inputs: () => ({ policy: "all" }), words: /not a document with a Statement list.*status 400/ },
  },
  {
    token: "ovh:CloudProject/s3Credential:S3Credential",
    inputs: (earlier) => ({ serviceName: serviceName(earlier), userId: userId(earlier) }),
    replace: () => ({ userId: "1" }),
    refused: { inputs: () => ({ userId: "1" }), words: /user 1 does not exist.*status 404/ },
  },
  {
    token: bucketToken,
    inputs: (earlier) => ({
      serviceName: serviceName(earlier),
      regionName: "GRA",
      name: "files-of-the-shop",
      ownerId: Number(userId(earlier)),
      versioning: { status: "enabled" },
      encryption: { sseAlgorithm: "AES256" },
      objectLock: { status: "enabled", rule: { mode: "governance", period: "P30D" } },
      tags: { team: "shop" },
      hideObjects: true,
    }),
    change: () => ({ tags: { team: "web" }, encryption: { sseAlgorithm: "plaintext" } }),
    replace: () => ({ regionName: "SBG" }),
    refused: { inputs: () => ({ name: "Files" }), words: /invalid container name Files.*status 400/ },
  },
  {
    token:
      "ovh:index/cloudProjectStorageObjectBucketLifecycleConfiguration:CloudProjectStorageObjectBucketLifecycleConfiguration",
    inputs: (earlier) => ({
      serviceName: serviceName(earlier),
      regionName: "GRA",
      containerName: earlier(bucketToken).id,
      rules: [
        { id: "old", status: "enabled", expiration: { days: 365 } },
        { status: "enabled", filter: { prefix: "log/" }, transitions: [{ days: 90, storageClass: "STANDARD_IA" }] },
      ],
    }),
    change: () => ({ rules: [{ id: "old", status: "disabled", expiration: { days: 30 } }] }),
    replace: () => ({ containerName: "another" }),
    refused: {
      inputs: () => ({ rules: [{ status: "on", expiration: { days: 1 } }] }),
      words: /^rules\[0\]\.status: expected one of "enabled", "disabled"$/,
    },
  },
  {
    token: bucketToken,
    as: `${bucketToken} replicated`,
    inputs: (earlier) => ({
      serviceName: serviceName(earlier),
      regionName: "GRA",
      name: "copied-of-the-shop",
      versioning: { status: "enabled" },
      replication: replication(earlier(bucketToken).id),
      objectLock: { status: "disabled" },
    }),
    refused: { inputs: () => ({ replication: replication("nobody") }), words: /nobody does not exist.*status 404/ },
  },
  {
    token: "ovh:index/cloudProjectStorageReplicationJob:CloudProjectStorageReplicationJob",
    inputs: (earlier) => ({
      serviceName: serviceName(earlier),
      regionName: "GRA",
      containerName: "copied-of-the-shop",
    }),
    replace: () => ({ regionName: "SBG" }),
    refused: {
      inputs: (earlier) => ({ containerName: earlier(bucketToken).id }),
      words: /has no replication rule.*status 400/,
    },
    notImported: "the provider has no importer: the API cannot give a job back",
  },
  {
    token: "ovh:CloudProject/regionStoragePresign:RegionStoragePresign",
    inputs: (earlier) => ({
      serviceName: serviceName(earlier),
      regionName: "GRA",
      name: earlier(bucketToken).id,
      object: "a folder/file.txt",
      method: "GET",
      expire: 3600,
      versionId: "null",
    }),
    replace: () => ({ expire: 60 }),
    refused: { inputs: () => ({ method: "DELETE" }), words: /^method: expected one of "GET", "PUT"$/ },
    notImported: "the provider has no importer: nothing is kept at the service",
  },
];
