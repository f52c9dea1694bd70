/**
 * How long a pack takes to start: from the process to the port that the engine waits for. Ours, and a pack of one policy
 * on the bare policy SDK, both as the language host starts them, interleaved. Prints medians, ranges and memory; asserts nothing.
 */
import { spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { median } from "../measuring.ts";

const rounds = Number(process.argv[2] ?? 10);
const repository = fileURLToPath(new URL("../..", import.meta.url));
const runner = createRequire(import.meta.url).resolve("@pulumi/pulumi/cmd/run-policy-pack/index.js");
const scratch = mkdtempSync(join(tmpdir(), "accoreboot bench "));

function barePack(): string {
  const folder = join(scratch, "bare");
  mkdirSync(folder);
  symlinkSync(join(repository, "node_modules"), join(folder, "node_modules"), "dir");
  writeFileSync(join(folder, "package.json"), JSON.stringify({ name: "bare", version: "0.0.1", main: "index.js" }));
  writeFileSync(join(folder, "PulumiPolicy.yaml"), "runtime: nodejs\n");
  writeFileSync(
    join(folder, "index.js"),
    `const { PolicyPack } = require("@pulumi/policy");
new PolicyPack("bare", { policies: [{ name: "one", description: "one", enforcementLevel: "mandatory", validateResource() {} }] });`,
  );
  return folder;
}

/** Seconds to the port, and the memory of the process then, in MB. */
function started(folder: string, typescript: boolean): Promise<{ seconds: number; memory: number }> {
  const began = performance.now();
  const child = spawn(process.execPath, [runner, "127.0.0.1:1", "."], {
    cwd: folder,
    env: { ...process.env, PULUMI_NODEJS_TYPESCRIPT: String(typescript) },
    stdio: ["ignore", "pipe", "inherit"],
  });
  return new Promise((resolve, reject) => {
    child.once("exit", (code) => reject(new Error(`the pack ended with ${code}`)));
    child.stdout.once("data", () => {
      const seconds = (performance.now() - began) / 1000;
      const resident = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${child.pid}/status`, "utf8"))?.[1];
      child.removeAllListeners("exit").once("exit", () => resolve({ seconds, memory: Number(resident) / 1024 }));
      child.kill("SIGKILL");
    });
  });
}

const bare = barePack();
const packs: { readonly [title: string]: () => ReturnType<typeof started> } = {
  "this pack, 44 rules": () => started(join(repository, "packages/policies"), false),
  "one policy on the policy SDK, plain JavaScript": () => started(bare, false),
  "the same as the runner starts it by default, with TypeScript": () => started(bare, true),
};
const taken = new Map<string, { seconds: number; memory: number }[]>();
try {
  for (let round = 0; round <= rounds; round++) {
    for (const [title, start] of Object.entries(packs)) {
      const one = await start();
      if (round > 0) taken.set(title, [...(taken.get(title) ?? []), one]);
    }
  }
} finally {
  rmSync(scratch, { recursive: true, force: true });
}
process.stdout.write(`${rounds} rounds.\n\n| | s to the port, median (range) | MB, median |\n|---|---|---|\n`);
for (const [title, all] of taken) {
  const seconds = all.map((one) => one.seconds);
  const range = `${Math.min(...seconds).toFixed(2)} to ${Math.max(...seconds).toFixed(2)}`;
  process.stdout.write(
    `| ${title} | ${median(seconds).toFixed(2)} (${range}) | ${median(all.map(({ memory }) => memory)).toFixed(0)} |\n`,
  );
}
