import { forcesReplacement, type ResourceContract } from "./contract/index.ts";
import type { Model } from "./model.ts";
import { equal, type Properties } from "./properties.ts";

/** How one property differs, in the engine's words. */
export type Kind = "add" | "delete" | "update" | "add-replace" | "delete-replace" | "update-replace";

/** What changing a resource from old to new inputs means. */
export interface Difference {
  /** Property path to kind. */
  readonly details: ReadonlyMap<string, Kind>;
  /** Top-level inputs that changed. */
  readonly changed: readonly string[];
  /** Those among them that force a replacement. */
  readonly replaces: readonly string[];
  /** True when the old one has to go first, because the program fixed a name that two cannot share. */
  readonly deleteFirst: boolean;
}

/** Compares checked inputs, input by input. A value that is not known yet counts as changed. */
export function difference(contract: ResourceContract, model: Model, olds: Properties, news: Properties): Difference {
  const details = new Map<string, Kind>();
  const changed: string[] = [];
  const replaces: string[] = [];
  for (const name of new Set([...Object.keys(olds), ...Object.keys(news)])) {
    if (name.startsWith("__")) continue;
    const [old, now] = [olds[name], news[name]];
    if (equal(old, now) || model.same?.[name]?.(old, now)) continue;
    changed.push(name);
    let replacing = false;
    for (const [path, kind] of leaves(name, old, now)) {
      const forces = forcesReplacement(contract, path, kind);
      replacing ||= forces;
      details.set(path, forces ? (`${kind}-replace` as Kind) : kind);
    }
    if (replacing) replaces.push(name);
  }
  const autonamed = (news["__defaults"] as string[] | undefined)?.includes("name") ?? false;
  return {
    details,
    changed,
    replaces,
    deleteFirst: replaces.length > 0 && contract.deletesFirstWhenNamed && !autonamed,
  };
}

function* leaves(path: string, old: unknown, now: unknown): Generator<[string, "add" | "delete" | "update"]> {
  if (equal(old, now)) return;
  if (old === undefined || old === null) return yield [path, "add"];
  if (now === undefined || now === null) return yield [path, "delete"];
  if (Array.isArray(old) && Array.isArray(now)) {
    for (let i = 0; i < Math.max(old.length, now.length); i++) yield* leaves(`${path}[${i}]`, old[i], now[i]);
  } else if (isObject(old) && isObject(now)) {
    for (const name of new Set([...Object.keys(old), ...Object.keys(now)])) {
      yield* leaves(/^\w+$/.test(name) ? `${path}.${name}` : `${path}[${JSON.stringify(name)}]`, old[name], now[name]);
    }
  } else yield [path, "update"];
}

const isObject = (value: unknown): value is Properties =>
  typeof value === "object" && value !== null && !Array.isArray(value);
