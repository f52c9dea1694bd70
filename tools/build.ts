/** Builds every package; what was built before, in this clone or another, comes from the cache. */
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { cache } from "./places.ts";
import { run } from "./run.ts";

const environment = { ...process.env, TURBO_TELEMETRY_DISABLED: "1", DO_NOT_TRACK: "1", TURBO_NO_UPDATE_NOTIFIER: "1" };

/** Runs a task of turbo.json in every package. */
export async function turbo(task: string): Promise<{ code: number; output: string; said: string }> {
  const args = ["run", task, "--cache-dir", join(cache, "turbo"), "--output-logs=errors-only", "--ui=stream"];
  const { code, output } = await run("turbo", args, undefined, environment);
  const count = /(\d+) successful, (\d+) total/.exec(output);
  const cached = /Cached:\s+(\d+) cached/.exec(output);
  return { code, output, said: `${count?.[1] ?? "0"} of ${count?.[2] ?? "?"} (${cached?.[1] ?? "0"} from the cache)` };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const started = Date.now();
  process.stdout.write("building the packages ... ");
  const { code, output, said } = await turbo("build");
  process.stdout.write(`${said}, ${((Date.now() - started) / 1000).toFixed(1)} s\n`);
  if (code !== 0) {
    process.stdout.write(`${output}\nthe build failed; the lines above say where\n`);
    process.exitCode = 1;
  }
}
