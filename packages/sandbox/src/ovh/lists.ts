import { equal } from "../properties.ts";
import { sha1 } from "../random.ts";

/** Id of a data source that gives a list: a decimal number that follows from what is in it. */
export const listId = (ids: readonly string[]) => String(Number.parseInt(sha1(ids.join("\n")).slice(0, 8), 16));

/** Whether two lists hold the same, in any order: for what is a set in the provider. */
export function sameSet(a: unknown, b: unknown): boolean {
  if (!Array.isArray(a) || !Array.isArray(b)) return false;
  const within = (some: unknown[], all: unknown[]) => some.every((item) => all.some((other) => equal(item, other)));
  return a.length === b.length && within(a, b) && within(b, a);
}
