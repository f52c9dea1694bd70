import { findGo, goEnvironment } from "./go.mjs";
import { explain, run } from "./processes.mjs";

/** Longest time without a word from Go while it fetches modules. The largest ones take a while on a slow line. */
const FETCH_SILENT_MS = 90_000;

/**
 * Builds a command that a go.mod of ours names as its tool. The sources are checked against the go.sum beside it. Throws
 * with what Go said when it cannot.
 *
 * @param {import("./places.mjs").Context} context
 * @param {object} tool
 * @param {string} tool.name as it is called in what is said: "the Pulumi engine"
 * @param {string} tool.announce said once, before work that takes minutes
 * @param {string} tool.module absolute path of the folder with go.mod and go.sum
 * @param {string} tool.command import path of the command
 * @param {string} tool.version set at link time in `versionVariable`
 * @param {string} tool.versionVariable such as `main.Version`
 * @param {string} tool.target absolute path of the program to write
 */
export async function buildGoTool({ env, cache, say }, tool) {
  const go = findGo(env);
  if (!go) throw new Error("Go is not installed (no `go` on PATH)");
  const cwd = tool.module;
  const goEnv = await goEnvironment(go, env, cache);
  say.line(tool.announce);

  const fetching = say.progress("fetching Go modules");
  const listed = await run(go, ["list", "-mod=readonly", "-deps", tool.command], {
    cwd,
    env: goEnv,
    silentMs: FETCH_SILENT_MS,
    onLine: (line) => fetching.detail(line.replace(/^go: downloading /, "")),
  });
  fetching.end();
  if (listed.code !== 0) throw new Error(`go list: ${explain(listed)}`);

  const total = listed.stdout.trim().split("\n").length;
  const building = say.progress(`building ${tool.name}`);
  let compiled = 0;
  const flags = ["-mod=readonly", "-trimpath", "-buildvcs=false", "-v"];
  const linker = `-s -w -X ${tool.versionVariable}=${tool.version}`;
  const args = ["build", ...flags, "-ldflags", linker, "-o", tool.target, tool.command];
  const built = await run(go, args, {
    cwd,
    env: goEnv,
    onLine: () => building.detail(`${++compiled} of at most ${total} packages`),
  });
  building.end();
  if (built.code !== 0) throw new Error(`go build: ${explain(built)}`);
}
