import { spawn } from "node:child_process";
import { mkdirSync, realpathSync } from "node:fs";
import path from "node:path";
import { ENGINE_MINIMUM } from "./pins.mjs";
import { probe } from "./probes.mjs";
import { isExecutable, neutral, run, whichAll } from "./processes.mjs";
import { atLeast, formatVersion, parseVersion } from "./version.mjs";

/**
 * A `pulumi` on PATH and why it can or cannot be used.
 *
 * @typedef {{ path: string, version: string, refused: string }} Candidate `refused` is empty when it can be used
 */

/**
 * Looks at every `pulumi` on PATH that is not ours: recent enough, with a Node.js language host that starts.
 *
 * @param {import("./places.mjs").Context} context
 * @returns {Promise<Candidate[]>} up to and including the first that can be used
 */
export async function enginesOnPath({ env, cache, tree }) {
  const minimum = env["ACCOREBOOT_PULUMI_MIN"] ?? ENGINE_MINIMUM;
  const foreign = (/** @type {string} */ file) =>
    ![cache, tree].some((folder) => isInside(folder, path.dirname(file)) || isInside(folder, realpathSync(file)));
  const home = path.join(cache, "probe-home");
  const toolEnv = { ...neutral(env), PULUMI_HOME: home, PULUMI_SKIP_UPDATE_CHECK: "true" };
  /** @type {Candidate[]} */
  const candidates = [];
  for (const file of whichAll("pulumi", env).filter(foreign)) {
    const version = await probe(cache, "pulumi-version", file, async () => {
      mkdirSync(home, { recursive: true });
      const { stdout } = await run(file, ["version"], { env: toolEnv, totalMs: 10_000 });
      const parsed = parseVersion(stdout);
      return parsed ? formatVersion(parsed) : "";
    });
    let refused = "";
    if (!version) refused = "does not tell its version";
    else if (!atLeast(version, minimum)) refused = `version ${version} is older than ${minimum}`;
    else {
      const beside = path.join(path.dirname(realpathSync(file)), "pulumi-language-nodejs");
      const host = [...whichAll("pulumi-language-nodejs", env).filter(foreign), beside].find(isExecutable);
      if (!host) refused = `version ${version}, but there is no pulumi-language-nodejs on PATH or beside it`;
      else if ((await probe(cache, "language-host", host, () => startsAsHost(host, toolEnv))) !== "yes") {
        refused = `version ${version}, but its language host ${host} does not start`;
      }
    }
    candidates.push({ path: file, version, refused });
    if (!refused) break;
  }
  return candidates;
}

/**
 * Whether a language host prints a port number when started as an engine starts it.
 *
 * @param {string} host
 * @param {NodeJS.ProcessEnv} env
 * @returns {Promise<"yes" | "no">}
 */
function startsAsHost(host, env) {
  return new Promise((resolve) => {
    const child = spawn(host, ["127.0.0.1:9"], { env, stdio: ["pipe", "pipe", "ignore"] });
    let text = "";
    const end = (/** @type {"yes" | "no"} */ answer) => {
      clearTimeout(limit);
      child.kill("SIGKILL");
      resolve(answer);
    };
    const limit = setTimeout(() => end("no"), 10_000);
    child.once("error", () => end("no"));
    child.once("exit", () => end(/^\d+\n/.test(text) ? "yes" : "no"));
    child.stdout.setEncoding("utf8").on("data", (chunk) => {
      text += chunk;
      if (text.includes("\n")) end(/^\d+\n/.test(text) ? "yes" : "no");
    });
  });
}

/** @param {string} folder @param {string} file */
function isInside(folder, file) {
  const relative = path.relative(folder, file);
  return relative === "" || (!relative.startsWith("..") && !path.isAbsolute(relative));
}
