import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { main } from "../src/command.ts";
import { rules } from "../src/index.ts";
import type { Report } from "../src/report/report.ts";
import { encrypted } from "./hidden.ts";

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "policies "));
});
afterAll(() => rmSync(folder, { recursive: true }));

const kept = (name: string, content: unknown) => {
  const file = join(folder, name);
  writeFileSync(file, typeof content === "string" ? content : JSON.stringify(content));
  return file;
};
const type = "ovh:CloudProject/database:Database";
const urn = (token: string, name: string, stack: string) => `urn:pulumi:${stack}::shop::${token}::${name}`;
/** An exported state with databases of these inputs. */
const state = (stack: string, ...databases: object[]) => ({
  version: 3,
  deployment: {
    resources: [
      { urn: urn("pulumi:pulumi:Stack", "shop", stack), type: "pulumi:pulumi:Stack" },
      ...databases.map((changed, index) => {
        const inputs = { engine: "mysql", nodes: [{ region: "GRA", networkId: "n", subnetId: "s" }], ...changed };
        return {
          urn: urn(type, `db${index}`, stack),
          type,
          custom: true,
          inputs,
          outputs: inputs,
          ...("delete" in changed ? { delete: true } : {}),
        };
      }),
    ],
  },
});
function run(args: string[], env: Record<string, string> = {}) {
  const printed: string[] = [];
  const said: string[] = [];
  const code = main(args, env, { print: (text) => printed.push(text), say: (line) => said.push(line) });
  return { code, printed: printed.join(""), said: said.join("\n") };
}
const only = (...ids: string[]) => ({ selection: { only: ids.map((id) => `rule:${id}`) } });
const check = (content: object, ...more: string[]) =>
  run(["check", kept("state.json", content), "--config", kept("only.json", only("DB003", "DB004")), ...more]);
const found = (report: string) =>
  (JSON.parse(report) as Report).findings.map(({ rule, name, level, outcome }) => [rule, name, level, outcome]);

describe("ovh-policies check", () => {
  it("C040 refuses an exported state with exit code 1, and accepts one with 0", () => {
    const refused = check(state("prod", { ipRestrictions: [{ ip: "0.0.0.0/0" }] }));
    expect(refused.code).toBe(1);
    expect(refused.printed).toContain("refused: DB003 db-no-world, critical: db0");
    expect(check(state("prod", { ipRestrictions: [{ ip: "10.0.0.0/8" }] }))).toMatchObject({ code: 0 });
  });

  it("judges by the environment it is told of, a variable's, or the stack's name", () => {
    const open = state("shop-test", { nodes: [{ region: "GRA" }] });
    const levels = (...more: string[]) =>
      found(check(open, "--format", "json", ...more).printed).map(([, , level]) => level);
    expect(levels()).toEqual(["advisory", "advisory"]);
    expect(levels("--environment", "prod")).toEqual(["mandatory", "mandatory"]);
    const file = kept("state.json", open);
    expect(
      found(run(["check", file, "--format", "json"], { ACCOREBOOT_ENVIRONMENT: "preprod" }).printed),
    ).toContainEqual(["DB004", "db0", "mandatory", "FAIL"]);
  });

  it("has doubts about what is encrypted, and leaves out what waits for its deletion", () => {
    const content = state(
      "prod",
      { ipRestrictions: [{ ip: encrypted }] },
      { ipRestrictions: [{ ip: "::/0" }], delete: true },
    );
    expect(found(check(content, "--format", "json").printed)).toEqual([["DB003", "db0", "advisory", "UNKNOWN"]]);
  });

  it("writes to a file, and says how it stands", () => {
    const output = join(folder, "findings.sarif");
    const { code, said, printed } = check(state("prod", { nodes: [] }), "--format", "sarif", "--output", output);
    expect({ code, printed, said }).toEqual({
      code: 1,
      printed: "",
      said: `refused: 1 finding blocks; written to ${output}`,
    });
    expect(JSON.parse(readFileSync(output, "utf8")).runs[0].results).toHaveLength(1);
  });

  it.each([
    ["no state", "{}", "there are no resources in it; give what pulumi stack export wrote"],
    ["no type", '{"deployment":{"resources":[{"urn":"a"}]}}', "a resource in it has no URN or no type"],
    ["no URN", '{"deployment":{"resources":[{"type":"a"}]}}', "a resource in it has no URN or no type"],
    ["no resource", '{"deployment":{"resources":[null]}}', "a resource in it has no URN or no type"],
    ["not JSON, without a piece of it", '{"password": hunter2}', "it is not JSON"],
    ["empty", "", "it is not JSON"],
  ])("refuses a file that is %s", (_, content, why) => {
    const file = kept("odd.json", content);
    expect(() => run(["check", file])).toThrow(`${file} cannot be read: ${why}`);
  });

  it("refuses a configuration that is wrong", () => {
    const file = kept("wrong.json", { "db-no-wrld": "mandatory" });
    expect(() => run(["check", kept("state.json", state("prod", {})), "--config", file])).toThrow(
      /db-no-wrld: there is no such rule/,
    );
  });
});

describe("the other commands", () => {
  it("report writes what a run left in another form", () => {
    const judged = { stack: "prod", project: "shop", environment: "prod", preview: true, version: "1.2.3" };
    const { findings } = JSON.parse(check(state("prod", { nodes: [] }), "--format", "json").printed) as Report;
    const whole = [judged, ...findings].map((line) => `${JSON.stringify(line)}\n`).join("");
    const { code, printed } = run(["report", kept("run.jsonl", `${whole}{"cut`), "--format", "markdown"]);
    expect(code).toBe(1);
    expect(printed).toContain("### Policies: refused");
    expect(() => run(["report", kept("state.json", state("prod"))])).toThrow("is no report of this pack");
  });

  it("config tells what is wrong with a configuration, in any environment", () => {
    expect(run(["config", kept("c.json", { all: "advisory" })])).toMatchObject({
      code: 0,
      printed: expect.stringContaining("holds"),
    });
    const wrong = run(["config", kept("c.json", { al: "advisory" })]);
    expect(wrong).toMatchObject({ code: 1, said: "al: there is no such rule; all was meant?" });
  });

  it("rules lists each with its level in that environment", () => {
    const lines = run(["rules", "--environment", "test"]).printed.trim().split("\n");
    expect(lines).toHaveLength(rules.length + 1);
    expect(lines.find((line) => line.startsWith("DB004"))).toMatch(/db-private-network +advisory/);
  });

  it.each([
    [["chek", "x"], "there is no command chek; check was meant?"],
    [["check"], "check takes one file"],
    [["check", "a", "b"], "check takes one file"],
    [["check", "a", "--format", "xml"], "--format xml: give one of text, json, sarif, junit, markdown"],
    [["check", "a", "--environment", "staging"], "--environment staging: give one of test, preprod, prod"],
    [["check", "a", "--strict"], "--strict"],
    [["report", "a", "--config", "b"], "report takes no --config"],
    [["config", "a", "--format", "json"], "config takes no --format"],
    [["rules", "--output", "a"], "rules takes no --output"],
    [["rules", "a"], "rules takes no file"],
  ])("refuses %j with words", (args, message) => {
    expect(() => run(args)).toThrow(message);
  });

  it("helps without arguments", () => {
    expect(run([])).toMatchObject({ code: 0, printed: expect.stringContaining("ovh-policies check STATE") });
    expect(run(["--version"]).printed).toMatch(/^\d+\.\d+\.\d+\n$/);
  });
});
