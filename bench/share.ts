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

/** Seconds of an update of the program, on the clock and of this process, which is the provider and nothing else. */
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
      const [began, spent] = [performance.now(), process.cpuUsage()];
      await pulumi("up", "--yes", "--skip-preview", "--stack", "bench");
      const { user, system } = process.cpuUsage(spent);
      return { wall: (performance.now() - began) / 1000, own: (user + system) / 1e6 };
    } finally {
      provider?.close();
    }
  });

interface Taken {
  readonly wall: number;
  readonly own: number;
}
const taken = { idle: [] as Taken[], sandbox: [] as Taken[] };
for (let round = 1; round <= rounds; round++) {
  process.stderr.write(`round ${round} of ${rounds}\n`);
  for (const which of round % 2 ? (["idle", "sandbox"] as const) : (["sandbox", "idle"] as const)) {
    taken[which].push(await measure(which === "idle"));
  }
}
const wall = (which: keyof typeof taken) => taken[which].map((each) => each.wall);
const shares = taken.sandbox.map(({ own }, i) => own / (taken.idle[i]?.wall ?? Number.NaN));
const ratios = taken.sandbox.map((each, i) => each.wall / (taken.idle[i]?.wall ?? Number.NaN));
const row = (what: string, values: readonly number[]) =>
  process.stdout.write(`| ${what} | ${median(values).toFixed(3)} | ${range(values)} |\n`);
process.stdout.write("| up of 500 resources | median | range |\n|---|---|---|\n");
row("against a provider that does nothing, s", wall("idle"));
row("against the sandbox, s", wall("sandbox"));
row("the sandbox's own processor time, as a share of the first", shares);
row("ratio of the two runs (the engine also has outputs to keep and secrets to encrypt)", ratios);
