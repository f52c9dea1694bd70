import { chmodSync, copyFileSync } from "node:fs";
import path from "node:path";
import { buildGoTool } from "./go-build.mjs";
import { ENGINE_GO_PACKAGE, ENGINE_VERSION } from "./pins.mjs";

/**
 * Builds the engine from the pinned Go module into a folder and puts the hook for our language host beside it. The
 * sources are checked against engine/go.sum.
 *
 * @param {import("./places.mjs").Context} context
 * @param {string} staging
 */
export async function buildEngine(context, staging) {
  const announce = `Building the Pulumi engine ${ENGINE_VERSION} from its Go module: once, 4 to 6 minutes on 2 idle cores.`;
  await buildGoTool(context, {
    name: "the engine",
    announce,
    module: path.join(context.tree, "toolchain", "engine"),
    command: ENGINE_GO_PACKAGE,
    version: ENGINE_VERSION,
    versionVariable: "github.com/pulumi/pulumi/sdk/v3/go/common/version.Version",
    target: path.join(staging, "pulumi"),
  });
  placeHook(context.tree, staging);
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
