import { timescaleMaxMajor, timescaleSource } from "@accoreboot/catalogue";
import { describe, expect, it } from "vitest";
import { encrypted, good, ruleOf, secret, unknown } from "./cases.ts";
import { outcomeOf } from "./outcomes.ts";

const rule = ruleOf("DB001");
const outcome = (changed: object, parameters?: object) => outcomeOf(rule, { ...good, ...changed }, parameters).outcome;

const bad: [string, object][] = [
  ["18", { version: "18" }],
  ["19", { version: "19" }],
  ["a long number", { version: "99999999999999999999999" }],
  ["latest", { version: "latest" }],
  ["a beta", { version: "18beta1" }],
  ["a blank in front", { version: " 18" }],
  ["a blank in front of a good one", { version: " 17" }],
  ["a line end", { version: "17\n" }],
  ["a number", { version: 18 }],
  ["a good major as a number", { version: 17 }],
  ["a zero in front", { version: "018" }],
  ["a minor", { version: "17.4" }],
  ["full-width digits", { version: "１７" }],
  ["a power", { version: "1e1" }],
  ["hexadecimal", { version: "0x11" }],
  ["nothing", { version: undefined }],
  ["empty text", { version: "" }],
  ["a list", { version: ["17"] }],
  ["18 with the engine in capitals", { version: "18", engine: "PostgreSQL" }],
  ["18 with the engine's other name", { version: "18", engine: "postgres" }],
  ["18 without an engine", { version: "18", engine: undefined }],
  ["18 with an engine that is not text", { version: "18", engine: 5 }],
];
const fine: [string, object][] = [
  ["17", { version: "17" }],
  ["16", { version: "16" }],
  ["15", { version: "15" }],
  ["9", { version: "9" }],
  ["a secret 17", { version: secret("17") }],
  ["MySQL 8", { engine: "mysql", version: "8" }],
  ["MongoDB with a minor", { engine: "mongodb", version: "7.0" }],
  ["MySQL with a version that is not known yet", { engine: "mysql", version: unknown }],
  ["17 with an engine that is not known yet", { engine: unknown }],
];

describe("DB001 pg-major-supported", () => {
  it.each(bad)("C037 refuses PostgreSQL %s", (_, changed) => {
    expect(outcome(changed)).toBe("FAIL");
    expect(outcomeOf(rule, { ...good, ...changed }).paths).toEqual(["version"]);
  });

  it.each(fine)("C037 accepts %s", (_, changed) => {
    expect(outcome(changed)).toBe("PASS");
  });

  it.each([...bad, ...fine])("C037 %s: never passes in silence while the version is hidden", (_, changed) => {
    const engine = "engine" in changed && typeof changed.engine === "string" ? changed.engine : "postgresql";
    const expected = engine === "mysql" || engine === "mongodb" ? "PASS" : "UNKNOWN";
    expect(outcome({ ...changed, version: unknown })).toBe(expected);
    expect(outcome({ ...changed, version: `1${unknown}` })).toBe(expected);
    expect(outcome({ ...changed, version: encrypted })).toBe(expected);
  });

  it.each(bad)("C037 refuses %s as a secret whose value it is given", (_, changed) => {
    const version = "version" in changed ? changed.version : undefined;
    expect(outcome({ ...changed, version: secret(version) })).toBe("FAIL");
  });

  it.each(bad)("C037 %s: an engine that is hidden makes it depend", (_, changed) => {
    expect(outcomeOf(rule, { ...good, ...changed, engine: unknown }).paths).toEqual(["engine"]);
    expect(outcome({ ...changed, engine: unknown })).toBe("UNKNOWN");
    expect(outcome({ ...changed, engine: encrypted })).toBe("UNKNOWN");
    expect(outcome({ ...changed, engine: secret("postgresql") })).toBe("FAIL");
  });

  it("C037 cites TimescaleDB with a dated source and says how to mend it", () => {
    const [finding] = outcomeOf(rule, { ...good, version: "23" }).findings;
    expect(finding?.message).toContain("DB001 at version: the version's major is above 17.");
    expect(finding?.message).toContain("TimescaleDB");
    expect(finding?.message).toContain(timescaleSource.date);
    expect(finding?.message).toContain("Remedy: ");
    expect(finding?.message).not.toContain("23");
  });

  it("C037 takes the ceiling from the catalogue, and another from the configuration", () => {
    expect(rule.parameters["maxMajor"]?.default).toBe(timescaleMaxMajor);
    expect(outcome({ version: "17" }, { maxMajor: 16 })).toBe("FAIL");
    expect(outcome({ version: "18" }, { maxMajor: 18 })).toBe("PASS");
    expect(outcome({ version: "latest" }, { maxMajor: 18 })).toBe("FAIL");
  });

  it.each([[{ maxMajor: "99" }], [{ maxMajor: 1e9 }], [{ maxMajor: 1 }], [{ maxMajor: 18.5 }], [null], [unknown]])(
    "C037 falls back to the catalogue's ceiling on the parameters %j",
    (parameters) => {
      expect(outcome({ version: "18" }, parameters as object)).toBe("FAIL");
      expect(outcome({ version: "17" }, parameters as object)).toBe("PASS");
    },
  );
});
