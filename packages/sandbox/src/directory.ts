import { randomBytes } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";

/** A sandbox's folder: the cloud, Pulumi's state and home, and copies of stack configuration. */
export interface Directory {
  readonly path: string;
  /** SQLite file of the simulated cloud. */
  readonly cloud: string;
  /** Folder of the file backend. */
  readonly state: string;
  /** PULUMI_HOME. */
  readonly home: string;
  /** Copies of the users' stack files, by project. */
  readonly config: string;
  /** Folder that stands first on PATH, with `pulumi` in it. */
  readonly bin: string;
  /** Passphrase of the state's secrets. */
  readonly passphrase: string;
}

const markerName = "ovh-sandbox.json";

/** A refusal that the command line prints without a stack. */
export class SandboxError extends Error {}

/**
 * Opens a sandbox folder, or makes it. A folder that holds anything else is refused, so that the sandbox
 * never works on a state it did not make.
 */
export function openDirectory(path: string): Directory {
  const root = resolve(path);
  const marker = join(root, markerName);
  if (!existsSync(marker)) {
    if (existsSync(root) && readdirSync(root).length > 0) {
      throw new SandboxError(
        `${root} is not a sandbox: it holds other files and no ${markerName}. Choose another folder with --dir`,
      );
    }
    mkdirSync(root, { recursive: true, mode: 0o700 });
    writeFileSync(join(root, ".gitignore"), "*\n");
    writeWhole(marker, `${JSON.stringify({ format: 1, passphrase: randomBytes(16).toString("hex") })}\n`);
  }
  const { format, passphrase } = JSON.parse(readFileSync(marker, "utf8")) as { format: number; passphrase: string };
  if (format !== 1)
    throw new SandboxError(`${root} was made by a sandbox of another format (${format}). Use a new folder`);
  const directory = {
    path: root,
    cloud: join(root, "cloud.sqlite"),
    state: join(root, "state"),
    home: join(root, "home"),
    config: join(root, "config"),
    bin: join(root, "bin"),
    passphrase,
  };
  for (const folder of [directory.state, directory.home, directory.config, directory.bin]) {
    mkdirSync(folder, { recursive: true });
  }
  return directory;
}

/** Removes a sandbox folder; refuses any other. */
export function removeDirectory(path: string): void {
  const root = resolve(path);
  if (!existsSync(root)) return;
  if (!existsSync(join(root, markerName)) && readdirSync(root).length > 0) {
    throw new SandboxError(`${root} is not a sandbox, so nothing was removed`);
  }
  rmSync(root, { recursive: true, force: true });
}

/** Writes a file whole or not at all. */
export function writeWhole(path: string, content: string, mode = 0o600): void {
  const temporary = `${path}.${process.pid}.tmp`;
  writeFileSync(temporary, content, { mode });
  renameSync(temporary, path);
}
