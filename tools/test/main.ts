/**
 * `make test` and `make nightly`: checks of the repository, then vitest suites, then what failed by name, then one line
 * of counts.
 */
import { checks } from "./checks.ts";
import { suite } from "./vitest.ts";

const suites = process.argv.slice(2);
const started = Date.now();
const seconds = (since: number) => `${((Date.now() - since) / 1000).toFixed(1)} s`;
let passed = 0;
const failed: string[] = [];

for (const { title, problems } of suites.includes("unit") ? checks : []) {
  const since = Date.now();
  process.stdout.write(`check: ${title} ... `);
  const found = await problems().catch((error: unknown) => [String(error)]);
  process.stdout.write(
    found.length === 0 ? `ok, ${seconds(since)}\n` : `FAILED, ${seconds(since)}\n${found.join("\n")}\n`,
  );
  if (found.length === 0) {
    passed += 1;
  } else {
    failed.push(`check: ${title}`);
  }
}
for (const name of suites) {
  process.stdout.write(`\nsuite: ${name}\n`);
  const outcome = await suite(name);
  passed += outcome.passed;
  failed.push(...outcome.failed);
}
process.stdout.write(
  [
    "",
    ...failed.map((name) => `FAILED ${name}`),
    seconds(started),
    `${passed} passed, ${failed.length} failed`,
    "",
  ].join("\n"),
);
process.exitCode = failed.length === 0 ? 0 : 1;
