/**
 * Completes package-lock.json with the packages of other platforms that the registry at hand does not serve.
 *
 *   node toolchain/complete-lock.mjs          after every `npm install`; writes package-lock.json where needed
 *   node toolchain/complete-lock.mjs --check  writes nothing, exit code 1 when something is missing
 */
import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { missingPlatformPackages } from "./src/lock-completion.mjs";
import { TREE } from "./src/places.mjs";

const file = path.join(TREE, "package-lock.json");
const lock = JSON.parse(readFileSync(file, "utf8"));
const missing = missingPlatformPackages(lock.packages);
const names = Object.keys(missing);
const check = process.argv.includes("--check");
if (names.length > 0 && !check) {
  const all = Object.entries({ ...lock.packages, ...missing }).sort(([a], [b]) => (a < b ? -1 : 1));
  lock.packages = Object.fromEntries(all);
  writeFileSync(file, `${JSON.stringify(lock, null, 2)}\n`);
}
process.stdout.write(`package-lock.json: ${names.length} platform packages ${check ? "missing" : "added"}\n`);
if (check && names.length > 0) process.exitCode = 1;
