/** The buckets that keep the state of the three environments. */
import { fileURLToPath } from "node:url";
import { createSandbox, type Sandbox, type StateResource } from "@accoreboot/sandbox";
import { brokenLaws, running } from "@accoreboot/testing";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

const folder = fileURLToPath(new URL("../state", import.meta.url));
const stacks = ["test", "preprod", "prod"];

describe("the state buckets of AccoReboot", () => {
  let sandbox: Sandbox;
  const projects = new Map<string, string>();
  const states = new Map<string, StateResource[]>();
  const outputs = new Map<string, Record<string, unknown>>();

  beforeAll(async () => {
    sandbox = await createSandbox();
    for (const stack of stacks) {
      const { id: projectId } = await sandbox.make("ovh:CloudProject/project:Project", {
        description: `accoreboot-${stack}`,
        ovhSubsidiary: "FR",
        plan: { duration: "P1M", planCode: "project.2018", pricingMode: "default" },
      });
      projects.set(stack, projectId);
      const run = await running({ folder, sandbox, stack, secrets: { projectId } });
      const { code, stdout } = await run.up();
      expect(code, stdout).toBe(0);
      states.set(stack, await run.state());
      outputs.set(stack, await run.outputs());
      await run.close();
    }
  });
  afterAll(() => sandbox?.close());

  const buckets = () => sandbox.entries().filter(({ token }) => token === "ovh:CloudProject/storage:Storage");

  it.each(stacks)("C027 C074 C076 one encrypted, versioned, protected bucket in the project of %s", (stack) => {
    const [bucket, ...others] = buckets().filter(({ inputs }) => inputs["serviceName"] === projects.get(stack));
    expect(others).toEqual([]);
    expect(bucket?.inputs).toMatchObject({
      name: `accoreboot-tfstate-${stack}`,
      encryption: { sseAlgorithm: "AES256" },
      versioning: { status: "enabled" },
    });
    const state = states.get(stack) ?? [];
    expect(state.find(({ type }) => type.endsWith(":Storage"))?.protect).toBe(true);
    expect(brokenLaws(state)).toEqual([]);
  });

  it.each(stacks)(
    "C077 C078 the backend of %s is at OVHcloud's endpoint in three zones, its URL without a key",
    (stack) => {
      expect(outputs.get(stack)).toMatchObject({
        region: "eu-west-par",
        endpoint: "https://s3.eu-west-par.io.cloud.ovh.net",
        backendUrl: `s3://accoreboot-tfstate-${stack}?region=eu-west-par&endpoint=https://s3.eu-west-par.io.cloud.ovh.net&s3ForcePathStyle=true`,
      });
    },
  );
});
