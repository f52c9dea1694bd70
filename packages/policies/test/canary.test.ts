/**
 * What the pack says, in every form in which it says it, holds no value of a property. Names do come out: those of
 * resources, stacks and projects, of a waiver's people and tickets, and property paths, in which the keys of maps are.
 */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { main } from "../src/command.ts";
import { configure } from "../src/config/configuration.ts";
import { type Environment, environments, type Finding, judgeBy, rules, subjectOf } from "../src/index.ts";
import { reportFrom } from "../src/report/file.ts";
import { formats } from "../src/report/index.ts";
import { notOnTheSdk } from "../src/sdk.ts";
import { analyzer } from "../src/server/index.ts";
import { canary, leakIn, otherCanary, planted, plantedAll, plantings, textsIn, withKeys } from "./canary-cases.ts";
import type { Fixture, Fixtures, Properties } from "./fixtures/fixture.ts";
import { fixtures } from "./fixtures/index.ts";
import { encrypted } from "./hidden.ts";
import { configureRequest, stackRequest } from "./messages.ts";
import { ruleOf } from "./outcomes.ts";
import { onTheSdk } from "./sdk.ts";
import { placed, titleOf } from "./ways/placed.ts";
import { resourceRequest, stackOf } from "./ways/requests.ts";
import { stateOf } from "./ways/state.ts";

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "canary-"));
});
afterAll(() => {
  delete process.env["ACCOREBOOT_POLICIES_REPORT"];
  rmSync(folder, { recursive: true });
});

const all = fixtures.flatMap(({ rule, bad, good }) => [...bad, ...good].map((fixture) => ({ rule, fixture })));
const judges = new Map(
  environments.map((environment) => {
    const { settings } = configure({ all: "mandatory" }, environment, rules);
    return [environment, judgeBy(settings)];
  }),
);
const expectNone = (text: string, title: string) => {
  const leak = leakIn(text);
  expect(leak, leak && `${title}: ${text.slice(0, 400)}`).toBeUndefined();
};
/** The fixtures of an environment with the canary in every string, each in another way than the one before it. */
const oncePlanted = (environment: Environment) =>
  all
    .filter(({ fixture }) => (fixture.environment ?? "prod") === environment)
    .map(({ rule, fixture }, index) => {
      const [, plant] = plantings[index % plantings.length] as (typeof plantings)[number];
      return placed(ruleOf(rule), plantedAll(fixture, plant), index);
    });

/** All that is known of a finding, the rule's own texts left out. */
const said = ({ rule, ...finding }: Finding) => JSON.stringify(finding);

const placeOf = ({ rule, path, problem, urn }: Finding) => [rule.id, urn, path, problem].join(" ");

function judged(fixture: Fixture): Finding[] {
  const { environment = "prod", type, name = "it", options, provider, others = [] } = fixture;
  const judge = judges.get(environment);
  const urn = (token: string, resource: string) => `urn:pulumi:${environment}::shop::${token}::${resource}`;
  const subject = subjectOf({ type, name, urn: urn(type, name), properties: fixture.inputs, options, provider });
  const stack = [subject, ...others.map((other) => subjectOf({ urn: urn(other.type, other.name), ...other }))];
  return [...stack.flatMap((one) => judge?.resource(one) ?? []), ...(judge?.stack(stack) ?? [])];
}

describe("the detection", () => {
  it.each([
    canary,
    Buffer.from(`x${canary}`).toString("base64"),
    Buffer.from(`xy${canary}yz`).toString("base64url"),
    Buffer.from(canary).toString("hex"),
    [...canary].map((sign) => `%${sign.charCodeAt(0).toString(16)}`).join(""),
    canary.slice(3, 14),
  ])("sees it in %s", (text) => {
    expect(leakIn(`before ${text} behind`)).toBeDefined();
  });
});

