/** What is refused in the description of a bucket, before anything is made: the path, and what to do instead. */
import * as pulumi from "@pulumi/pulumi";
import { describe, expect, it } from "vitest";
import { bucket, found, type Refused, rule, user } from "./refused.ts";

const refused: Refused[] = [
  [
    "more buckets than a project can have",
    {
      buckets: Array.from({ length: 1001 }, (_, i) => ({ role: `b${i}` })),
      users: [{ ...user, grants: [{ bucket: "b1", access: "read" }] }],
    },
    "buckets: 1001 are too many. OVHcloud takes 1000 at most",
  ],
  ["no buckets", { buckets: [] }, 'buckets: [] names no bucket. Give at least one, such as { role: "archive" }'],
  ["a bucket by its name alone", { buckets: ["archive"] }, 'buckets[0]: "archive" is not a bucket. Give { role'],
  ["a bucket without a role", { buckets: [{}] }, "buckets[0].role: nothing is not a role. Use lower case letters"],
  [
    "upper case in a role",
    { buckets: [{ role: "archive" }, { role: "Tf State" }] },
    'buckets[1].role: "Tf State" is not a role. Use lower',
  ],
  [
    "two buckets of one role",
    { buckets: [{ role: "archive" }, { role: "archive" }] },
    'buckets[1].role: "archive" is buckets[0] already. Give every bucket a role of its own',
  ],
  [
    "two buckets of one name",
    {
      buckets: [
        { role: "archive", bucketName: "same" },
        { role: "other", bucketName: "same" },
      ],
    },
    'buckets[1].bucketName: "same" is the name of buckets[0] already. Give every bucket a name',
  ],
  [
    "upper case in a name",
    bucket({ bucketName: "Archive" }),
    'buckets[0].bucketName: "Archive" is not a bucket name. Use 3',
  ],
  ["dots in a name", bucket({ bucketName: "my.bucket" }), '"my.bucket" is not a bucket name. Use 3 to 63 lower case'],
  ["a short name", bucket({ bucketName: "ab" }), 'buckets[0].bucketName: "ab" has 2 characters. Use 3 to 63'],
  ["a long name", bucket({ bucketName: "a".repeat(64) }), "has 64 characters. Use 3 to 63"],
  ["two hyphens in a row", bucket({ bucketName: "a--b" }), '"a--b" is not a bucket name. Use 3 to 63'],
  ["a hyphen in front", bucket({ bucketName: "-ab" }), 'buckets[0].bucketName: "-ab" is not a bucket name. Use'],
  [
    "a name not known yet",
    bucket({ bucketName: pulumi.output("archive") }),
    "bucketName: an output or a promise, not known yet. Give a plain value",
  ],
  [
    "the name of another environment's bucket",
    bucket({ bucketName: "accoreboot-archive-prod" }),
    'buckets[0].bucketName: "accoreboot-archive-prod" is the name of a bucket of prod, and this is test. Let it end in -test',
  ],
  [
    "versioning by a word",
    bucket({ versioning: "yes" }),
    'buckets[0].versioning: "yes" is neither true nor false. Give',
  ],
  ["encryption by a number", bucket({ encryption: 1 }), "buckets[0].encryption: 1 is neither true nor false. Give"],
  [
    "a misspelt argument of a bucket",
    bucket({ versionning: true }),
    'buckets[0].versionning: unknown argument. Did you mean "versioning"?',
  ],
  [
    "a tag that is the environment's",
    bucket({ tags: { app: "x" } }),
    `buckets[0].tags: the label "app" is the component's own. Choose`,
  ],
  [
    "a lock that is none",
    bucket({ objectLock: true }),
    'buckets[0].objectLock: true is not a lock. Give { mode: "governance", days: 30 }',
  ],
  [
    "an unknown mode of a lock",
    bucket({ objectLock: { mode: "strict", days: 1 } }),
    'buckets[0].objectLock.mode: unknown mode "strict". Allowed are governance',
  ],
  [
    "a lock for no time",
    bucket({ objectLock: { mode: "governance", days: 0 } }),
    "buckets[0].objectLock.days: 0 is out of range. Give a whole number from 1",
  ],
  [
    "a lock without versions",
    bucket({ objectLock: { mode: "governance", days: 1 }, versioning: false }),
    "buckets[0].objectLock: locks versions, and the bucket keeps none. Leave versioning on",
  ],
  ["no rules", bucket({ lifecycle: [] }), "buckets[0].lifecycle: [] is not a list of rules. Give [{ name"],
  [
    "a rule without a name",
    bucket({ lifecycle: [{ expireDays: 1 }] }),
    "buckets[0].lifecycle[0].name: nothing is not a name for a rule. Use 1 to 64",
  ],
  [
    "two rules of one name",
    bucket({
      lifecycle: [
        { name: "a", expireDays: 1 },
        { name: "a", expireDays: 2 },
      ],
    }),
    'lifecycle[1].name: "a" is lifecycle[0] already. Give every rule',
  ],
  ["a rule that does nothing", rule({}), "buckets[0].lifecycle[0]: the rule does nothing. Give one of expireDays"],
  [
    "a rule of no days",
    rule({ expireDays: 0 }),
    "lifecycle[0].expireDays: 0 is out of range. Give a whole number from 1",
  ],
  [
    "old versions of none",
    rule({ expireOldVersionsDays: 3 }, { versioning: false }),
    "expireOldVersionsDays: the bucket keeps no old versions. Leave it out",
  ],
  [
    "a class without days",
    rule({ moveTo: "STANDARD_IA" }),
    "lifecycle[0].moveDays: nothing is out of range. Give a whole number",
  ],
  [
    "days without a class",
    rule({ moveDays: 3 }),
    "lifecycle[0].moveTo: unknown storage class nothing. Allowed are STANDARD_IA",
  ],
  [
    "a class nobody has",
    rule({ moveTo: "GLACIER", moveDays: 3 }),
    'moveTo: unknown storage class "GLACIER". Did you mean "GLACIER_IR"?',
  ],
  [
    "a class the region has not",
    rule({ moveTo: "DEEP_ARCHIVE", moveDays: 3 }),
    'moveTo: region GRA has no class "DEEP_ARCHIVE". It is in EU-WEST-PAR',
  ],
  [
    "moving what is gone",
    rule({ moveTo: "STANDARD_IA", moveDays: 9, expireDays: 9 }),
    "moveDays: objects are deleted after 9 days, before they would move. Give fewer than 9",
  ],
  [
    "a rule's prefix without a slash",
    rule({ expireDays: 1, prefix: "tmp" }),
    'lifecycle[0].prefix: "tmp" would match its neighbours too. End it',
  ],
];

describe("the buckets of S3BucketWithUsers: refused is", () => {
  it.each(refused)("%s (C010)", (_, args, expected) => {
    const list = found(args);
    expect(list).toHaveLength(1);
    expect(list[0]).toContain(expected);
  });
});
