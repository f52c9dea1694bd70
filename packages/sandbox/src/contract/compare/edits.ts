import type { Change } from "../types.ts";

/**
 * The fewest removals and insertions that turn one list of texts into the other, by index: a removal counts in the old
 * list, an insertion in the new one, both at one index are an update.
 */
export function edits(old: readonly string[], now: readonly string[]): Map<number, Change> {
  const common = lengths(old, now);
  const found = new Map<number, Change>();
  const note = (index: number, kind: Change) => found.set(index, found.has(index) ? "update" : kind);
  let [i, j] = [0, 0];
  while (i < old.length || j < now.length) {
    if (i < old.length && j < now.length && old[i] === now[j]) {
      i++;
      j++;
    } else if (i < old.length && (j >= now.length || (common[i + 1]?.[j] ?? 0) >= (common[i]?.[j + 1] ?? 0))) {
      note(i++, "delete");
    } else note(j++, "add");
  }
  return found;
}

/** Length of the longest common subsequence of the rests, by where they begin. */
function lengths(old: readonly string[], now: readonly string[]): number[][] {
  const table = Array.from({ length: old.length + 1 }, () => new Array<number>(now.length + 1).fill(0));
  for (let i = old.length - 1; i >= 0; i--) {
    for (let j = now.length - 1; j >= 0; j--) {
      const row = table[i] as number[];
      row[j] = old[i] === now[j] ? (table[i + 1]?.[j + 1] ?? 0) + 1 : Math.max(table[i + 1]?.[j] ?? 0, row[j + 1] ?? 0);
    }
  }
  return table;
}
