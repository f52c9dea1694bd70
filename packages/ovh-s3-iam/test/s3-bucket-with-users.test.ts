import { ArgumentError } from "@accoreboot/core";
import { exampleEnvironment as environment, recordedOf, recordProgram, settled } from "@accoreboot/testing";
import * as pulumi from "@pulumi/pulumi";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { S3BucketWithUsers, type S3BucketWithUsersArgs } from "../src/index.ts";
import { policyDocument } from "../src/policy-document.ts";
import { plan } from "../src/s3-bucket-with-users.plan.ts";

const users = [
  { name: "backend", access: "readWrite" },
  { name: "audit", access: "read", prefix: "reports/" },
];
const base: S3BucketWithUsersArgs = { environment, role: "archive", users };
const type = {
  component: "ovh-s3-iam:index:S3BucketWithUsers",
  bucket: "ovh:CloudProject/storage:Storage",
  user: "ovh:CloudProject/user:User",
  policy: "ovh:CloudProject/s3Policy:S3Policy",
  credential: "ovh:CloudProject/s3Credential:S3Credential",
};

async function made(args: Partial<S3BucketWithUsersArgs> = {}) {
  const holder: { archive?: S3BucketWithUsers } = {};
  const recorded = await recordProgram(() => {
    holder.archive = new S3BucketWithUsers("archive", { ...base, ...args });
  });
  return { archive: holder.archive as S3BucketWithUsers, recorded };
}

const found = (args: object) =>
  plan("subject", { ...base, ...args } as S3BucketWithUsersArgs).findings.map(
    ({ path, problem, remedy }) => `${path}: ${problem}. ${remedy}`,
  );

