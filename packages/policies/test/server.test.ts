import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { rules } from "../src/index.ts";
import { reportFrom } from "../src/report/file.ts";
import { analyzer } from "../src/server/index.ts";
import { messages } from "../src/server/stubs.ts";
import { encrypted, secret, unknown } from "./hidden.ts";
import { analyzeRequest, analyzeStackRequest, configureRequest, stackRequest } from "./messages.ts";

const { ADVISORY, MANDATORY, DISABLED } = messages.EnforcementLevel;
const type = "ovh:CloudProject/database:Database";
const node = { region: "GRA", networkId: "net", subnetId: "sub" };
const only = (...ids: string[]) => ({ selection: { properties: { only: ids.map((id) => `rule:${id}`) } } });
const database = (changed: object) =>
  analyzeRequest({ type, inputs: { engine: "postgresql", version: "17", nodes: [node], ...changed } });
const told = (response: InstanceType<typeof messages.AnalyzeResponse>) =>
  response
    .toObject()
    .diagnosticsList.map(({ policyname, enforcementlevel, message }) => ({ policyname, enforcementlevel, message }));
/** The pack, started for a stack and configured. */
function started(
  stack = "prod",
  entries: Parameters<typeof configureRequest>[0] = only("DB001", "DB003", "DB004"),
  config = {},
) {
  const pack = analyzer("1.2.3");
  pack.configureStack(stackRequest(stack, config));
  pack.configure(configureRequest(entries));
  return pack;
}

