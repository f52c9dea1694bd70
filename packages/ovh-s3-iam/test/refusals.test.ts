/** What is refused elsewhere in the arguments, and all of it at once. */
import { ArgumentError } from "@accoreboot/core";
import { exampleEnvironment as environment, recordProgram } from "@accoreboot/testing";
import * as pulumi from "@pulumi/pulumi";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { S3BucketWithUsers, type S3BucketWithUsersArgs, StateBucket, type StateBucketArgs } from "../src/index.ts";
import { plan } from "../src/s3-bucket-with-users.plan.ts";
import { bucket, found, foundOfState, grant, type Refused, rule, who } from "./refused.ts";

const slots = (archive: object, given: object = {}) => ({
  ...bucket(given),
  overrides: { buckets: { archive } },
});
const refused: Refused[] = [
  ["an endpoint spelt oddly", { endpoint: "https:s3.gra" }, 'endpoint: "https:s3.gra" is not the address of a service'],
  ["a parameter in an endpoint", { endpoint: "https://a&s3ForcePathStyle=false" }, "is not the address of a service"],
  ["a blank before an endpoint", { endpoint: " https://s3.gra.io.cloud.ovh.net" }, "is not the address of a service"],
  ["a lock that is a word", slots({ objectLock: "yes" }), 'overrides.buckets.archive.objectLock: "yes" is no setting'],
  [
    "a lock of an unknown mode",
    slots({ objectLock: { status: "enabled", rule: { mode: "nope", period: "P1D" } } }),
    'objectLock: unknown mode "nope". Give objectLock of the bucket',
  ],
  [
    "a lock of hours",
    slots({ objectLock: { status: "enabled", rule: { mode: "governance", period: "PT1H" } } }),
    '"PT1H" is no time of days or longer',
  ],
  [
    "a lock without versions by override",
    slots({ versioning: { status: "suspended" } }, { objectLock: { mode: "governance", days: 1 } }),
    "overrides.buckets.archive.versioning: the bucket's lock locks versions. Leave it out",
  ],
  [
    "old versions of none by override",
    slots({ versioning: { status: "disabled" } }, { lifecycle: [{ name: "old", expireOldVersionsDays: 3 }] }),
    "overrides.buckets.archive.versioning: a rule of the bucket is about old versions. Leave it out",
  ],
  ["tags without the labels", slots({ tags: { app: "other" } }), 'loses the label "app". Give tags of the bucket'],
  ["a replication that is a word", slots({ replication: "yes" }), '"yes" is no replication. Give { rules: [...] }'],
  ["a versioning that is a word", slots({ versioning: "suspended" }), '"suspended" is no setting. Give { status'],
  ["an encryption that is a word", slots({ encryption: "AES256" }), '"AES256" is no setting. Give { sseAlgorithm'],
  ["a limit of what is not read", slots({ limit: 7 }), "overrides.buckets.archive.limit: unknown argument"],
  [
    "another owner by description",
    { overrides: { owner: { description: "x" } } },
    "overrides.owner.description: unknown argument",
  ],
  ["protected users by a word", { protectUsers: "yes" }, 'protectUsers: "yes" is neither true nor false'],
  [
    "an unknown region",
    { region: "GRA11" },
    'region: unknown region of object storage "GRA11". Object storage calls it "GRA"',
  ],
  ["a region in lower case", { region: "gra" }, 'region: unknown region of object storage "gra". Did you mean "GRA"?'],
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
];

describe("S3BucketWithUsers refuses", () => {
  it.each(refused)("%s (C010)", (_, args, expected) => {
    const list = found(args);
    expect(list).toHaveLength(1);
    expect(list[0]).toContain(expected);
  });

  it.each([
    ["region", null],
    ["protect", null],
    ["endpoint", null],
    ["bucketName", null],
    ["keys", null],
    ["oldVersionsDays", null],
  ])("C074 null for %s, as anything else that is no value", (name, value) => {
    expect(foundOfState({ [name]: value }).length).toBeGreaterThan(0);
    if (name === "bucketName") expect(found(bucket({ bucketName: value })).length).toBe(1);
  });

  it("C076 an encryption or a versioning of state that arrives later", () => {
    for (const given of [
      { encryption: { sseAlgorithm: pulumi.output("plaintext") } },
      { versioning: pulumi.output({ status: "enabled" }) },
    ]) {
      expect(foundOfState({ overrides: { bucket: given } })).toHaveLength(1);
    }
  });

  it("lists with holes, and names that every object has", () => {
    const holes: unknown[] = new Array(1);
    holes.push({ role: "archive" });
    expect(found({ buckets: holes })).toEqual([expect.stringContaining("buckets[0]: nothing is not a bucket")]);
    const named = {
      buckets: [{ role: "constructor" }],
      users: [{ name: "app", grants: [{ bucket: "constructor", access: "read" }] }],
    };
    expect(found({ ...named, overrides: { buckets: {} } })).toEqual([]);
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
      "overrides.bucket.encryption: a state bucket is always encrypted and versioned. Leave it out",
    ],
    [
      "a state without a past",
      { overrides: { bucket: { versioning: { status: "suspended" } } } },
      "overrides.bucket.versioning: a state bucket is always encrypted and versioned. Leave it out",
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
