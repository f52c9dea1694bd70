/**
 * Stands in front of `pulumi` inside the sandbox. It forces the sandbox's state, gives the engine a copy of the
 * stack's configuration, makes new stacks without touching the user's files, and breaks locks of dead processes.
 */
import { execFileSync } from "node:child_process";
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type CommandLine, readCommandLine } from "./arguments.ts";
import { type Directory, openDirectory, SandboxError } from "./directory.ts";
import { forced } from "./environment.ts";
import { breakDeadLocks } from "./locks.ts";
import { runHere } from "./process.ts";
import { adoptSalt, type Project, prepareCopy, projectAt, userFile } from "./stack-config.ts";

/** Commands that read a stack's configuration and take `--config-file`. */
const configured = new Set([
  "up",
  "update",
  "preview",
  "pre",
  "refresh",
  "destroy",
  "down",
  "import",
  "watch",
  "config",
  "logs",
]);

async function main(args: readonly string[]): Promise<number> {
  const { OVH_SANDBOX_DIR: path, OVH_SANDBOX_PULUMI: pulumi } = process.env;
  if (!path || !pulumi) throw new SandboxError("this pulumi works only inside: ovh-sandbox run -- pulumi ...");
  const directory = openDirectory(path);
  const env = { ...process.env, ...forced(directory) };
  const line = readCommandLine(args);
  const project = projectAt(line.cwd ?? process.cwd());
  if (!project) return runHere(pulumi, args, env);
  const [command, verb] = line.words;
  if (command === "stack" && verb === "init") return initStack(pulumi, args, env, directory, project, line);
  for (const lock of breakDeadLocks(directory)) note(`removed the lock of a process that is gone (${lock})`);
  const stack = line.stack ?? selectedStack(pulumi, env, line);
  if (!command || !stack) return runHere(pulumi, args, env);
  return keepingUserFile(userFile(project, stack), () => {
    if (!configured.has(command)) return runHere(pulumi, args, env);
    const source = line.configFile ?? userFile(project, stack);
    const { copy, unreadable } = prepareCopy(directory, project, stack, source);
    for (const key of unreadable) {
      note(
        `${key} is a secret of your real stack and cannot be read here. Give a stand-in: pulumi config set --secret ${key} ...`,
      );
    }
    return runHere(pulumi, withFlag(without(args, "--config-file"), "--config-file", copy), env);
  });
}

/** Makes the stack from a scratch folder that holds Pulumi.yaml alone, since the engine writes beside it. */
async function initStack(
  pulumi: string,
  args: readonly string[],
  env: NodeJS.ProcessEnv,
  directory: Directory,
  project: Project,
  line: CommandLine,
): Promise<number> {
  const name = line.words[2] ?? line.stack;
  if (!name) throw new SandboxError("give the new stack a name: pulumi stack init <name>");
  const scratch = mkdtempSync(join(tmpdir(), "ovh-sandbox-"));
  try {
    const file = readdirSync(project.root).find((entry) => /^Pulumi\.(ya?ml|json)$/.test(entry)) ?? "Pulumi.yaml";
    cpSync(join(project.root, file), join(scratch, file));
    const code = await runHere(
      pulumi,
      [...without(without(args, "--cwd"), "-C"), "--cwd", scratch, "--non-interactive"],
      env,
    );
    if (code !== 0) return code;
    adoptSalt(directory, project, name, join(scratch, `Pulumi.${name}.yaml`));
    if (args.includes("--no-select")) return 0;
    return runHere(pulumi, ["stack", "select", name, "--cwd", project.root, "--non-interactive"], env);
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

function selectedStack(pulumi: string, env: NodeJS.ProcessEnv, { cwd }: CommandLine): string | undefined {
  try {
    const args = ["stack", "--show-name", "--non-interactive", ...(cwd ? ["--cwd", cwd] : [])];
    return execFileSync(pulumi, args, { env, encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] }).trim();
  } catch {
    return undefined;
  }
}

/** Runs a command and puts the user's stack file back should the command have written it. */
async function keepingUserFile(file: string, command: () => Promise<number>): Promise<number> {
  const before = existsSync(file) ? readFileSync(file) : undefined;
  const code = await command();
  if (before === undefined) rmSync(file, { force: true });
  else if (!existsSync(file) || !readFileSync(file).equals(before)) writeFileSync(file, before);
  return code;
}

/** Puts a flag in front of what stands behind `--`. */
function withFlag(args: readonly string[], ...flag: string[]): string[] {
  const end = args.includes("--") ? args.indexOf("--") : args.length;
  return [...args.slice(0, end), ...flag, ...args.slice(end)];
}

function without(args: readonly string[], flag: string): string[] {
  const kept: string[] = [];
  for (let i = 0; i < args.length; i++) {
    const word = args[i] ?? "";
    if (word === flag) i++;
    else if (!word.startsWith(`${flag}=`)) kept.push(word);
  }
  return kept;
}

function note(words: string): void {
  process.stderr.write(`sandbox: ${words}\n`);
}

main(process.argv.slice(2)).then(
  (code) => {
    process.exitCode = code;
  },
  (error: unknown) => {
    note(error instanceof SandboxError ? error.message : String(error));
    process.exitCode = 1;
  },
);
