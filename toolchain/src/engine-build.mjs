import { chmodSync, copyFileSync } from "node:fs";
import path from "node:path";
import { findGo, goEnvironment } from "./go.mjs";
import { ENGINE_GO_PACKAGE, ENGINE_VERSION } from "./pins.mjs";
import { explain, run } from "./processes.mjs";

/** Longest time without a word from Go while it fetches modules. The largest ones take a while on a slow line. */
const FETCH_SILENT_MS = 90_000;

/**
 * Builds the engine from the pinned Go module into a folder and puts the hook for our language host beside it. The
 * sources are checked against engine/go.sum.
 *
 * @param {import("./places.mjs").Context} context
 * @param {string} staging
 */
export async function buildEngine({ env, cache, tree, say }, staging) {
  const go = findGo(env);
  if (!go) throw new Error("Go is not installed (no `go` on PATH)");
  const cwd = path.join(tree, "toolchain", "engine");
  const goEnv = await goEnvironment(go, env, cache);
  say.line(`Building the Pulumi engine ${ENGINE_VERSION} from its Go module: once, 4 to 6 minutes on 2 idle cores.`);

  const fetching = say.progress("fetching Go modules");
  const listed = await run(go, ["list", "-mod=readonly", "-deps", ENGINE_GO_PACKAGE], {
    cwd,
    env: goEnv,
    silentMs: FETCH_SILENT_MS,
    onLine: (line) => fetching.detail(line.replace(/^go: downloading /, "")),
  });
  fetching.end();
  if (listed.code !== 0) throw new Error(`go list: ${explain(listed)}`);

  const total = listed.stdout.trim().split("\n").length;
  const building = say.progress("building the engine");
  let compiled = 0;
  const flags = ["-mod=readonly", "-trimpath", "-buildvcs=false", "-v"];
  const linker = `-s -w -X github.com/pulumi/pulumi/sdk/v3/go/common/version.Version=${ENGINE_VERSION}`;
  const args = ["build", ...flags, "-ldflags", linker, "-o", path.join(staging, "pulumi"), ENGINE_GO_PACKAGE];
  const built = await run(go, args, {
    cwd,
    env: goEnv,
    onLine: () => building.detail(`${++compiled} of at most ${total} packages`),
  });
  building.end();
  if (built.code !== 0) throw new Error(`go build: ${explain(built)}`);

  placeHook(tree, staging);
}

/** The hook as it stands in the work tree. @param {string} tree */
export function hookSource(tree) {
  return path.join(tree, "toolchain", "engine", "pulumi-language-nodejs");
}

/** @param {string} tree @param {string} folder */
function placeHook(tree, folder) {
  const hook = path.join(folder, "pulumi-language-nodejs");
  copyFileSync(hookSource(tree), hook);
  chmodSync(hook, 0o755);
}
