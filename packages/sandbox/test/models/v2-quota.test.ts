import { afterAll, beforeAll, expect, it } from "vitest";
import { v2Tokens } from "../../src/ovh/v2/tokens.ts";
import type { Properties } from "../../src/properties.ts";
import { type Drive, drive } from "../drive.ts";
import { flavorId, region, v2 } from "./v2.ts";

let cloud: Drive;
let api: ReturnType<typeof v2>;
beforeAll(() => {
  cloud = drive();
  api = v2(cloud);
});
afterAll(() => cloud.close());

const look = (inputs: Properties = {}) =>
  cloud.call("ovh:index/getCloudQuota:getCloudQuota", { serviceName: cloud.project, ...inputs });
const compute = async () => {
  const { regions } = (await look({ region }))["currentState"] as {
    regions: { compute: Properties; profile: string }[];
  };
  return regions[0];
};

it("counts what a region holds against its profile, and a larger profile lets more in", async () => {
  const large = { flavorId: flavorId("b3-256") };
  await api.instance(large);
  expect(await compute()).toMatchObject({
    profile: "default",
    compute: {
      cores: { limit: 80, used: 64, unit: "count" },
      instances: { limit: 20, used: 1, unit: "count" },
      memory: { used: 262_144, unit: "MB" },
    },
  });
  await expect(api.instance(large)).rejects.toThrow(
    /Quota exceeded for compute cores in region GRA11: 64 of 80 used, 64 more/,
  );
  const regions = [{ region, profile: "50vms" }];
  const quota = await cloud.create(v2Tokens.quota, {
    serviceName: cloud.project,
    preventAutomaticQuotaUpgrade: true,
    regions,
  });
  expect(quota.id).toBe(cloud.project);
  expect(quota.outputs).toMatchObject({ regions, resourceStatus: "READY", preventAutomaticQuotaUpgrade: true });
  await api.instance(large);
  expect(await look()).toMatchObject({ preventAutomaticQuotaUpgrade: true, regions: expect.arrayContaining(regions) });
});

it("a number that the sandbox was told counts instead of the profile's", async () => {
  const floating = () => api.make(v2Tokens.floatingIp, { region: "SBG5" });
  for (let made = 0; made < 20; made++) await floating();
  await expect(floating()).rejects.toThrow(/Quota exceeded for network floatingIps in region SBG5: 20 of 20 used/);
  cloud.cloud.store.setting(`quota ${v2Tokens.floatingIp}`, 21);
  await floating();
  await expect(floating()).rejects.toThrow(/may hold 21/);
});

it("v2.quota-never-reset: the profile stays when CloudQuota goes (provider 2.19.0)", async () => {
  const inputs = {
    serviceName: cloud.project,
    preventAutomaticQuotaUpgrade: false,
    regions: [{ region, profile: "50vms" }],
  };
  const quota = await cloud.create(v2Tokens.quota, inputs);
  await cloud.delete(quota);
  expect(await compute()).toMatchObject({ profile: "50vms" });
  cloud.habit("v2.quota-never-reset", false);
  await cloud.delete(await cloud.create(v2Tokens.quota, inputs));
  expect(await compute()).toMatchObject({ profile: "default" });
});

it.each([
  ["a profile", [{ region, profile: "huge" }], /Quota profile huge is none of default, 50vms/],
  ["a region", [{ region: "MARS", profile: "default" }], /Region MARS not found/],
  [
    "a region twice",
    [
      { region, profile: "default" },
      { region, profile: "50vms" },
    ],
    /names one region twice/,
  ],
])("refuses %s", async (_what, regions, words) => {
  const inputs = { serviceName: cloud.project, preventAutomaticQuotaUpgrade: false, regions };
  await expect(cloud.create(v2Tokens.quota, inputs)).rejects.toThrow(words);
});
