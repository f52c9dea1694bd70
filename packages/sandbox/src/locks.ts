import { existsSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { hostname } from "node:os";
import { join } from "node:path";
import type { Directory } from "./directory.ts";

/**
 * Removes locks in the sandbox's own state whose owner, a process of this machine, is dead.
 * The file backend's locks never expire: any kill leaves one behind.
 */
export function breakDeadLocks(directory: Directory): string[] {
  const root = join(directory.state, ".pulumi", "locks");
  if (!existsSync(root)) return [];
  const broken: string[] = [];
  for (const name of readdirSync(root, { recursive: true, encoding: "utf8" })) {
    if (!name.endsWith(".json")) continue;
    const file = join(root, name);
    const owner = readOwner(file);
    if (owner && owner.hostname === hostname() && !alive(owner.pid)) {
      rmSync(file, { force: true });
      broken.push(name);
    }
  }
  return broken;
}

function readOwner(file: string): { pid: number; hostname: string } | undefined {
  try {
    return JSON.parse(readFileSync(file, "utf8")) as { pid: number; hostname: string };
  } catch {
    return undefined;
  }
}

/** True when a process of that id runs on this machine. */
export function alive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}
