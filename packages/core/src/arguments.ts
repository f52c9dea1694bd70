import type { Finding } from "./finding.ts";
import { isLater } from "./later.ts";
import { nearestName } from "./nearest.ts";

/**
 * The names an object may have. Written `names<FooArgs>({ a: true, ... })`, so that the compiler
 * refuses a table that misses a property of `FooArgs` or has one too many.
 */
export type Names<T> = Readonly<Record<keyof T, true>>;

/** Types a table of names; see {@link Names}. */
export const names = <T>(table: Names<T>): Names<T> => table;

/**
 * A finding for every property that is not among the known names, with the nearest known one; one finding for what is
 * given and is no object at all. Nothing given is left to whoever requires it.
 */
export function unknownNames(given: unknown, known: Readonly<Record<string, true>>, path = ""): Finding[] {
  if (given === undefined) return [];
  if (!isBag(given)) {
    const names = Object.keys(known).slice(0, 3).join(", ");
    return [
      {
        path: path || "args",
        problem: "not an object of arguments",
        remedy: `Give a plain object such as { ${names} }`,
      },
    ];
  }
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

/** True for what can hold arguments by name: an object that is no list, output or promise. */
function isBag(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value) && !isLater(value);
}

/** Lays overriding properties over planned ones; undefined does not erase, and what is no object overrides nothing. */
export function override<T extends object>(planned: T, overrides: Partial<T> | undefined): T {
  const given = Object.entries(isBag(overrides) ? overrides : {}).filter(([, value]) => value !== undefined);
  return { ...planned, ...Object.fromEntries(given) } as T;
}
