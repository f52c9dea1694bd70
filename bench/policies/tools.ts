/** The scanners beside which the pack is measured, each pinned, got once through its registry into the cache. */
import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, renameSync, rmSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";

export const versions = { checkov: "3.3.30", tfsec: "1.28.14", conftest: "0.71.1" } as const;
export type Tool = keyof typeof versions;

const modules = {
  tfsec: "github.com/aquasecurity/tfsec/cmd/tfsec",
  conftest: "github.com/open-policy-agent/conftest",
};
const cache = process.env["ACCOREBOOT_BENCH_CACHE"] ?? join(homedir(), ".cache", "accoreboot", "bench");

/**
 * Path of the program, got first if it is not there, which takes minutes: Go for tfsec and conftest, Python 3 for
 * Checkov, whose program is to be run by {@link python}, because a script cannot name it by a path with a space.
 */
export function tool(name: Tool): string {
  const folder = join(cache, `${name}-${versions[name]}`);
  if (!existsSync(folder)) {
    process.stderr.write(`getting ${name} ${versions[name]}, minutes at low priority\n`);
    if (name === "checkov") installWheel(folder);
    else buildModule(`${modules[name]}@v${versions[name]}`, folder);
  }
  return name === "checkov" ? join(folder, "bin", name) : join(folder, name);
}

/** Python of Checkov's own environment, which also measures what runs. */
export const python = (): string => join(tool("checkov"), "..", "python3");

/** Pip writes absolute paths, so the folder cannot be moved into place: one that was not finished is removed. */
function installWheel(folder: string): void {
  try {
    gently("python3", ["-m", "venv", folder]);
    gently(join(folder, "bin", "pip"), ["install", "--quiet", `checkov==${versions.checkov}`]);
  } catch (error) {
    rmSync(folder, { recursive: true, force: true });
    throw error;
  }
}

/** Verified by Go's checksum database. */
function buildModule(module: string, folder: string): void {
  const staging = `${folder}.${process.pid}`;
  mkdirSync(staging, { recursive: true });
  try {
    gently("go", ["install", "-trimpath", "-ldflags=-s -w", module], { GOBIN: staging, CGO_ENABLED: "0" });
    renameSync(staging, folder);
  } finally {
    rmSync(staging, { recursive: true, force: true });
  }
}

function gently(command: string, args: readonly string[], env: NodeJS.ProcessEnv = {}): void {
  execFileSync("nice", ["-n", "10", command, ...args], { stdio: "inherit", env: { ...process.env, ...env } });
}
