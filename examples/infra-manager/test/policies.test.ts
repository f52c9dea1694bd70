/** The three programs under the policy pack, as their stack names say. */
import { environments } from "@accoreboot/core";
import { describe, expect, it } from "vitest";
import { judged } from "./judged.ts";

const project_id = "0123456789abcdef0123456789abcdef";
const programs = {
  main_stack: { run: () => import("../main_stack/index.ts"), config: {}, buckets: 0 },
  data_stack: { run: () => import("../data_stack/index.ts"), config: { project_id }, buckets: 3 },
  state: { run: () => import("../state/index.ts"), config: { project_id }, buckets: 1 },
};
const cases = Object.entries(programs).flatMap(([project, program]) =>
  environments.map((environment) => [project, environment, program] as const),
);
const bucketType = "ovh:CloudProject/storage:Storage";

describe("infra-manager under the policy pack", () => {
  it.each(cases)(
    "GOV005 S3007 %s has nothing that blocks in %s",
    async (project, environment, { run, config, buckets }) => {
      const { resources, blocking, advised } = await judged(run, {
        project,
        environment,
        config,
        secrets: ["project_id"],
      });
      expect(resources.filter(({ type }) => type === bucketType)).toHaveLength(buckets);
      expect(blocking).toEqual([]);
      expect(advised).toEqual([]);
    },
  );

  it.each(environments)("S3007 locks the backups for 30 days in prod alone (%s)", async (environment) => {
    const { resources } = await judged(programs.data_stack.run, {
      project: "data_stack",
      environment,
      config: { project_id },
      secrets: ["project_id"],
    });
    const locks = resources
      .filter(({ type }) => type === bucketType)
      .map(({ name, inputs }) => [name, (inputs as Record<string, unknown>)["objectLock"]]);
    const locked = { status: "enabled", rule: { mode: "governance", period: "P30D" } };
    expect(Object.fromEntries(locks)).toEqual({
      "storage-raw-bucket": undefined,
      "storage-results-bucket": undefined,
      "storage-backups-bucket": environment === "prod" ? locked : undefined,
    });
  });
});
