import { chmodSync, existsSync, mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

/** The folder beside the program in which its state lies until the bucket is there to take it. */
export interface LocalState {
  readonly path: string;
  /** URL of the backend in it. */
  readonly url: string;
  /** Whether a backend is in it. */
  begun(): boolean;
  /** Makes it, for its owner alone, and hides it from git. */
  prepare(): void;
  /** Removes it: first out of the way in one step, so that no half of it is ever taken for the whole. */
  remove(): void;
  /** Removes what an earlier removal left. */
  sweep(): void;
}

const ignoreFile = ".gitignore";

export function localState(folder: string, stack: string): LocalState {
  const parent = join(folder, ".bootstrap");
  const path = join(parent, stack);
  const gone = join(parent, `.${stack}.moved`);
  const sweep = () => {
    rmSync(gone, { recursive: true, force: true });
    const left = existsSync(parent) ? readdirSync(parent) : ["nothing"];
    if (left.every((name) => name === ignoreFile)) rmSync(parent, { recursive: true, force: true });
  };
  return {
    path,
    url: pathToFileURL(path).href,
    begun: () => existsSync(join(path, ".pulumi")),
    prepare: () => {
      mkdirSync(path, { recursive: true, mode: 0o700 });
      for (const made of [parent, path]) chmodSync(made, 0o700);
      writeFileSync(join(parent, ignoreFile), "*\n");
    },
    remove: () => {
      renameSync(path, gone);
      sweep();
    },
    sweep,
  };
}
