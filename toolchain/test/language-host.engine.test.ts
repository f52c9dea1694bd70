import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from "vitest";
import { TREE } from "../src/places.mjs";
import { isAlive } from "../src/processes.mjs";

const roots: string[] = [];
afterAll(() => {
  for (const root of roots) rmSync(root, { recursive: true, force: true, maxRetries: 5 });
});

/** A project of its own with home, backend and passphrase of its own, in a folder with a blank. Removed at the end. */
function project(files: Record<string, string>) {
  const root = mkdtempSync(path.join(tmpdir(), "language host "));
  roots.push(root);
  const all = { "package.json": '{"name":"tiny","main":"index.js"}', ...files };
  for (const [name, text] of Object.entries(all)) {
    const file = path.join(root, "program", name);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
  mkdirSync(path.join(root, "state"));
  symlinkSync(path.join(TREE, "node_modules"), path.join(root, "program", "node_modules"));
  const kept = Object.entries(process.env).filter(([name]) => !name.startsWith("PULUMI_"));
  const env = {
    ...Object.fromEntries(kept),
    PULUMI_HOME: path.join(root, "home"),
    PULUMI_BACKEND_URL: `file://${path.join(root, "state").replaceAll(" ", "%20")}`,
    PULUMI_CONFIG_PASSPHRASE: "a passphrase of its own",
    PULUMI_SKIP_UPDATE_CHECK: "true",
    PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: "true",
    NO_COLOR: "1",
  };
  const cwd = path.join(root, "program");
  const start = (args: readonly string[], extra: Record<string, string> = {}) =>
    spawn("pulumi", ["--non-interactive", ...args], { cwd, env: { ...env, ...extra }, detached: true });
  return {
    cwd,
    start,
    /** As `pulumi`, and it must succeed. */
    prepare: async (...args: string[]) => {
      const { code, all } = await finish(start(args));
      if (code !== 0) throw new Error(all);
    },
    pulumi: async (...args: string[]) => finish(start(args)),
  };
}

async function finish(child: ChildProcess) {
  let stdout = "";
  let stderr = "";
  child.stdout?.on("data", (chunk) => (stdout += chunk));
  child.stderr?.on("data", (chunk) => (stderr += chunk));
  const [code] = await once(child, "close");
  return { code: code as number | null, stdout, stderr, all: stdout + stderr };
}

/** Times `text` occurs in the final diagnostics; the progress lines before them repeat what is in there. */
const count = (all: string, text: string) => all.slice(all.indexOf("Diagnostics:")).split(text).length - 1;

describe("a JavaScript program", () => {
  const tiny = project({
    "Pulumi.yaml": "name: tiny\nruntime: nodejs\n",
    "index.js": `
      const pulumi = require("@pulumi/pulumi");
      const config = new pulumi.Config();
      console.log("told on standard output");
      console.error("told on standard error");
      class Part extends pulumi.ComponentResource {}
      new Part("tiny:index:Part", config.get("part") ?? "part");
      exports.plain = config.require("plain");
      exports.secret = config.requireSecret("secret");
      exports.upper = config.requireSecret("secret").apply((text) => text.toUpperCase());
      exports.where = [pulumi.getOrganization(), pulumi.getProject(), pulumi.getStack()].join("/");
      console.log("dry run: " + pulumi.runtime.isDryRun());
      console.log("secret keys: " + ["plain", "secret"].filter((key) => pulumi.runtime.isConfigSecret("tiny:" + key)));`,
    "pack/PulumiPolicy.yaml": "runtime: nodejs\nversion: 1.0.0\n",
    "pack/package.json": '{"name":"pack","version":"1.0.0","main":"index.js"}',
    "pack/index.js": `
      const { PolicyPack } = require("@pulumi/policy");
      new PolicyPack("pack", {
        policies: [{
          name: "no-rubble",
          description: "Parts are whole.",
          enforcementLevel: "mandatory",
          validateResource: (args, report) => {
            if (args.type === "tiny:index:Part" && args.name === "rubble") report("a part is in pieces");
          },
        }],
      });`,
  });
  beforeAll(async () => {
    await tiny.prepare("stack", "init", "dev");
    await tiny.prepare("config", "set", "plain", "--", "-- a value 'with' \"quotes\"");
    await tiny.prepare("config", "set", "--secret", "secret", "hush");
  });

  test("is previewed under a policy pack that lets it pass, its output is shown, its secrets are not", async () => {
    const { code, all } = await tiny.pulumi("preview", "--policy-pack", "pack");
    expect(code, all).toBe(0);
    expect(all).toMatch(/pack@v1\.0\.0/);
    expect(all).toContain("told on standard output");
    expect(all).toContain("told on standard error");
    expect(all).toContain("dry run: true");
    expect(all).toMatch(/secret keys: secret$/m);
    expect(all).toContain("2 to create");
    expect(all).not.toContain("hush");
  });

  test("gets its configuration and gives its outputs in up; a second preview has no change", async () => {
    const up = await tiny.pulumi("up", "--yes", "--skip-preview");
    expect(up.code, up.all).toBe(0);
    expect(up.all).toContain("dry run: false");
    const outputs = JSON.parse((await tiny.pulumi("stack", "output", "--json", "--show-secrets")).stdout);
    expect(outputs).toEqual({
      plain: "-- a value 'with' \"quotes\"",
      secret: "hush",
      upper: "HUSH",
      where: "organization/tiny/dev",
    });
    const masked = JSON.parse((await tiny.pulumi("stack", "output", "--json")).stdout);
    expect(masked).toMatchObject({ secret: "[secret]", upper: "[secret]" });
    const again = await tiny.pulumi("preview", "--expect-no-changes");
    expect(again.code, again.all).toBe(0);
  });

  test("is blocked by a policy pack that does not let it pass", async () => {
    const { code, all } = await tiny.pulumi("preview", "--policy-pack", "pack", "--config", "part=rubble");
    expect(code).not.toBe(0);
    expect(all).toContain("a part is in pieces");
  });

  test("is described by about", async () => {
    const { code, all } = await tiny.pulumi("about");
    expect(code, all).toBe(0);
    expect(all).toMatch(/This project is written in nodejs: executable='\S.*' version='v\d+/);
  });
});

test("a TypeScript program runs", async () => {
  const typed = project({
    "Pulumi.yaml": "name: typed\nruntime: nodejs\n",
    "package.json": '{"name":"typed","main":"index.ts"}',
    "index.ts": `
      import * as pulumi from "@pulumi/pulumi";
      interface Size { readonly nodes: number }
      const size: Size = { nodes: new pulumi.Config().getNumber("nodes") ?? 3 };
      export const nodes: pulumi.Output<number> = pulumi.output(size).nodes;`,
  });
  await typed.prepare("stack", "init", "dev");
  const good = await finish(typed.start(["preview"], { PULUMI_NODEJS_TRANSPILE_ONLY: "true" }));
  expect(good.code, good.all).toBe(0);
  expect(good.all).toMatch(/nodes: +3/);
});

describe("a program that fails", () => {
  const failing = project({
    "Pulumi.yaml":
      "name: failing\nruntime:\n  name: nodejs\n  options:\n    typescript: false\n    nodeargs: --title 'a b'\n",
    "index.js": `
      const pulumi = require("@pulumi/pulumi");
      const how = process.env.HOW;
      if (how === "throw") throw new Error("the roof is on fire");
      if (how === "refuse") throw new pulumi.RunError("the plan is refused");
      if (how === "exit") process.exit(9);
      exports.title = process.title;
      exports.typescript = process.env.PULUMI_NODEJS_TYPESCRIPT;`,
  });
  beforeAll(async () => {
    await failing.prepare("stack", "init", "dev");
  });
  const preview = (how: string) => finish(failing.start(["preview"], { HOW: how }));

  test("says its error once, with a stack", async () => {
    const { code, all } = await preview("throw");
    expect(code).not.toBe(0);
    expect(count(all, "Error: the roof is on fire")).toBe(1);
    expect(all).not.toContain("exit code");
    expect(all).toMatch(/\n\s+at /);
  });

  test("shows no stack for a RunError", async () => {
    const { code, all } = await preview("refuse");
    expect(code).not.toBe(0);
    expect(count(all, "the plan is refused")).toBe(1);
    expect(all).not.toContain("exit code");
    expect(all).not.toMatch(/\n\s+at /);
  });

  test("is named by its exit code when it says nothing", async () => {
    const { code, all } = await preview("exit");
    expect(code).not.toBe(0);
    expect(all).toContain("the program ended with exit code 9");
  });

  test("runs with the options of its runtime", async () => {
    const { code, all } = await preview("");
    expect(code, all).toBe(0);
    expect(all).toMatch(/title +: "a b"|title: +"a b"/);
    expect(all).toMatch(/typescript *: +"false"/);
  });

  test("says where the SDK is to be installed when it is not", async () => {
    rmSync(path.join(failing.cwd, "node_modules"));
    const { code, all } = await preview("");
    expect(code).not.toBe(0);
    expect(all).toContain(`@pulumi/pulumi is not installed for the program in ${failing.cwd}`);
    expect(all).not.toMatch(/\n\s+at /);
  });
});

describe("a program that does not end", () => {
  const endless = project({
    "Pulumi.yaml": "name: endless\nruntime: nodejs\n",
    "index.js": `
      require("node:fs").writeFileSync("pids", process.pid + " " + process.ppid);
      console.log("started");
      setInterval(() => {}, 1000);`,
  });
  beforeAll(async () => {
    await endless.prepare("stack", "init", "dev");
  });

  test.each([
    ["interrupted", "SIGINT"],
    ["killed", "SIGKILL"],
  ] as const)("ends, and its language host too, when the engine is %s", async (_, signal) => {
    const engine = endless.start(["preview"]);
    onTestFinished(() => void engine.kill("SIGKILL"));
    const finished = finish(engine);
    await new Promise<void>((resolve) => {
      let all = "";
      engine.stdout?.on("data", (chunk) => {
        all += chunk;
        if (all.includes("started")) resolve();
      });
    });
    const pids = readFileSync(path.join(endless.cwd, "pids"), "utf8").split(" ").map(Number);
    expect(pids.filter(isAlive)).toEqual(pids);
    engine.kill(signal);
    expect((await finished).code).not.toBe(0);
    await expect.poll(() => pids.filter(isAlive), { timeout: 10_000 }).toEqual([]);
  });
});
