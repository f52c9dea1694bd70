/** Everything that is refused before anything is made: the path, and what to do instead. */
import { ArgumentError } from "@accoreboot/core";
import { exampleEnvironment as environment, recordProgram } from "@accoreboot/testing";
import * as pulumi from "@pulumi/pulumi";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { S3BucketWithUsers, type S3BucketWithUsersArgs, StateBucket, type StateBucketArgs } from "../src/index.ts";
import { plan } from "../src/s3-bucket-with-users.plan.ts";
import { plan as planState } from "../src/state-bucket.plan.ts";

const grants = [{ bucket: "archive", access: "read" }];
const user = { name: "app", grants };
const base = { environment, buckets: [{ role: "archive" }], users: [user] };

const said = ({ path, problem, remedy }: { path: string; problem: string; remedy: string }) =>
  `${path}: ${problem}. ${remedy}`;
const found = (args: object) =>
  plan("subject", { ...base, ...args } as unknown as S3BucketWithUsersArgs).findings.map(said);
const foundOfState = (args: object) =>
  planState("subject", { environment, ...args } as unknown as StateBucketArgs).findings.map(said);

const bucket = (given: object) => ({ buckets: [{ role: "archive", ...given }] });
const who = (given: object) => ({ users: [{ ...user, ...given }] });
const grant = (...given: object[]) => who({ grants: given.map((one) => ({ bucket: "archive", ...one })) });
const rule = (given: object, rest: object = {}) => bucket({ lifecycle: [{ name: "old", ...given }], ...rest });

