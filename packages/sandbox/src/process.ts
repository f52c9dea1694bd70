import { spawn } from "node:child_process";
import { constants } from "node:os";
import { SandboxError } from "./directory.ts";

/** What a command printed, and how it ended. */
export interface Result {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** How to run a command in the sandbox. */
export interface RunOptions {
  /** Folder of the Pulumi project. */
  readonly cwd?: string;
  /** Variables to add; those that could reach a real account are stripped. */
  readonly env?: NodeJS.ProcessEnv;
  /** Ends the command with SIGTERM. */
  readonly signal?: AbortSignal;
  /**
   * What the command reads on its standard input.
   * @default nothing: it is closed
   */
  readonly input?: string;
}

/** How a finished process ended, as a shell would number it. */
export function exitCode(code: number | null, signal: NodeJS.Signals | null): number {
  return code ?? 128 + (signal ? constants.signals[signal] : 0);
}

/** Runs a program to its end and collects what it prints. */
export function collect(
  program: string,
  args: readonly string[],
  env: NodeJS.ProcessEnv,
  { cwd, signal, input }: RunOptions,
): Promise<Result> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { env, cwd, signal, stdio: ["pipe", "pipe", "pipe"] });
    let [stdout, stderr] = ["", ""];
    child.stdin.on("error", () => {}).end(input);
    child.stdout.setEncoding("utf8").on("data", (chunk: string) => {
      stdout += chunk;
    });
    child.stderr.setEncoding("utf8").on("data", (chunk: string) => {
      stderr += chunk;
    });
    child.once("error", reject);
    child.once("close", (code, ended) => resolve({ code: exitCode(code, ended), stdout, stderr }));
  });
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
    child.once("error", (error: NodeJS.ErrnoException) => {
      forget();
      reject(error.code === "ENOENT" ? new SandboxError(`${program} is not on PATH`) : error);
    });
    child.once("close", (code, signal) => {
      forget();
      resolve(exitCode(code, signal));
    });
  });
}
