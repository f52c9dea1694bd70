import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { infraTokens } from "../../src/ovh/infrastructure/tokens.ts";
import type { Properties } from "../../src/properties.ts";
import { answered } from "./answered.ts";
import { type Infrastructure, infrastructure } from "./infrastructure.ts";

let cloud: Infrastructure;
beforeAll(() => {
  cloud = infrastructure();
});
afterAll(() => cloud.close());
const lookup = (name: string) => `ovh:CloudProject/${name}:${name}`;

describe("the regions of a project", () => {
  it("are all but the Local Zones, until one is opened", async () => {
    const serviceName = cloud.project;
    const zone = "EU-WEST-LZ-LUX-A";
    const get = (name: string) => answered(cloud, lookup("getRegion"), { serviceName, name });
    expect(await get("GRA11")).toMatchObject({
      type: "region",
      countryCode: "fr",
      datacenterLocation: "GRA",
      status: "UP",
    });
    expect(await get("EU-WEST-PAR")).toMatchObject({
      type: "region-3-az",
      availabilityZones: ["eu-west-par-a", "eu-west-par-b", "eu-west-par-c"],
    });
    await expect(get(zone)).rejects.toThrow(/Region EU-WEST-LZ-LUX-A not found.*status 404/);
    const opened = await cloud.make(infraTokens.projectRegion, { region: zone });
    expect(opened.outputs).toMatchObject({ name: zone, regionName: zone, type: "localzone" });
    expect(await get(zone)).toMatchObject({ type: "localzone" });
    const all = await answered(cloud, lookup("getRegions"), { serviceName });
    expect(all["names"]).toContain(zone);
    const storing = await answered(
      cloud,
      lookup("getRegions"),
      { serviceName, hasServicesUps: ["storage"] },
      /^hasServicesUps/,
    );
    expect(storing["names"]).not.toContain(zone);
  });
});

describe("a vRack", () => {
  it("comes with every project; another takes the project in, once (ovh-facts 2)", async () => {
    const serviceName = cloud.project;
    const own = await answered(cloud, lookup("getVRack"), { serviceName });
    expect(own["id"]).toMatch(/^pn-\d{7}$/);
    const plan = { duration: "P1M", planCode: "vrack", pricingMode: "default" };
    const vrack = await cloud.create(infraTokens.vrack, { ovhSubsidiary: "FR", plan, name: "spine" });
    expect(vrack.outputs).toMatchObject({ serviceName: vrack.id, VrackURN: `urn:v1:eu:resource:vrack:${vrack.id}` });
    const attach = { serviceName: vrack.id, projectId: cloud.project };
    const attached = await cloud.create(infraTokens.vrackProject, attach);
    expect(attached.id).toBe(`vrack_${vrack.id}-cloudproject_${cloud.project}`);
    expect((await answered(cloud, lookup("getVRack"), { serviceName }))["name"]).toBe("spine");
    const twice = cloud.create(infraTokens.vrackProject, { ...attach, serviceName: own["id"] });
    await expect(twice).rejects.toThrow(/is already in vRack.*status 409/);
    await expect(cloud.delete(vrack)).rejects.toThrow(/still holds project.*status 409/);
    const { results } = await answered(cloud, "ovh:Vrack/getVracks:getVracks", {});
    expect(results).toEqual(expect.arrayContaining([own["id"], vrack.id]));
    const one = await answered(cloud, "ovh:index/getVrack:getVrack", { serviceName: vrack.id });
    expect(one).toMatchObject({ name: "spine", iam: { displayName: "spine" } });
  });
});

describe("what a project pays", () => {
  it("is watched by an alert", async () => {
    const alert = await cloud.make(infraTokens.alerting, { delay: 3600, email: "a@example.org", monthlyThreshold: 50 });
    const formatted = { currencyCode: "EUR", text: "50.00 €", value: 50 };
    expect(alert.outputs["formattedMonthlyThreshold"]).toEqual(formatted);
    const raised = await cloud.update(alert, { monthlyThreshold: 60 });
    expect(raised.outputs["formattedMonthlyThreshold"]).toMatchObject({ value: 60 });
  });

  it.each<[string, Properties, string]>([
    ["ends with its period", {}, "TERMINATE"],
    ["goes on where that was asked for", { autoRenewal: true }, "REACTIVATE"],
  ])("in advance %s", async (_what, inputs, periodEndAction) => {
    const plan = { flavor: "b3-8", period: "P6M", size: 1, displayName: "servers", ...inputs };
    const made = await cloud.make(infraTokens.savingsPlan, plan);
    expect(made.outputs).toMatchObject({ periodEndAction, status: "ACTIVE", deploymentType: "1AZ" });
    const [from, to] = [made.outputs["startDate"], made.outputs["endDate"]].map((day) => new Date(String(day)));
    expect(((to?.getUTCMonth() ?? 0) - (from?.getUTCMonth() ?? 0) + 12) % 12).toBe(6);
  });

  it("in advance is not offered for three zones and Rancher", async () => {
    const plan = { flavor: "rancher", period: "P1M", size: 1, displayName: "r", deploymentType: "3AZ" };
    await expect(cloud.make(infraTokens.savingsPlan, plan)).rejects.toThrow(/only 1AZ is supported.*status 400/);
  });
});
