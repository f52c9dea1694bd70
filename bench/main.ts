/**
 * Measures previews and updates of the same infrastructure, written with the components and on the bare SDK,
 * beside an empty program, interleaved in one run. Prints medians, spreads and ratios; asserts nothing.
 */
import type { Sandbox } from "@accoreboot/sandbox";
import { median, range, withProgram } from "./measuring.ts";
import { bare, components, empty } from "./programs.ts";

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
const measure = (source: string) =>
  withProgram(source, async (cwd, sandbox): Promise<readonly [number, number, number]> => {
    await sandbox.pulumi(["stack", "init", "bench", "--non-interactive"], { cwd });
    const preview = await timed(sandbox, cwd, "preview");
    const up = await timed(sandbox, cwd, "up", "--yes", "--skip-preview");
    return [preview, up, await timed(sandbox, cwd, "preview", "--expect-no-changes")];
  });

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
