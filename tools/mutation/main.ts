/**
 * Mutates and prints what docs/mutants.md holds: `node tools/mutation/main.ts core network`. Then the survivors as
 * equivalent.json would list them, for those that are found to be equivalent.
 */
import { areas, mutate } from "./mutate.ts";
import { table } from "./score.ts";

const asked = process.argv.slice(2);
for (const area of areas.filter((name) => asked.length === 0 || asked.includes(name))) {
  const { scores, stale } = await mutate(area);
  process.stdout.write(`${table(scores)}\n\n`);
  for (const { survivors } of scores) {
    for (const { status, ...mutant } of survivors) process.stdout.write(`${status} ${JSON.stringify(mutant)}\n`);
  }
  for (const listed of stale) process.stdout.write(`listed in vain ${JSON.stringify(listed)}\n`);
}
