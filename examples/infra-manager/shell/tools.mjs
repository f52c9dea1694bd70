import { Failure } from "./failure.mjs";
import { run, withoutLogin } from "./run.mjs";

/** Oldest releases the example is proved with. */
const OLDEST = { pulumi: [3, 253, 0], node: [22, 18, 0], bw: [2025, 0, 0] };

/**
 * Numbers of the first version in a text: `v3.253.0` gives `[3, 253, 0]`.
 *
 * @param {string} text
 * @returns {number[] | undefined}
 */
export function versionIn(text) {
  const found = /(\d+)\.(\d+)\.(\d+)/.exec(text);
  return found ? found.slice(1, 4).map(Number) : undefined;
}

/**
 * @param {readonly number[]} version
 * @param {readonly number[]} oldest
 */
export function recentEnough(version, oldest) {
  const at = oldest.findIndex((number, index) => number !== version[index]);
  return at < 0 || (version[at] ?? 0) > (oldest[at] ?? 0);
}

/**
 * Refuses to go on without Pulumi, Node.js, npm and Bitwarden's client, each recent enough; names all at once.
 *
 * @param {NodeJS.ProcessEnv} env
 */
export async function checkTools(env) {
  const quiet = { ...withoutLogin(env), PULUMI_SKIP_UPDATE_CHECK: "true" };
  const asked = { env: quiet, seconds: 60 };
  const [pulumi, npm, bw] = await Promise.all([
    run("pulumi", ["version"], asked),
    run("npm", ["--version"], asked),
    run("bw", ["--version"], asked),
  ]);
  const findings = [
    finding("pulumi", pulumi, OLDEST.pulumi),
    finding("node", { code: 0, stdout: process.version, stderr: "" }, OLDEST.node),
    finding("npm", npm, [0, 0, 0]),
    finding("bw", bw, OLDEST.bw),
  ].filter((text) => text !== undefined);
  if (findings.length === 0) return;
  throw new Failure(
    "tools",
    findings.join("; "),
    "run `nix develop` in this folder, or install what is named (docs/shell.md, Tools) and enter again",
  );
}

/**
 * @param {string} name
 * @param {import("./run.mjs").Outcome} outcome
 * @param {readonly number[]} oldest
 * @returns {string | undefined}
 */
function finding(name, { code, stdout, stderr }, oldest) {
  if (code === 127) return `${name} is not on PATH`;
  const version = code === 0 ? versionIn(stdout) : undefined;
  if (!version) return `${name} does not tell its version (${(stderr || stdout).trim().split("\n")[0]})`;
  if (recentEnough(version, oldest)) return undefined;
  return `${name} is ${version.join(".")}, needed is ${oldest.join(".")} or later`;
}
