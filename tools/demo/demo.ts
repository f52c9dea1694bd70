/**
 * The whole life of AccoReboot's test environment on the real engine, in a sandbox of its own:
 * preview, up, preview again, two refusals, destroy. Ends with counts, times and what to do next.
 */
import { rmSync } from "node:fs";
import { createSandbox, type Sandbox } from "@accoreboot/sandbox";
import { demoFolder, example, guarded, refused, underPack } from "./places.ts";
import { ensureStack, pulumi } from "./pulumi.ts";
import { bold, DemoError, green, say, seconds } from "./say.ts";

const stack = "test";
const times: { title: string; took: number }[] = [];

async function step<T>(title: string, work: () => Promise<T>): Promise<T> {
  const started = Date.now();
  say(bold(`\n[${times.length + 1}/7] ${title}`));
  const result = await work();
  times.push({ title, took: Date.now() - started });
  say(green(`    done in ${seconds(Date.now() - started)}`));
  return result;
}

/** Runs the demo; throws {@link DemoError} at the first thing that is not as it should be. */
export async function demo(): Promise<void> {
  const folder = demoFolder();
  const sandbox = await createSandbox(folder);
  const started = Date.now();
  try {
    const counts = await acts(sandbox);
    summary(sandbox, counts, Date.now() - started);
  } finally {
    await sandbox.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function acts(sandbox: Sandbox) {
  const run = (...args: string[]) => pulumi(sandbox, example, ...args, "--stack", stack);

  await step("Preview under the policy pack: what would be made, before anything is", async () => {
    await ensureStack(sandbox, example, stack);
    expectZero(await run("preview", ...guarded), "the preview");
    expectNothing(sandbox, "after the preview");
  });
  await step("Up: the real engine makes it, in the sandbox", async () => {
    expectZero(await run("up", "--yes", "--skip-preview", ...guarded), "the update");
  });
  const made = sandbox.entries().length;
  await step("Outputs, secrets masked", async () => {
    expectZero(await run("stack", "output"), "reading the outputs");
    await expectEncrypted(sandbox);
  });
  await step("Preview again: nothing to change", async () => {
    expectZero(await run("preview", "--expect-no-changes", ...guarded), "the second preview");
  });
  await step("Two mistakes on the bare SDK, each refused before anything is created", async () => {
    await refusal(sandbox, "postgresql-18", "DB001");
    await refusal(sandbox, "public-database", "DB003");
    if (sandbox.entries().length !== made) throw new DemoError("a refused preview created something", "make demo");
  });
  await step("Destroy", async () => {
    expectZero(await run("destroy", "--yes", "--skip-preview"), "destroying");
  });
  await step("Proof that nothing is left", async () => {
    expectNothing(sandbox, "after the destroy");
    say("    the sandbox holds 0 resources, the stack's state holds 0");
    const state = await exported(sandbox);
    if (state.length > 0) throw new DemoError(`the state still holds ${state.length} resources`, "make demo");
  });
  return { made };
}

async function refusal(sandbox: Sandbox, mistake: string, rule: string): Promise<void> {
  await ensureStack(sandbox, refused, mistake);
  const { code, output } = await pulumi(sandbox, refused, "preview", "--stack", mistake, ...underPack);
  if (code === 0 || !output.includes(rule)) {
    throw new DemoError(`${mistake} was not refused by ${rule}`, "make test");
  }
}

async function expectEncrypted(sandbox: Sandbox): Promise<void> {
  const { stdout } = await sandbox.pulumi(["stack", "export", "--stack", stack], { cwd: example });
  const passwords = sandbox.entries().flatMap(({ outputs }) => [outputs["password"], outputs["secretAccessKey"]]);
  const clear = passwords.filter((secret) => typeof secret === "string" && stdout.includes(secret));
  if (clear.length > 0) throw new DemoError("the state holds a secret in clear", "make test");
  say(`    ${passwords.filter(Boolean).length} secrets in the state, each encrypted`);
}

async function exported(sandbox: Sandbox): Promise<unknown[]> {
  const { stdout } = await sandbox.pulumi(["stack", "export", "--stack", stack], { cwd: example });
  const state = JSON.parse(stdout) as { deployment: { resources?: unknown[] } };
  return state.deployment.resources ?? [];
}

function expectZero({ code }: { code: number }, what: string): void {
  if (code !== 0) throw new DemoError(`${what} failed (exit ${code}); the lines above say why`, "make demo");
}

function expectNothing(sandbox: Sandbox, when: string): void {
  const left = sandbox.entries().length;
  if (left > 0) throw new DemoError(`the sandbox holds ${left} resources ${when}`, "make demo");
}

function summary(sandbox: Sandbox, { made }: { made: number }, took: number): void {
  const calls = sandbox.journal();
  const created = calls.filter(({ operation, result }) => operation === "create" && result === "ok").length;
  const deleted = calls.filter(({ operation, result }) => operation === "delete" && result === "ok").length;
  say(bold("\nWhat happened"));
  for (const { title, took: each } of times) say(`  ${seconds(each).padStart(7)}  ${title}`);
  say(`  ${seconds(took).padStart(7)}  in all`);
  say(`\n  ${made} resources made by the real engine, ${created} creations, ${deleted} deletions, 0 left.`);
  say("  Real: engine, state, encryption, policies. Simulated: OVHcloud, OpenStack, Cloudflare (docs/fidelity.md).");
  say(bold("\nWhat next"));
  say("  make demo-up ENV=test      the same, left standing to play with");
  say("  make test                  every test of the repository");
  say("  examples/accoreboot        the program you have just seen");
  say("  README.md                  the same on a real account");
}
