import { spawn } from "node:child_process";
import { createInterface } from "node:readline";
import type { Sandbox } from "@accoreboot/sandbox";
import { dim, say } from "./say.ts";

/** What a finished `pulumi` printed, and how it ended. */
export interface Finished {
  readonly code: number;
  readonly output: string;
}

/** Runs `pulumi` in the sandbox, every line shown as it comes. */
export async function pulumi(sandbox: Sandbox, cwd: string, ...args: string[]): Promise<Finished> {
  say(dim(`    $ pulumi ${args.join(" ")}`));
  const child = spawn("pulumi", [...args, "--non-interactive", "--color", "never"], {
    cwd,
    // Types are checked by the repository's own checks; here they would only cost 5 s a command.
    env: { ...sandbox.environment(), PULUMI_NODEJS_TRANSPILE_ONLY: "true" },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const lines: string[] = [];
  const show = async (stream: NodeJS.ReadableStream) => {
    for await (const line of createInterface({ input: stream })) {
      if (line.trim() === "") continue;
      lines.push(line);
      say(dim(`    | ${line}`));
    }
  };
  const ended = new Promise<number>((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (code) => resolve(code ?? 1));
  });
  await Promise.all([show(child.stdout), show(child.stderr)]);
  return { code: await ended, output: lines.join("\n") };
}

/** Makes the stack unless it is there. */
export async function ensureStack(sandbox: Sandbox, cwd: string, stack: string): Promise<void> {
  const listed = await sandbox.pulumi(["stack", "ls", "--json", "--non-interactive"], { cwd });
  const names = listed.code === 0 ? (JSON.parse(listed.stdout) as { name: string }[]).map(({ name }) => name) : [];
  if (!names.includes(stack)) await pulumi(sandbox, cwd, "stack", "init", stack);
}
