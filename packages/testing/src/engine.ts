import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { createSandbox, type Result, type Sandbox } from "@accoreboot/sandbox";

const repository = fileURLToPath(new URL("../../..", import.meta.url));

/** A resource as the state has it. */
export interface StateResource {
  readonly urn: string;
  readonly type: string;
  readonly id?: string;
  readonly protect?: boolean;
  readonly parent?: string;
  readonly inputs: Record<string, unknown>;
  readonly outputs: Record<string, unknown>;
}

/** A program on the real engine, in a sandbox of its own. */
export interface Running {
  readonly sandbox: Sandbox;
  /** Folder of the program. */
  readonly cwd: string;
  /** Runs a `pulumi` command on the stack. */
  pulumi(...args: string[]): Promise<Result>;
  preview(...args: string[]): Promise<Result>;
  up(...args: string[]): Promise<Result>;
  destroy(...args: string[]): Promise<Result>;
  /** Resources in the exported state, secrets encrypted. */
  state(): Promise<StateResource[]>;
  /** The whole exported state as text, secrets encrypted. */
  exported(): Promise<string>;
  /** Outputs of the stack with secrets in clear. */
  outputs(): Promise<Record<string, unknown>>;
  /** Frees the ports and removes the sandbox. */
  close(): void;
}

/** What to run. */
export interface RunningOptions {
  /** A CommonJS program; its folder is made and removed. */
  readonly source?: string;
  /** Or the folder of a program that exists; nothing is written to it. */
  readonly folder?: string;
  /** @default "test" */
  readonly stack?: string;
  /**
   * A sandbox that other programs run in too; its owner closes it.
   * @default one of its own
   */
  readonly sandbox?: Sandbox;
  /** Plain configuration, `project:key` to value. */
  readonly config?: Readonly<Record<string, string>>;
  /** Secret configuration. */
  readonly secrets?: Readonly<Record<string, string>>;
}

/** Makes the stack and hands it over; `close` it when done. */
export async function running(options: RunningOptions): Promise<Running> {
  const scratch = mkdtempSync(join(tmpdir(), "accoreboot test "));
  const cwd = options.folder ?? writeProgram(join(scratch, "program"), options.source ?? "");
  const stack = options.stack ?? "test";
  const sandbox = options.sandbox ?? (await createSandbox(join(scratch, "sandbox")));
  const env = { PULUMI_NODEJS_TRANSPILE_ONLY: "true" };
  const flags = ["--stack", stack, "--non-interactive", "--color", "never"];
  const pulumi = (...args: string[]) => {
    const end = args.includes("--") ? args.indexOf("--") : args.length;
    return sandbox.pulumi([...args.slice(0, end), ...flags, ...args.slice(end)], { cwd, env });
  };
  const configure = async (key: string, value: string, ...how: string[]) => {
    const { code, stderr } = await pulumi("config", "set", ...how, key, "--", value);
    if (code !== 0) throw new Error(`config set ${key} failed: ${stderr}`);
  };
  const close = () => {
    if (!options.sandbox) sandbox.close();
    rmSync(scratch, { recursive: true, force: true });
  };
  const made = await sandbox.pulumi(["stack", "init", stack, "--non-interactive"], { cwd });
  if (made.code !== 0) {
    close();
    throw new Error(`stack init failed: ${made.stderr}`);
  }
  for (const [key, value] of Object.entries(options.config ?? {})) await configure(key, value);
  for (const [key, value] of Object.entries(options.secrets ?? {})) {
    await configure(key, value, "--secret");
  }
  const exported = async () => (await pulumi("stack", "export")).stdout;
  return {
    sandbox,
    cwd,
    pulumi,
    close,
    exported,
    preview: (...args) => pulumi("preview", ...args),
    up: (...args) => pulumi("up", "--yes", "--skip-preview", ...args),
    destroy: (...args) => pulumi("destroy", "--yes", "--skip-preview", ...args),
    state: async () => {
      const state = JSON.parse(await exported()) as { deployment: { resources?: StateResource[] } };
      return state.deployment.resources ?? [];
    },
    outputs: async () => JSON.parse((await pulumi("stack", "output", "--json", "--show-secrets")).stdout),
  };
}

function writeProgram(folder: string, source: string): string {
  mkdirSync(folder);
  symlinkSync(join(repository, "node_modules"), join(folder, "node_modules"));
  writeFileSync(join(folder, "Pulumi.yaml"), "name: program\nruntime: nodejs\nmain: index.js\n");
  const dependencies = {
    "@pulumi/pulumi": "*",
    "@ovhcloud/pulumi-ovh": "*",
    "@pulumi/openstack": "*",
    "@pulumi/cloudflare": "*",
  };
  writeFileSync(join(folder, "package.json"), JSON.stringify({ name: "program", version: "0.0.0", dependencies }));
  writeFileSync(join(folder, "index.js"), source);
  return folder;
}
