import { spawn } from "node:child_process";
import { accessSync, constants, statSync } from "node:fs";
import path from "node:path";
import { undoneBySignal } from "./interrupt.mjs";

/** Whether a process of this host exists, ours or not. @param {number} pid */
export function isAlive(pid) {
  if (!Number.isInteger(pid) || pid <= 0) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return /** @type {NodeJS.ErrnoException} */ (error).code === "EPERM";
  }
}

/** Whether a path is a file that may be executed. @param {string} file */
export function isExecutable(file) {
  try {
    accessSync(file, constants.X_OK);
    return statSync(file).isFile();
  } catch {
    return false;
  }
}

/**
 * Every executable of that name on PATH, in order. Relative PATH entries do not count.
 *
 * @param {string} name
 * @param {NodeJS.ProcessEnv} env
 */
export function whichAll(name, env) {
  const folders = (env["PATH"] ?? "").split(path.delimiter).filter((folder) => path.isAbsolute(folder));
  return [...new Set(folders)].map((folder) => path.join(folder, name)).filter(isExecutable);
}

/** Variables of real accounts and of a user's own Pulumi. The tools that are started here must not see them. */
const FOREIGN = /^(PULUMI|OVH|OS|AWS|CLOUDFLARE)_/;

/**
 * An environment without the variables of real accounts.
 *
 * @param {NodeJS.ProcessEnv} env
 * @returns {NodeJS.ProcessEnv}
 */
export function neutral(env) {
  return Object.fromEntries(Object.entries(env).filter(([name]) => !FOREIGN.test(name)));
}

/**
 * @typedef {object} Ended
 * @property {number} code exit code; -1 when a signal or a time-out ended it
 * @property {string} stdout
 * @property {string} stderr
 * @property {string} why empty when it ended by itself with 0, else one short sentence
 */

/**
 * Runs a tool to its end and collects what it printed. Never rejects: a tool that cannot be started has code -1 and
 * says so in `why`. The tool gets a process group of its own, which is ended with this process.
 *
 * @param {string} command
 * @param {readonly string[]} args
 * @param {{ env: NodeJS.ProcessEnv, cwd?: string, totalMs?: number, silentMs?: number,
 *   onLine?: (line: string) => void }} options `totalMs`: whole time allowed; `silentMs`: longest time without output;
 *   `onLine`: each line of standard error
 * @returns {Promise<Ended>}
 */
export async function run(command, args, { env, cwd, totalMs, silentMs, onLine }) {
  const child = spawn(command, args, { env, cwd, stdio: ["ignore", "pipe", "pipe"], detached: true });
  let stdout = "";
  let stderr = "";
  let rest = "";
  let why = "";
  /** @type {NodeJS.Timeout | undefined} */
  let silence;
  const kill = () => endGroup(child.pid);
  const heard = () => {
    if (silentMs === undefined) return;
    clearTimeout(silence);
    silence = setTimeout(() => {
      why = `no sign of life for ${silentMs / 1000} s`;
      kill();
    }, silentMs);
  };
  const total =
    totalMs === undefined
      ? undefined
      : setTimeout(() => {
          why = `not finished after ${totalMs / 1000} s`;
          kill();
        }, totalMs);
  heard();
  child.stdout.setEncoding("utf8").on("data", (text) => {
    heard();
    stdout += text;
  });
  child.stderr.setEncoding("utf8").on("data", (text) => {
    heard();
    stderr += text;
    const lines = (rest + text).split("\n");
    rest = lines.pop() ?? "";
    if (onLine) for (const line of lines) onLine(line);
  });
  const code = await undoneBySignal(kill, () => ended(child, (reason) => (why ||= reason)));
  clearTimeout(silence);
  clearTimeout(total);
  return { code, stdout, stderr, why };
}

/**
 * @param {import("node:child_process").ChildProcess} child
 * @param {(reason: string) => void} explain
 * @returns {Promise<number>}
 */
function ended(child, explain) {
  return new Promise((resolve) => {
    child.once("error", (error) => {
      explain(/** @type {NodeJS.ErrnoException} */ (error).code === "ENOENT" ? "not found" : error.message);
      resolve(-1);
    });
    child.once("close", (code, signal) => {
      if (code !== 0) explain(signal ? `ended by ${signal}` : `exit code ${code}`);
      resolve(code ?? -1);
    });
  });
}

/** @param {number | undefined} pid leader of a process group */
function endGroup(pid) {
  if (pid === undefined) return;
  try {
    process.kill(-pid, "SIGKILL");
  } catch {
    // It has ended already.
  }
}

/**
 * Why a tool failed, with the last lines it printed.
 *
 * @param {Ended} ended
 * @param {number} [lines] default 8
 */
export function explain({ why, stdout, stderr }, lines = 8) {
  const tail = `${stdout}\n${stderr}`.trim().split("\n").slice(-lines).join("\n").trim();
  return tail ? `${why}\n${tail}` : why;
}
