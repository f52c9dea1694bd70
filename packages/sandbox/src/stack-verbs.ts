/**
 * The verbs of `pulumi stack` that write stack files. The engine writes them beside Pulumi.yaml, so these run in a
 * scratch folder that holds a copy of Pulumi.yaml and the sandbox's copies of the stack files, never the user's.
 */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type CommandLine, withFlag, without } from "./arguments.ts";
import { type Directory, SandboxError, writeWhole } from "./directory.ts";
import {
  copyFolder,
  forgetBase,
  type Project,
  prepareCopy,
  stackName,
  userFile,
  writeProjectFile,
} from "./stack-config.ts";
import { stackFiles } from "./stack-files.ts";

/** The engine, as a verb needs it. */
export interface Engine {
  readonly directory: Directory;
  readonly project: Project;
  /** Runs `pulumi` on this terminal, or on `input`. */
  run(args: readonly string[], input?: string): Promise<number>;
  /** Name of the project's selected stack. */
  selected(): string | undefined;
}

const readOnly = new Set(["ls", "list", "output", "export", "graph", "history", "tag", "unselect", "import"]);

const creates = ({ words: [, verb], flags }: CommandLine) =>
  verb === "init" || verb === "new" || (verb === "select" && (flags.has("--create") || flags.has("-c")));

/** True for a `stack` command that may write or remove a stack file. */
export function writesStackFiles(line: CommandLine): boolean {
  const [command, verb] = line.words;
  if (command !== "stack" || verb === undefined || readOnly.has(verb)) return false;
  if (line.flags.has("--help") || line.flags.has("-h")) return false;
  return verb !== "select" || creates(line);
}

/** Runs such a command in a scratch folder, and carries what it did to the stack files over to the sandbox's copies. */
export async function runStackVerb(engine: Engine, args: readonly string[], line: CommandLine): Promise<number> {
  const { directory, project } = engine;
  const [, verb, name] = line.words;
  const removes = verb === "rm" || verb === "remove";
  const selected = creates(line) ? undefined : engine.selected();
  const given = creates(line) || removes ? (name ?? line.stack) : line.stack;
  const target = given ?? selected;
  if (creates(line) && !target) throw new SandboxError(`give the stack a name: pulumi stack ${verb} <name>`);
  const source = creates(line) ? line.copyConfigFrom : target;
  if (source) prepareCopy(directory, project, stackName(source), userFile(project, stackName(source)));

  // A new passphrase is read from the input; it stays the sandbox's own, or nothing could be read afterwards.
  const rotates = verb === "change-secrets-provider";
  const more = [
    ...(creates(line) || rotates ? ["--non-interactive"] : []),
    ...(creates(line) || given || !target ? [] : ["--stack", target]),
  ];
  const code = await inScratch(engine, (scratch) =>
    engine.run(
      withFlag(without(args, "cwd"), "--cwd", scratch, ...more),
      rotates ? `${directory.passphrase}\n` : undefined,
    ),
  );
  if (code !== 0) return code;
  const at = ["--cwd", project.root, "--non-interactive"];
  if (creates(line)) return line.flags.has("--no-select") ? 0 : engine.run(["stack", "select", target ?? "", ...at]);
  const wasSelected = selected !== undefined && target !== undefined && stackName(target) === selected;
  if (wasSelected && verb === "rename" && name) return engine.run(["stack", "select", name, ...at]);
  if (wasSelected && removes) return engine.run(["stack", "unselect", ...at]);
  return 0;
}

async function inScratch({ directory, project }: Engine, work: (scratch: string) => Promise<number>): Promise<number> {
  const scratch = mkdtempSync(join(tmpdir(), "ovh-sandbox-"));
  const copies = copyFolder(directory, project);
  mkdirSync(copies, { recursive: true });
  try {
    writeProjectFile(project, scratch);
    const before = stackFiles(copies);
    for (const [name, content] of before) writeFileSync(join(scratch, name), content, { mode: 0o600 });
    const code = await work(scratch);
    const after = stackFiles(scratch);
    for (const [name, content] of after) {
      if (!before.get(name)?.equals(content)) writeWhole(join(copies, name), content.toString("utf8"));
    }
    for (const name of before.keys()) {
      if (after.has(name)) continue;
      rmSync(join(copies, name), { force: true });
      forgetBase(copies, name);
    }
    return code;
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}
