import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync } from "node:fs";
import { homedir } from "node:os";
import path from "node:path";

/** Where programs that a test fetched are kept, outside the repository. */
export const CACHE = path.join(process.env["XDG_CACHE_HOME"] || path.join(homedir(), ".cache"), "accoreboot");

/** Absolute path of a program on PATH. */
export function onPath(program: string): string | undefined {
  return (process.env["PATH"] ?? "")
    .split(path.delimiter)
    .map((folder) => path.join(folder, program))
    .find((file) => existsSync(file));
}

/** A zsh, from PATH or from Debian. */
export function zsh(): string {
  return onPath("zsh") ?? path.join(unpacked("zsh", ["zsh", "libcap2", "libtinfo6"]), "bin", "zsh");
}

/**
 * Debian's packages, unpacked below the cache once, without installing anything.
 *
 * @param name of the folder
 * @returns that folder, a root file system
 */
export function unpacked(name: string, packages: readonly string[]): string {
  const folder = path.join(CACHE, `debian-${name}`);
  if (existsSync(folder)) return folder;
  mkdirSync(CACHE, { recursive: true });
  const staging = mkdtempSync(path.join(CACHE, `debian-${name}-`));
  try {
    download(staging, packages);
    for (const file of readdirSync(staging).filter((entry) => entry.endsWith(".deb"))) {
      execFileSync("dpkg-deb", ["--extract", path.join(staging, file), path.join(staging, "root")]);
    }
    renameSync(path.join(staging, "root"), folder);
    return folder;
  } catch (error) {
    throw new Error(
      `this test needs ${name}: put it on PATH, or run where \`apt-get download ${packages.join(" ")}\` works ` +
        `(Debian or Ubuntu, after \`apt-get update\`): ${error instanceof Error ? error.message : error}`,
    );
  } finally {
    rmSync(staging, { recursive: true, force: true });
  }
}

function download(folder: string, packages: readonly string[]): void {
  const get = () => execFileSync("apt-get", ["download", ...packages], { cwd: folder, stdio: "pipe" });
  try {
    get();
  } catch {
    // The lists may be absent or older than the archive.
    execFileSync("apt-get", ["update"], { stdio: "pipe" });
    get();
  }
}
