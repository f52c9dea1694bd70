import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { Failure } from "./failure.mjs";
import { run, withoutLogin } from "./run.mjs";

/** Written into node_modules after an install: the SHA-256 of the lockfile it came from, in hex. */
const MARKER = ".infra-manager-lockfile";

/**
 * The folder whose lockfile locks this example: the example itself when it was copied out, else the nearest folder
 * above whose lockfile lists the example as a workspace. Any other lockfile above belongs to somebody else.
 *
 * @param {string} example absolute
 * @returns {string | undefined}
 */
export function lockedFolder(example) {
  for (let folder = example; ; folder = path.dirname(folder)) {
    const lockfile = path.join(folder, "package-lock.json");
    if (existsSync(lockfile)) {
      if (folder === example) return folder;
      const place = path.relative(folder, example).split(path.sep).join("/");
      if (place in (JSON.parse(readFileSync(lockfile, "utf8")).packages ?? {})) return folder;
    }
    if (folder === path.dirname(folder)) return undefined;
  }
}

/**
 * Installs the locked dependencies with `npm ci`, or does nothing when they are there already.
 *
 * @param {string} example absolute
 * @param {NodeJS.ProcessEnv} env
 * @param {(line: string) => void} say
 * @returns {Promise<"kept" | "installed">}
 */
export async function installDependencies(example, env, say) {
  const folder = lockedFolder(example);
  if (!folder) {
    throw new Failure(
      "dependencies",
      `no package-lock.json locks ${example}`,
      "run `npm install` in that folder once, commit package-lock.json, enter again",
    );
  }
  const lock = createHash("sha256")
    .update(readFileSync(path.join(folder, "package-lock.json")))
    .digest("hex");
  const marker = path.join(folder, "node_modules", MARKER);
  if (existsSync(marker) && readFileSync(marker, "utf8").trim() === lock) return "kept";

  say(`installing the locked dependencies of ${folder}`);
  const { code } = await run("npm", ["ci", "--no-audit", "--no-fund"], {
    env: withoutLogin(env),
    cwd: folder,
    show: true,
    seconds: 1800,
  });
  if (code !== 0) {
    throw new Failure(
      "dependencies",
      `npm ci ended with exit code ${code} in ${folder}; its own message stands above`,
      `mend what npm named, then run \`npm ci\` in ${folder} to see it pass, and enter again`,
    );
  }
  mkdirSync(path.dirname(marker), { recursive: true });
  writeFileSync(marker, `${lock}\n`);
  return "installed";
}
