import { copyFileSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { extname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect } from "vitest";
import { models } from "../../src/models.ts";
import { type Outcome, openProgram, type Program } from "../../src/program.ts";
import type { Sandbox } from "../../src/sandbox.ts";
import type { Third } from "./table.ts";

const repository = fileURLToPath(new URL("../../../..", import.meta.url));

/** A third party's program on the engine; `close` it when done. */
export async function started({ file, config }: Third, sandbox?: Sandbox, stack = "test"): Promise<Program> {
  const folder = mkdtempSync(join(tmpdir(), "third party "));
  const main = `index${extname(file)}`;
  symlinkSync(join(repository, "node_modules"), join(folder, "node_modules"));
  copyFileSync(fileURLToPath(new URL(file, import.meta.url)), join(folder, main));
  writeFileSync(join(folder, "Pulumi.yaml"), `name: third\nruntime: nodejs\nmain: ${main}\n`);
  writeFileSync(
    join(folder, "package.json"),
    JSON.stringify({ name: "third", version: "0.0.0", ...(main.endsWith(".mjs") ? { type: "module" } : {}) }),
  );
  const program = await openProgram({ folder, config, stack, ...(sandbox ? { sandbox } : {}) });
  return {
    ...program,
    close: async () => {
      await program.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Insists that a command succeeded, with what it printed where not. */
export async function done(outcome: Promise<Outcome>): Promise<Outcome> {
  const result = await outcome;
  expect(result.code, result.stdout + result.stderr).toBe(0);
  return result;
}

/** Sets configuration and gives what the following update does. */
export async function reconfigured(program: Program, config: Readonly<Record<string, string>>): Promise<Outcome> {
  for (const [key, value] of Object.entries(config)) await program.pulumi("config", "set", key, "--", value);
  return done(program.up());
}

/** Takes a resource out of the state and brings it back by its import id. */
export async function reimported(program: Program, [name, provider]: Third["imported"]): Promise<void> {
  const state = await program.state();
  const named = (wanted: string) => state.find(({ urn }) => urn.split("::").at(-1) === wanted);
  const resource = named(name);
  if (!resource) throw new Error(`no ${name} in the state`);
  const removed = await program.pulumi("state", "delete", resource.urn, "--yes");
  expect(removed.code, removed.stderr).toBe(0);
  const entry = program.sandbox.entries().find(({ urn }) => urn === resource.urn);
  const id = importIdOf(String(resource.id), resource.type, entry?.inputs ?? {});
  const explicit = state.find(({ urn, type }) => type.startsWith("pulumi:providers:") && urn.endsWith(`::${provider}`));
  const given = explicit ? ["--provider", `${provider}=${explicit.urn}`] : [];
  const words = ["import", resource.type, name, id, "--yes", "--generate-code=false", "--protect=false", ...given];
  const result = await program.pulumi(...words);
  expect(result.code, result.stdout + result.stderr).toBe(0);
}

function importIdOf(id: string, token: string, inputs: Readonly<Record<string, unknown>>): string {
  const part = (name: string) => (name === "id" ? id : String(inputs[name]));
  return models.get(token)?.importId?.replace(/\w+/g, part) ?? id;
}

/** Comes up as it was previewed, has nothing left to do, does not drift by itself, and goes without a trace. */
export async function comesAndGoes(third: Third): Promise<void> {
  const program = await started(third);
  try {
    const { changes: foreseen } = await done(program.preview());
    expect(program.sandbox.entries()).toEqual([]);
    const { changes } = await done(program.up());
    expect(changes).toEqual(foreseen);
    await done(program.refresh("--expect-no-changes"));
    await done(program.preview("--expect-no-changes"));
    await done(program.destroy());
    expect(program.sandbox.entries()).toEqual([]);
  } finally {
    await program.close();
  }
}
