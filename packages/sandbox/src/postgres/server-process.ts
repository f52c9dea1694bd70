import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { closeSync, existsSync, openSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { alive } from "../locks.ts";
import type { Identity } from "./place.ts";

/**
 * Starts the server and waits with it. When the pipe on its input closes, because we close it or because we are gone
 * however we went, it asks the server for a fast shutdown, again every second because a server that has just begun does not listen yet,
 * and after ten for an immediate one. So no server outlives its sandbox.
 */
const watchdog = `
exec 3<&0 </dev/null
"$@" 3<&- &
server=$!
(
  read -r _ <&3
  tries=0
  while kill "-$([ $tries -lt 10 ] && echo INT || echo QUIT)" "$server"; do
    tries=$((tries + 1))
    sleep 1
  done
) 2>/dev/null &
watch=$!
exec 3<&-
wait "$server"
code=$?
kill "$watch" 2>/dev/null
exit "$code"`;

/** Variables a server sees: none of the caller's, among which may be PGDATA or secrets. */
export const serverEnvironment = { PATH: "/usr/local/bin:/usr/bin:/bin", LC_ALL: "C", TZ: "UTC" };

/** Fast, then without goodbyes, then at once: each when the one before has not helped for that many milliseconds. */
const ways = [
  ["SIGINT", 10_000],
  ["SIGQUIT", 5000],
  ["SIGKILL", 5000],
] as const;

/** A server that we started. */
export class ServerProcess {
  readonly #child: ChildProcess;
  readonly #data: string;
  #ended = false;

  constructor(command: readonly string[], data: string, log: string, runAs: Identity | undefined) {
    this.#data = data;
    const output = openSync(log, "w", 0o600);
    this.#child = spawn("/bin/sh", ["-c", watchdog, "ovh-sandbox-postgres", ...command], {
      stdio: ["pipe", output, output],
      cwd: "/",
      env: serverEnvironment,
      // An interrupt from the keyboard is for us: the commands in the sandbox may still need the server.
      detached: true,
      ...runAs,
    });
    closeSync(output);
    this.#child.stdin?.on("error", () => {});
    this.#child.once("error", () => {
      this.#ended = true;
    });
    this.#child.once("exit", () => {
      this.#ended = true;
    });
  }

  get ended(): boolean {
    return this.#ended;
  }

  /** Ends the server and waits until it has. */
  async stop(): Promise<void> {
    if (this.#ended) return;
    const gone = once(this.#child, "exit");
    this.#child.stdin?.end();
    await Promise.race([gone, endServer(this.#data)]);
    await gone;
  }
}

/** Ends the server of a data folder, if one runs, whoever started it. A process that is not that server stays. */
export async function endServer(data: string): Promise<void> {
  const pid = serverOf(data);
  if (pid === undefined) return;
  for (const [signal, patience] of ways) {
    try {
      process.kill(pid, signal);
    } catch {
      return;
    }
    for (const end = Date.now() + patience; Date.now() < end; await pause(10)) if (serverOf(data) !== pid) return;
  }
}

/** Process id of the server that runs on a data folder: what its own file says, if that process names the folder. */
export function serverOf(data: string): number | undefined {
  const pid = Number(readOr(join(data, "postmaster.pid")).split("\n")[0]);
  return Number.isInteger(pid) && pid > 1 && alive(pid) && commandOf(pid).includes(data) ? pid : undefined;
}

function commandOf(pid: number): string {
  if (existsSync("/proc/self/cmdline")) return readOr(`/proc/${pid}/cmdline`);
  try {
    return execFileSync("ps", ["-o", "command=", "-p", String(pid)], { encoding: "utf8" });
  } catch {
    return "";
  }
}

/** A file that may go at any moment. */
function readOr(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return "";
  }
}
