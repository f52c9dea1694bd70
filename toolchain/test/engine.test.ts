import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { ensureEngine, findEngine } from "../src/engine.mjs";
import { enginesOnPath } from "../src/engine-path.mjs";
import { Failure } from "../src/failure.mjs";
import { ENGINE_VERSION, releaseUrls } from "../src/pins.mjs";
import { PLATFORM } from "../src/places.mjs";
import { isolated, loopback, script } from "./support.ts";

/** Longer than a busy machine needs for an answer over loopback. */
const limits = { connectMs: 10_000, silentMs: 10_000, totalMs: 20_000 };
const { archiveName, checksums } = releaseUrls(ENGINE_VERSION, PLATFORM, "");

/** A release as Pulumi publishes it: an archive with a folder `pulumi` in it, made of scripts. */
function release(root: string, version = `v${ENGINE_VERSION}`): Buffer {
  script(path.join(root, "release", "pulumi", "pulumi"), `echo ${version}`);
  script(path.join(root, "release", "pulumi", "pulumi-language-nodejs"), "echo 1");
  const archive = path.join(root, "release.tar.gz");
  spawnSync("tar", ["-czf", archive, "-C", path.join(root, "release"), "pulumi"]);
  return readFileSync(archive);
}

async function served(archive: Buffer, sum = createHash("sha256").update(archive).digest("hex")): Promise<string> {
  return loopback((request, response) => {
    if (request.url === checksums) response.end(`${sum}  ${archiveName}\n`);
    else if (request.url === `/${archiveName}`) response.end(archive);
    else response.writeHead(404).end();
  });
}

async function failureOf(work: Promise<unknown>): Promise<string> {
  const error = await work.catch((caught: unknown) => caught);
  if (!(error instanceof Failure)) throw new Error(`not a failure: ${String(error)}`);
  return error.format();
}

test("downloads the release, verifies it, and finds it again without the network", async () => {
  const context = isolated({ PATH: "/usr/bin:/bin", ACCOREBOOT_ENGINE: "download" });
  context.env["ACCOREBOOT_RELEASES_URL"] = await served(release(context.root));
  const engine = await ensureEngine(context, { limits });
  expect(engine).toMatchObject({ version: ENGINE_VERSION, origin: "official download", ownHost: false });
  expect(readdirSync(path.dirname(engine.path)).sort()).toEqual(["pulumi", "pulumi-language-nodejs", "verified.json"]);

  context.env["ACCOREBOOT_RELEASES_URL"] = "http://127.0.0.1:1";
  expect((await ensureEngine(context, { limits })).path).toBe(engine.path);

  writeFileSync(engine.path, "cut short");
  expect(await findEngine(context)).toBeUndefined();
});

test("refuses a release whose SHA-256 is not the published one", async () => {
  const context = isolated({ PATH: "/usr/bin:/bin", ACCOREBOOT_ENGINE: "download" });
  const wrong = "0".repeat(64);
  context.env["ACCOREBOOT_RELEASES_URL"] = await served(release(context.root), wrong);
  expect(await failureOf(ensureEngine(context, { limits }))).toMatch(
    new RegExp(`official download: \\S+: SHA-256 is [0-9a-f]{64}, published is ${wrong}`),
  );
  expect(readdirSync(context.cache)).toEqual(["locks"]);
});

test("refuses a release that is another version", async () => {
  const context = isolated({ PATH: "/usr/bin:/bin", ACCOREBOOT_ENGINE: "download" });
  context.env["ACCOREBOOT_RELEASES_URL"] = await served(release(context.root, "v3.1.0"));
  expect(await failureOf(ensureEngine(context, { limits }))).toContain("it does not run");
});

