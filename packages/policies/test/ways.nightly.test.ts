/** The engine itself on stacks of fixtures: exported states that it analyzes, and programs that it previews. */
import { execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { running } from "@accoreboot/testing";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { encrypted } from "./hidden.ts";
import { ruleOf } from "./outcomes.ts";
import { excluded } from "./ways/exclusions.ts";
import { configurationOf, foundIn, inEvents } from "./ways/found.ts";
import { type Group, grouped } from "./ways/groups.ts";
import { withHidden } from "./ways/hidden-part.ts";
import { everyFixture, type Placed, purely, titleOf } from "./ways/placed.ts";
import { programOf } from "./ways/program.ts";
import { stateOf } from "./ways/state.ts";

const run = promisify(execFile);
const pack = fileURLToPath(new URL("..", import.meta.url));

let home: string;
beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), "ways-"));
});
afterAll(() => rm(home, { recursive: true }));

/** Has the engine analyze the group as an exported state; gives what was found in each member. */
async function analyzed({ environment, members, parameters }: Group): Promise<Map<Placed, string[]>> {
  const [state, config] = [join(home, "state.json"), join(home, "config.json")];
  await writeFile(state, JSON.stringify(stateOf(environment, members)));
  await writeFile(config, JSON.stringify(configurationOf(members, parameters)));
  const args = [
    "policy",
    "analyze",
    "--non-interactive",
    "--json",
    "--policy-pack",
    pack,
    "--policy-pack-config",
    config,
  ];
  const env = {
    PATH: process.env["PATH"],
    HOME: home,
    PULUMI_HOME: join(home, "pulumi"),
    PULUMI_SKIP_UPDATE_CHECK: "true",
    PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: "true",
    // The engine names the stack to a pack that previews or updates, and to none that analyzes a state.
    ACCOREBOOT_ENVIRONMENT: environment,
  };
  // It fails whenever something is found that blocks.
  const { stdout } = await run("pulumi", [...args, "--file", state], { cwd: home, env, maxBuffer: 2 ** 28 }).catch(
    (error: Error & { stdout: string }) => {
      if (error.stdout.includes("policyEvent")) return error;
      throw error;
    },
  );
  return inEvents(stdout, members);
}

/** Has the engine preview the group as a program in a sandbox; gives what was found in each member. */
async function previewed({ environment, members, parameters }: Group): Promise<Map<Placed, string[]>> {
  const [report, config] = [join(home, "findings.jsonl"), join(home, "config.json")];
  await writeFile(config, JSON.stringify(configurationOf(members, parameters)));
  await rm(report, { force: true });
  process.env["ACCOREBOOT_POLICIES_REPORT"] = report;
  const program = await running({ source: programOf(members), stack: environment });
  try {
    const { stdout, stderr } = await program.preview("--policy-pack", pack, "--policy-pack-config", config);
    // Each member is a component and a resource; one that is refused would stop the preview before the others.
    const rows = stdout.split("\n").filter((line) => /^\s*\+\s.* create( |$)/.test(line));
    expect(rows.length, stdout + stderr).toBeGreaterThan(2 * members.length);
    return foundIn(report, members);
  } finally {
    delete process.env["ACCOREBOOT_POLICIES_REPORT"];
    await program.close();
  }
}

/**
 * What differs between the pure function and what was found, by fixture. Of a rule that is asked about the stack besides,
 * more may be found than of the resource alone.
 */
async function differences(all: readonly Placed[], judged: (group: Group) => Promise<Map<Placed, string[]>>) {
  const different: object[] = [];
  for (const group of grouped(all)) {
    for (const [one, found] of await judged(group)) {
      const expected = purely(one);
      const isMoreAsked = !one.rule.judgeStack && ruleOf(one.rule.id).judgeStack;
      const said = isMoreAsked ? found.filter((line) => expected.includes(line)) : found;
      if (JSON.stringify(expected) !== JSON.stringify(said)) different.push({ title: titleOf(one), expected, found });
    }
  }
  return different;
}

describe("pulumi policy analyze --file", () => {
  const carried = everyFixture().filter((one) => !excluded("analyze", one));

  it("C040 C076 finds in every fixture what the rules say", async () => {
    expect(await differences(carried, analyzed)).toEqual([]);
  });

  it("C040 C076 finds in every bad fixture with an encrypted part what the rules say", async () => {
    expect(await differences(withHidden(carried, encrypted), analyzed)).toEqual([]);
  });
});

describe("pulumi preview", () => {
  const carried = everyFixture().filter((one) => !excluded("preview", one));
  /** The judgement of one resource alone: what a rule over the stack reads are outputs, most of them unknown here. */
  const alone = (one: Placed) => ({ ...one, rule: { ...one.rule, judgeStack: undefined as never } });

  it("C040 C076 finds in every fixture what the rules say", async () => {
    expect(carried.length).toBeGreaterThan(300);
    expect(await differences(carried.map(alone), previewed)).toEqual([]);
  });
});
