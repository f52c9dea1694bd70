/** `make test` and `make nightly`: checks of the repository, then vitest suites, then one line of counts. */
import { checks } from "./checks.ts";
import { type Count, suite } from "./vitest.ts";

const suites = process.argv.slice(2);
const started = Date.now();
const seconds = (since: number) => `${((Date.now() - since) / 1000).toFixed(1)} s`;
let total: Count = { passed: 0, failed: 0 };

for (const { title, problems } of suites.includes("unit") ? checks : []) {
  const since = Date.now();
  process.stdout.write(`check: ${title} ... `);
  const found = await problems().catch((error: unknown) => [String(error)]);
  process.stdout.write(
    found.length === 0 ? `ok, ${seconds(since)}\n` : `FAILED, ${seconds(since)}\n${found.join("\n")}\n`,
  );
  total = found.length === 0 ? { ...total, passed: total.passed + 1 } : { ...total, failed: total.failed + 1 };
}
for (const name of suites) {
  process.stdout.write(`\nsuite: ${name}\n`);
  const { passed, failed } = await suite(name);
  total = { passed: total.passed + passed, failed: total.failed + failed };
}
process.stdout.write(`\n${seconds(started)}\n${total.passed} passed, ${total.failed} failed\n`);
process.exitCode = total.failed === 0 ? 0 : 1;
