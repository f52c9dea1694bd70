import { realpathSync } from "node:fs";
import path from "node:path";
import { whichAll } from "./processes.mjs";
import { findVersitygw } from "./versitygw.mjs";

/**
 * PATH for a command: the chosen node and engine, our language host where the engine needs it, the S3 server when it was
 * built before, the tools in node_modules, then what was there. Node and engine are put in front only where they would
 * not come first anyway.
 *
 * @param {import("./places.mjs").Context} context
 * @param {import("./node.mjs").NodeChoice} node
 * @param {import("./engine.mjs").Engine | undefined} engine
 * @returns {NodeJS.ProcessEnv}
 */
export function commandEnvironment({ env, cache, tree }, node, engine) {
  const front = [];
  if (!isFirst("node", node.path, env)) front.push(path.dirname(node.path));
  if (engine && !isFirst("pulumi", engine.path, env)) front.push(path.dirname(engine.path));
  if (engine?.ownHost) front.push(path.join(tree, "toolchain", "bin"));
  const versitygw = findVersitygw(cache);
  if (versitygw) front.push(path.dirname(versitygw));
  front.push(path.join(tree, "node_modules", ".bin"));
  return { ...env, PATH: [...front, env["PATH"]].filter(Boolean).join(path.delimiter) };
}

/** @param {string} name @param {string} file @param {NodeJS.ProcessEnv} env */
function isFirst(name, file, env) {
  const first = whichAll(name, env)[0];
  return first !== undefined && realpathSync(first) === realpathSync(file);
}
