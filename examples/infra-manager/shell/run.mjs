import { spawn } from "node:child_process";

/**
 * @typedef {object} Outcome
 * @property {number} code exit code; 127 when the program is not on PATH, 124 when it took too long
 * @property {string} stdout
 * @property {string} stderr
 */

/** Variables that only the login to Bitwarden needs: no other program gets them. */
export const LOGIN_SECRETS = ["BW_CLIENTSECRET", "BW_PASSWORD", "BW_SESSION"];

/**
 * The environment without what only Bitwarden's own client may see.
 *
 * @param {NodeJS.ProcessEnv} env
 * @returns {NodeJS.ProcessEnv}
 */
export function withoutLogin(env) {
  return Object.fromEntries(Object.entries(env).filter(([name]) => !LOGIN_SECRETS.includes(name)));
}

/**
 * Runs a program to its end with standard input closed. Its output is kept, or shown on standard error as it comes.
 *
 * @param {string} program
 * @param {readonly string[]} args
 * @param {{ env: NodeJS.ProcessEnv, cwd?: string, show?: boolean, seconds?: number }} options `seconds`: limit,
 *   600 by default
 * @returns {Promise<Outcome>}
 */
export function run(program, args, { env, cwd, show = false, seconds = 600 }) {
  return new Promise((resolve) => {
    const child = spawn(program, args, { env, cwd, stdio: ["ignore", "pipe", "pipe"] });
    const timer = setTimeout(() => child.kill("SIGKILL"), seconds * 1000);
    let stdout = "";
    let stderr = "";
    child.stdout.setEncoding("utf8").on("data", (text) => {
      stdout += text;
      if (show) process.stderr.write(text);
    });
    child.stderr.setEncoding("utf8").on("data", (text) => {
      stderr += text;
      if (show) process.stderr.write(text);
    });
    child.on("error", (error) => {
      clearTimeout(timer);
      resolve({ code: 127, stdout, stderr: error.message });
    });
    child.on("close", (code, signal) => {
      clearTimeout(timer);
      const late = signal === "SIGKILL" ? `no answer after ${seconds} s` : "";
      resolve({ code: code ?? 124, stdout, stderr: stderr || late });
    });
  });
}
