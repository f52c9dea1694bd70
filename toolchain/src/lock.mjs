import { mkdirSync, readFileSync, renameSync, rmSync, statSync, utimesSync, writeFileSync } from "node:fs";
import { hostname } from "node:os";
import path from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { undoneBySignal } from "./interrupt.mjs";
import { isAlive } from "./processes.mjs";
import { duration } from "./say.mjs";

/**
 * Who holds a lock. `what` reads after "is": "building the engine".
 *
 * @typedef {{ pid: number, host: string, token: string, what: string }} Holder
 */

/**
 * @param {string} file
 * @returns {{ holder: Holder | undefined, beat: number } | undefined} undefined when there is no lock
 */
function look(file) {
  try {
    const beat = statSync(file).mtimeMs;
    const text = readFileSync(file, "utf8");
    try {
      return { holder: JSON.parse(text), beat };
    } catch {
      return { holder: undefined, beat };
    }
  } catch {
    return undefined;
  }
}

/**
 * @param {string} file
 * @param {Holder} holder
 */
function take(file, holder) {
  try {
    writeFileSync(file, JSON.stringify(holder), { flag: "wx" });
    return true;
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code === "EEXIST") return false;
    throw error;
  }
}

/**
 * Removes a lock whose holder is gone. Moved aside first: if another process broke it and took a new one in between,
 * that one is put back.
 *
 * @param {string} file
 * @param {Holder | undefined} gone
 */
function breakLock(file, gone) {
  const aside = `${file}.${process.pid}.${Math.random().toString(36).slice(2)}`;
  try {
    renameSync(file, aside);
  } catch {
    return;
  }
  const moved = look(aside)?.holder;
  if (moved && moved.token !== gone?.token) take(file, moved);
  rmSync(aside, { force: true });
}

/** @param {string} file @param {string} token */
function release(file, token) {
  if (look(file)?.holder?.token === token) rmSync(file, { force: true });
}

/**
 * Does `work` while holding a lock file, so that two processes do not do it twice. The file holds process id and host;
 * its time stamp is renewed while the work goes on. A lock is broken when its process on this host is dead, or when no
 * renewal was seen for `silentMs` (another host, a re-used process id). It saves work, it is not what makes results
 * whole: those are put in place by renaming.
 *
 * @template T
 * @param {string} file its folder is created
 * @param {string} what reads after "is": "building the engine"
 * @param {() => T | Promise<T>} work should look first whether another process has done it by now
 * @param {{ say: import("./say.mjs").Say, beatMs?: number, silentMs?: number, pollMs?: number }} options
 * @returns {Promise<T>}
 */
export async function withLock(file, what, work, { say, beatMs = 5000, silentMs = 60_000, pollMs = 200 }) {
  mkdirSync(path.dirname(file), { recursive: true });
  const own = { pid: process.pid, host: hostname(), token: Math.random().toString(36).slice(2), what };
  const start = Date.now();
  let seen = { beat: -1, at: start };
  let told = "";
  while (!take(file, own)) {
    const now = look(file);
    if (!now) continue;
    if (now.beat !== seen.beat) seen = { beat: now.beat, at: Date.now() };
    const dead = now.holder?.host === own.host && !isAlive(now.holder.pid);
    if (dead || Date.now() - seen.at > silentMs) {
      say.line(`The process that was ${now.holder?.what ?? "holding the lock"} is gone; taking over.`);
      breakLock(file, now.holder);
      continue;
    }
    const who = now.holder
      ? `process ${now.holder.pid} on ${now.holder.host}, which is ${now.holder.what}`
      : "another process";
    if (who !== told) say.line(`Waiting for ${who}.`);
    told = who;
    await pause(pollMs);
  }
  if (told) say.line(`Waited ${duration((Date.now() - start) / 1000)}.`);
  const beat = setInterval(() => {
    try {
      utimesSync(file, new Date(), new Date());
    } catch {
      // Broken by somebody who thought this process dead: the work still ends whole.
    }
  }, beatMs);
  beat.unref();
  try {
    return await undoneBySignal(() => release(file, own.token), work);
  } finally {
    clearInterval(beat);
    release(file, own.token);
  }
}
