import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "../places.ts";
import { tracked } from "./files.ts";

const page = "docs/capabilities.md";
const ids = Array.from({ length: 150 }, (_, i) => `C${String(i + 1).padStart(3, "0")}`);

/** Ids missing from the page, and ids that it calls done without a test that names them. */
export function capabilityProblems(): string[] {
  const rows = new Map<string, string>();
  for (const line of readFileSync(join(root, page), "utf8").split("\n")) {
    const id = /^\| (C\d{3}) \|/.exec(line)?.[1];
    if (id) rows.set(id, line);
  }
  const named = namedInTests();
  return ids.flatMap((id) => {
    const row = rows.get(id);
    if (!row) return [`${page}: ${id} is missing`];
    const done = row.split("|")[4]?.trim() === "done";
    if (done && !named.has(id)) return [`${page}: ${id} is called done, and no test names it`];
    return linkedTests(row)
      .filter((file) => !existsSync(join(root, file)) || !readFileSync(join(root, file), "utf8").includes(id))
      .map((file) => `${page}: ${id} is said to be proved by ${file}, which does not name it`);
  });
}

/** Files that a row links to. */
function linkedTests(row: string): string[] {
  return [...row.matchAll(/\]\(\.\.\/([^)]+)\)/g)].map(([, file]) => file ?? "");
}

/** Every id that stands in the title of a test. */
export function namedInTests(): Set<string> {
  const found = tracked("*.test.ts").flatMap(
    (file) => readFileSync(join(root, file), "utf8").match(/\bC\d{3}\b/g) ?? [],
  );
  return new Set(found);
}
