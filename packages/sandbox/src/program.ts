import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Result } from "./process.ts";
import { createSandbox, type Sandbox, type SandboxOptions } from "./sandbox.ts";

/** A resource as the exported state has it, secrets encrypted. */
export interface StateResource {
  readonly urn: string;
  readonly type: string;
  readonly id?: string;
  readonly protect?: boolean;
  readonly parent?: string;
  readonly inputs: Record<string, unknown>;
  readonly outputs: Record<string, unknown>;
}

/** What an update did, or a preview would do. */
export interface Outcome extends Result {
  /** Number of resources by what happens to them: `create`, `update`, `replace`, `delete`, `unchanged`. */
  readonly changes: Readonly<Record<string, number>>;
}

/** A Pulumi program with a stack of its own in a sandbox. No command touches its folder or its stack files. */
export interface Program {
  readonly sandbox: Sandbox;
  /** Folder of the program. */
  readonly cwd: string;
  /** Runs a `pulumi` command on the stack. */
  pulumi(...args: string[]): Promise<Result>;
  preview(...args: string[]): Promise<Outcome>;
  up(...args: string[]): Promise<Outcome>;
  /** Reads every resource back from the cloud; `changes.update` counts what drifted. */
  refresh(...args: string[]): Promise<Outcome>;
  destroy(...args: string[]): Promise<Outcome>;
  /** Resources in the exported state. */
  state(): Promise<StateResource[]>;
  /** The whole exported state as text. */
  exported(): Promise<string>;
  /** Outputs of the stack with secrets in clear. */
  outputs(): Promise<Record<string, unknown>>;
  /** Closes the sandbox and removes it, unless it was given. */
  close(): Promise<void>;
}

/** What to run. */
export interface ProgramOptions extends SandboxOptions {
  /** Folder with the program's Pulumi.yaml. Nothing is written to it. */
  readonly folder: string;
  /** @default "test" */
  readonly stack?: string;
  /**
   * A sandbox that other programs run in too; its owner closes it.
   * @default one of its own
   */
  readonly sandbox?: Sandbox;
  /** Plain configuration, `project:key` or `key` to value. */
  readonly config?: Readonly<Record<string, string>>;
  /** Secret configuration. */
  readonly secrets?: Readonly<Record<string, string>>;
  /** Variables for the program. */
  readonly env?: NodeJS.ProcessEnv;
}

/** Makes a stack for a program and hands it over; `close` it when done. Throws when the stack cannot be made. */
export async function openProgram(options: ProgramOptions): Promise<Program> {
  const { folder: cwd, stack = "test", config = {}, secrets = {}, env = {}, ...sandboxOptions } = options;
  const scratch = mkdtempSync(join(tmpdir(), "ovh-sandbox-"));
  const sandbox = options.sandbox ?? (await createSandbox(join(scratch, "sandbox"), sandboxOptions));
  const flags = ["--stack", stack, "--non-interactive", "--color", "never"];
  const pulumi = (...args: string[]) => {
    const end = args.includes("--") ? args.indexOf("--") : args.length;
    return sandbox.pulumi([...args.slice(0, end), ...flags, ...args.slice(end)], { cwd, env });
  };
  const counted = async (...args: string[]) => {
    const result = await pulumi(...args);
    return { ...result, changes: changesIn(result.stdout) };
  };
  const close = async () => {
    if (!options.sandbox) await sandbox.close();
    rmSync(scratch, { recursive: true, force: true });
  };
  const insist = async (what: string, done: Promise<Result>) => {
    const { code, stderr } = await done;
    if (code === 0) return;
    await close();
    throw new Error(`${what} failed: ${stderr}`);
  };
  await insist("stack init", sandbox.pulumi(["stack", "init", stack, "--non-interactive"], { cwd }));
  for (const [key, value] of Object.entries(config))
    await insist(`config set ${key}`, pulumi("config", "set", key, "--", value));
  for (const [key, input] of Object.entries(secrets)) {
    const set = ["config", "set", "--secret", key, ...flags]; // by standard input: arguments show in every process list
    await insist(`config set ${key}`, sandbox.pulumi(set, { cwd, env, input }));
  }
  const exported = async () => (await pulumi("stack", "export")).stdout;
  return {
    sandbox,
    cwd,
    pulumi,
    exported,
    close,
    preview: (...args) => counted("preview", ...args),
    up: (...args) => counted("up", "--yes", "--skip-preview", ...args),
    refresh: (...args) => counted("refresh", "--yes", "--skip-preview", ...args),
    destroy: (...args) => counted("destroy", "--yes", "--skip-preview", ...args),
    state: async () => {
      const state = JSON.parse(await exported()) as { deployment: { resources?: StateResource[] } };
      return state.deployment.resources ?? [];
    },
    outputs: async () => JSON.parse((await pulumi("stack", "output", "--json", "--show-secrets")).stdout),
  };
}

const words: Readonly<Record<string, string>> = {
  created: "create",
  updated: "update",
  replaced: "replace",
  deleted: "delete",
  imported: "import",
};

/** Reads the engine's summary: `+ 4 to create`, `~ 1 updated`, `7 unchanged`. */
export function changesIn(text: string): Record<string, number> {
  const [, summary = ""] = text.split(/^Resources:$/m);
  const found = summary.matchAll(/^\s+(?:[^\s\d]{1,2}\s*)?(\d+) (?:to )?(\w+)$/gm);
  return Object.fromEntries([...found].map(([, count, word = ""]) => [words[word] ?? word, Number(count)]));
}