describe("S3BucketWithUsers refuses", () => {
  it.each([
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
    ["no users", { users: [] }, "users: [] lets nobody use the buckets. Give at least one user, such as"],
    ["users forgotten", { users: undefined }, "users: nothing lets nobody use the buckets. Give at least one user"],
    ["a user by its name alone", { users: ["app"] }, 'users[0]: "app" is not a user. Give { name'],
    [
      "two users of one name: two policies for one user",
      { users: [user, user] },
      'users[1].name: "app" is users[0] already. Give all its grants in one place: one user has one policy document',
    ],
    [
      "blanks in a user's name",
      who({ name: "Back End" }),
      'users[0].name: "Back End" is not a name for a user. Use up to 40',
    ],
    ["a long name of a user", who({ name: "a".repeat(41) }), "is too long. Use up to 40 characters"],
    [
      "a user that may do nothing",
      who({ grants: [] }),
      "users[0].grants: [] lets the user do nothing. Give at least one, such as",
    ],
    ["a grant that is a word", who({ grants: ["read"] }), 'users[0].grants[0]: "read" is not a grant. Give {'],
    [
      "a bucket that is not there",
      grant({ bucket: "archiv", access: "read" }),
      'users[0].grants[0].bucket: unknown bucket "archiv". Did you mean "archive"?',
    ],
    [
      "an access nobody knows",
      grant({ access: "readwrite" }),
      'users[0].grants[0].access: unknown access "readwrite". Did you mean "readWrite"?',
    ],
    [
      "a grant without an access",
      grant({}),
      "users[0].grants[0].access: unknown access nothing. Allowed are list, read, write",
    ],
    [
      "access and actions",
      grant({ access: "read", actions: ["s3:GetObject"] }),
      'users[0].grants[0].access: "read" and actions were both given. Give an access, or',
    ],
    [
      "no actions",
      grant({ actions: [] }),
      "users[0].grants[0].actions: [] is not a list of actions. Give a list such as",
    ],
    [
      "an action OVHcloud does not know",
      grant({ actions: ["s3:GetObjectVersion"] }),
      '"s3:GetObjectVersion" is no action that OVHcloud takes by name. Give s3:GetObject: it holds for old versions too',
    ],
    [
      "a misspelt action",
      grant({ actions: ["s3:GetObjet"] }),
      '"s3:GetObjet" is no action that OVHcloud takes by name. Did you mean "s3:GetObject"?',
    ],
    [
      "an action of another service",
      grant({ actions: ["iam:PassRole"] }),
      '"iam:PassRole" is no action that OVHcloud takes by name. Known are',
    ],
    [
      "every action",
      grant({ actions: ["s3:*"] }),
      '"s3:*" is no action that OVHcloud takes by name. Give access: "owner"',
    ],
    [
      "deleting the bucket",
      grant({ actions: ["s3:DeleteBucket"] }),
      `"s3:DeleteBucket" is Pulumi's to do. Buckets are made and deleted by`,
    ],
    [
      "a misspelt argument of a grant",
      grant({ access: "read", prefx: "a/" }),
      'users[0].grants[0].prefx: unknown argument. Did you mean "prefix"?',
    ],
    [
      "a slash in front",
      grant({ access: "read", prefix: "/a/" }),
      'prefix: "/a/" starts with a slash, and no object\'s name does. Write it like',
    ],
    [
      "a prefix that climbs",
      grant({ access: "read", prefix: "../b/" }),
      '"../b/" would climb out of itself. Write it like',
    ],
    [
      "a prefix that stands still",
      grant({ access: "read", prefix: "a/./b/" }),
      "would climb out of itself. Write it like",
    ],
    [
      "a star in a prefix",
      grant({ access: "read", prefix: "a*/" }),
      "has a wildcard and would match other prefixes. Write it like",
    ],
    [
      "a question mark in a prefix",
      grant({ access: "read", prefix: "a?/" }),
      "has a wildcard and would match other prefixes. Write",
    ],
    [
      "a variable in a prefix",
      grant({ access: "read", prefix: "$" + "{aws:username}/" }),
      "has a wildcard and would match",
    ],
    ["an empty part of a prefix", grant({ access: "read", prefix: "a//" }), '"a//" is not a prefix. Write it like'],
    [
      "a prefix without a slash",
      grant({ access: "read", prefix: "reports" }),
      'would match its neighbours too. End it with a slash: "reports/"',
    ],
    [
      "a prefix crossing another environment",
      grant({ access: "read", prefix: "exports/prod/" }),
      '"exports/prod/" crosses into prod, and this is test. Keep what belongs to prod in a bucket of its own',
    ],
    [
      "the same objects twice",
      grant({ access: "read" }, { access: "write" }),
      "users[0].grants[1]: grants[0] is about the same objects. Give one grant",
    ],
    [
      "reading inside of what is only written",
      grant({ access: "write" }, { access: "read", prefix: "a/" }),
      'users[0].grants[1]: overlaps with grants[0]: one lets read what the other forbids to read. Give "readWrite"',
    ],
    ["no key", who({ keys: [] }), "users[0].keys: [] names no key. Give one name, or two"],
    ["three keys", who({ keys: ["a", "b", "c"] }), "are more than two keys at a time. Give one name, or two"],
    ["one key twice", who({ keys: ["a", "a"] }), "names a key twice. Give one name, or two"],
    [
      "a key's name with a hyphen",
      who({ keys: ["2026-11"] }),
      'users[0].keys: "2026-11" is not a name for a key. Use 1 to 20 lower',
    ],
    [
      "an unknown region",
      { region: "GRA11" },
      'region: unknown region of object storage "GRA11". Object storage calls it "GRA"',
    ],
    [
      "a region in lower case",
      { region: "gra" },
      'region: unknown region of object storage "gra". Did you mean "GRA"?',
    ],
    [
      "an unknown region of the environment",
      { environment: { ...environment, region: { ...environment.region, storage: "GRA11" } } },
      'environment.region.storage: unknown region of object storage "GRA11". Object storage calls it "GRA"',
    ],
    [
      "an endpoint that is none",
      { endpoint: "s3.gra" },
      'endpoint: "s3.gra" is not the address of a service. Write it like https://',
    ],
    [
      "an endpoint with a path",
      { endpoint: "https://s3.gra.io.cloud.ovh.net/x" },
      "is not the address of a service. Write it like https://",
    ],
    [
      "an endpoint in the open",
      { endpoint: "http://s3.gra.io.cloud.ovh.net" },
      'endpoint: "http://s3.gra.io.cloud.ovh.net" is not encrypted. Write it like https://',
    ],
    ["protection by a word", { protect: "yes" }, 'protect: "yes" is neither true nor false. Give true or false'],
    ["a misspelt argument", { usrs: [] }, 'usrs: unknown argument. Did you mean "users"?'],
    [
      "a name by override",
      { overrides: { buckets: { archive: { name: "Archive" } } } },
      'overrides.buckets.archive.name: "Archive" is not a bucket name. Use',
    ],
    [
      "a region by override",
      { overrides: { buckets: { archive: { regionName: "SBG" } } } },
      'overrides.buckets.archive.regionName: "SBG" is not the region of the component. Give it as region instead',
    ],
    [
      "objects in the state",
      { overrides: { buckets: { archive: { hideObjects: false } } } },
      "overrides.buckets.archive.hideObjects: would copy the names of objects into the state. Leave it out",
    ],
    [
      "an unknown versioning",
      { overrides: { buckets: { archive: { versioning: { status: "on" } } } } },
      'overrides.buckets.archive.versioning: unknown versioning status "on". Allowed are',
    ],
    [
      "an unknown encryption",
      { overrides: { buckets: { archive: { encryption: { sseAlgorithm: "aws:kms" } } } } },
      'unknown encryption "aws:kms". Allowed are AES256, plaintext',
    ],
    [
      "another owner",
      { overrides: { buckets: { archive: { ownerId: 7 } } } },
      "overrides.buckets.archive.ownerId: unknown argument. Known are",
    ],
    [
      "overrides of no bucket",
      { overrides: { buckets: { archve: {} } } },
      'overrides.buckets.archve: unknown argument. Did you mean "archive"?',
    ],
    [
      "an owner that may do more",
      { overrides: { owner: { roleNames: ["administrator"] } } },
      'overrides.owner.roleNames: unknown role "administrator". Allowed are objectstore_operator',
    ],
    ["a misspelt slot", { overrides: { bucket: {} } }, 'overrides.bucket: unknown argument. Did you mean "buckets"?'],
  ] as [string, object, string][])("%s (C010)", (_, args, expected) => {
    const list = found(args);
    expect(list).toHaveLength(1);
    expect(list[0]).toContain(expected);
  });

  it("nothing of what is good", () => {
    const good = [
      {},
      grant({ access: "write", prefix: "in/" }, { access: "read", prefix: "out/" }, { access: "list" }),
      grant({ access: "read" }, { access: "readWrite", prefix: "in/" }),
      grant({ actions: ["s3:GetObject", "s3:PutObjectAcl"], prefix: "preproduction/" }),
      bucket({ bucketName: "accoreboot-archive" }),
      rule({ moveTo: "STANDARD_IA", moveDays: 30, expireDays: 60 }),
      { ...rule({ moveTo: "DEEP_ARCHIVE", moveDays: 30 }), region: "EU-WEST-PAR" },
      { region: "NEW-REGION", endpoint: "https://s3.new-region.io.cloud.ovh.net" },
    ];
    for (const args of good) expect(found(args)).toEqual([]);
  });

  it("nothing of what any accepted role is called", () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[a-z][a-z0-9]{0,40}(-[a-z0-9]{1,40}){0,3}$/), (role) => {
        const planned = plan("subject", {
          environment,
          buckets: [{ role }],
          users: [{ name: "app", grants: [{ bucket: role, access: "read" }] }],
        });
        expect(planned.findings).toEqual([]);
        expect(planned.buckets[0]?.name).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/);
        expect(planned.buckets[0]?.name.length).toBeLessThanOrEqual(63);
      }),
    );
  });

  it("whatever it is given in words, and never by falling over", () => {
    fc.assert(
      fc.property(fc.anything({ withBigInt: true }), (given) => {
        const shapes = [
          { buckets: given, users: given, overrides: given, region: given, endpoint: given },
          bucket({ role: given, bucketName: given, lifecycle: given, objectLock: given, tags: given }),
          { buckets: [given], users: [given], overrides: { buckets: given, owner: given } },
          { ...rule(Object(given)), overrides: { buckets: { archive: given } } },
          who({ name: given, grants: given, keys: given }),
          grant({ access: given, prefix: given, actions: given }, Object(given)),
        ];
        for (const args of shapes) expect(Array.isArray(found(args))).toBe(true);
        expect(Array.isArray(foundOfState({ keys: given, overrides: given, bucketName: given }))).toBe(true);
      }),
    );
  });

  it("C010 with all findings at once, and makes nothing", async () => {
    const attempt = recordProgram(() => {
      new S3BucketWithUsers("archive", {
        environment: { ...environment, name: "tset", region: { compute: "GRA11", database: "GRA" } },
        bukets: [],
        buckets: [{ role: "Archive" }],
        users: [{ name: "a", grants: [{ bucket: "Archive", access: "raed" }] }],
        overrides: { ownr: {} },
      } as unknown as S3BucketWithUsersArgs);
    });
    const error = (await attempt.catch((caught: unknown) => caught)) as ArgumentError;
    expect(error).toBeInstanceOf(ArgumentError);
    expect(error.findings.map(({ path }) => path)).toEqual([
      "bukets",
      "environment.name",
      "environment.region.storage",
      "buckets[0].role",
      "users[0].grants[0].access",
      "overrides.ownr",
    ]);
    expect(error.message).toContain('Did you mean "read"?');
  });
});

