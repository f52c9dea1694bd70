/**
 * Stands in front of `pulumi` inside the sandbox. It forces the sandbox's state, gives the engine a copy of the
 * stack's configuration, makes new stacks without touching the user's files, and breaks locks of dead processes.
 */
import { execFileSync } from "node:child_process";
import { type CommandLine, readCommandLine, withFlag, without } from "./arguments.ts";
import { openDirectory, SandboxError } from "./directory.ts";
import { forced } from "./environment.ts";
import { breakDeadLocks } from "./locks.ts";
import { runHere } from "./process.ts";
import { prepareCopy, projectAt, stackName, userFile } from "./stack-config.ts";
import { keepingStackFiles } from "./stack-files.ts";
import { type Engine, runStackVerb, writesStackFiles } from "./stack-verbs.ts";

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
  for (const lock of breakDeadLocks(directory)) note(`removed the lock of a process that is gone (${lock})`);
  const engine: Engine = {
    directory,
    project,
    run: (words, input) => runHere(pulumi, words, env, input),
    selected: () => selectedStack(pulumi, env, line),
  };
  return keepingStackFiles(directory, project, note, () =>
    writesStackFiles(line) ? runStackVerb(engine, args, line) : runCommand(engine, args, line),
  );
}

/** Runs a command; one that reads configuration is given the sandbox's copy of it. */
async function runCommand(engine: Engine, args: readonly string[], line: CommandLine): Promise<number> {
  const { directory, project } = engine;
  if (!configured.has(line.words[0] ?? "")) return engine.run(args);
  const given = line.stack ?? engine.selected();
  if (!given) return engine.run(args);
  const stack = stackName(given);
  const source = line.configFile ?? userFile(project, stack);
  const { copy, unreadable } = prepareCopy(directory, project, stack, source);
  for (const key of unreadable) {
    note(
      `${key} is a secret of your real stack and cannot be read here. Give a stand-in: pulumi config set --secret ${key} ...`,
    );
  }
  return engine.run(withFlag(without(args, "configFile"), "--config-file", copy));
}

function selectedStack(pulumi: string, env: NodeJS.ProcessEnv, { cwd }: CommandLine): string | undefined {
  try {
    const args = ["stack", "--show-name", "--non-interactive", ...(cwd ? ["--cwd", cwd] : [])];
    return execFileSync(pulumi, args, { env, encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] }).trim();
  } catch {
    return undefined;
  }
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
