import { describe, expect, it } from "vitest";
import * as catalogue from "../src/index.ts";

describe("the catalogue", () => {
  it("dates and sources every fact", () => {
    const sources = Object.entries(catalogue).filter(([name]) => name.endsWith("Source"));
    expect(sources.length).toBeGreaterThanOrEqual(8);
    for (const [, source] of sources) {
      expect(source).toMatchObject({
        from: expect.stringMatching(/.{20,}/),
        date: expect.stringMatching(/^\d{4}(-\d\d){0,2}$/),
      });
    }
  });

  it("C037 knows the last PostgreSQL with TimescaleDB as 17", () => {
    expect(catalogue.timescaleMaxMajor).toBe(17);
    expect(catalogue.postgresVersions).toContain("18");
  });

  it("C035 C028 has the sizes of the sources: db1-4 and b3-8", () => {
    expect(catalogue.postgresFlavors["db1-4"]).toMatchObject({ generation: 2, memoryGb: 4 });
    expect(catalogue.computeFlavors["b3-8"]).toMatchObject({ vcpus: 2, memoryGb: 8 });
  });

  it("has a flavor for every generation that a plan asks for", () => {
    for (const { generation } of Object.values(catalogue.postgresPlans)) {
      expect(Object.values(catalogue.postgresFlavors).some((flavor) => flavor.generation === generation)).toBe(true);
    }
  });

  it("C077 writes the S3 endpoint of eu-west-par as OVHcloud does", () => {
    expect(catalogue.s3Endpoint("EU-WEST-PAR")).toBe("https://s3.eu-west-par.io.cloud.ovh.net");
  });

  it("keeps every off-site backup in another region", () => {
    for (const [region, offsite] of Object.entries(catalogue.offsiteBackup)) expect(offsite).not.toBe(region);
  });
});
