import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { openProgram, type Program, type ProgramOptions } from "@accoreboot/sandbox";

const repository = fileURLToPath(new URL("../../..", import.meta.url));

/** What to run. */
export interface RunningOptions extends Omit<ProgramOptions, "folder"> {
  /** A CommonJS program; its folder is made and removed. */
  readonly source?: string;
  /** Or the folder of a program that exists; nothing is written to it. */
  readonly folder?: string;
}

/** Makes the stack and hands it over; `close` it when done. */
export async function running({ source, folder, ...options }: RunningOptions): Promise<Program> {
  const scratch = folder === undefined ? mkdtempSync(join(tmpdir(), "accoreboot test ")) : undefined;
  const cwd = folder ?? writeProgram(join(scratch ?? "", "program"), source ?? "");
  const env = { PULUMI_NODEJS_TRANSPILE_ONLY: "true" };
  const program = await openProgram({ ...options, folder: cwd, env });
  return {
    ...program,
    close: async () => {
      await program.close();
      if (scratch) rmSync(scratch, { recursive: true, force: true });
    },
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
