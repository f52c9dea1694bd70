/**
 * Measures previews and updates of the same infrastructure, written with the components and on the bare SDK,
 * beside an empty program, interleaved in one run. Prints medians, spreads and ratios; asserts nothing.
 */
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { createSandbox, type Sandbox } from "@accoreboot/sandbox";
import { bare, components, empty } from "./programs.ts";

const root = fileURLToPath(new URL("..", import.meta.url));
const rounds = Number(process.argv[2] ?? 5);
const programs = { empty, "bare SDK": bare, components };
type Name = keyof typeof programs;

async function timed(sandbox: Sandbox, cwd: string, ...args: string[]): Promise<number> {
  const started = performance.now();
  const { code, stdout } = await sandbox.pulumi([...args, "--stack", "bench", "--non-interactive"], { cwd });
  if (code !== 0) throw new Error(`${args.join(" ")} failed:\n${stdout}`);
  return (performance.now() - started) / 1000;
}

/** Seconds of a preview of everything, of the update that makes it, and of the preview that finds nothing to do. */
async function measure(source: string): Promise<readonly [number, number, number]> {
  const scratch = mkdtempSync(join(tmpdir(), "accoreboot bench "));
  const cwd = join(scratch, "program");
  mkdirSync(cwd);
  symlinkSync(join(root, "node_modules"), join(cwd, "node_modules"));
  writeFileSync(join(cwd, "Pulumi.yaml"), "name: bench\nruntime: nodejs\nmain: index.js\n");
  writeFileSync(join(cwd, "package.json"), '{ "name": "bench", "version": "0.0.0" }');
  writeFileSync(join(cwd, "index.js"), source);
  const sandbox = await createSandbox(join(scratch, "sandbox"));
  try {
    await sandbox.pulumi(["stack", "init", "bench", "--non-interactive"], { cwd });
    const preview = await timed(sandbox, cwd, "preview");
    const up = await timed(sandbox, cwd, "up", "--yes", "--skip-preview");
    return [preview, up, await timed(sandbox, cwd, "preview", "--expect-no-changes")];
  } finally {
    sandbox.close();
    rmSync(scratch, { recursive: true, force: true });
  }
}

const median = (values: number[]) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
const range = (values: number[]) => `${Math.min(...values).toFixed(2)} to ${Math.max(...values).toFixed(2)}`;

const results = new Map<Name, (readonly [number, number, number])[]>();
for (let round = 1; round <= rounds; round++) {
  for (const name of Object.keys(programs) as Name[]) {
    process.stderr.write(`round ${round} of ${rounds}: ${name}\n`);
    results.set(name, [...(results.get(name) ?? []), await measure(programs[name])]);
  }
}
process.stdout.write(`| step | program | median, s | range, s | to the bare SDK |\n|---|---|---|---|---|\n`);
for (const [i, step] of ["first preview", "up", "second preview"].entries()) {
  const base = median((results.get("bare SDK") ?? []).map((times) => times[i] ?? 0));
  for (const [name, times] of results) {
    const column = times.map((each) => each[i] ?? 0);
    process.stdout.write(
      `| ${step} | ${name} | ${median(column).toFixed(2)} | ${range(column)} | ${(median(column) / base).toFixed(2)} |\n`,
    );
  }
}