describe("S3BucketWithUsers", () => {
  it("C006 makes a private, encrypted, versioned bucket in the environment's project", async () => {
    const { archive, recorded } = await made();
    const owner = await settled(archive.nodes.owner.id);
    expect(recordedOf(recorded, type.bucket, "archive-bucket").inputs).toEqual({
      serviceName: environment.projectId,
      name: "accoreboot-archive-test",
      regionName: "GRA",
      ownerId: Number(owner.value),
      hideObjects: true,
      versioning: { status: "enabled" },
      encryption: { sseAlgorithm: "AES256" },
      tags: environment.labels,
    });
    expect(recordedOf(recorded, type.user, "archive-owner").inputs).toEqual({
      serviceName: environment.projectId,
      description: "test-archive-owner",
      roleNames: ["objectstore_operator"],
    });
  });

  it("C006 makes as many buckets as are declared, all in the given project", async () => {
    const recorded = await recordProgram(() => {
      for (const role of ["archive", "uploads", "tfstate"]) new S3BucketWithUsers(role, { ...base, role });
    });
    const buckets = recorded.filter((resource) => resource.type === type.bucket);
    expect(buckets.map(({ inputs }) => inputs["name"])).toEqual([
      "accoreboot-archive-test",
      "accoreboot-uploads-test",
      "accoreboot-tfstate-test",
    ]);
    expect(new Set(buckets.map(({ inputs }) => inputs["serviceName"]))).toEqual(new Set([environment.projectId]));
  });

  it("C007 puts out the bucket's name, endpoint and region", async () => {
    const { archive } = await made();
    expect(await settled(archive.bucketName)).toEqual({ value: "accoreboot-archive-test", secret: false });
    expect((await settled(archive.endpoint)).value).toBe("https://s3.gra.io.cloud.ovh.net");
    expect((await settled(archive.region)).value).toBe("gra");
  });

  it("C008 C009 gives each user one project user, one document and one key", async () => {
    const { archive, recorded } = await made();
    expect(recorded.map((resource) => `${resource.type} ${resource.name}`).toSorted()).toEqual(
      [
        `${type.component} archive`,
        `${type.user} archive-owner`,
        `${type.bucket} archive-bucket`,
        ...["backend", "audit"].flatMap((name) => [
          `${type.user} archive-${name}-user`,
          `${type.policy} archive-${name}-policy`,
          `${type.credential} archive-${name}-credential`,
        ]),
      ].toSorted(),
    );
    for (const name of ["backend", "audit"]) {
      const userId = (await settled(archive.nodes.users.get(name)?.user.id as pulumi.Output<string>)).value;
      expect(recordedOf(recorded, type.user, `archive-${name}-user`).inputs).toEqual({
        serviceName: environment.projectId,
        description: `test-archive-${name}`,
        roleNames: ["objectstore_operator"],
      });
      expect(recordedOf(recorded, type.credential, `archive-${name}-credential`).inputs).toEqual({
        serviceName: environment.projectId,
        userId,
      });
      expect(recordedOf(recorded, type.policy, `archive-${name}-policy`).inputs).toMatchObject({ userId });
    }
  });

  it("C010 hands each user the document of its own bucket and prefix", async () => {
    const { recorded } = await made();
    const document = (name: string) =>
      JSON.parse(String(recordedOf(recorded, type.policy, `archive-${name}-policy`).inputs["policy"]));
    expect(document("backend")).toEqual(policyDocument("accoreboot-archive-test", "readWrite"));
    expect(document("audit")).toEqual(policyDocument("accoreboot-archive-test", "read", "reports/"));
  });

  it("C010 makes the key after the document, so that none ever works without limits", async () => {
    const { recorded } = await made();
    expect(recordedOf(recorded, type.credential, "archive-audit-credential").dependsOn).toContain(
      "archive-audit-policy",
    );
  });

  it("C011 C012 puts out name and key of every user, the secret half as a secret", async () => {
    const { archive, recorded } = await made();
    const { value, secret } = await settled(archive.users);
    expect(secret).toBe(true);
    expect(value.map((user) => Object.keys(user))).toEqual([
      ["userName", "accessKeyId", "secretAccessKey"],
      ["userName", "accessKeyId", "secretAccessKey"],
    ]);
    expect(value.map(({ userName }) => userName)).toEqual(["backend", "audit"]);
    expect(value[0]?.secretAccessKey).toBe("secret-of-archive-backend-credential");
    expect(recordedOf(recorded, type.component, "archive").inputs).toEqual({
      environment: "test",
      bucket: "accoreboot-archive-test",
      region: "GRA",
    });
  });

  it("C004 keeps a secret project id secret in every child", async () => {
    const { recorded } = await made({
      environment: { ...environment, projectId: pulumi.secret(environment.projectId) },
    });
    for (const resource of recorded.filter(({ inputs }) => "serviceName" in inputs)) {
      expect(resource.secretInputs).toContain("serviceName");
    }
  });

  it.each([
    [{}, false],
    [{ environment: { ...environment, protect: true } }, true],
    [{ environment: { ...environment, protect: true }, protect: false }, false],
  ])("protects bucket and owner as %j says", async (args, expected) => {
    const { recorded } = await made(args);
    expect(recordedOf(recorded, type.bucket, "archive-bucket").protect).toBe(expected);
    expect(recordedOf(recorded, type.user, "archive-owner").protect).toBe(expected);
    expect(recordedOf(recorded, type.user, "archive-audit-user").protect).toBe(false);
  });

  it("writes the documents for the name that the bucket really gets", () => {
    const planned = plan("subject", { ...base, overrides: { bucket: { name: "other-name" } } });
    expect(planned.bucketName).toBe("other-name");
    expect(planned.users.every(({ policy }) => policy.includes("other-name"))).toBe(true);
    expect(planned.users.some(({ policy }) => policy.includes("accoreboot"))).toBe(false);
  });

  it("lets versions and encryption be switched off by name", () => {
    expect(plan("subject", { ...base, versioning: false, encryption: false }).bucket).toMatchObject({
      versioning: { status: "disabled" },
      encryption: { sseAlgorithm: "plaintext" },
    });
  });
});

