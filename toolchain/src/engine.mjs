import { existsSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";
import { buildEngine, hookSource } from "./engine-build.mjs";
import { downloadEngine } from "./engine-download.mjs";
import { enginesOnPath } from "./engine-path.mjs";
import { Failure, reasonOf } from "./failure.mjs";
import { withLock } from "./lock.mjs";
import { ENGINE_MINIMUM, ENGINE_VERSION } from "./pins.mjs";
import { PLATFORM } from "./places.mjs";
import { explain, neutral, run } from "./processes.mjs";
import { duration } from "./say.mjs";
import { stage } from "./staging.mjs";

/**
 * An engine that can be used. `ownHost`: it needs our language host on PATH.
 *
 * @typedef {{ path: string, version: string, origin: string, ownHost: boolean }} Engine
 *
 * @typedef {"path" | "download" | "build"} Way
 */

const WAYS = /** @type {const} */ (["path", "download", "build"]);
const ORIGIN = { download: "official download", build: "built from its Go module" };

/**
 * The ways allowed, in order: all, or those `ACCOREBOOT_ENGINE` names, such as `path,build`.
 *
 * @param {NodeJS.ProcessEnv} env
 * @returns {Way[]}
 */
export function allowedWays(env) {
  const named = env["ACCOREBOOT_ENGINE"]?.split(",").map((name) => name.trim());
  if (!named) return [...WAYS];
  const unknown = named.filter((name) => !WAYS.some((way) => way === name));
  if (unknown.length === 0) return WAYS.filter((way) => named.includes(way));
  throw new Failure(`ACCOREBOOT_ENGINE names "${unknown.join('", "')}"; allowed are ${WAYS.join(", ")}`);
}

/**
 * An engine that is there already: on PATH, else in the cache. Fetches and builds nothing.
 *
 * @param {import("./places.mjs").Context} context
 * @returns {Promise<Engine | undefined>}
 */
export async function findEngine(context) {
  const ways = allowedWays(context.env);
  if (ways.includes("path")) {
    const usable = (await enginesOnPath(context)).find((candidate) => !candidate.refused);
    if (usable) return { path: usable.path, version: usable.version, origin: "PATH", ownHost: false };
  }
  for (const way of ["download", "build"].filter((name) => ways.some((allowed) => allowed === name))) {
    const folder = engineFolder(context.cache, /** @type {"download" | "build"} */ (way));
    if (!isWhole(folder)) continue;
    if (way === "build") renewHook(context.tree, folder);
    const origin = `${ORIGIN[/** @type {"download" | "build"} */ (way)]}, cached`;
    return { path: path.join(folder, "pulumi"), version: ENGINE_VERSION, origin, ownHost: way === "build" };
  }
  return undefined;
}

/**
 * As `findEngine`; when there is none, downloads the official release, else builds the pinned Go module.
 *
 * @param {import("./places.mjs").Context} context
 * @param {{ limits?: import("./download.mjs").Limits }} [options]
 * @returns {Promise<Engine>}
 */
export async function ensureEngine(context, { limits } = {}) {
  const found = await findEngine(context);
  if (found) return found;
  const { cache, env, say } = context;
  const lock = path.join(cache, "locks", `engine-${ENGINE_VERSION}-${PLATFORM}`);
  return withLock(
    lock,
    "preparing the Pulumi engine",
    async () => {
      const done = await findEngine(context);
      if (done) return done;
      const ways = allowedWays(env);
      const attempts = ways.includes("path") ? await pathAttempts(context) : [];
      for (const way of /** @type {const} */ (["download", "build"])) {
        if (!ways.includes(way)) continue;
        const start = Date.now();
        const folder = engineFolder(cache, way);
        rmSync(folder, { recursive: true, force: true });
        try {
          await stage(folder, async (staging) => {
            if (way === "download") await downloadEngine(context, staging, limits);
            else await buildEngine(context, staging);
            await verify(context, staging);
          });
          say.line(`Pulumi engine ${ENGINE_VERSION} ready: ${ORIGIN[way]}, ${duration((Date.now() - start) / 1000)}.`);
          return {
            path: path.join(folder, "pulumi"),
            version: ENGINE_VERSION,
            origin: ORIGIN[way],
            ownHost: way === "build",
          };
        } catch (error) {
          attempts.push({ way: ORIGIN[way], reason: reasonOf(error) });
          if (way === "download") say.line(`No official download: ${reasonOf(error)}.`);
        }
      }
      throw new Failure("no Pulumi engine, and no way to get one worked", { attempts, next: nextSteps(env) });
    },
    { say },
  );
}

/** @param {string} cache @param {"download" | "build"} way */
function engineFolder(cache, way) {
  return path.join(cache, `engine-${ENGINE_VERSION}-${PLATFORM}-${way === "build" ? "built" : "official"}`);
}

/**
 * Runs the new engine once and notes its size, so that later starts need only look.
 *
 * @param {import("./places.mjs").Context} context
 * @param {string} folder
 */
async function verify({ env }, folder) {
  const file = path.join(folder, "pulumi");
  const home = path.join(folder, "home");
  const toolEnv = { ...neutral(env), PULUMI_HOME: home, PULUMI_SKIP_UPDATE_CHECK: "true" };
  const answer = await run(file, ["version"], { env: toolEnv, totalMs: 30_000 });
  rmSync(home, { recursive: true, force: true });
  if (answer.stdout.trim().replace(/^v/, "") !== ENGINE_VERSION) throw new Error(`it does not run: ${explain(answer)}`);
  writeFileSync(path.join(folder, "verified.json"), JSON.stringify({ bytes: statSync(file).size }));
}

/** @param {string} folder */
function isWhole(folder) {
  try {
    const { bytes } = JSON.parse(readFileSync(path.join(folder, "verified.json"), "utf8"));
    return (
      statSync(path.join(folder, "pulumi")).size === bytes && existsSync(path.join(folder, "pulumi-language-nodejs"))
    );
  } catch {
    return false;
  }
}

/** Another state of the work tree may have brought another hook. @param {string} tree @param {string} folder */
function renewHook(tree, folder) {
  const hook = path.join(folder, "pulumi-language-nodejs");
  const wanted = readFileSync(hookSource(tree), "utf8");
  if (readFileSync(hook, "utf8") === wanted) return;
  writeFileSync(`${hook}.${process.pid}`, wanted, { mode: 0o755 });
  renameSync(`${hook}.${process.pid}`, hook);
}

/** @param {import("./places.mjs").Context} context */
async function pathAttempts(context) {
  const candidates = await enginesOnPath(context);
  if (candidates.length === 0) return [{ way: "pulumi on PATH", reason: "there is none" }];
  return candidates.map(({ path: file, refused }) => ({ way: file, reason: refused }));
}

/** @param {NodeJS.ProcessEnv} env */
function nextSteps(env) {
  return [
    `install Pulumi ${env["ACCOREBOOT_PULUMI_MIN"] ?? ENGINE_MINIMUM} or newer (https://www.pulumi.com/docs/install/), or`,
    "install Go 1.25.11 or newer (https://go.dev/dl/) with a network that reaches a Go module proxy, then run",
    "node toolchain/bootstrap.mjs setup",
  ];
}
