import { createHash } from "node:crypto";
import { chmodSync, chownSync, existsSync, lstatSync, mkdirSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { SandboxError, writeWhole } from "../directory.ts";

/** The user a server runs as. */
export interface Identity {
  readonly uid: number;
  readonly gid: number;
}

/** Where the servers of one sandbox live. */
export interface Place {
  /** Programs, certificates and the clusters' data. */
  readonly home: string;
  /** Sockets: a short path, because the system allows about 100 characters. */
  readonly sockets: string;
  /** Set when we are root: PostgreSQL refuses to run as root. */
  readonly runAs?: Identity;
  /** Lets another process have the place. */
  release(): void;
}

/**
 * Takes the place of a folder's servers; refuses while another process, or another caller in this one, has it.
 * It is the folder itself, which is for nothing else. As root it lies in the system's temporary folder instead, because
 * the unprivileged user has to reach it and the way to the folder may be closed to it. What folders that are gone have
 * left there goes.
 */
export function openPlace(folder: string): Place {
  const runAs = process.getuid?.() === 0 ? nobody() : undefined;
  mkdirSync(folder, { recursive: true });
  sweep();
  const temporary = temporaryOf(folder);
  openFolder(temporary);
  const found = lstatSync(temporary);
  if (!found.isDirectory() || found.uid !== process.getuid?.())
    throw new SandboxError(`${temporary} belongs to somebody else, so no PostgreSQL is started there`);
  if (runAs) reachable(temporary);
  writeWhole(join(temporary, ownerFile), resolve(folder));
  const home = runAs ? join(temporary, "home") : resolve(folder);
  openFolder(home);
  const sockets = join(temporary, "s");
  privateFolder(sockets, runAs);
  const lock = lockOf(home, patienceMs);
  if (!lock) throw new SandboxError(`the PostgreSQL servers of ${folder} belong to another running sandbox`);
  return { home, sockets, ...(runAs ? { runAs } : {}), release: () => lock.close() };
}

/** Removes what the servers of that folder left outside it. */
export function removePlace(folder: string): void {
  rmSync(temporaryOf(folder), { recursive: true, force: true });
}

/** Makes a folder that the servers' user can pass through, whatever the umask. */
export function openFolder(path: string, mode = 0o711): void {
  if (existsSync(path)) return;
  mkdirSync(path, { recursive: true });
  chmodSync(path, mode);
}

/** Makes a folder that only the servers' user, and root, can enter. */
export function privateFolder(path: string, runAs: Identity | undefined): void {
  mkdirSync(path, { recursive: true, mode: 0o700 });
  if (runAs) chownSync(path, runAs.uid, runAs.gid);
}

/** For another sandbox that is about to close. */
const patienceMs = 1500;
const prefix = "ovh-pg-";
/** Names the sandbox folder that a temporary folder belongs to. */
const ownerFile = "of";

function temporaryOf(folder: string): string {
  const mark = createHash("sha256").update(resolve(folder)).digest("hex").slice(0, 12);
  return join(tmpdir(), `${prefix}${mark}`);
}

/** Removes our temporary folders whose sandbox folder is gone, unless somebody still works there. */
function sweep(): void {
  for (const name of readdirSync(tmpdir()).filter((entry) => entry.startsWith(prefix))) {
    try {
      sweepOne(join(tmpdir(), name));
    } catch {
      // Another sandbox sweeps at the same time.
    }
  }
}

function sweepOne(path: string): void {
  if (lstatSync(path).uid !== process.getuid?.() || existsSync(readFileSync(join(path, ownerFile), "utf8"))) return;
  const home = join(path, "home");
  const lock = existsSync(home) ? lockOf(home, 0) : undefined;
  if (existsSync(home) && !lock) return;
  rmSync(path, { recursive: true, force: true });
  lock?.close();
}

/** SQLite's lock on a file ends with the process, however it ends. Undefined when another has it for so long. */
function lockOf(home: string, wait: number): DatabaseSync | undefined {
  const lock = new DatabaseSync(join(home, "lock.sqlite"));
  try {
    lock.exec(`PRAGMA busy_timeout = ${wait}; BEGIN EXCLUSIVE`);
    return lock;
  } catch {
    lock.close();
    return undefined;
  }
}

function reachable(path: string): void {
  for (let at = path; at !== dirname(at); at = dirname(at)) {
    if ((lstatSync(at).mode & 0o001) === 0)
      throw new SandboxError(
        `PostgreSQL does not run as root, and the user nobody cannot pass through ${at}. Set TMPDIR to a folder open to all`,
      );
  }
}

/** The user that owns nothing, as the system numbers it. */
function nobody(): Identity {
  const line = readFileSync("/etc/passwd", "utf8")
    .split("\n")
    .find((entry) => entry.startsWith("nobody:"));
  const [, , uid, gid] = line?.split(":") ?? [];
  if (uid === undefined || gid === undefined)
    throw new SandboxError("PostgreSQL does not run as root, and this machine has no user nobody to run it as");
  return { uid: Number(uid) >>> 0, gid: Number(gid) >>> 0 };
}
