/** Properties with parts of them hidden, and what a hidden part may turn out to be. */
import type { RecordedResource } from "@accoreboot/testing";
import type { Recorded } from "../src/matchers.ts";
import type { Fixtures, Properties } from "./fixtures/fixture.ts";

/** A string's stand-in in a preview. */
export const unknown = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";
/** A secret whose value is encrypted, as an exported state holds it. */
export const encrypted = {
  "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270",
  ciphertext: "v1:xx",
};
/** A secret as the engine sends it to a policy: with its value. */
export const secret = (value: unknown) => ({
  "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270",
  value,
});

/** A resource of a program under mocks as the pack sees it: its secrets marked as such. */
export const asJudged = ({ type, name, inputs, protect, secretInputs }: RecordedResource): Recorded => ({
  type,
  name,
  inputs: { ...inputs, ...Object.fromEntries(secretInputs.map((input) => [input, secret(inputs[input])])) },
  options: { protect },
});

/** True for a secret in the engine's form, encrypted or not. */
export const isMarked = (value: unknown): boolean =>
  typeof value === "object" && value !== null && Object.hasOwn(value, "4dabf18193072939515e22adb298388d");

/** The value's stand-in in a preview: a secret stays one. */
export const hiddenLike = (value: unknown): unknown => (isMarked(value) ? secret(unknown) : unknown);

/** Where a value stands: names and indices, from the outside in. */
export type Path = readonly (string | number)[];

/** The paths of everything in a value except itself: leaves, lists and objects, outer ones first. */
export function pathsIn(value: unknown, path: Path = []): Path[] {
  if (typeof value !== "object" || value === null || isMarked(value)) return [];
  const steps = Array.isArray(value) ? value.map((_, index) => index) : Object.keys(value);
  return steps.flatMap((step) => {
    const inner = [...path, step];
    return [inner, ...pathsIn((value as Properties)[step], inner)];
  });
}

export const valueAt = (value: unknown, path: Path): unknown =>
  path.reduce<unknown>((inner, step) => (inner as Properties | undefined)?.[step], value);

/** A copy with the value at that path replaced. */
export function replaced<T>(value: T, path: Path, by: unknown): T {
  const [step, ...rest] = path;
  if (step === undefined) return by as T;
  const copy = (Array.isArray(value) ? [...value] : { ...value }) as Properties;
  copy[step] = replaced(copy[step], rest, by);
  return copy as T;
}

/** The path with `*` for each index and, in maps, each name: the same for all members of a list. */
export const pattern = (path: Path): string =>
  path
    .map((step) => (typeof step === "number" ? "[*]" : `.${step}`))
    .join("")
    .replace(/^\./, "");

const typeOf = (value: unknown) => (Array.isArray(value) ? "list" : value === null ? "null" : typeof value);

/** Everything that stands at like places in a rule's fixtures, by type of resource and place. */
export function poolOf({ bad, good }: Fixtures): Map<string, unknown[]> {
  const pool = new Map<string, Map<string, unknown>>();
  for (const { type, inputs } of [...bad, ...good]) {
    for (const path of pathsIn(inputs)) {
      const key = `${type} ${pattern(path)}`;
      const value = valueAt(inputs, path);
      if (value === undefined || value === null) continue;
      pool.set(key, (pool.get(key) ?? new Map()).set(JSON.stringify(value), value));
    }
  }
  return new Map([...pool].map(([key, values]) => [key, [...values.values()]]));
}

/** What a hidden value may turn out to be: itself, and everything of its kind at like places in the rule's fixtures. */
export function candidates(
  all: Fixtures,
  pool: Map<string, unknown[]>,
  type: string,
  inputs: Properties,
  path: Path,
): unknown[] {
  const own = valueAt(inputs, path);
  const like = (pool.get(`${type} ${pattern(path)}`) ?? []).filter((value) => typeOf(value) === typeOf(own));
  const real = (value: unknown) => typeof value !== "string" || value.trim() !== "";
  const present = all.presence?.includes(pattern(path)) ?? false;
  const values = [own, ...like.filter((value) => JSON.stringify(value) !== JSON.stringify(own))];
  return present ? values.filter(real) : values;
}