describe.each(fixtures)("$rule", ({ rule, bad, good }: Fixtures) => {
  it("C076 says nothing that stood in a string, wherever the string is", () => {
    let findings = 0;
    for (const fixture of [...bad, ...good]) {
      // Each string in half of the ways: its neighbours and its like in other fixtures have the other half.
      const one = textsIn(fixture.inputs).flatMap((path, index) =>
        plantings
          .filter((_, number) => (index + number) % 2 === 0)
          .map(([, plant]) => ({ ...fixture, inputs: planted(fixture.inputs, [path], plant) })),
      );
      for (const changed of [...one, ...plantings.map(([, plant]) => plantedAll(fixture, plant))]) {
        const found = judged(changed);
        findings += found.length;
        expectNone(found.map(said).join("\n"), `${rule} ${fixture.title}`);
      }
    }
    expect(findings).toBeGreaterThan(0);
  });

  it("C076 marks no finding by a secret", () => {
    for (const fixture of [...bad, ...good]) {
      for (const [title, plant] of plantings.slice(-2)) {
        const [one, other] = [canary, otherCanary].map(
          (text) => new Map(judged(plantedAll(fixture, plant, text)).map((finding) => [placeOf(finding), finding])),
        );
        for (const [place, { fingerprint }] of one ?? []) {
          const twin = other?.get(place);
          if (twin) expect(twin.fingerprint, `${fixture.title}, ${title}: ${place}`).toBe(fingerprint);
        }
      }
    }
  });

  it("C076 says names of keys in paths alone", () => {
    for (const fixture of [...bad, ...good]) {
      for (const finding of judged({ ...fixture, inputs: withKeys(fixture.inputs) as Properties })) {
        expectNone(`${finding.problem} ${finding.message.replaceAll(finding.path, "")}`, fixture.title);
      }
    }
  });
});

describe("every form of output", () => {
  it("C076 holds no string of a resource: the server's responses, the report it leaves, and all formats of it", () => {
    for (const environment of environments) {
      const file = join(folder, `${environment}.jsonl`);
      process.env["ACCOREBOOT_POLICIES_REPORT"] = file;
      const pack = analyzer("1.2.3");
      pack.configureStack(stackRequest(environment, { "shop:password": canary }));
      pack.configure(configureRequest({ all: { level: 1 } }));
      for (const full of oncePlanted(environment)) {
        const responses = [
          ...full.resources.map((resource) => pack.analyze(resourceRequest(full, resource))),
          pack.analyzeStack(stackOf(environment, [full])),
        ];
        for (const response of responses) {
          expectNone(Buffer.from(response.serializeBinary()).toString("latin1"), titleOf(full));
        }
      }
      expectNone(readFileSync(file, "utf8"), "the report");
      const report = reportFrom(file);
      expect(report.findings.length).toBeGreaterThan(50);
      for (const [name, format] of Object.entries(formats)) expectNone(format(report), name);
      delete process.env["ACCOREBOOT_POLICIES_REPORT"];
    }
  });

  it("C076 holds no string of a resource: the policies on the SDK", async () => {
    let told = 0;
    for (const full of environments.flatMap(oncePlanted)) {
      if (notOnTheSdk.includes(full.rule.id)) continue;
      const lines = await onTheSdk(full);
      told += lines.length;
      expectNone(lines.join("\n"), titleOf(full));
    }
    expect(told).toBeGreaterThan(50);
  });

  it.each(environments)("C076 holds no string of a resource: the command, on a state of %s", (environment) => {
    const ciphertext = { ...encrypted, ciphertext: `v1:${canary}` };
    const sealed = {
      title: "",
      type: "ovh:CloudProject/database:Database",
      inputs: { version: ciphertext },
      environment,
    };
    const members = oncePlanted(environment);
    const state = stateOf(environment, [...members, placed(ruleOf("DB001"), sealed, members.length)]);
    const file = join(folder, "state.json");
    writeFileSync(file, JSON.stringify(state));
    const config = join(folder, "config.json");
    writeFileSync(config, JSON.stringify({ all: "mandatory", unprovable: { strict: true } }));
    for (const format of Object.keys(formats)) {
      const output = run(["check", file, "--environment", environment, "--config", config, "--format", format]);
      expect(output.length).toBeGreaterThan(5_000);
      expectNone(output, format);
    }
  });
});

