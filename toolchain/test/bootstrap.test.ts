import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { cpSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { TREE } from "../src/places.mjs";
import { script, temporaryFolder } from "./support.ts";

/** A work tree of its own with the toolchain in it and nothing to install, and an environment with a cache of its own. */
function workTree() {
  const root = temporaryFolder();
  const tree = path.join(root, "work tree");
  for (const name of ["bootstrap.mjs", "src", "engine"]) {
    cpSync(path.join(TREE, "toolchain", name), path.join(tree, "toolchain", name), { recursive: true });
  }
  mkdirSync(path.join(tree, "node_modules"), { recursive: true });
  for (const file of ["package-lock.json", "node_modules/.package-lock.json"])
    writeFileSync(path.join(tree, file), "{}");
  script(path.join(tree, "node_modules", ".bin", "tool"), 'printf "%s|" "$@"; exit 7');
  const env = { PATH: "/usr/bin:/bin", HOME: path.join(root, "home"), XDG_CACHE_HOME: path.join(root, "x d g") };
  const args = (...rest: string[]) => [path.join(tree, "toolchain", "bootstrap.mjs"), ...rest];
  const call = (...rest: string[]) => spawnSync(process.execPath, args(...rest), { env, encoding: "utf8" });
  return { root, tree, env, args, call };
}

test("runs a command of node_modules from a path with a blank, passes arguments and exit code, says nothing else", () => {
  const { call } = workTree();
  const { stdout, stderr, status } = call("run", "--without-engine", "--", "tool", "a b", "--", "", "$x");
  expect({ stdout, stderr, status }).toEqual({ stdout: "a b|--||$x|", stderr: "", status: 7 });
});

test("puts the chosen node first and writes nothing under HOME", () => {
  const { root, call } = workTree();
  expect(call("run", "--without-engine", "--", "node", "--version").stdout.trim()).toBe(process.version);
  expect(readdirSync(root).sort()).toEqual(["work tree", "x d g"]);
});

test("does not find a command: 127 and one line", () => {
  const { call } = workTree();
  const { stderr, status } = call("run", "--without-engine", "--", "no-such-command");
  expect({ stderr, status }).toEqual({ stderr: "error: no-such-command: command not found\n", status: 127 });
});

test.each([[[]], [["run"]], [["run", "--"]], [["setup", "--fast"]], [["doctor", "--", "x"]]])(
  "refuses %j with its usage",
  (words) => {
    const { call } = workTree();
    const { stderr, status } = call(...words);
    expect(status).toBe(2);
    expect(stderr).toMatch(/^usage: /);
  },
);

test("the doctor says what is missing and what to run, and has exit code 1", () => {
  const { call } = workTree();
  const { stdout, status } = call("doctor");
  expect(status).toBe(1);
  expect(stdout).toContain("dependencies  as package-lock.json says");
  expect(stdout).toContain("pulumi        none on PATH");
  expect(stdout.trim().split("\n").at(-1)).toBe("not ready; run: node toolchain/bootstrap.mjs setup");
});

/** A command that says `ready`, and `got <signal>` when it gets one, then ends with 9 after its input ended. */
const LISTENER = `process.on("SIGTERM", () => console.log("got SIGTERM")).on("SIGINT", () => console.log("got SIGINT"));
process.stdin.resume().on("end", () => process.exit(9)); console.log("ready");`;

test.each(["SIGTERM", "SIGINT"] as const)("passes %s on and waits for the command", async (signal) => {
  const { args, env } = workTree();
  const child = spawn(process.execPath, args("run", "--without-engine", "--", "node", "-e", LISTENER), {
    env,
    detached: true,
    stdio: ["pipe", "pipe", "inherit"],
  });
  onTestFinished(() => void child.kill("SIGKILL"));
  child.stdout?.setEncoding("utf8");
  const lines: string[] = [];
  let wake = () => {};
  child.stdout?.on("data", (chunk: string) => {
    lines.push(...chunk.trim().split("\n"));
    wake();
  });
  const heard = async (text: string) => {
    while (!lines.includes(text)) await new Promise<void>((resolve) => (wake = resolve));
  };
  await heard("ready");
  child.kill(signal);
  await heard(`got ${signal}`);
  expect(child.exitCode).toBeNull();
  child.stdin?.end();
  expect((await once(child, "exit"))[0]).toBe(9);
});

test("a command ended by a signal gives 128 and its number", () => {
  const { call } = workTree();
  expect(call("run", "--without-engine", "--", "sh", "-c", "kill -KILL $$").status).toBe(137);
});

test("the sources are plain JavaScript without a dependency", () => {
  const folder = path.join(TREE, "toolchain", "src");
  const files = readdirSync(folder).filter((name) => name.endsWith(".mjs"));
  expect(files.length).toBeGreaterThan(10);
  for (const name of files) {
    const imports = [...readFileSync(path.join(folder, name), "utf8").matchAll(/^import .* from "(.*)";$/gm)];
    for (const [, from] of imports) expect(from).toMatch(/^(node:|\.\/)/);
  }
});
