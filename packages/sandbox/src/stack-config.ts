import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, extname, join, resolve } from "node:path";
import { parse, stringify } from "yaml";
import { type Directory, writeWhole } from "./directory.ts";

type Config = Record<string, unknown>;
interface StackFile {
  encryptionsalt?: string;
  secretsprovider?: string;
  encryptedkey?: string;
  environment?: unknown;
  config?: Config;
}

/** A Pulumi project on disk. */
export interface Project {
  readonly name: string;
  /** Folder of Pulumi.yaml. */
  readonly root: string;
  /** Folder of the stack files. */
  readonly stacks: string;
  /** Name of the project file: `Pulumi.yaml`, `Pulumi.yml` or `Pulumi.json`. Stack files end as it does. */
  readonly file: string;
}

interface ProjectFile {
  name: string;
  stackConfigDir?: string;
  /** Text in old projects: the folder of the stack files. */
  config?: unknown;
}

/** The project a folder belongs to, looking upwards for Pulumi.yaml as the engine does. */
export function projectAt(folder: string): Project | undefined {
  for (let at = resolve(folder); ; at = dirname(at)) {
    for (const name of ["Pulumi.yaml", "Pulumi.yml", "Pulumi.json"]) {
      if (!existsSync(join(at, name))) continue;
      const file = parse(readFileSync(join(at, name), "utf8")) as ProjectFile;
      const older = typeof file.config === "string" ? file.config : ".";
      return { name: file.name, root: at, stacks: resolve(at, file.stackConfigDir ?? older), file: name };
    }
    if (dirname(at) === at) return undefined;
  }
}

/** Writes the project file to another folder, with the stack files beside it wherever the project keeps its own. */
export function writeProjectFile(project: Project, folder: string): void {
  const { stackConfigDir: _folder, ...file } = parse(
    readFileSync(join(project.root, project.file), "utf8"),
  ) as ProjectFile;
  if (typeof file.config === "string") delete file.config;
  writeFileSync(join(folder, "Pulumi.yaml"), stringify(file));
}

/** Name of a stack as files have it: the last part of `organization/project/stack`. */
export const stackName = (stack: string) => stack.split("/").at(-1) ?? stack;

/** True for the name of a stack file. */
export const isStackFile = (name: string) => /^Pulumi\..+\.(ya?ml|json)$/.test(name);

/** The user's own stack file. The sandbox reads it and never writes it. */
export const userFile = (project: Project, stack: string) =>
  join(project.stacks, `Pulumi.${stack}${extname(project.file)}`);

/** Folder of the sandbox's copies for a project. */
export const copyFolder = (directory: Directory, project: Project) => join(directory.config, project.name);

/**
 * Brings the sandbox's copy of a stack file up to date: the user's plain values, what was set inside the sandbox
 * on top, and the sandbox's own encryption salt. Secrets of the real stack cannot be read here and are left out.
 */
export function prepareCopy(directory: Directory, project: Project, stack: string, source: string) {
  const folder = copyFolder(directory, project);
  mkdirSync(folder, { recursive: true });
  const copy = join(folder, `Pulumi.${stack}.yaml`);
  const baseFile = join(folder, `${stack}.base.json`);
  const given = readStack(source);
  const secrets = Object.keys(given.config ?? {}).filter((key) => isSecure(given.config?.[key]));
  const base = Object.fromEntries(Object.entries(given.config ?? {}).filter(([key]) => !secrets.includes(key)));
  const before = readStack(copy);
  const beforeBase = existsSync(baseFile) ? (JSON.parse(readFileSync(baseFile, "utf8")) as Config) : {};
  const own = Object.entries(before.config ?? {}).filter(
    ([key, value]) => JSON.stringify(value) !== JSON.stringify(beforeBase[key]),
  );
  const config = { ...base, ...Object.fromEntries(own) };
  writeIfChanged(copy, stringify({ ...before, config }));
  writeIfChanged(baseFile, JSON.stringify(base));
  return { copy, unreadable: secrets.filter((key) => !(key in config)) };
}

/** Forgets which values of a copy came from the user: of a removed stack all, of a renamed one they are its own now. */
export function forgetBase(copies: string, stackFile: string): void {
  rmSync(join(copies, `${stackFile.replace(/^Pulumi\.|\.[^.]*$/g, "")}.base.json`), { force: true });
}

function readStack(file: string): StackFile {
  return existsSync(file) ? ((parse(readFileSync(file, "utf8")) as StackFile | null) ?? {}) : {};
}

function isSecure(value: unknown): boolean {
  if (typeof value !== "object" || value === null) return false;
  return "secure" in value || Object.values(value).some(isSecure);
}

function writeIfChanged(file: string, content: string): void {
  if (!existsSync(file) || readFileSync(file, "utf8") !== content) writeWhole(file, content);
}
