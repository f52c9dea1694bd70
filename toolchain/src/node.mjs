import { readFileSync, realpathSync } from "node:fs";
import path from "node:path";
import { Failure } from "./failure.mjs";
import { withLock } from "./lock.mjs";
import { npmEnvironment } from "./npm.mjs";
import { NODE_MINIMUM, NODE_PACKAGES } from "./pins.mjs";
import { PLATFORM } from "./places.mjs";
import { probe } from "./probes.mjs";
import { explain, isExecutable, neutral, run, whichAll } from "./processes.mjs";
import { stage } from "./staging.mjs";
import { atLeast } from "./version.mjs";

/**
 * A Node.js that is new enough.
 *
 * @typedef {{ path: string, version: string, origin: string }} NodeChoice
 */

/**
 * The running Node.js when recent enough, else the first recent one on PATH, else the one in the cache. Installs nothing.
 *
 * @param {import("./places.mjs").Context} context
 * @param {{ execPath: string, version: string }} [running]
 * @returns {Promise<NodeChoice | undefined>}
 */
export async function findNode({ env, cache }, running = process) {
  if (atLeast(running.version, NODE_MINIMUM)) {
    return { path: running.execPath, version: running.version, origin: "the one that runs this" };
  }
  for (const file of whichAll("node", env)) {
    if (realpathSync(file) === realpathSync(running.execPath)) continue;
    const version = await nodeVersion(cache, file, env);
    if (atLeast(version, NODE_MINIMUM)) return { path: file, version, origin: "PATH" };
  }
  const cached = cachedNode(cache);
  if (!cached || !isExecutable(cached.path)) return undefined;
  return { path: cached.path, version: `v${cached.pin.version}`, origin: `npm package ${cached.pin.name}, cached` };
}

/**
 * As `findNode`; when there is none, installs the pinned npm package for this platform into the cache.
 *
 * @param {import("./places.mjs").Context} context
 * @param {{ execPath: string, version: string }} [running]
 * @returns {Promise<NodeChoice>}
 */
export async function ensureNode(context, running = process) {
  const found = await findNode(context, running);
  if (found) return found;
  const { cache, say } = context;
  const place = cachedNode(cache);
  const next = [`install Node.js ${NODE_MINIMUM} or newer (https://nodejs.org/), then run the same command again`];
  if (!place) {
    const attempts = [{ way: "npm package", reason: `there is none for ${PLATFORM}` }];
    throw new Failure(`Node.js ${running.version} is too old, ${NODE_MINIMUM} is needed`, { attempts, next });
  }
  const { pin, folder } = place;
  const installing = `installing ${pin.name} ${pin.version}`;
  return withLock(
    path.join(cache, "locks", path.basename(folder)),
    installing,
    async () => {
      const done = await findNode(context, running);
      if (done) return done;
      say.line(`Node.js ${running.version} is older than ${NODE_MINIMUM}; ${installing} from npm (about 5 s).`);
      try {
        await stage(folder, (staging) => installNode(context, pin, staging));
      } catch (error) {
        const reason = error instanceof Error ? error.message : String(error);
        const attempts = [{ way: `npm package ${pin.name}@${pin.version}`, reason }];
        throw new Failure(`Node.js ${running.version} is too old, ${NODE_MINIMUM} is needed`, { attempts, next });
      }
      return { path: place.path, version: `v${pin.version}`, origin: `npm package ${pin.name}` };
    },
    { say },
  );
}

/** Where the pinned package of this platform lives, installed or not. @param {string} cache */
function cachedNode(cache) {
  const pin = NODE_PACKAGES[PLATFORM];
  if (!pin) return undefined;
  const folder = path.join(cache, `node-${pin.version}-${PLATFORM}`);
  return { pin, folder, path: path.join(folder, "node_modules", pin.name, "bin", "node") };
}

/**
 * @param {import("./places.mjs").Context} context
 * @param {NonNullable<(typeof NODE_PACKAGES)[string]>} pin
 * @param {string} staging
 */
async function installNode({ env, cache, say }, pin, staging) {
  const options = ["--ignore-scripts", "--no-audit", "--no-fund", "--fetch-retries=1", "--fetch-timeout=120000"];
  const args = ["install", "--prefix", staging, ...options, `${pin.name}@${pin.version}`];
  const progress = say.progress(`npm install ${pin.name}`);
  const ended = await run("npm", args, { env: npmEnvironment(env, cache), cwd: staging, totalMs: 300_000 });
  progress.end();
  if (ended.code !== 0) throw new Error(explain(ended));
  const lock = JSON.parse(readFileSync(path.join(staging, "node_modules", ".package-lock.json"), "utf8"));
  const { integrity } = lock.packages[`node_modules/${pin.name}`];
  if (integrity !== pin.integrity) throw new Error(`its integrity is ${integrity}, pinned is ${pin.integrity}`);
  const file = path.join(staging, "node_modules", pin.name, "bin", "node");
  const answer = await run(file, ["--version"], { env: neutral(env), totalMs: 20_000 });
  if (answer.stdout.trim() !== `v${pin.version}`) throw new Error(`it does not run: ${explain(answer)}`);
}

/**
 * @param {string} cache
 * @param {string} file
 * @param {NodeJS.ProcessEnv} env
 */
export function nodeVersion(cache, file, env) {
  return probe(cache, "node-version", file, async () => {
    const { stdout } = await run(file, ["--version"], { env: neutral(env), totalMs: 10_000 });
    return stdout.trim();
  });
}
