/**
 * Measures the sandbox's own share of an update: 500 resources made on the real engine, against the sandbox and against
 * a provider that does nothing, interleaved in one run. Prints medians, spreads and the ratio; asserts nothing.
 */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { seeded } from "@accoreboot/sandbox";
import { idleProvider } from "./idle-provider.ts";
import { median, range, withProgram } from "./measuring.ts";

const rounds = Number(process.argv[2] ?? 5);

/** 200 users, a key for each, 100 buckets; an answer of the idle provider has no outputs, so ids alone are passed on. */
const program = `
const ovh = require("@ovhcloud/pulumi-ovh");
const serviceName = "${seeded.projectId}";
for (let n = 0; n < 200; n++) {
  const user = new ovh.cloudproject.User("user" + n, { serviceName, description: "user " + n, roleNames: ["objectstore_operator"] });
  new ovh.cloudproject.S3Credential("key" + n, { serviceName, userId: user.id });
}
for (let n = 0; n < 100; n++) new ovh.cloudproject.Storage("bucket" + n, { serviceName, regionName: "GRA", name: "bench-" + n });
`;

/** Seconds of an update of the program, against the idle provider or the sandbox. */
const measure = (idle: boolean) =>
  withProgram(program, async (cwd, sandbox) => {
    const provider = idle ? await idleProvider() : undefined;
    const inside = sandbox.environment();
    const env = provider ? { ...inside, PULUMI_DEBUG_PROVIDERS: `ovh:${provider.port}` } : inside;
    const pulumi = async (...args: string[]) => {
      const shim = join(sandbox.path, "bin", "pulumi");
      const child = spawn(shim, [...args, "--non-interactive"], { cwd, env, stdio: "ignore" });
      const [code] = await once(child, "close");
      if (code !== 0) throw new Error(`${args.join(" ")} ended with ${code}`);
    };
    try {
      await pulumi("stack", "init", "bench");
      const began = performance.now();
      await pulumi("up", "--yes", "--skip-preview", "--stack", "bench");
      return (performance.now() - began) / 1000;
    } finally {
      provider?.close();
    }
  });

const times = { idle: [] as number[], sandbox: [] as number[] };
for (let round = 1; round <= rounds; round++) {
  process.stderr.write(`round ${round} of ${rounds}\n`);
  for (const which of round % 2 ? (["idle", "sandbox"] as const) : (["sandbox", "idle"] as const)) {
    times[which].push(await measure(which === "idle"));
  }
}
const ratios = times.sandbox.map((seconds, i) => seconds / (times.idle[i] ?? Number.NaN));
process.stdout.write(`| up of 500 resources against | median, s | range, s |\n|---|---|---|\n`);
process.stdout.write(`| a provider that does nothing | ${median(times.idle).toFixed(2)} | ${range(times.idle)} |\n`);
process.stdout.write(`| the sandbox | ${median(times.sandbox).toFixed(2)} | ${range(times.sandbox)} |\n`);
process.stdout.write(`| ratio, round by round | ${median(ratios).toFixed(3)} | ${range(ratios)} |\n`);
