import { accessSync, constants, mkdirSync } from "node:fs";
import { homedir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { Failure, reasonOf } from "./failure.mjs";

/** The work tree this file belongs to. */
export const TREE = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "..", "..");

/** `linux-x64`, `darwin-arm64`: the names npm packages and Pulumi releases use. */
export const PLATFORM = `${process.platform}-${process.arch}`;

/**
 * Everything a step needs to know about where it runs. Tests pass their own.
 *
 * @typedef {object} Context
 * @property {NodeJS.ProcessEnv} env environment of the caller
 * @property {string} cache absolute path of our cache folder, writable
 * @property {string} tree absolute path of the work tree
 * @property {import("./say.mjs").Say} say where progress goes
 */

/**
 * `$XDG_CACHE_HOME/accoreboot`, else `$HOME/.cache/accoreboot`. A relative XDG_CACHE_HOME does not count, as the base
 * directory specification has it. Does not create the folder.
 *
 * @param {NodeJS.ProcessEnv} env
 */
export function cacheFolder(env) {
  const base = env["XDG_CACHE_HOME"];
  if (base && path.isAbsolute(base)) return path.join(base, "accoreboot");
  return path.join(env["HOME"] || homedir(), ".cache", "accoreboot");
}

/**
 * Creates the cache folder and makes sure that it can be written.
 *
 * @param {NodeJS.ProcessEnv} env
 */
export function openCache(env) {
  const folder = cacheFolder(env);
  try {
    mkdirSync(folder, { recursive: true });
    accessSync(folder, constants.W_OK);
  } catch (error) {
    throw new Failure(`the cache folder ${folder} cannot be written`, {
      attempts: [{ way: "create it", reason: reasonOf(error) }],
      next: ["XDG_CACHE_HOME=<a folder you can write> node toolchain/bootstrap.mjs setup"],
    });
  }
  return folder;
}

/**
 * Whether a file or folder can be written, or the nearest folder above it that exists.
 *
 * @param {string} target absolute
 * @returns {boolean}
 */
export function canWrite(target) {
  try {
    accessSync(target, constants.W_OK);
    return true;
  } catch (error) {
    const parent = path.dirname(target);
    return /** @type {NodeJS.ErrnoException} */ (error).code === "ENOENT" && parent !== target && canWrite(parent);
  }
}
