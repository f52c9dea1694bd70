import { spawn } from "node:child_process";
import { closeSync, openSync } from "node:fs";
import { constants } from "node:os";
import { Failure } from "./failure.mjs";

const FORWARDED = /** @type {const} */ (["SIGINT", "SIGTERM", "SIGHUP", "SIGQUIT", "SIGUSR2"]);

/**
 * Runs a command with our standard streams and waits for it. Signals are passed on. Where there is a controlling
 * terminal, Ctrl-C and Ctrl-\ reach the command without us, and passing them on would count twice (a second interrupt
 * makes the engine stop at once and leave work behind), so there they are only waited out.
 *
 * @param {string} command
 * @param {readonly string[]} args
 * @param {NodeJS.ProcessEnv} env
 * @returns {Promise<number>} exit code; 128 plus the number of the signal that ended it
 */
export async function runCommand(command, args, env) {
  const terminal = hasTerminal();
  const child = spawn(command, args, { env, stdio: "inherit" });
  const forwards = FORWARDED.map((signal) => {
    const fromTerminal = terminal && (signal === "SIGINT" || signal === "SIGQUIT");
    const forward = () => void (fromTerminal || child.kill(signal));
    process.on(signal, forward);
    return () => process.off(signal, forward);
  });
  try {
    return await new Promise((resolve, reject) => {
      child.once("error", (/** @type {NodeJS.ErrnoException} */ error) => {
        const missing = error.code === "ENOENT";
        const text = missing ? `${command}: command not found` : `${command}: ${error.message}`;
        reject(new Failure(text, { exitCode: missing ? 127 : 126 }));
      });
      child.once("exit", (code, signal) => resolve(signal ? 128 + constants.signals[signal] : (code ?? 1)));
    });
  } finally {
    for (const off of forwards) off();
  }
}

function hasTerminal() {
  try {
    closeSync(openSync("/dev/tty", "r"));
    return true;
  } catch {
    return false;
  }
}
