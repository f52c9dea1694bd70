import { type ChildProcess, type SpawnOptions, spawn } from "node:child_process";

/** How long a program may take to end after SIGTERM before it is killed. */
const GRACE_MS = 3000;

/** How a child ended. `stopped`: we asked it to. `problem`: it could not be started. */
export interface Ending {
  code: number | null;
  signal: NodeJS.Signals | null;
  stopped: boolean;
  problem: string | undefined;
}

/** A running child. `ending` never rejects. */
export interface Child {
  process: ChildProcess;
  ending: Promise<Ending>;
  stop: () => void;
}

const running = new Set<Child>();

/** Starts a child that is stopped when the host is. `ending` waits until its streams are read to the end. */
export function startChild(command: string, args: readonly string[], options: SpawnOptions): Child {
  const child = spawn(command, args, options);
  let stopped = false;
  const ending = new Promise<Ending>((resolve) => {
    child.once("error", (error: NodeJS.ErrnoException) => {
      const problem = error.code === "ENOENT" ? `${command}: command not found` : error.message;
      resolve({ code: null, signal: null, stopped, problem });
    });
    child.once("close", (code, signal) => resolve({ code, signal, stopped, problem: undefined }));
  });
  const stop = () => {
    if (stopped || child.exitCode !== null || child.signalCode !== null) return;
    stopped = true;
    child.kill("SIGTERM");
    const last = setTimeout(() => child.kill("SIGKILL"), GRACE_MS);
    void ending.then(() => clearTimeout(last));
  };
  const entry = { process: child, ending, stop };
  running.add(entry);
  void ending.then(() => running.delete(entry));
  return entry;
}

/** Stops every child and waits for them. */
export async function stopChildren(): Promise<void> {
  for (const child of running) child.stop();
  await Promise.all([...running].map((child) => child.ending));
}
