import { spawn } from "node:child_process";
import { constants } from "node:os";

/** How a finished process ended, as a shell would number it. */
export function exitCode(code: number | null, signal: NodeJS.Signals | null): number {
  return code ?? 128 + (signal ? constants.signals[signal] : 0);
}

/**
 * Runs a program on this terminal and gives its exit code. Signals meant for us go to it; we wait for its end.
 * With `input`, that is what the program reads instead of the terminal. An interrupt from the keyboard reaches the whole group by itself and is not sent twice.
 */
export function runHere(
  program: string,
  args: readonly string[],
  env: NodeJS.ProcessEnv,
  input?: string,
): Promise<number> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, {
      env,
      stdio: [input === undefined ? "inherit" : "pipe", "inherit", "inherit"],
    });
    child.stdin?.on("error", () => {}).end(input);
    const interrupted = () => {
      if (!process.stdin.isTTY) child.kill("SIGINT");
    };
    const ended = () => child.kill("SIGTERM");
    process.on("SIGINT", interrupted);
    process.on("SIGTERM", ended);
    const forget = () => {
      process.off("SIGINT", interrupted);
      process.off("SIGTERM", ended);
    };
    child.once("error", (error) => {
      forget();
      reject(error);
    });
    child.once("close", (code, signal) => {
      forget();
      resolve(exitCode(code, signal));
    });
  });
}
