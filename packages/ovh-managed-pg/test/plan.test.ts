import { exampleEnvironment as environment } from "@accoreboot/testing";
import * as pulumi from "@pulumi/pulumi";
import { describe, expect, it } from "vitest";
import type { ManagedTimescalePgArgs } from "../src/index.ts";
import { plan } from "../src/managed-timescale-pg.plan.ts";

const planned = (args: Partial<ManagedTimescalePgArgs> = {}) =>
  plan('ManagedTimescalePg "db"', { environment, ...args });
const paths = (args: Record<string, unknown>) => planned(args as never).findings.map(({ path }) => path);

describe("the plan of a ManagedTimescalePg", () => {
  it("C035 C036 C039 C040 is a private managed PostgreSQL db1-4 called <env>-postgresql by default", () => {
    const { findings, database } = planned();
    expect(findings).toEqual([]);
    expect(database).toEqual({
      description: "test-postgresql",
      engine: "postgresql",
      version: "17",
      plan: "essential",
      flavor: "db1-4",
      nodes: [{ region: "GRA", networkId: environment.networkId, subnetId: environment.subnetId }],
      ipRestrictions: [{ ip: "10.1.0.0/24" }],
      deletionProtection: false,
    });
  });

  it.each([
    ["essential", 1, "db1-4"],
    ["business", 2, "db1-4"],
    ["enterprise", 3, "db1-4"],
    ["production", 2, "b3-8"],
    ["advanced", 3, "b3-8"],
  ])("C095 gives the plan %s its %i nodes and %s", (name, count, flavor) => {
    const { database, findings } = planned({ plan: name });
    expect(findings).toEqual([]);
    expect(database.nodes).toHaveLength(count);
    expect(database.flavor).toBe(flavor);
  });

  it.each([
    ["enterprise", 3, "db1-4"],
    ["production", 2, "b3-8"],
  ])("C095 gives the plan %s its nodes and flavor also when it comes as an override", (name, count, flavor) => {
    const { database, findings, summary } = planned({ overrides: { database: { plan: name } } });
    expect(findings).toEqual([]);
    expect(database).toMatchObject({ plan: name, flavor });
    expect(database.nodes).toHaveLength(count);
    expect(summary.plan).toBe(name);
  });

  it("protects data where the environment does, with a second node and an off-site backup", () => {
    const { database, protect } = planned({ environment: { ...environment, name: "prod", protect: true } });
    expect(protect).toBe(true);
    expect(database).toMatchObject({ plan: "business", deletionProtection: true, backupRegions: ["GRA", "SBG"] });
  });

  it("lets each protection be turned off by name", () => {
    const prod = { ...environment, name: "prod", protect: true };
    expect(planned({ environment: prod, deletionProtection: false }).database.deletionProtection).toBe(false);
    expect(planned({ environment: prod, protect: false }).protect).toBe(false);
  });
});

