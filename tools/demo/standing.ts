/** `make demo-up` and `make demo-down`: an environment that is left standing in a sandbox, to play with. */
import { rmSync } from "node:fs";
import { environments } from "@accoreboot/core";
import { createSandbox } from "@accoreboot/sandbox";
import { example, guarded, isStanding, standing } from "./places.ts";
import { ensureStack, pulumi } from "./pulumi.ts";
import { bold, DemoError, say } from "./say.ts";

/** Brings an environment up and leaves it. */
export async function up(environment: string): Promise<void> {
  known(environment, "demo-up");
  const sandbox = await createSandbox(standing);
  try {
    await ensureStack(sandbox, example, environment);
    const { code } = await pulumi(
      sandbox,
      example,
      "up",
      "--yes",
      "--skip-preview",
      "--stack",
      environment,
      ...guarded,
    );
    if (code !== 0) throw new DemoError(`bringing ${environment} up failed`, `make demo-down ENV=${environment}`);
    say(bold(`\n${environment} stands in .sandbox/standing, ${sandbox.entries().length} resources. Play with it:`));
    say("  make sandbox CMD=ls");
    say(`  make sandbox CMD="run -- pulumi -C examples/accoreboot preview -s ${environment}"`);
    say(`  make demo-down ENV=${environment}`);
  } finally {
    await sandbox.close();
  }
}

/** Takes an environment down, protected or not, and with the last one the sandbox too. */
export async function down(environment: string): Promise<void> {
  known(environment, "demo-down");
  if (!isStanding()) return say("nothing stands: make demo-up ENV=test brings something up");
  const sandbox = await createSandbox(standing);
  try {
    await ensureStack(sandbox, example, environment);
    const run = (...args: string[]) => pulumi(sandbox, example, ...args, "--stack", environment);
    const destroy = async () => (await run("destroy", "--yes", "--skip-preview")).code === 0;
    if (!(await destroy())) {
      say("the environment protects its data: lifting that first");
      await run("config", "set", "protect", "false");
      await run("up", "--yes", "--skip-preview");
      if (!(await destroy())) await run("stack", "rm", environment, "--force", "--yes");
    }
    const orphans = sandbox.forget(({ urn }) => urn.startsWith(`urn:pulumi:${environment}::`));
    if (orphans > 0) say(`${orphans} resources that a killed run left without a state are forgotten`);
    const left = sandbox.entries().length;
    if (left > 0) return say(`${environment} is down; ${left} resources of other environments stand`);
  } finally {
    await sandbox.close();
  }
  rmSync(standing, { recursive: true, force: true });
  say("nothing stands any more");
}

function known(environment: string, target: string): void {
  if (environments.some((name) => name === environment)) return;
  throw new DemoError(`ENV is "${environment}"; it is one of ${environments.join(", ")}`, `make ${target} ENV=test`);
}
