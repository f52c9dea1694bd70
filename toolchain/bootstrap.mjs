/**
 * Gets a machine from Node.js 18 and git to an engine that runs. Plain JavaScript, no dependency.
 *
 *   node toolchain/bootstrap.mjs setup             prepare everything
 *   node toolchain/bootstrap.mjs run -- <command>  the same, silently when warm, then run a command with it on PATH
 *   node toolchain/bootstrap.mjs versitygw         build the S3 server of the sandbox's buckets once, print its path
 *   node toolchain/bootstrap.mjs doctor            say what is there and where
 */
import { runCommand } from "./src/command.mjs";
import { ensureDependencies } from "./src/dependencies.mjs";
import { doctor } from "./src/doctor.mjs";
import { ensureEngine } from "./src/engine.mjs";
import { commandEnvironment } from "./src/environment.mjs";
import { Failure, reasonOf } from "./src/failure.mjs";
import { ensureNode } from "./src/node.mjs";
import { openCache, TREE } from "./src/places.mjs";
import { sayOn } from "./src/say.mjs";
import { ensureVersitygw } from "./src/versitygw.mjs";

const USAGE = `usage: node toolchain/bootstrap.mjs setup [--without-engine]
       node toolchain/bootstrap.mjs run [--without-engine] -- <command> [arguments]
       node toolchain/bootstrap.mjs versitygw
       node toolchain/bootstrap.mjs doctor`;

/** Verbs that stand alone. */
const ALONE = ["doctor", "versitygw"];

/** @param {readonly string[]} argv @returns {Promise<number>} exit code */
async function main(argv) {
  const split = argv.indexOf("--");
  const words = split < 0 ? argv : argv.slice(0, split);
  const [command, ...args] = split < 0 ? [] : argv.slice(split + 1);
  const [verb, ...flags] = words;
  const alone = ALONE.includes(verb ?? "");
  const known = alone ? flags.length === 0 : flags.every((flag) => flag === "--without-engine");
  const shaped = verb === "run" ? command !== undefined : split < 0 && (verb === "setup" || alone);
  if (!known || !shaped) {
    process.stderr.write(`${USAGE}\n`);
    return 2;
  }

  const say = sayOn(process.stderr);
  const context = { env: process.env, cache: openCache(process.env), tree: TREE, say };
  if (verb === "doctor") {
    const { lines, ready } = await doctor(context);
    process.stdout.write(`${lines.join("\n")}\n`);
    return ready ? 0 : 1;
  }
  if (verb === "versitygw") {
    process.stdout.write(`${await ensureVersitygw(context)}\n`);
    return 0;
  }

  const node = await ensureNode(context);
  await ensureDependencies(context, node);
  const engine = flags.includes("--without-engine") ? undefined : await ensureEngine(context);
  if (command !== undefined) return runCommand(command, args, commandEnvironment(context, node, engine));
  say.line(`Node.js ${node.version} (${node.origin}): ${node.path}`);
  if (engine) say.line(`Pulumi engine ${engine.version} (${engine.origin}): ${engine.path}`);
  return 0;
}

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  const failure = error instanceof Failure ? error : new Failure(reasonOf(error));
  process.stderr.write(`${failure.format()}\n`);
  process.exitCode = failure.exitCode;
}