test("goes on within the time limit when the server hangs, and says every way that failed and what to do", async () => {
  const context = isolated();
  context.env["ACCOREBOOT_RELEASES_URL"] = await loopback(() => {});
  const start = Date.now();
  const text = await failureOf(ensureEngine(context, { limits: { ...limits, connectMs: 300 } }));
  expect(Date.now() - start).toBeLessThan(limits.connectMs);
  const lines = text.split("\n");
  expect(lines[0]).toBe("error: no Pulumi engine, and no way to get one worked");
  expect(lines[1]).toBe("  - pulumi on PATH: there is none");
  expect(lines[2]).toMatch(/^ {2}- official download: http:\S+: no answer within 0.3 s$/);
  expect(lines[3]).toMatch(/^ {2}- built from its Go module: /);
  expect(lines[4]).toBe("next step:");
  expect(text).toContain("node toolchain/bootstrap.mjs setup");
  expect(text).not.toMatch(/\n\s+at /);
});

test("says why Go failed when it did", async () => {
  const context = isolated({ ACCOREBOOT_ENGINE: "build" });
  const go = script(
    path.join(context.root, "bin", "go"),
    'case $1 in env) ;; *) echo "no such module" >&2; exit 3;; esac',
  );
  context.env["PATH"] = path.dirname(go);
  mkdirSync(path.join(context.tree, "toolchain", "engine"), { recursive: true });
  expect(await failureOf(ensureEngine(context))).toContain(
    "built from its Go module: go list: exit code 3\n      no such module",
  );
});

test("an unknown way is refused by name", async () => {
  const text = await failureOf(ensureEngine(isolated({ ACCOREBOOT_ENGINE: "path,guess" })));
  expect(text).toBe('error: ACCOREBOOT_ENGINE names "guess"; allowed are path, download, build');
});

test("of the engines on PATH the first recent one with a language host that starts is taken", async () => {
  const context = isolated();
  const at = (name: string) => path.join(context.root, name);
  script(path.join(at("old"), "pulumi"), "echo v3.100.0");
  script(path.join(at("mute"), "pulumi"), "exit 1");
  script(path.join(at("no host"), "pulumi"), "echo v3.999.0");
  script(path.join(at("bad host"), "pulumi"), "echo v3.999.0");
  script(path.join(at("bad host"), "pulumi-language-nodejs"), "echo not a port");
  context.env["PATH"] = ["old", "mute", "no host"].map(at).join(":");
  const reasons = (await enginesOnPath(context)).map(({ refused }) => refused);
  expect(reasons[0]).toBe("version 3.100.0 is older than 3.253.0");
  expect(reasons[1]).toBe("does not tell its version");
  expect(reasons[2]).toContain("no pulumi-language-nodejs");

  context.env["PATH"] = at("bad host");
  expect((await enginesOnPath(context))[0]?.refused).toContain("does not start");

  script(path.join(at("good"), "pulumi"), "echo v3.300.0");
  script(path.join(at("good"), "pulumi-language-nodejs"), "echo 40123; cat");
  context.env["PATH"] = ["old", "good"].map(at).join(":");
  expect(await findEngine(context)).toMatchObject({ path: path.join(at("good"), "pulumi"), version: "3.300.0" });

  context.env["ACCOREBOOT_PULUMI_MIN"] = "3.301.0";
  expect(await findEngine(context)).toBeUndefined();
});

test("a user's own Pulumi settings do not reach the engine that is looked at", async () => {
  const context = isolated({ PULUMI_ACCESS_TOKEN: "secret", OS_PASSWORD: "secret", PULUMI_HOME: "/real" });
  const seen = path.join(context.root, "seen");
  const file = script(path.join(context.root, "bin", "pulumi"), `env > "${seen}"; echo v3.999.0`);
  script(path.join(path.dirname(file), "pulumi-language-nodejs"), "echo 40123; cat");
  context.env["PATH"] = `${path.dirname(file)}:/usr/bin:/bin`;
  expect(await findEngine(context)).toBeDefined();
  const env = readFileSync(seen, "utf8");
  expect(env).not.toContain("secret");
  expect(env).not.toContain("/real");
});
