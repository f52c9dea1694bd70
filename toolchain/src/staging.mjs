import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, statSync } from "node:fs";
import { hostname } from "node:os";
import path from "node:path";
import { undoneBySignal } from "./interrupt.mjs";
import { isAlive } from "./processes.mjs";

const PREFIX = ".new";
const DAY_MS = 86_400_000;

/**
 * Makes a folder whole or not at all: `fill` works in a temporary folder beside `target`, which is renamed when `fill`
 * has returned. When another process was quicker, its folder stays. Leftovers of dead processes are removed first.
 *
 * @param {string} target absolute path of a folder that does not exist yet
 * @param {(folder: string) => Promise<void>} fill must also verify what it made
 */
export async function stage(target, fill) {
  const parent = path.dirname(target);
  mkdirSync(parent, { recursive: true });
  sweep(parent);
  const mark = [PREFIX, hostname(), process.pid, Math.random().toString(36).slice(2)].join("@");
  const folder = path.join(parent, mark);
  const discard = () => rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
  mkdirSync(folder);
  await undoneBySignal(discard, async () => {
    try {
      await fill(folder);
      if (!existsSync(target)) renameSync(folder, target);
    } catch (error) {
      if (!existsSync(target)) throw error;
    } finally {
      discard();
    }
  });
}

/**
 * Removes what killed processes left: of this host when the process is dead, of another host after a day.
 *
 * @param {string} parent
 */
export function sweep(parent) {
  for (const entry of readdirSync(parent)) {
    const [prefix, host, pid] = entry.split("@");
    if (prefix !== PREFIX) continue;
    const leftover = path.join(parent, entry);
    const age = Date.now() - (statSync(leftover, { throwIfNoEntry: false })?.mtimeMs ?? Date.now());
    const abandoned = host === hostname() ? !isAlive(Number(pid)) : age > DAY_MS;
    if (abandoned) rmSync(leftover, { recursive: true, force: true, maxRetries: 3 });
  }
}
