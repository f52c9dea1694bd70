import { timescaleMaxMajor, timescaleSource } from "@accoreboot/catalogue";
import { describe, expect, it } from "vitest";
import { judge, worst } from "../../src/index.ts";
import { database, postgres } from "../fixtures/database/parts.ts";
import { unknown } from "../hidden.ts";
import { ruleOf } from "../outcomes.ts";
import { said } from "./database.ts";

const outcome = (version: unknown, parameters: object = {}) =>
  worst(said("DB001", { version }, { parameters: { ...parameters } }));

describe("DB001 pg-major-supported", () => {
  it("C037 C038 cites TimescaleDB with a dated source, says how to mend it, and tells no value", () => {
    const found = judge(database, { ...postgres, version: "2300" }).find(({ rule }) => rule.id === "DB001");
    expect(found).toMatchObject({ level: "mandatory", path: "version", outcome: "FAIL" });
    expect(found?.message).toContain("DB001 at version: the version's major is above 17.");
    expect(found?.message).toContain("TimescaleDB");
    expect(found?.message).toContain(timescaleSource.date);
    expect(found?.message).toContain("Remedy: ");
    expect(found?.message).not.toContain("2300");
  });

  it("C037 takes the ceiling from the catalogue", () => {
    expect(ruleOf("DB001").parameters["maxMajor"]?.default).toBe(timescaleMaxMajor);
  });

  it.each([[{ maxMajor: "99" }], [{ maxMajor: 1e9 }], [{ maxMajor: 8 }], [{ maxMajor: 100 }], [{ maxMajor: 18.5 }]])(
    "C037 falls back to the catalogue's ceiling on the parameters %j",
    (parameters) => {
      expect(outcome("18", parameters)).toBe("FAIL");
      expect(outcome("17", parameters)).toBe("PASS");
    },
  );

  it("C037 takes the lowest and the highest ceiling that may be set", () => {
    expect([outcome("9", { maxMajor: 9 }), outcome("10", { maxMajor: 9 })]).toEqual(["PASS", "FAIL"]);
    expect([outcome("99", { maxMajor: 99 }), outcome("100", { maxMajor: 99 })]).toEqual(["PASS", "FAIL"]);
  });

  it("C037 tells a version that is missing from one that cannot be read", () => {
    const problems = [undefined, "latest"].map((version) => said("DB001", { version })[0]?.problem);
    expect(problems[0]).toContain("no version is given");
    expect(problems[1]).toContain("cannot be read");
  });

  it("C037 doubts a version of which a part is not known yet, unless the engine is another one", () => {
    expect(said("DB001", { version: `1${unknown}` })).toMatchObject([{ outcome: "UNKNOWN", path: "version" }]);
    expect(said("DB001", { version: `1${unknown}`, engine: "mysql" })).toEqual([]);
    expect(said("DB001", { version: "18", engine: unknown })).toMatchObject([{ outcome: "UNKNOWN", path: "engine" }]);
  });
});