describe("a refused ManagedTimescalePg", () => {
  it("C037 C038 refuses PostgreSQL 18 and cites TimescaleDB", () => {
    const [finding] = planned({ version: "18" }).findings;
    expect(finding).toMatchObject({ path: "version", problem: expect.stringContaining("TimescaleDB") });
    expect(finding?.remedy).toContain('"17"');
  });

  it.each(["15", "16", "17"])("C037 accepts PostgreSQL %s", (version) => {
    expect(planned({ version }).findings).toEqual([]);
  });

  it.each(["18", "19", "latest", "18beta1", " 17", "017", "17.2", "", "14"])("C037 refuses version %j", (version) => {
    expect(paths({ version })).toEqual(["version"]);
  });

  it("C037 refuses a number in place of a text", () => {
    expect(paths({ version: 17 })).toEqual(["version"]);
  });

  it("C037 refuses PostgreSQL 18 that comes through overrides, under that path", () => {
    expect(paths({ overrides: { database: { version: "18" } } })).toEqual(["overrides.database.version"]);
  });

  it("C037 leaves a version that arrives later to its arrival", () => {
    const later = pulumi.output("17");
    const { findings, database, summary } = planned({ version: later });
    expect(findings).toEqual([]);
    expect(database.version).not.toBe(later);
    expect(summary.version).toBe("known later");
  });

  it.each([
    [["0.0.0.0/0"], ["allowedCidrs[0]"]],
    [["10.0.0.0/8", "0.0.0.0/1"], ["allowedCidrs[1]"]],
    [["1.2.3.4/0"], ["allowedCidrs[0]"]],
    [["203.0.113.0/24"], ["allowedCidrs[0]"]],
    [["10.1.0.5"], ["allowedCidrs[0]"]],
    [["::/0"], ["allowedCidrs[0]"]],
    [[], ["allowedCidrs"]],
  ])("C040 refuses to allow %j", (allowedCidrs, expected) => {
    expect(paths({ allowedCidrs })).toEqual(expected);
  });

  it.each([
    [[{ region: "GRA" }]],
    [[{ region: "GRA", networkId: environment.networkId }]],
    [[{ region: "GRA", networkId: "", subnetId: environment.subnetId }]],
    [[{ region: "GRA", networkId: " ", subnetId: environment.subnetId }]],
  ])("C040 refuses nodes outside the private network: %j", (nodes) => {
    expect(paths({ overrides: { database: { nodes } } })).toEqual(["overrides.database.nodes"]);
  });

  it("C040 counts a network that is known later as present", () => {
    const nodes = [
      { region: "GRA", networkId: pulumi.output(environment.networkId), subnetId: pulumi.output(environment.subnetId) },
    ];
    expect(paths({ overrides: { database: { nodes } } })).toEqual([]);
  });

  it.each([
    [{ plan: "essentiel" }, ["plan"]],
    [{ plan: "production", flavor: "db1-4" }, ["flavor"]],
    [{ flavor: "db1-5" }, ["flavor"]],
    [{ diskSizeGb: 20 }, ["diskSizeGb"]],
    [{ diskSizeGb: 300 }, ["diskSizeGb"]],
    [{ databaseName: "Positions" }, ["databaseName"]],
    [{ databaseName: "defaultdb" }, ["databaseName"]],
    [{ userName: "avnadmin" }, ["userName"]],
    [{ role: "My DB" }, ["role"]],
    [{ role: { toString: 1 } }, ["role"]],
    [{ plan: pulumi.output("business") }, ["plan"]],
    [{ databaseName: pulumi.output("x") }, ["databaseName"]],
    [{ allowedCidrs: "10.0.0.0/8" }, ["allowedCidrs"]],
    [{ overrides: { database: { plan: "essentiel" } } }, ["overrides.database.plan"]],
    [{ protect: "yes" }, ["protect"]],
    [{ deletionProtection: 1 }, ["deletionProtection"]],
    [{ overrides: { databse: {} } }, ["overrides.databse"]],
    [{ overrides: { database: { verison: "17" } } }, ["overrides.database.verison"]],
    [{ overrides: { user: { clusterId: "x" } } }, ["overrides.user.clusterId"]],
    [{ overrides: { user: { serviceName: "f" } } }, ["overrides.user.serviceName"]],
    [{ overrides: { databaseInstance: { engine: "mysql" } } }, ["overrides.databaseInstance.engine"]],
    [{ overrides: "database" }, ["overrides"]],
    [{ overrides: { database: "version=18" } }, ["overrides.database"]],
    [{ passwordReset: { a: 1 } }, ["passwordReset"]],
    [{ environment: undefined }, ["environment"]],
    [
      { environment: { ...environment, region: undefined } },
      ["environment.region.compute", "environment.region.database", "environment.region.storage"],
    ],
    [{ environment: { ...environment, name: "staging" } }, ["environment.name"]],
  ])("refuses %j at %j", (args, expected) => {
    expect(paths(args)).toEqual(expected);
  });

  it("names all findings at once, also beside a broken environment", () => {
    expect(paths({ environment: { ...environment, name: "tset" }, version: "18", flavour: "db1-4" })).toEqual([
      "flavour",
      "environment.name",
      "version",
    ]);
  });
});
