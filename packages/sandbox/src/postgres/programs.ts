import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import {
  chmodSync,
  constants,
  copyFileSync,
  existsSync,
  linkSync,
  lstatSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { basename, dirname, join } from "node:path";
import { timescaleMaxMajor } from "@accoreboot/catalogue";
import { Refused } from "./model.ts";
import type { Package } from "./packages.ts";
import { openFolder } from "./place.ts";
import { standInFiles } from "./timescale/files.ts";

/** PostgreSQL's programs, ready to run. */
export interface Programs {
  readonly postgres: string;
  readonly initdb: string;
}

/**
 * The package's programs in a folder of our own: same files (hard links where the system has them), the library links
 * that the package's postinstall would make, and the TimescaleDB stand-in where OVHcloud offers TimescaleDB.
 * node_modules stays as it is. Refuses programs of another major than the package says.
 */
export function installPrograms(source: Package, home: string): Programs {
  const offered = Number(source.major) <= timescaleMaxMajor ? standInFiles : {};
  const mark = createHash("sha256").update(JSON.stringify(offered)).digest("hex").slice(0, 8);
  const folder = join(home, "programs", `${source.version}-${mark}`);
  if (!existsSync(folder)) build(source, offered, folder);
  return { postgres: join(folder, "bin", "postgres"), initdb: join(folder, "bin", "initdb") };
}

/** Makes the folder, whole or not at all. */
function build(source: Package, extensions: Readonly<Record<string, string>>, folder: string): void {
  const making = `${folder}.${process.pid}`;
  rmSync(making, { recursive: true, force: true });
  openFolder(dirname(folder));
  try {
    mirror(source.native, making);
    libraryLinks(making);
    for (const [name, text] of Object.entries(extensions)) {
      const file = join(making, "share", "postgresql", "extension", name);
      writeFileSync(file, text);
      chmodSync(file, 0o644);
    }
    checkVersion(source, join(making, "bin", "postgres"));
    renameSync(making, folder);
  } catch (error) {
    rmSync(making, { recursive: true, force: true });
    throw error;
  }
}

function mirror(from: string, to: string): void {
  openFolder(to, 0o755);
  for (const entry of readdirSync(from, { withFileTypes: true })) {
    const [source, target] = [join(from, entry.name), join(to, entry.name)];
    if (entry.isDirectory()) mirror(source, target);
    else if (entry.isSymbolicLink()) symlinkSync(readlinkSync(source), target);
    else if (!entry.name.endsWith(".a")) same(source, target);
  }
}

/** A hard link; a copy on another disk, or where the file is closed to the user that the servers run as. */
function same(source: string, target: string): void {
  const { mode } = lstatSync(source);
  try {
    if ((mode & 0o044) !== 0o044) throw new Error("closed");
    linkSync(source, target);
  } catch {
    copyFileSync(source, target, constants.COPYFILE_FICLONE);
    chmodSync(target, mode & 0o100 ? 0o755 : 0o644);
  }
}

/** The package lists its links in a file, because npm packages cannot hold links. */
function libraryLinks(folder: string): void {
  const list = join(folder, "pg-symlinks.json");
  if (!existsSync(list)) return;
  for (const { source, target } of JSON.parse(readFileSync(list, "utf8")) as { source: string; target: string }[]) {
    const inside = target.replace(/^native\//, "");
    if (inside.includes("..") || dirname(source) !== dirname(target)) continue;
    const link = join(folder, inside);
    if (!lstatSync(link, { throwIfNoEntry: false })) symlinkSync(basename(source), link);
  }
}

function checkVersion({ major, version }: Package, postgres: string): void {
  const told = execFileSync(postgres, ["--version"], { encoding: "utf8" }).trim();
  if (!told.startsWith(`postgres (PostgreSQL) ${major}.`))
    throw new Refused("version", `the package of ${version} holds ${told}`);
}
