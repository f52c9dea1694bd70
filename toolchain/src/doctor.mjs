import { existsSync } from "node:fs";
import { dependencyState } from "./dependencies.mjs";
import { allowedWays, findEngine } from "./engine.mjs";
import { enginesOnPath } from "./engine-path.mjs";
import { findGo } from "./go.mjs";
import { findNode } from "./node.mjs";
import { ENGINE_MINIMUM, ENGINE_VERSION, NODE_MINIMUM, releaseUrls } from "./pins.mjs";
import { PLATFORM } from "./places.mjs";
import { neutral, run, whichAll } from "./processes.mjs";

/**
 * What is there and where, and what a set-up would do. Changes nothing but the remembered answers of programs.
 *
 * @param {import("./places.mjs").Context} context
 * @returns {Promise<{ lines: string[], ready: boolean }>}
 */
export async function doctor(context) {
  const { env, cache, tree } = context;
  const toolEnv = neutral(env);
  const node = await findNode(context);
  const engine = await findEngine(context);
  const state = dependencyState(tree);
  const go = findGo(env);
  const goVersion = go && (await run(go, ["version"], { env: toolEnv, totalMs: 10_000 })).stdout.trim();
  const onPath = await enginesOnPath(context);
  const minimum = env["ACCOREBOOT_PULUMI_MIN"] ?? ENGINE_MINIMUM;
  const { archive } = releaseUrls(ENGINE_VERSION, PLATFORM, env["ACCOREBOOT_RELEASES_URL"]);
  const lines = [
    `platform      ${PLATFORM}`,
    `work tree     ${tree}`,
    `cache         ${cache}${existsSync(cache) ? "" : " (not there yet)"}`,
    `node          running ${process.version} at ${process.execPath}; needed ${NODE_MINIMUM}`,
    `              ${node ? `will use ${node.version} at ${node.path} (${node.origin})` : "will install one from npm"}`,
    `npm           ${whichAll("npm", env)[0] ?? "not found"}`,
    `dependencies  ${state === "missing" ? "missing or other than package-lock.json" : "as package-lock.json says"}`,
    ...(onPath.length === 0 ? ["pulumi        none on PATH"] : []),
    ...onPath.map(
      ({ path: file, version, refused }) => `pulumi        ${file}: ${refused || `${version}, can be used`}`,
    ),
    `engine        ${engine ? `will use ${engine.version} at ${engine.path} (${engine.origin})` : `will get ${ENGINE_VERSION}`}`,
    `              needed ${minimum}; ways allowed: ${allowedWays(env).join(", ")}`,
    `              download from ${archive}`,
    `go            ${go ? `${goVersion} at ${go}` : "not found"}`,
  ];
  const ready = node !== undefined && engine !== undefined && state !== "missing";
  lines.push(ready ? "ready" : "not ready; run: node toolchain/bootstrap.mjs setup");
  return { lines, ready };
}
