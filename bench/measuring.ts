import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { createSandbox, type Sandbox } from "@accoreboot/sandbox";

const root = fileURLToPath(new URL("..", import.meta.url));

/** Writes a program into a folder of its own, opens a sandbox for it, and removes both after the work. */
export async function withProgram<T>(source: string, work: (cwd: string, sandbox: Sandbox) => Promise<T>): Promise<T> {
  const scratch = mkdtempSync(join(tmpdir(), "accoreboot bench "));
  const cwd = join(scratch, "program");
  mkdirSync(cwd);
  symlinkSync(join(root, "node_modules"), join(cwd, "node_modules"));
  writeFileSync(join(cwd, "Pulumi.yaml"), "name: bench\nruntime: nodejs\nmain: index.js\n");
  writeFileSync(join(cwd, "package.json"), '{ "name": "bench", "version": "0.0.0" }');
  writeFileSync(join(cwd, "index.js"), source);
  const sandbox = await createSandbox(join(scratch, "sandbox"));
  try {
    return await work(cwd, sandbox);
  } finally {
    await sandbox.close();
    rmSync(scratch, { recursive: true, force: true });
  }
}

export const median = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;

export const range = (values: readonly number[]): string =>
  `${Math.min(...values).toFixed(2)} to ${Math.max(...values).toFixed(2)}`;