describe("the pack's answers to the engine", () => {
  const before = process.env["ACCOREBOOT_ENVIRONMENT"];
  beforeEach(() => {
    delete process.env["ACCOREBOOT_ENVIRONMENT"];
  });
  afterEach(() => {
    if (before === undefined) delete process.env["ACCOREBOOT_ENVIRONMENT"];
    else process.env["ACCOREBOOT_ENVIRONMENT"] = before;
  });

  const levelsFor = (stack: string, config = {}) => {
    const pack = analyzer("1.2.3");
    pack.configureStack(stackRequest(stack, config));
    const policies = pack.getAnalyzerInfo().toObject().policiesList;
    return policies.find(({ name }) => name === "db-private-network")?.enforcementlevel;
  };

  it("C037 C040 refuses what is known to be wrong beside what is not known, at its full level", () => {
    const found = told(
      started().analyze(database({ version: "18", ipRestrictions: [{ ip: unknown }, { ip: "0.0.0.0/0" }] })),
    );
    expect(found.map(({ policyname, enforcementlevel }) => [policyname, enforcementlevel])).toEqual([
      ["pg-major-supported", MANDATORY],
      ["db-no-world", ADVISORY],
      ["db-no-world", MANDATORY],
    ]);
    expect(found[0]?.message).toContain("DB001 at version");
    expect(found[1]?.message).toContain("DB003 cannot be proved yet: ipRestrictions[0].ip");
  });

  it("C037 judges a secret by its value where the engine sends it, and has a doubt where it is encrypted", () => {
    expect(told(started().analyze(database({ version: secret("18") })))).toMatchObject([
      { enforcementlevel: MANDATORY },
    ]);
    expect(told(started().analyze(database({ version: encrypted })))).toMatchObject([{ enforcementlevel: ADVISORY }]);
  });

  it("takes a stand-in within a text for unknown in a preview, and for text in an update and a state", () => {
    const version = `18 # ${unknown}`;
    const verdicts = (pack: ReturnType<typeof analyzer>) =>
      told(pack.analyze(database({ version }))).map(({ enforcementlevel }) => enforcementlevel);
    expect(verdicts(started())).toEqual([ADVISORY]);
    const update = analyzer("1.2.3");
    update.configureStack(stackRequest("prod", {}, false));
    update.configure(configureRequest(only("DB001")));
    expect(verdicts(update)).toEqual([MANDATORY]);
    const state = analyzer("1.2.3");
    state.configure(configureRequest(only("DB001")));
    expect(verdicts(state)).toEqual([MANDATORY]);
  });

  it("takes [secret] for a secret in a state alone, and a brand of the SDK nowhere", () => {
    const network = (pack: ReturnType<typeof analyzer>, nodes: unknown) =>
      told(pack.analyze(database({ nodes }))).length;
    const state = analyzer("1.2.3");
    state.configure(configureRequest(only("DB001")));
    expect(told(started().analyze(database({ version: "[secret]" })))).toMatchObject([{ enforcementlevel: MANDATORY }]);
    expect(told(state.analyze(database({ version: "[secret]" })))).toMatchObject([{ enforcementlevel: ADVISORY }]);
    expect(network(started(), [{ region: "GRA", __pulumiOutput: true }])).toBe(2);
  });

  it("judges by inputs in the stack what the engine has no outputs of yet", () => {
    const pack = started("prod", only("CF004"));
    const zone = {
      type: "cloudflare:index/zone:Zone",
      name: "zone",
      inputs: { name: "example.org", account: { id: "a" }, type: "partial" },
    };
    pack.analyze(analyzeRequest(zone));
    expect(told(pack.analyzeStack(analyzeStackRequest([{ ...zone, inputs: {} }])))).toEqual([]);
    const full = { ...zone, inputs: { ...zone.inputs, type: "full" } };
    const other = started("prod", only("CF004"));
    other.analyze(analyzeRequest(full));
    expect(told(other.analyzeStack(analyzeStackRequest([{ ...full, inputs: {} }])))).toHaveLength(1);
  });

  it("takes the environment from the stack's configuration, a variable, or the stack's name; unknown ones are prod", () => {
    expect(levelsFor("shop-test")).toBe(ADVISORY);
    expect(levelsFor("shop")).toBe(MANDATORY);
    expect(levelsFor("shop", { "accoreboot:environment": "test" })).toBe(ADVISORY);
    expect(levelsFor("test", { "accoreboot:environment": "prod" })).toBe(MANDATORY);
    expect(() => levelsFor("shop-prod", { "accoreboot:environment": "test" })).toThrow(
      "is test, and the stack's name says prod",
    );
    for (const slip of ["production", "Prod", "staging"]) {
      expect(() => levelsFor("shop", { "accoreboot:environment": slip })).toThrow("is none of test, preprod, prod");
    }
    process.env["ACCOREBOOT_ENVIRONMENT"] = "test";
    expect(levelsFor("shop")).toBe(ADVISORY);
    expect(levelsFor("shop", { "accoreboot:environment": "prod" })).toBe(MANDATORY);
  });

  it("judges by the URN's stack when it was told of none", () => {
    const inputs = { engine: "mysql", nodes: [{ region: "GRA" }] };
    const levels = (stack: string) =>
      told(analyzer("1.2.3").analyze(analyzeRequest({ type, stack, inputs })))
        .filter(({ policyname }) => policyname === "db-private-network")
        .map(({ enforcementlevel }) => enforcementlevel);
    expect(levels("test")).toEqual([ADVISORY, ADVISORY]);
    expect(levels("main")).toEqual([MANDATORY, MANDATORY]);
  });

  it("leaves levels and defaults open while no stack was told, and keeps what was configured then", () => {
    const inputs = { engine: "mysql", nodes: [{ region: "GRA" }], ipRestrictions: [{ ip: "203.0.113.0/25" }] };
    const levels = (stack: string, entries: Parameters<typeof configureRequest>[0]) => {
      const pack = analyzer("1.2.3");
      const declared = pack.getAnalyzerInfo().getPoliciesList();
      const open = Object.fromEntries(
        declared.map((policy) => [policy.getName(), { level: policy.getEnforcementlevel() }]),
      );
      for (const policy of declared) {
        const schemas = Object.values(policy.getConfigschema()?.getProperties()?.toJavaScript() ?? {}) as object[];
        if (rules.some(({ slug }) => slug === policy.getName()))
          expect(schemas.some((schema) => "default" in schema)).toBe(false);
      }
      pack.configure(configureRequest({ ...open, ...only("DB003", "DB004"), ...entries }));
      return told(pack.analyze(analyzeRequest({ type, stack, inputs }))).map(
        ({ policyname, enforcementlevel }) => `${policyname} ${enforcementlevel}`,
      );
    };
    const outside = (level: number) => [1, 2].map(() => `db-private-network ${level}`);
    expect(levels("test", {})).toEqual(outside(ADVISORY));
    expect(levels("prod", {})).toEqual(outside(MANDATORY));
    expect(levels("test", { "db-private-network": { level: MANDATORY } })).toEqual(outside(MANDATORY));
    expect(levels("preprod", { "db-no-world": { level: ADVISORY, properties: { publicPrefix4: 28 } } })).toEqual([
      `db-no-world ${ADVISORY}`,
      ...outside(MANDATORY),
    ]);
  });

  it("declares every rule with its level, defaults and bounds, and the three entries that are not rules", () => {
    const policies = started().getAnalyzerInfo().getPoliciesList();
    expect(policies.map((policy) => policy.getName())).toEqual([
      ...rules.map(({ slug }) => slug),
      "selection",
      "unprovable",
      "waivers",
    ]);
    const noWorld = policies.find((policy) => policy.getName() === "db-no-world");
    expect(noWorld?.getConfigschema()?.getProperties()?.toJavaScript()).toMatchObject({
      publicPrefix4: { type: "integer", default: 24, minimum: 16, maximum: 32 },
    });
    expect(noWorld?.getRemediationSteps()).not.toBe("");
    expect(noWorld?.getTagsList()).toEqual(["database"]);
  });

  it("takes levels and parameters, and runs no rule that is disabled", () => {
    const configured = started("test", {
      ...only("DB001", "DB003", "DB004"),
      "db-no-world": { level: DISABLED },
      "pg-major-supported": { level: ADVISORY, properties: { maxMajor: 16 } },
    });
    const found = told(configured.analyze(database({ ipRestrictions: [{ ip: "0.0.0.0/0" }] })));
    expect(found.map(({ policyname, enforcementlevel }) => [policyname, enforcementlevel])).toEqual([
      ["pg-major-supported", ADVISORY],
    ]);
  });

  it("refuses a configuration with names it does not know, all at once", () => {
    const configure = () => started("prod", { "db-no-wrld": {}, "db-no-world": { properties: { publicRnges: 3 } } });
    expect(configure).toThrow(
      /db-no-wrld: there is no such rule; db-no-world was meant\?\n.*publicRnges: there is no such parameter/,
    );
  });

  it("tells a waived finding as advice that names the ticket, and an unused waiver at the end", () => {
    const request = database({ ipRestrictions: [{ ip: "203.0.112.0/22" }] });
    const stack = "preprod";
    const fingerprint = /Fingerprint: (\w+)/.exec(
      told(started(stack, only("DB003")).analyze(request))[0]?.message ?? "",
    )?.[1];
    const day = (ahead: number) => new Date(Date.now() + ahead * 86_400_000).toISOString().slice(0, 10);
    const entry = {
      rule: "DB003",
      resource: "it",
      environment: stack,
      fingerprint,
      reason: "The partner's range until the tunnel is built",
      owner: "data",
      ticket: "OPS-1",
      expires: day(30),
    };
    const waived = started(stack, {
      ...only("DB003"),
      waivers: { properties: { entries: [entry, { ...entry, resource: "other" }] } },
    });
    expect(told(waived.analyze(request))).toMatchObject([
      { enforcementlevel: ADVISORY, message: expect.stringContaining("(OPS-1)") },
    ]);
    expect(told(waived.analyzeStack(analyzeStackRequest([])))).toMatchObject([
      { policyname: "waivers", enforcementlevel: MANDATORY, message: expect.stringContaining("waivers.entries[1]") },
    ]);
  });
});

