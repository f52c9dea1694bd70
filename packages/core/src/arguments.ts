import type { Finding } from "./finding.ts";
import { nearestName } from "./nearest.ts";

/**
 * The names an object may have. Written `names<FooArgs>({ a: true, ... })`, so that the compiler
 * refuses a table that misses a property of `FooArgs` or has one too many.
 */
export type Names<T> = Readonly<Record<keyof T, true>>;

/** Types a table of names; see {@link Names}. */
export const names = <T>(table: Names<T>): Names<T> => table;

/** A finding for every property that is not among the known names, with the nearest known one. */
export function unknownNames(given: unknown, known: Readonly<Record<string, true>>, path = ""): Finding[] {
  if (!isPlainObject(given)) return [];
  return Object.keys(given)
    .filter((name) => !Object.hasOwn(known, name))
    .map((name) => {
      const nearest = nearestName(name, Object.keys(known));
      return {
        path: path ? `${path}.${name}` : name,
        problem: "unknown argument",
        remedy: nearest ? `Did you mean "${nearest}"?` : `Known are ${Object.keys(known).join(", ")}`,
      };
    });
}

/** The same for every member of a list of objects. A list that is not one is left to its own rule. */
export function unknownNamesEach(given: unknown, known: Readonly<Record<string, true>>, path: string): Finding[] {
  return Array.isArray(given) ? given.flatMap((item, i) => unknownNames(item, known, `${path}[${i}]`)) : [];
}

/** True for object literals; false for arrays, outputs, promises and instances of classes. */
export function isPlainObject(value: unknown): value is Record<string, unknown> {
  if (typeof value !== "object" || value === null) return false;
  const prototype = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

/** Lays overriding properties over planned ones; undefined does not erase. */
export function override<T extends object>(planned: T, overrides: Partial<T> | undefined): T {
  const given = Object.entries(overrides ?? {}).filter(([, value]) => value !== undefined);
  return { ...planned, ...Object.fromEntries(given) } as T;
}
