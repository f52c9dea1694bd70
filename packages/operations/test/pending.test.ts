import { describe, expect, it } from "vitest";
import type { Deployment, Resource } from "../src/deployment.ts";
import { called, cloudly, interrupted, knows, settled, unreadIn } from "../src/pending.ts";

const urn = (type: string, name: string) => `urn:pulumi:test::state::parent:Of$${type}::${name}`;
const resource = (type: string, name: string, more: Partial<Resource> = {}): Resource => ({
  urn: urn(type, name),
  type,
  inputs: {},
  ...more,
});
const user = resource("ovh:CloudProject/user:User", "owner", { id: "1" });
const inputs = { name: "acme-tfstate-test", serviceName: { secret: true }, __defaults: [] };
const bucket = resource("ovh:CloudProject/storage:Storage", "bucket", { inputs });
const key = resource("ovh:CloudProject/s3Credential:S3Credential", "key");
const policy = resource("ovh:CloudProject/s3Policy:S3Policy", "policy");
const stack = { urn: "urn:pulumi:test::state::pulumi:pulumi:Stack::state-test", type: "pulumi:pulumi:Stack" };

const killed = (...pending: [type: string, resource: Resource][]): Deployment => ({
  version: 3,
  deployment: {
    resources: [stack, user],
    pending_operations: pending.map(([type, resource]) => ({ type, resource })),
  },
});

describe("C061 what a killed update leaves", () => {
  it("the bucket goes among the resources to be read; a key is lost and named; a document is neither", () => {
    const state = killed(["creating", bucket], ["creating", key], ["creating", policy], ["updating", user]);
    const { state: whole, lost } = settled(state);
    expect([interrupted(state), interrupted(whole)]).toEqual([true, false]);
    expect(lost).toEqual(["ovh:CloudProject/s3Credential:S3Credential key"]);
    const { __defaults, ...outputs } = inputs;
    expect(whole.deployment.resources).toEqual([stack, user, { ...bucket, id: inputs.name, outputs }]);
    expect([knows(state, inputs.name), knows(whole, inputs.name)]).toEqual([false, true]);
    expect(unreadIn(whole).map(({ urn }) => urn)).toEqual([bucket.urn]);
  });

  it("a bucket that was read is not read again", () => {
    const read = { ...bucket, id: inputs.name, outputs: { name: inputs.name, createdAt: "2026" } };
    expect(unreadIn({ version: 3, deployment: { resources: [read] } })).toEqual([]);
  });

  it("a bucket whose name cannot be read is lost, and a thing the state has already is not", () => {
    expect(settled(killed(["creating", { ...bucket, inputs: { name: { secret: true } } }])).lost).toEqual([
      "ovh:CloudProject/storage:Storage bucket",
    ]);
    expect(settled(killed(["creating", user])).lost).toEqual([]);
  });

  it("names what is the cloud's by type and logical name", () => {
    expect(called(user.urn)).toBe("ovh:CloudProject/user:User owner");
    const provider = { urn: "urn:pulumi:test::state::pulumi:providers:ovh::default", id: "2" };
    expect(cloudly({ version: 3, deployment: { resources: [stack, provider, user] } })).toEqual([
      "ovh:CloudProject/user:User owner",
    ]);
  });
});
