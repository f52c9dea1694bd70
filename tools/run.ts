import { spawn } from "node:child_process";
import { root } from "./places.ts";

/** What a finished program printed on both streams, and how it ended. */
export interface Finished {
  readonly code: number;
  readonly output: string;
}

/** Runs a program in the repository and collects what it prints. */
export function run(program: string, args: readonly string[], cwd = root, env = process.env): Promise<Finished> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { cwd, env, stdio: ["ignore", "pipe", "pipe"] });
    let output = "";
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding("utf8").on("data", (chunk: string) => {
        output += chunk;
      });
    }
    child.once("error", reject);
    child.once("close", (code) => resolve({ code: code ?? 1, output }));
  });
}

/** Runs a program on this terminal. */
export function show(program: string, args: readonly string[], env = process.env): Promise<number> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { cwd: root, env, stdio: ["ignore", "inherit", "inherit"] });
    child.once("error", reject);
    child.once("close", (code) => resolve(code ?? 1));
  });
}
