import { mkdirSync } from "node:fs";
import path from "node:path";
import { neutral } from "./processes.mjs";

/**
 * Environment for npm: the user's own registry and proxy settings stay, its cache and logs go into ours, so that a new
 * or read-only HOME costs nothing. Settings of an npm that started this process are dropped.
 *
 * @param {NodeJS.ProcessEnv} env
 * @param {string} cache our cache folder
 * @returns {NodeJS.ProcessEnv}
 */
export function npmEnvironment(env, cache) {
  const folder = path.join(cache, "npm");
  mkdirSync(folder, { recursive: true });
  const kept = Object.entries(neutral(env)).filter(([name]) => !/^npm_(package|lifecycle|command|execpath)/.test(name));
  return {
    ...Object.fromEntries(kept),
    npm_config_cache: folder,
    npm_config_logs_dir: path.join(folder, "_logs"),
    npm_config_update_notifier: "false",
    npm_config_loglevel: "error",
    npm_config_global: "false",
  };
}
