import { createHash } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { Failure } from "./failure.mjs";
import { withLock } from "./lock.mjs";
import { npmEnvironment } from "./npm.mjs";
import { PLATFORM } from "./places.mjs";
import { run } from "./processes.mjs";
import { duration } from "./say.mjs";

/**
 * @typedef {{ name?: string, version?: string, integrity?: string, optional?: boolean, devOptional?: boolean }} LockEntry
 * @typedef {{ packages?: Record<string, LockEntry> }} Lock
 */

/**
 * Whether node_modules is what package-lock.json says: our stamp says so, or npm's own record of the last install does.
 *
 * @param {string} tree
 * @returns {"stamped" | "matches" | "missing"} `matches`: installed by somebody else, complete, not stamped
 */
export function dependencyState(tree) {
  const lock = readText(path.join(tree, "package-lock.json"));
  const installed = readText(path.join(tree, "node_modules", ".package-lock.json"));
  if (lock === undefined || installed === undefined) return "missing";
  const stamp = readText(stampFile(tree));
  if (stamp === stampOf(lock)) return "stamped";
  const otherPlatform = stamp !== undefined && !stamp.startsWith(`${PLATFORM} `);
  return !otherPlatform && installMatches(JSON.parse(lock), JSON.parse(installed)) ? "matches" : "missing";
}

/**
 * Compares package-lock.json with `node_modules/.package-lock.json`: nothing else installed, nothing but optional
 * packages left out.
 *
 * @param {Lock} lock
 * @param {Lock} installed
 */
export function installMatches(lock, installed) {
  const want = lock.packages ?? {};
  const have = installed.packages ?? {};
  const same = Object.entries(have).every(([place, entry]) => {
    const wanted = want[place];
    return wanted !== undefined && wanted.version === entry.version && wanted.integrity === entry.integrity;
  });
  return (
    same &&
    Object.entries(want).every(
      ([place, entry]) => place === "" || place in have || entry.optional === true || entry.devOptional === true,
    )
  );
}

/**
 * Installs the npm dependencies of the work tree when they are missing or differ from package-lock.json.
 *
 * @param {import("./places.mjs").Context} context
 * @param {import("./node.mjs").NodeChoice} node runs npm
 * @returns {Promise<"kept" | "installed">}
 */
export async function ensureDependencies(context, node) {
  const { cache, tree, say } = context;
  if (dependencyState(tree) === "stamped") return "kept";
  const name = `tree-${createHash("sha256").update(tree).digest("hex").slice(0, 16)}`;
  return withLock(
    path.join(cache, "locks", name),
    "installing npm dependencies",
    async () => {
      if (dependencyState(tree) === "missing") await install(context, node);
      else if (dependencyState(tree) === "stamped") return "kept";
      writeFileSync(stampFile(tree), stampOf(readFileSync(path.join(tree, "package-lock.json"), "utf8")));
      return "installed";
    },
    { say },
  );
}

/**
 * @param {import("./places.mjs").Context} context
 * @param {import("./node.mjs").NodeChoice} node
 */
async function install({ env, cache, tree, say }, node) {
  say.line("Installing npm dependencies (about 15 s with a warm cache, 1 min without).");
  const progress = say.progress("npm ci");
  const npmEnv = npmEnvironment(env, cache);
  const ended = await run(
    "npm",
    ["ci", "--ignore-scripts", "--include=dev", "--include=optional", "--no-audit", "--no-fund", "--prefer-offline"],
    {
      cwd: tree,
      totalMs: 900_000,
      env: { ...npmEnv, PATH: `${path.dirname(node.path)}${path.delimiter}${env["PATH"]}` },
    },
  );
  progress.end();
  if (ended.code !== 0) {
    const attempts = [{ way: "npm ci --ignore-scripts", reason: npmReason(ended) }];
    const next = [NEXT.find(([sign]) => sign.test(`${ended.why}${ended.stderr}`))?.[1] ?? NEXT_ELSE];
    throw new Failure("the npm dependencies could not be installed", { attempts, next });
  }
  say.line(`npm dependencies installed in ${duration(progress.seconds())}.`);
}

/** @type {readonly [RegExp, string][]} */
const NEXT = [
  [/^not found/, "install npm (it comes with Node.js, https://nodejs.org/), then run the same command again"],
  [/in sync/, "npm install && node toolchain/complete-lock.mjs    (package.json and package-lock.json differ)"],
];
const NEXT_ELSE = "npm ping    (does the package registry answer? then run the same command again)";

/** What npm says first; its usage text and the name of its log do not help. @param {import("./processes.mjs").Ended} ended */
function npmReason({ why, stderr }) {
  const lines = stderr.split("\n").map((line) => line.replace(/^npm error ?/, "").trim());
  const end = lines.findIndex((line) => /^(Clean install|A complete log)/.test(line));
  return [
    why,
    ...lines
      .slice(0, end < 0 ? undefined : end)
      .filter(Boolean)
      .slice(0, 8),
  ].join("\n");
}

/** Inside node_modules, so that it goes when they go. @param {string} tree */
function stampFile(tree) {
  return path.join(tree, "node_modules", ".accoreboot-stamp");
}

/** @param {string} lock text of package-lock.json */
function stampOf(lock) {
  return `${PLATFORM} ${createHash("sha256").update(lock).digest("hex")}\n`;
}

/** @param {string} file */
function readText(file) {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return undefined;
  }
}
