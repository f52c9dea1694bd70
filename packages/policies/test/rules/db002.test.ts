import { describe, expect, it } from "vitest";
import { presets, stackVerdictsOf, subjectOf, verdictsOf } from "../../src/index.ts";
import { database, mysql, postgres, timescale } from "../fixtures/database/parts.ts";
import { unknown } from "../hidden.ts";
import { ruleOf } from "../outcomes.ts";
import { said } from "./database.ts";

const rule = ruleOf("DB002");
const settings = presets("prod", [rule]);
const stack = (...resources: [type: string, name: string, properties: object][]) =>
  stackVerdictsOf(
    rule,
    resources.map(([type, name, properties]) =>
      subjectOf({ type, urn: `urn:pulumi:prod::shop::${type}::${name}`, properties }),
    ),
    settings,
  );
const extension = (name: unknown): [string, string, object] => ["postgresql:index/extension:Extension", "e", { name }];
const old = (name: string, changed = {}): [string, string, object] => [database, name, { ...postgres, ...changed }];

describe("DB002 pg-timescale-matrix", () => {
  it("C038 takes a database inside the component for one that is to have TimescaleDB", () => {
    const inside = (parents: string, version: string) => {
      const urn = `urn:pulumi:prod::shop::${parents}${database}::db`;
      return verdictsOf(rule, subjectOf({ type: database, urn, properties: { ...postgres, version } }), settings);
    };
    expect(inside(`${timescale}$`, "18")).toMatchObject([{ outcome: "FAIL", path: "version" }]);
    expect(inside(`shop:index:Shop$${timescale}$`, "18")).toMatchObject([{ outcome: "FAIL", path: "version" }]);
    expect(inside(`${timescale}$`, "17")).toEqual([]);
    expect(inside("shop:index:Shop$", "18")).toEqual([]);
    expect(inside(`${timescale}Other$`, "18")).toEqual([]);
  });

  it("C038 names each database that the extension cannot go to, and leaves those of other engines alone", () => {
    const found = stack(old("one", { version: "18" }), extension("timescaledb"), old("two", { version: "19" }), [
      database,
      "three",
      mysql,
    ]);
    expect(found.map(({ urn, path, outcome }) => [urn?.split("::").at(-1), path, outcome])).toEqual([
      ["one", "version", "FAIL"],
      ["two", "version", "FAIL"],
    ]);
  });

  it("C038 doubts what depends on a name, a version or an engine that is not known yet", () => {
    expect(stack(old("one", { version: "18" }), extension(unknown))).toMatchObject([{ outcome: "UNKNOWN" }]);
    expect(stack(old("one", { version: unknown }), extension("timescaledb"))).toMatchObject([{ outcome: "UNKNOWN" }]);
    expect(
      stack(old("one", { version: "18" }), old("two", { version: unknown }), extension("timescaledb")),
    ).toMatchObject([{ outcome: "UNKNOWN" }, { outcome: "UNKNOWN" }]);
    expect(stack(old("one", { version: "18", engine: unknown }), extension("timescaledb"))).toMatchObject([
      { outcome: "UNKNOWN", path: "engine" },
    ]);
    expect(stack(old("one", { version: "17" }), extension(unknown))).toEqual([]);
  });

  it("C038 asks for the extension's own name at its start", () => {
    for (const name of ["my_timescaledb", 7, undefined])
      expect(stack(old("one", { version: "18" }), extension(name))).toEqual([]);
    expect(stack(old("one", { version: "18" }), extension(" TimescaleDB"))).toMatchObject([{ outcome: "FAIL" }]);
    expect(stack(old("one", { version: "18" }), ["other:index:Thing", "t", { name: "timescaledb" }])).toEqual([]);
  });

  it("C038 passes what it cannot take for a text or a map of settings", () => {
    expect(said("DB002", { version: "18", description: 7, advancedConfiguration: ["timescaledb.x"] })).toEqual([]);
  });

  it("C038 doubts settings of which it does not know the names", () => {
    expect(said("DB002", { version: "18", advancedConfiguration: unknown })).toMatchObject([
      { outcome: "UNKNOWN", path: "advancedConfiguration" },
    ]);
    expect(said("DB002", { version: "17", advancedConfiguration: unknown })).toEqual([]);
  });

  it.each([["17.4"], ["0"], ["017"], ["latest"]])("C038 refuses the list of majors with %s", (major) => {
    const timescaled = { version: major, description: "timescale" };
    expect(said("DB002", timescaled, { parameters: { majors: [major] } })).toMatchObject([{ outcome: "FAIL" }]);
  });
});
