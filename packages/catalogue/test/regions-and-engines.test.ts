import { describe, expect, it } from "vitest";
import {
  computeRegions,
  databaseEngines,
  databaseFlavors,
  databaseRegions,
  regions,
  s3Endpoint,
  s3GatewayActions,
  storageRegions,
} from "../src/index.ts";

describe("regions", () => {
  it("are compute regions, and none of them a Local Zone", () => {
    for (const [name, { compute }] of Object.entries(regions)) {
      expect(compute).toBe(name);
      expect(computeRegions[name]).toMatchObject({ localZone: false });
    }
  });

  it("have their databases and buckets in the lists of those", () => {
    for (const { database, storage } of Object.values(regions)) {
      expect(databaseRegions).toContain(database);
      expect(storageRegions).toContain(storage);
    }
  });

  it("have three zones in Paris and Milan", () => {
    expect(computeRegions["EU-WEST-PAR"]?.zones).toEqual(["eu-west-par-a", "eu-west-par-b", "eu-west-par-c"]);
    expect(computeRegions["EU-SOUTH-MIL"]?.zones).toHaveLength(3);
  });

  it("have an S3 endpoint under .us in the United States", () => {
    expect(s3Endpoint("US-EAST-VA")).toBe("https://s3.us-east-va.io.cloud.ovh.us");
  });
});

describe("database engines", () => {
  it.each(Object.entries(databaseEngines))(
    "%s has a default among its versions, and a flavor for every plan",
    (_name, engine) => {
      expect(engine.versions).toContain(engine.defaultVersion);
      for (const { generation, nodes } of Object.values(engine.plans)) {
        expect(nodes[0]).toBeLessThanOrEqual(nodes[1]);
        expect(Object.values(databaseFlavors).some((flavor) => flavor.generation === generation)).toBe(true);
      }
    },
  );
});

describe("actions of the S3 gateway", () => {
  it("are named once each, without those of single versions", () => {
    expect(new Set(s3GatewayActions).size).toBe(s3GatewayActions.length);
    expect(s3GatewayActions).not.toContain("s3:GetObjectVersion");
    expect(s3GatewayActions).toContain("s3:PutLifecycleConfiguration");
  });
});
