import { spawn } from "node:child_process";
import { dirname, extname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { openDirectory, removeDirectory } from "./directory.ts";
import { sandboxEnvironment, writeShim } from "./environment.ts";
import { exitCode, runHere } from "./process.ts";
import { seed } from "./seed.ts";
import { serve } from "./server.ts";
import { type Entry, Store } from "./store.ts";

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
}

/** A running offline cloud. */
export interface Sandbox {
  /** Its folder. */
  readonly path: string;
  /** Environment for a command that should run inside. */
  environment(outer?: NodeJS.ProcessEnv): NodeJS.ProcessEnv;
  /** Runs `pulumi` inside and collects what it prints. */
  pulumi(args: readonly string[], options?: RunOptions): Promise<Result>;
  /** Runs any command inside, on this terminal; gives its exit code. */
  run(command: readonly string[]): Promise<number>;
  /** What exists in the cloud, without what was there before anybody built. */
  entries(): Entry[];
  /** Takes things out of the cloud behind the engine's back, as somebody at a console would. Gives their number. */
  forget(which: (entry: Entry) => boolean): number;
  /** Every call the engine made, oldest first, without property values. */
  journal(): ReturnType<Store["journal"]>;
  /** Frees the ports. The folder stays. */
  close(): void;
}

/** Opens the sandbox in a folder, making it if need be, and serves its providers on loopback ports. */
export async function createSandbox(path: string): Promise<Sandbox> {
  const directory = openDirectory(path);
  const store = new Store(directory.cloud);
  seed(store);
  const server = await serve(store);
  const self = fileURLToPath(import.meta.url);
  const shim = join(dirname(self), `pulumi-shim${extname(self) === ".ts" ? ".ts" : ".js"}`);
  writeShim(directory, shim);
  const environment = (outer = process.env) => sandboxEnvironment(outer, directory, server.ports);
  return {
    path: directory.path,
    environment,
    pulumi: (args, options = {}) =>
      collect(join(directory.bin, "pulumi"), args, environment({ ...process.env, ...options.env }), options),
    run: async ([program = "", ...args]) => runHere(program, args, environment()),
    entries: () => store.entries().filter((entry) => !entry.seeded),
    forget: (which) => {
      const gone = store.entries().filter((entry) => !entry.seeded && which(entry));
      for (const { token, scope, id } of gone) store.remove(token, scope, id);
      return gone.length;
    },
    journal: () => store.journal(),
    close: () => {
      server.close();
      store.close();
    },
  };
}

/** Forgets a sandbox: its cloud, its state, its configuration. */
export const resetSandbox = removeDirectory;

function collect(
  program: string,
  args: readonly string[],
  env: NodeJS.ProcessEnv,
  options: RunOptions,
): Promise<Result> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, {
      env,
      cwd: options.cwd,
      signal: options.signal,
      stdio: ["ignore", "pipe", "pipe"],
    });
    let [stdout, stderr] = ["", ""];
    child.stdout.setEncoding("utf8").on("data", (chunk: string) => {
      stdout += chunk;
    });
    child.stderr.setEncoding("utf8").on("data", (chunk: string) => {
      stderr += chunk;
    });
    child.once("error", reject);
    child.once("close", (code, signal) => resolve({ code: exitCode(code, signal), stdout, stderr }));
  });
}
