import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { policyInForce } from "../../src/ovh/s3-policy.ts";
import { type Drive, drive, type Thing } from "../drive.ts";
import { again, answer, refusedBoth, serviceName, storageUser, tokens } from "./ovh.ts";

let cloud: Drive;
let userId: string;
beforeEach(async () => {
  cloud = drive();
  userId = (await storageUser(cloud)).id;
});
afterEach(() => cloud.close());

const statement = { Effect: "Allow", Action: ["s3:GetObject"], Resource: ["arn:aws:s3:::b/*"] };
const document = (...statements: object[]) => JSON.stringify({ Statement: statements });
const read = document(statement);
const write = document({ ...statement, Action: "s3:PutObject" });
const policy = (text: string, name = "policy"): Promise<Thing> =>
  cloud.create(tokens.policy, { serviceName, userId, policy: text }, { name });
const inForce = () => policyInForce(cloud.cloud.store, userId, cloud.cloud.clock.now());

describe("a policy document", () => {
  it.each([
    [{ Statement: [statement], Rules: [] }, /unknown key Rules.*status 400/],
    [{ Statement: [{ ...statement, Principal: "*" }] }, /unknown key Principal.*status 400/],
    [{ Statement: [statement], Version: "2020-01-01" }, /Version 2020-01-01.*status 400/],
    [{ Statement: ["all"] }, /statement is not an object.*status 400/],
    [{ Statement: [{ ...statement, Effect: "Maybe" }] }, /without an Effect.*status 400/],
    [{ Statement: [{ ...statement, Resource: undefined }] }, /without Resource.*status 400/],
    [{ Statement: [{ ...statement, Action: [] }] }, /without Action.*status 400/],
  ])("%j is refused", async (bad, words) => {
    const policy = JSON.stringify({ Id: "a", Version: "2012-10-17", Statement: [{ Sid: "x", ...statement }] });
    await refusedBoth(cloud, tokens.policy, { serviceName, userId, policy }, { policy: JSON.stringify(bad) }, words);
  });

  it.each(["s3:*", "s3:Get*", "s3:PutObjectAcl", "s3:ListBucketVersions"])("may name %s", async (Action) => {
    const Condition = { StringEquals: { "s3:prefix": "a/" } };
    expect((await policy(document({ ...statement, Action, Condition }))).id).toBe(`${serviceName}/${userId}`);
  });

  it("s3.unknown-action-refuses-document: one unknown action refuses all of it (ovh-facts 4.3)", async () => {
    const versions = document(statement, { ...statement, Action: ["s3:GetObjectVersion"] });
    await expect(policy(versions)).rejects.toThrow(/unknown action s3:GetObjectVersion.*status 400/);
    cloud.habit("s3.unknown-action-refuses-document", false);
    expect((await policy(versions)).id).toBe(`${serviceName}/${userId}`);
  });

  it("is the same whatever its white space and order", async () => {
    const made = await policy(read);
    const { Effect, Action, Resource } = statement;
    const spaced = JSON.stringify({ Statement: [{ Resource, Action, Effect }] }, null, 2);
    expect(await cloud.diff(made, { ...made.inputs, policy: spaced })).toEqual({});
    expect(await cloud.diff(made, { ...made.inputs, policy: write })).toEqual({ policy: "update" });
  });
});

describe("the policy of a user", () => {
  it("s3.one-policy-per-user: a second replaces the first, and taking either down resets it (ovh-facts 4.3)", async () => {
    const first = await policy(read, "first");
    const second = await policy(write, "second");
    expect((await again(cloud, first)).inputs["policy"]).toBe(write);
    await cloud.delete(second);
    expect(await cloud.read(first)).toBeUndefined();
    const { policy: left } = await answer(cloud, "ovh:CloudProject/getUserS3Policy:getUserS3Policy", {
      serviceName,
      userId,
    });
    expect(left).toBe('{"Statement":[]}');
    await cloud.delete(first);
    cloud.habit("s3.one-policy-per-user", false);
    await policy(read, "first");
    await expect(policy(write, "second")).rejects.toThrow(/already has a policy.*status 409/);
  });

  it("s3.policy-late: it is in force 30 seconds after it was set (ovh-facts 4.3)", async () => {
    const made = await policy(read);
    expect(inForce()).toBeUndefined();
    cloud.cloud.clock.advance(31_000);
    expect(inForce()).toBe(read);
    const after = await cloud.update(made, { policy: write });
    expect(inForce()).toBe(read);
    cloud.cloud.clock.advance(31_000);
    expect(inForce()).toBe(write);
    cloud.habit("s3.policy-late", false);
    await cloud.delete(after);
    expect(inForce()).toBe('{"Statement":[]}');
  });

  it("needs a user of the project", async () => {
    const stranger = cloud.create(tokens.policy, { serviceName, userId: "1", policy: read });
    await expect(stranger).rejects.toThrow(/user 1 does not exist.*status 404/);
  });
});

describe("an S3 key", () => {
  it("is a pair, whose secret can be read again", async () => {
    const { id, outputs } = await cloud.create(tokens.credential, { serviceName, userId });
    expect(outputs).toMatchObject({ accessKeyId: id, internalUserId: userId });
    const of = { serviceName, userId };
    const found = await answer(cloud, "ovh:CloudProject/getUserS3Credential:getUserS3Credential", {
      ...of,
      accessKeyId: id,
    });
    expect(found["secretAccessKey"]).toBe(outputs["secretAccessKey"]);
    const all = await answer(cloud, "ovh:CloudProject/getUserS3Credentials:getUserS3Credentials", of);
    expect(all["accessKeyIds"]).toEqual([id]);
    const stranger = cloud.call("ovh:CloudProject/getUserS3Credential:getUserS3Credential", {
      ...of,
      accessKeyId: "k",
    });
    await expect(stranger).rejects.toThrow(/key k does not exist.*status 404/);
  });
});