describe("findings of a bucket", () => {
  it.each([
    [{ role: undefined }, "role: nothing is not a role"],
    [{ role: "Tf State" }, 'role: "Tf State" is not a role'],
    [{ bucketName: "Archive" }, 'bucketName: "Archive" is not a bucket name'],
    [{ bucketName: "my.bucket" }, 'bucketName: "my.bucket" is not a bucket name'],
    [{ bucketName: "ab" }, 'bucketName: "ab" has 2 characters'],
    [{ bucketName: "a".repeat(64) }, "has 64 characters"],
    [{ bucketName: "a--b" }, 'bucketName: "a--b" is not a bucket name'],
    [{ bucketName: "-ab" }, "bucketName:"],
    [{ bucketName: pulumi.output("archive") }, "bucketName: an output or a promise"],
    [{ users: [] }, "users: [] lets nobody use the bucket"],
    [{ users: undefined }, "users: nothing lets nobody use the bucket"],
    [{ users: ["backend"] }, 'users[0]: "backend" is not a user'],
    [{ users: [users[0], users[0]] }, 'users[1].name: "backend" is users[0] already'],
    [{ users: [{ name: "Back End", access: "read" }] }, 'users[0].name: "Back End" is not a name for a user'],
    [{ users: [{ name: "a".repeat(41), access: "read" }] }, "is too long"],
    [
      { users: [{ name: "a", access: "readwrite" }] },
      'users[0].access: unknown access "readwrite". Did you mean "readWrite"?',
    ],
    [{ users: [{ name: "a" }] }, "users[0].access: unknown access nothing"],
    [
      { users: [{ name: "a", access: "read", prefx: "a/" }] },
      'users[0].prefx: unknown argument. Did you mean "prefix"?',
    ],
    [{ users: [{ name: "a", access: "read", prefix: "/a/" }] }, 'users[0].prefix: "/a/" starts with a slash'],
    [{ users: [{ name: "a", access: "read", prefix: "../b/" }] }, "would climb out of itself"],
    [{ users: [{ name: "a", access: "read", prefix: "a/./b/" }] }, "would climb out of itself"],
    [{ users: [{ name: "a", access: "read", prefix: "a*/" }] }, "has a wildcard"],
    [{ users: [{ name: "a", access: "read", prefix: "a?/" }] }, "has a wildcard"],
    [{ users: [{ name: "a", access: "read", prefix: "$" + "{aws:username}/" }] }, "has a wildcard"],
    [{ users: [{ name: "a", access: "read", prefix: "a//" }] }, '"a//" is not a prefix'],
    [{ users: [{ name: "a", access: "read", prefix: "reports" }] }, 'End it with a slash: "reports/"'],
    [{ versioning: "yes" }, 'versioning: "yes" is neither true nor false'],
    [{ encryption: 1 }, "encryption: 1 is neither true nor false"],
    [{ usrs: [] }, 'usrs: unknown argument. Did you mean "users"?'],
    [{ overrides: { bucket: { name: "Archive" } } }, 'overrides.bucket.name: "Archive" is not a bucket name'],
    [
      { overrides: { bucket: { regionName: "SBG" } } },
      'overrides.bucket.regionName: unknown region of the environment "SBG"',
    ],
    [{ overrides: { bucket: { hideObjects: false } } }, "overrides.bucket.hideObjects: would copy the names"],
    [
      { overrides: { bucket: { versioning: { status: "on" } } } },
      'overrides.bucket.versioning: unknown versioning status "on"',
    ],
    [{ overrides: { bucket: { encryption: { sseAlgorithm: "aws:kms" } } } }, 'unknown encryption "aws:kms"'],
    [{ overrides: { bucket: { ownerId: 7 } } }, "overrides.bucket.ownerId: unknown argument"],
    [
      { overrides: { owner: { roleNames: ["administrator"] } } },
      'overrides.owner.roleNames: unknown role "administrator"',
    ],
    [{ overrides: { owner: { roleName: "administrator" } } }, 'overrides.owner.roleName: unknown role "administrator"'],
    [{ overrides: { buckt: {} } }, 'overrides.buckt: unknown argument. Did you mean "bucket"?'],
  ])("refuses %j", (args, expected) => {
    const list = found(args);
    expect(list).toHaveLength(1);
    expect(list[0]).toContain(expected);
  });

  it("makes a good bucket name of any role it accepts", () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[a-z][a-z0-9]{0,40}(-[a-z0-9]{1,40}){0,3}$/), (role) => {
        const planned = plan("subject", { ...base, role });
        expect(planned.findings).toEqual([]);
        expect(planned.bucketName).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/);
        expect(planned.bucketName.length).toBeLessThanOrEqual(63);
      }),
    );
  });

  it("never throws, whatever it is given", () => {
    fc.assert(
      fc.property(fc.anything({ withBigInt: true }), (given) => {
        expect(Array.isArray(found({ role: given, bucketName: given, overrides: { bucket: given } }))).toBe(true);
        expect(Array.isArray(found({ users: given }))).toBe(true);
        expect(Array.isArray(found({ users: [given] }))).toBe(true);
      }),
    );
  });

  it("lists all of them at once and makes nothing", async () => {
    const attempt = recordProgram(() => {
      new S3BucketWithUsers("archive", {
        environment: { ...environment, name: "tset", region: { compute: "GRA11", database: "GRA" } },
        rol: "archive",
        users: [{ name: "a", access: "raed" }],
        overrides: { ownr: {} },
      } as unknown as S3BucketWithUsersArgs);
    });
    const error = (await attempt.catch((caught: unknown) => caught)) as ArgumentError;
    expect(error).toBeInstanceOf(ArgumentError);
    expect(error.findings.map(({ path }) => path)).toEqual([
      "rol",
      "environment.name",
      "environment.region.storage",
      "role",
      "users[0].access",
      "overrides.ownr",
    ]);
    expect(error.message).toContain('Did you mean "read"?');
  });
});