/** All that a command prints, says, and throws. */
function run(args: readonly string[]): string {
  const lines: string[] = [];
  try {
    main(args, {}, { print: (text) => lines.push(text), say: (line) => lines.push(line) });
  } catch (error) {
    lines.push(error instanceof Error ? `${error.message}\n${error.stack}\n${String(error.cause)}` : String(error));
  }
  return lines.join("\n");
}

describe("an error", () => {
  const urn = "urn:pulumi:prod::shop::ovh:CloudProject/user:User::it";
  const resource = { urn, type: "ovh:CloudProject/user:User", inputs: { description: canary } };
  const whole = JSON.stringify({ deployment: { resources: [resource] } });
  const wrongConfigs: object[] = [
    { "db-no-world": canary },
    { "db-no-world": { enforcementLevel: canary } },
    { "db-no-world": { publicPrefix4: canary } },
    { "pg-timescale-matrix": { majors: [canary] } },
    { "db-no-world": [canary] },
    { selection: { only: [canary, `rule:${canary}`, `group:${canary}:x`], except: canary } },
    { unprovable: { strict: canary } },
    { waivers: { entries: canary } },
    { waivers: { entries: [canary] } },
    {
      waivers: {
        entries: [
          Object.fromEntries(
            ["rule", "resource", "environment", "fingerprint", "reason", "owner", "ticket", "expires"].map((field) => [
              field,
              canary,
            ]),
          ),
        ],
      },
    },
  ];
  const kept = (content: string) => {
    const file = join(folder, "odd.json");
    writeFileSync(file, content);
    return file;
  };

  it.each([
    ["is cut in the canary", whole.slice(0, whole.indexOf(canary) + 5)],
    ["is cut behind it", whole.slice(0, whole.indexOf(canary) + canary.length)],
    ["has a sign too much", whole.replace(`"${canary}"`, `"${canary}"!`)],
    ["is the canary", canary],
    ["begins with it", `${canary}${whole}`],
    [
      "holds a secret that is no JSON",
      whole.replace(`"${canary}"`, JSON.stringify({ ...encrypted, plaintext: canary })),
    ],
    ["has it for resources", JSON.stringify({ deployment: { resources: canary } })],
    ["has it for a resource", JSON.stringify({ deployment: { resources: [canary] } })],
    ["has it for a deployment", JSON.stringify({ deployment: canary })],
    ["has it for inputs", JSON.stringify({ deployment: { resources: [{ ...resource, inputs: canary }] } })],
    ["has a list for a type", JSON.stringify({ deployment: { resources: [{ ...resource, type: [canary] }] } })],
    ["has it for options", JSON.stringify({ deployment: { resources: [{ ...resource, ignoreChanges: canary }] } })],
  ])("C076 about a state that %s holds nothing of it", (_, content) => {
    for (const command of ["check", "report", "config"]) {
      expectNone(run([command, kept(`${content}\n`), "--format", "json"]), command);
    }
  });

  it.each(wrongConfigs)("C076 about the configuration %j holds no value of it", (config) => {
    const said = [
      run(["config", kept(JSON.stringify(config))]),
      run(["check", kept(whole), "--config", kept(JSON.stringify(config))]),
    ];
    expectNone(said.join("\n"), "the command");
    const pack = analyzer("1.2.3");
    pack.configureStack(stackRequest("prod"));
    const entries = Object.entries(config).flatMap(([name, properties]) =>
      typeof properties === "object" && !Array.isArray(properties) ? [[name, { properties }]] : [],
    );
    try {
      pack.configure(configureRequest(Object.fromEntries(entries)));
    } catch (error) {
      expectNone(`${(error as Error).message}\n${(error as Error).stack}`, "the server");
    }
  });
});
