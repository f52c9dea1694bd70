import { unknown } from "../../properties.ts";
import type { PropertySpec, PropertyType, ResourceContract } from "../types.ts";

/** A value's place inside a resource's inputs. */
export interface Place {
  /** The engine's path, such as `nodes[0].region`. */
  readonly path: string;
  /** The same for every element, such as `nodes[].region`. */
  readonly general: string;
  readonly type: PropertyType;
  /** True for an entry of a map, where an empty text is a value like any other. */
  readonly entry?: boolean;
}

/** Values of an object, by name. */
export type Members = Readonly<Record<string, unknown>>;

const anything: PropertyType = { kind: "any" };

/** Place of a top-level input. */
export const inputPlace = (contract: ResourceContract, name: string): Place => ({
  path: name,
  general: name,
  type: contract.inputs[name]?.type ?? anything,
});

/** Place of a list's element. */
export const elementPlace = ({ path, general, type }: Place, index: number): Place => ({
  path: `${path}[${index}]`,
  general: `${general}[]`,
  type: type.items ?? anything,
});

/** Place of a member of an object, or of an entry of a map. `quote` writes the keys that are no plain names. */
export function memberPlace({ path, general, type }: Place, name: string, quote: (key: string) => string): Place {
  const spec: PropertySpec | undefined = type.kind === "object" ? type.fields?.[name] : undefined;
  const step = spec ? `.${name}` : quote(name);
  return {
    path: `${path}${step}`,
    general: `${general}.${name}`,
    type: spec?.type ?? type.items ?? anything,
    entry: !spec,
  };
}

/** Neither given nor null. */
export const absent = (value: unknown): value is undefined | null => value === undefined || value === null;

/** Not known yet, as a whole. */
export const isUnknown = (value: unknown): boolean => value === unknown;

export const isMembers = (value: unknown): value is Members =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** Names of both, without those that are the engine's own. */
export const namesOf = (old: Members, now: Members): string[] =>
  [...new Set([...Object.keys(old), ...Object.keys(now)])].filter((name) => !name.startsWith("__"));

/** A plain value as Terraform writes it: the number 1 and the text "1" are the same. */
export const written = (value: unknown): string => (absent(value) ? "" : String(value));