describe("StateBucket refuses", () => {
  it.each([
    ["a name in upper case", { bucketName: "TfState" }, 'bucketName: "TfState" is not a bucket name. Use 3 to 63'],
    [
      "the state of another environment",
      { bucketName: "accoreboot-tfstate-prod" },
      'bucketName: "accoreboot-tfstate-prod" is the name of a bucket of prod, and this is test',
    ],
    ["an unknown region", { region: "PAR" }, 'region: unknown region of object storage "PAR"'],
    [
      "an endpoint in the open",
      { endpoint: "http://s3.example.org" },
      'endpoint: "http://s3.example.org" is not encrypted',
    ],
    ["old versions for no time", { oldVersionsDays: 0 }, "oldVersionsDays: 0 is out of range"],
    ["three keys", { keys: ["a", "b", "c"] }, "keys:"],
    [
      "a state in clear",
      { overrides: { bucket: { encryption: { sseAlgorithm: "plaintext" } } } },
      "overrides.bucket.encryption: would keep the state unencrypted",
    ],
    [
      "a state without a past",
      { overrides: { bucket: { versioning: { status: "suspended" } } } },
      "overrides.bucket.versioning: would leave no way back",
    ],
    ["a misspelt argument", { bucketname: "x" }, 'bucketname: unknown argument. Did you mean "bucketName"?'],
    ["a misspelt slot", { overrides: { buckets: {} } }, 'overrides.buckets: unknown argument. Did you mean "bucket"?'],
    [
      "an override it does not know",
      { overrides: { bucket: { nme: "x" } } },
      'overrides.bucket.nme: unknown argument. Did you mean "name"?',
    ],
  ] as [string, object, string][])("%s (C074 C076)", (_, args, expected) => {
    const list = foundOfState(args);
    expect(list).toHaveLength(1);
    expect(list[0]).toContain(expected);
  });

  it("C074 with all findings at once, and makes nothing", async () => {
    const attempt = recordProgram(() => {
      new StateBucket("state", { bucketName: "A", region: "B" } as unknown as StateBucketArgs);
    });
    const error = (await attempt.catch((caught: unknown) => caught)) as ArgumentError;
    expect(error.findings.map(({ path }) => path)).toEqual(["environment", "region", "bucketName"]);
    expect(error.message).toContain('StateBucket "state": 3 problems in its arguments');
  });
});
