import { readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";
import { Failure, reasonOf } from "./failure.mjs";
import { buildGoTool } from "./go-build.mjs";
import { withLock } from "./lock.mjs";
import { PLATFORM } from "./places.mjs";
import { explain, neutral, run } from "./processes.mjs";
import { duration } from "./say.mjs";
import { stage } from "./staging.mjs";

/** The S3 server of the sandbox's buckets. Its version and all it needs are pinned by versitygw/go.mod and go.sum. */
export const VERSITYGW_VERSION = "1.8.0";

const COMMAND = "github.com/versity/versitygw/cmd/versitygw";

/**
 * The S3 server when the cache holds it. Fetches and builds nothing.
 *
 * @param {string} cache our cache folder
 * @returns {string | undefined} absolute path of the program
 */
export function findVersitygw(cache) {
  const file = path.join(folderOf(cache), "versitygw");
  try {
    const { bytes } = JSON.parse(readFileSync(path.join(folderOf(cache), "verified.json"), "utf8"));
    return statSync(file).size === bytes ? file : undefined;
  } catch {
    return undefined;
  }
}

/**
 * As `findVersitygw`; when the cache does not hold it, builds it from its Go module.
 *
 * @param {import("./places.mjs").Context} context
 * @returns {Promise<string>} absolute path of the program
 */
export async function ensureVersitygw(context) {
  const { cache, say } = context;
  const found = findVersitygw(cache);
  if (found) return found;
  const lock = path.join(cache, "locks", path.basename(folderOf(cache)));
  return withLock(lock, "building the S3 server", () => findVersitygw(cache) ?? build(context), { say });
}

/** @param {import("./places.mjs").Context} context */
async function build(context) {
  const { cache, tree, say } = context;
  const folder = folderOf(cache);
  const start = Date.now();
  rmSync(folder, { recursive: true, force: true });
  try {
    await stage(folder, async (staging) => {
      const target = path.join(staging, "versitygw");
      await buildGoTool(context, {
        name: "the S3 server",
        announce: `Building versitygw ${VERSITYGW_VERSION} from its Go module: once, about 2 minutes on 2 idle cores.`,
        module: path.join(tree, "toolchain", "versitygw"),
        command: COMMAND,
        version: VERSITYGW_VERSION,
        versionVariable: "main.Version",
        target,
      });
      await verify(context, target);
      writeFileSync(path.join(staging, "verified.json"), JSON.stringify({ bytes: statSync(target).size }));
    });
  } catch (error) {
    throw new Failure(`no S3 server: versitygw ${VERSITYGW_VERSION} could not be built`, {
      attempts: [{ way: "build from its Go module", reason: reasonOf(error) }],
      next: [
        "install Go 1.25 or newer (https://go.dev/dl/) with a network that reaches a Go module proxy, then run",
        "node toolchain/bootstrap.mjs versitygw",
      ],
    });
  }
  say.line(`versitygw ${VERSITYGW_VERSION} ready, ${duration((Date.now() - start) / 1000)}.`);
  return path.join(folder, "versitygw");
}

/** Runs the new program once. @param {import("./places.mjs").Context} context @param {string} file */
async function verify({ env }, file) {
  const answer = await run(file, ["--version"], { env: neutral(env), totalMs: 30_000 });
  if (!answer.stdout.includes(VERSITYGW_VERSION)) throw new Error(`it does not run: ${explain(answer)}`);
}

/** @param {string} cache */
function folderOf(cache) {
  return path.join(cache, `versitygw-${VERSITYGW_VERSION}-${PLATFORM}`);
}
