import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { closeSync, mkdirSync, openSync, readFileSync } from "node:fs";
import type { AddressInfo } from "node:net";
import { createServer } from "node:net";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { SandboxError } from "../directory.ts";
import { done, type KeyPair, type Send, signedClient } from "./client.ts";

/** The server's process. */
export interface Running {
  readonly endpoint: string;
  /** Sends requests of the root user. */
  readonly send: Send;
  /** Ends it; resolves when it is gone. */
  end(): Promise<void>;
}

/**
 * Runs the server with a guard beside it that reads from us and ends the server when we are gone, however we went: the
 * kernel closes the pipe. The guard is ended when the server ends by itself.
 */
const guarded = `
exec 3<&0
"$@" 3<&- </dev/null &
server=$!
{ read -r line <&3; kill -TERM $server; } 2>/dev/null &
guard=$!
exec 3<&-
wait $server
code=$?
kill $guard 2>/dev/null
exit $code`;

/** Longest wait for the first answer, and for the end. */
const limitMs = 15_000;
const attempts = 5;

/**
 * Starts the server on a free loopback port, everything it keeps in one folder, and waits until it answers. The root keys
 * go through its environment, which holds nothing else. Throws SandboxError with its last words when it does not start.
 */
export async function launch(program: string, folder: string, region: string, root: KeyPair): Promise<Running> {
  const at = (name: string) => join(folder, name);
  for (const name of ["objects", "versions", "metadata", "accounts"])
    mkdirSync(at(name), { recursive: true, mode: 0o700 });
  for (let attempt = 1; ; attempt += 1) {
    const address = `127.0.0.1:${await freePort()}`;
    const args = [
      ...["--port", address, "--region", region, "--iam-dir", at("accounts"), "--iam-cache-disable"],
      ...["--disable-acl", "--quiet", "posix", "--sidecar", at("metadata"), "--versioning-dir", at("versions")],
      at("objects"),
    ];
    const log = openSync(at("server.log"), "w", 0o600);
    const child = spawn("/bin/sh", ["-c", guarded, "sh", program, ...args], {
      env: { ROOT_ACCESS_KEY: root.accessKeyId, ROOT_SECRET_KEY: root.secretAccessKey },
      stdio: ["pipe", log, log],
      detached: true,
    });
    closeSync(log);
    const running = runningAt(`http://${address}`, region, root, child);
    if (await answers(running.send, child)) return running;
    await running.end();
    if (attempt === attempts) {
      const words = readFileSync(at("server.log"), "utf8").trim().split("\n").slice(-5).join("\n");
      throw new SandboxError(`the S3 server ${program} does not start:\n${words}`);
    }
  }
}

function runningAt(endpoint: string, region: string, root: KeyPair, child: ChildProcess): Running {
  const gone = once(child, "close").catch(() => {});
  child.stdin?.on("error", () => {});
  child.unref();
  (child.stdin as unknown as { unref?(): void } | null)?.unref?.();
  const end = async () => {
    child.stdin?.end();
    child.ref();
    const late = setTimeout(() => killGroup(child.pid), limitMs);
    await gone;
    clearTimeout(late);
  };
  return { endpoint, send: signedClient(endpoint, region, root), end };
}

/** Asks until the server knows us; false when it ended or the time is over. */
async function answers(send: Send, child: ChildProcess): Promise<boolean> {
  const until = Date.now() + limitMs;
  while (child.exitCode === null && child.signalCode === null && child.pid !== undefined && Date.now() < until) {
    const answer = await send("PATCH", "/list-users").catch(() => undefined);
    if (answer && done(answer)) return true;
    await pause(10);
  }
  return false;
}

async function freePort(): Promise<number> {
  const server = createServer();
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, "close");
  return port;
}

function killGroup(pid: number | undefined): void {
  try {
    if (pid !== undefined) process.kill(-pid, "SIGKILL");
  } catch {
    // It has ended already.
  }
}
