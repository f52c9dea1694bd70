import { readFileSync, realpathSync, renameSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";

/**
 * Remembers what a program answered about itself, so that a warm start asks nobody. An answer holds while the file's
 * real path, size and time stay the same.
 *
 * @param {string} cache our cache folder
 * @param {string} kind what is asked, such as `node-version`
 * @param {string} file absolute path of the program
 * @param {() => Promise<string>} ask its answer; an empty one is remembered too
 */
export async function probe(cache, kind, file, ask) {
  const store = path.join(cache, "probes.json");
  const real = realpathSync(file);
  const { size, mtimeMs } = statSync(real);
  const key = `${kind}|${real}|${size}|${mtimeMs}`;
  const known = readStore(store)[key];
  if (known !== undefined) return known;
  const answer = await ask();
  const draft = `${store}.${process.pid}`;
  writeFileSync(draft, `${JSON.stringify({ ...readStore(store), [key]: answer }, null, 1)}\n`);
  renameSync(draft, store);
  return answer;
}

/**
 * @param {string} store
 * @returns {Record<string, string>}
 */
function readStore(store) {
  try {
    return JSON.parse(readFileSync(store, "utf8"));
  } catch {
    return {};
  }
}
