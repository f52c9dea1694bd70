import { existsSync, mkdirSync } from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { canWrite } from "./places.mjs";
import { isExecutable, neutral, run, whichAll } from "./processes.mjs";

/** The Go command: first on PATH, else where its installer puts it. @param {NodeJS.ProcessEnv} env */
export function findGo(env) {
  return whichAll("go", env)[0] ?? ["/usr/local/go/bin/go"].find(isExecutable);
}

/**
 * Environment for Go: the user's own caches where they can be written, else ours (a read-only or missing HOME); what the
 * user's module cache already holds is still used then. No C compiler is needed.
 *
 * @param {string} go
 * @param {NodeJS.ProcessEnv} env
 * @param {string} cache our cache folder
 * @returns {Promise<NodeJS.ProcessEnv>}
 */
export async function goEnvironment(go, env, cache) {
  const base = { ...neutral(env), CGO_ENABLED: "0", GOWORK: "off" };
  const asked = await run(go, ["env", "GOCACHE", "GOMODCACHE", "GOPROXY"], { env: base, totalMs: 20_000 });
  const [build = "", modules = "", proxy = ""] = asked.stdout.split("\n").map((line) => line.trim());
  const own = (/** @type {string} */ folder) => path.isAbsolute(folder) && canWrite(folder);
  /** @type {NodeJS.ProcessEnv} */
  const result = { ...base };
  if (!own(build)) result["GOCACHE"] = ours(cache, "go-build");
  if (!own(modules)) {
    result["GOMODCACHE"] = ours(cache, "go-mod");
    const fetched = path.join(modules, "cache", "download");
    const known = path.isAbsolute(modules) && existsSync(fetched) ? pathToFileURL(fetched).href : "";
    result["GOPROXY"] = [known, proxy].filter(Boolean).join(",");
  }
  return result;
}

/** @param {string} cache @param {string} name */
function ours(cache, name) {
  const folder = path.join(cache, name);
  mkdirSync(folder, { recursive: true });
  return folder;
}
