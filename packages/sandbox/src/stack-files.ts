import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type Directory, writeWhole } from "./directory.ts";
import { copyFolder, isStackFile, type Project } from "./stack-config.ts";

/** Stack files of a folder, by name. */
export function stackFiles(folder: string): Map<string, Buffer> {
  const names = existsSync(folder) ? readdirSync(folder).filter(isStackFile) : [];
  return new Map(names.map((name) => [name, readFileSync(join(folder, name))]));
}

/**
 * Runs a command and puts every stack file of the user's back as it was. No command is expected to write one: this is
 * the net below. What stood in a file that is put back is kept in the sandbox, should it have been the user's own edit.
 */
export async function keepingStackFiles(
  directory: Directory,
  project: Project,
  note: (words: string) => void,
  command: () => Promise<number>,
): Promise<number> {
  const before = stackFiles(project.stacks);
  const restore = () => {
    const after = stackFiles(project.stacks);
    for (const name of new Set([...before.keys(), ...after.keys()])) {
      const [old, now] = [before.get(name), after.get(name)];
      if (old && now?.equals(old)) continue;
      const file = join(project.stacks, name);
      if (now)
        note(`put ${name} back as it was; what was written to it lies in ${keep(directory, project, name, now)}`);
      if (old) writeFileSync(file, old);
      else rmSync(file, { force: true });
    }
  };
  try {
    return await command();
  } finally {
    restore();
  }
}

function keep(directory: Directory, project: Project, name: string, content: Buffer): string {
  const folder = join(copyFolder(directory, project), "put-back");
  mkdirSync(folder, { recursive: true });
  const file = join(folder, name);
  writeWhole(file, content.toString("utf8"));
  return file;
}
