import { describe, expect, it } from "vitest";
import type { Deployment, Resource } from "../src/deployment.ts";
import { mend } from "../src/mend.ts";
import type { Bootstrap } from "../src/options.ts";
import type { StackAt } from "../src/stack.ts";

const bucket: Resource = {
  urn: "urn:pulumi:test::state::ovh:CloudProject/storage:Storage::bucket",
  type: "ovh:CloudProject/storage:Storage",
  inputs: { name: "acme-tfstate-test", ownerId: 7 },
};
const user: Resource = { urn: "urn:pulumi:test::state::ovh:CloudProject/user:User::owner", id: "7" };
const killed: Deployment = {
  version: 3,
  deployment: { resources: [user], pending_operations: [{ type: "creating", resource: bucket }] },
};

/** A local state before a cloud that has the bucket with that owner; undefined: it has none. */
function local(ownerId: number | undefined) {
  let held = killed;
  const done: string[] = [];
  const said: string[] = [];
  const refresh = async () => {
    done.push("refresh");
    const resources = (held.deployment.resources ?? []).flatMap((resource) => {
      if (resource.urn !== bucket.urn) return [resource];
      return ownerId === undefined
        ? []
        : [{ ...resource, outputs: { ...resource.outputs, ownerId, createdAt: "2026" } }];
    });
    held = { ...held, deployment: { ...held.deployment, resources } };
  };
  const load = async (state: Deployment) => {
    done.push("load");
    held = state;
  };
  const here = { exported: async () => held, load, refresh } as unknown as StackAt;
  const plan = { bucket: "acme-tfstate-test", say: (line: string) => void said.push(line) } as unknown as Bootstrap;
  return {
    run: () => mend(plan, here, held),
    urns: () => held.deployment.resources?.map(({ urn }) => urn),
    done,
    said,
  };
}

describe("C061 a local state after a killed update", () => {
  it("takes in its own bucket, and does so once", async () => {
    const { run, urns, done } = local(7);
    await run();
    await run();
    expect([urns(), done]).toEqual([
      [user.urn, bucket.urn],
      ["load", "refresh"],
    ]);
  });

  it("drops a bucket the cloud has not made", async () => {
    const { run, urns } = local(undefined);
    await run();
    expect(urns()).toEqual([user.urn]);
  });

  it("takes in no bucket of another bootstrap in the same project", async () => {
    const { run, urns } = local(8);
    await expect(run()).rejects.toThrow(/belongs to another user.*AWS_ACCESS_KEY_ID/);
    expect(urns()).toEqual([user.urn]);
  });
});
