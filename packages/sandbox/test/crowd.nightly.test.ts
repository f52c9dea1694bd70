import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { running } from "@accoreboot/testing";
import { expect, it } from "vitest";
import { createSandbox } from "../src/sandbox.ts";
import { seeded } from "../src/seed.ts";

const users = (count: number) => `
const ovh = require("@ovhcloud/pulumi-ovh"), pulumi = require("@pulumi/pulumi");
const serviceName = "${seeded.projectId}";
for (let n = 0; n < ${count}; n++) {
  const user = new ovh.cloudproject.User("user" + n, {
    serviceName, description: pulumi.getStack() + " " + n, roleNames: ["objectstore_operator"],
  });
  new ovh.cloudproject.S3Credential("key" + n, { serviceName, userId: user.id });
}
`;

it("ten stacks at once against one sandbox: each has its own, and all of it goes", async () => {
  const folder = mkdtempSync(join(tmpdir(), "crowd "));
  const sandbox = await createSandbox(join(folder, "cloud"));
  const stacks = Array.from({ length: 10 }, (_, n) => `stack${n}`);
  const programs = await Promise.all(stacks.map((stack) => running({ source: users(5), stack, sandbox })));
  const up = await Promise.all(programs.map((program) => program.up()));
  for (const { code, stdout, changes } of up) {
    expect(code, stdout).toBe(0);
    expect(changes["create"]).toBe(11);
  }
  const made = sandbox.entries().map(({ urn }) => urn.split("::")[0]?.split(":").at(-1));
  for (const stack of stacks) expect(made.filter((name) => name === stack)).toHaveLength(10);
  const again = await Promise.all(programs.map((program) => program.preview("--expect-no-changes")));
  expect(again.map(({ code }) => code)).toEqual(stacks.map(() => 0));
  await Promise.all(programs.map((program) => program.destroy()));
  expect(sandbox.entries()).toEqual([]);
  await Promise.all(programs.map((program) => program.close()));
  await sandbox.close();
  rmSync(folder, { recursive: true, force: true });
});

it("500 resources in one stack: made, nothing left to do, gone", async () => {
  const program = await running({ source: users(250) });
  const { code, stdout, changes } = await program.up();
  expect(code, stdout).toBe(0);
  expect(changes["create"]).toBe(501);
  expect(program.sandbox.entries()).toHaveLength(500);
  expect((await program.preview("--expect-no-changes")).code).toBe(0);
  expect((await program.destroy()).code).toBe(0);
  expect(program.sandbox.entries()).toEqual([]);
  await program.close();
});