describe("the report that a run leaves", () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "findings-"));
  });
  afterEach(() => {
    delete process.env["ACCOREBOOT_POLICIES_REPORT"];
    rmSync(folder, { recursive: true });
  });

  it("names the stack of the first resource when none was told", () => {
    const file = join(folder, "findings.jsonl");
    process.env["ACCOREBOOT_POLICIES_REPORT"] = file;
    const pack = analyzer("1.2.3");
    for (const name of ["one", "two"])
      pack.analyze(analyzeRequest({ type, name, stack: "shop-test", inputs: { engine: "mysql", nodes: [] } }));
    const { findings, ...judged } = reportFrom(file);
    expect(judged).toEqual({
      stack: "shop-test",
      project: "shop",
      environment: "test",
      preview: false,
      version: "1.2.3",
      complete: false,
    });
    expect(new Set(findings.map(({ name }) => name))).toEqual(new Set(["one", "two"]));
  });

  it("is not finished when a run ends before it is told what to judge, whatever an earlier one left", () => {
    const file = join(folder, "findings.jsonl");
    process.env["ACCOREBOOT_POLICIES_REPORT"] = file;
    const first = started();
    first.analyzeStack(analyzeStackRequest([]));
    expect(reportFrom(file).complete).toBe(true);
    analyzer("1.2.3");
    expect(reportFrom(file)).toMatchObject({ stack: "unknown", findings: [], complete: false });
  });

  it("holds what was judged and every finding, and starts anew with each run", () => {
    const file = join(folder, "findings.jsonl");
    process.env["ACCOREBOOT_POLICIES_REPORT"] = file;
    started().analyze(database({ version: "18" }));
    const second = started();
    second.analyze(database({ version: "18", ipRestrictions: [{ ip: "::/0" }] }));
    expect(reportFrom(file).complete).toBe(false);
    second.analyzeStack(analyzeStackRequest([]));
    const { findings, ...judged } = reportFrom(file);
    expect(judged).toEqual({
      stack: "prod",
      project: "shop",
      environment: "prod",
      preview: true,
      version: "1.2.3",
      complete: true,
    });
    expect(findings.map(({ rule, path, level }) => [rule, path, level])).toEqual([
      ["DB001", "version", "mandatory"],
      ["DB003", "ipRestrictions[0].ip", "mandatory"],
    ]);
  });
});
