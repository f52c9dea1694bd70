/** The program and that of its state buckets under the policy pack, with the example's own configurations. */
import { readFileSync } from "node:fs";
import { environments } from "@accoreboot/core";
import { describe, expect, it } from "vitest";
import { judged } from "../../infra-manager/test/judged.ts";

const file = (name: string) => readFileSync(new URL(`../${name}`, import.meta.url), "utf8");
const configuration = JSON.parse(file("policies.json")) as object;
const program = () => import("../index.ts");

/** What a stack's file configures: text, in quotes or not, and lists in JSON. */
const configured = (environment: string) =>
  Object.fromEntries(
    [...file(`Pulumi.${environment}.yaml`).matchAll(/^ {2}accoreboot:(\w+): (.+)$/gm)].map(
      ([, name = "", value = ""]) => [name, value.replace(/^"(.*)"$/, "$1")],
    ),
  );
const stack = (environment: (typeof environments)[number], changed: Record<string, string> = {}) => ({
  project: "accoreboot",
  environment,
  config: { ...configured(environment), ...changed },
  configuration,
});

/** What is advised against: disposable outside prod, by intent. */
const advised = { test: ["DB005"], preprod: ["DB005"], prod: [] };
const rulesOf = (findings: readonly string[]) => [...new Set(findings.map((finding) => finding.split(" ")[0]))].sort();

describe("AccoReboot under the policy pack", () => {
  it.each(environments)("GOV005 CF001 has nothing that blocks in %s", async (environment) => {
    const found = await judged(program, stack(environment));
    expect(found.resources.length).toBeGreaterThan(20);
    expect(found.blocking).toEqual([]);
    expect(rulesOf(found.advised)).toEqual(advised[environment]);
  });

  it("CF001 tells of a host name that policies.json does not know", async () => {
    const { blocking } = await judged(program, stack("prod", { hostName: "other.accoreboot.example" }));
    expect(blocking).toEqual(["CF001 host proxied"]);
  });

  it("DB005 GOV006 refuses protect: false in prod", async () => {
    const { blocking } = await judged(program, stack("prod", { protect: "false" }));
    expect(rulesOf(blocking)).toEqual(["DB005", "GOV006"]);
  });

  it.each(environments)("S3007 GOV006 the state bucket of %s has nothing that blocks", async (environment) => {
    const config = { projectId: "0123456789abcdef0123456789abcdef" };
    const secrets = ["projectId"];
    const { blocking, advised: said } = await judged(() => import("../state/index.ts"), {
      project: "accoreboot-state",
      environment,
      config,
      secrets,
    });
    expect(blocking).toEqual([]);
    expect(said).toEqual([]);
  });
});
