import { execFileSync } from "node:child_process";
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import path from "node:path";
import { CACHE } from "./debian.ts";

const VERSION = "2026.9.0";

/** Folder of the real `bw`: the npm package `@bitwarden/cli`, kept in the cache. */
function installed(): string {
  const folder = path.join(CACHE, `bitwarden-cli-${VERSION}`);
  if (!existsSync(folder)) {
    mkdirSync(CACHE, { recursive: true });
    const staging = mkdtempSync(path.join(CACHE, "bitwarden-cli-"));
    writeFileSync(path.join(staging, "package.json"), '{"private":true}');
    const args = ["install", "--no-audit", "--no-fund", "--ignore-scripts", `@bitwarden/cli@${VERSION}`];
    execFileSync("npm", args, { cwd: staging, stdio: "pipe" });
    renameSync(staging, folder);
  }
  return path.join(folder, "node_modules", ".bin");
}

/** Puts the real `bw` into a folder of tools, behind a note of its arguments. */
export function installClient(tools: string): void {
  const note = `printf '%s\\n' "$*" >>'${path.join(tools, "bw-arguments")}'`;
  writeFileSync(path.join(tools, "bw"), `#!/bin/sh\n${note}\nexec '${path.join(installed(), "bw")}' "$@"\n`);
  chmodSync(path.join(tools, "bw"), 0o755);
}

/** Arguments of every call, one line each. */
export function clientArguments(tools: string): string {
  return readFileSync(path.join(tools, "bw-arguments"), "utf8");
}
