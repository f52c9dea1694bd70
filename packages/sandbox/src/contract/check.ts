import { nearestName } from "@accoreboot/core";
import type { PropertySpec, PropertyType } from "./types.ts";

/** One thing wrong with a set of inputs. */
export interface Failure {
  /** The engine's path of the property, such as `nodes[0].networkId`. */
  readonly path: string;
  /** What is wrong with it. Never holds a value, which may be secret. */
  readonly reason: string;
}

/**
 * Judges inputs by their declared types: unknown names, missing ones and wrong types, at any depth.
 *
 * As lenient as the bridge under the real providers (pulumi-terraform-bridge, its type checker): a value that is not
 * known yet and null satisfy every type, text may stand for a number or a boolean that it spells, and a number or
 * boolean for text. Secrets arrive unwrapped. Names that begin with two underscores are the engine's own.
 */
export function checkInputs(
  specs: Record<string, PropertySpec>,
  values: Readonly<Record<string, unknown>>,
  isUnknown: (value: unknown) => boolean,
): Failure[] {
  return isUnknown(values) ? [] : [...members(specs, values, "", isUnknown)];
}

type IsUnknown = (value: unknown) => boolean;

function* members(
  specs: Record<string, PropertySpec>,
  values: Readonly<Record<string, unknown>>,
  path: string,
  isUnknown: IsUnknown,
): Generator<Failure> {
  for (const [name, value] of Object.entries(values)) {
    if (name.startsWith("__")) continue;
    if (Object.hasOwn(specs, name)) {
      yield* judged((specs[name] as PropertySpec).type, value, below(path, name), isUnknown);
      continue;
    }
    const nearest = nearestName(name, Object.keys(specs));
    yield { path: below(path, name), reason: `unknown property${nearest ? `. Did you mean ${nearest}?` : ""}` };
  }
  for (const [name, { required }] of Object.entries(specs)) {
    const absent = !Object.hasOwn(values, name) || values[name] === undefined || values[name] === null;
    if (required && absent) yield { path: below(path, name), reason: "missing required property" };
  }
}

function* judged(type: PropertyType, value: unknown, path: string, isUnknown: IsUnknown): Generator<Failure> {
  if (value === undefined || value === null || type.kind === "any" || isUnknown(value)) return;
  const refused = { path, reason: `expected ${wanted(type)}, got ${given(type, value)}` };
  switch (type.kind) {
    case "array":
      if (!Array.isArray(value)) return yield refused;
      for (const [index, item] of value.entries()) yield* judged(items(type), item, `${path}[${index}]`, isUnknown);
      return;
    case "map":
      if (!isRecord(value)) return yield refused;
      for (const [key, item] of Object.entries(value)) {
        if (!key.startsWith("__")) yield* judged(items(type), item, below(path, key), isUnknown);
      }
      return;
    case "object":
      return isRecord(value) ? yield* members(type.fields ?? {}, value, path, isUnknown) : yield refused;
    case "asset":
      if (!isRecord(value)) yield refused;
      return;
    default:
      if (!scalar(type, value)) yield refused;
  }
}

function scalar({ kind, values }: PropertyType, value: unknown): boolean {
  if (values) return values.some((allowed) => String(allowed) === String(value));
  switch (kind) {
    case "number":
      return typeof value === "number" || (typeof value === "string" && /^[+-]?\d+(\.\d+)?$/.test(value));
    case "boolean":
      return typeof value === "boolean" || value === "true" || value === "false";
    default:
      return typeof value === "string" || typeof value === "number" || typeof value === "boolean";
  }
}

const items = (type: PropertyType): PropertyType => type.items ?? { kind: "any" };

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** Path of a member; names that are no identifiers are quoted, as the engine does. */
function below(path: string, name: string): string {
  if (!/^[A-Za-z_$][\w$]*$/.test(name)) return `${path}[${JSON.stringify(name)}]`;
  return path ? `${path}.${name}` : name;
}

function wanted({ kind, values }: PropertyType): string {
  if (values) return `one of ${values.map((value) => JSON.stringify(value)).join(", ")}`;
  return kind === "asset" ? "an asset or archive" : `${kind === "array" || kind === "object" ? "an" : "a"} ${kind}`;
}

function given({ kind }: PropertyType, value: unknown): string {
  if (Array.isArray(value)) return "an array";
  if (typeof value === "object") return "an object";
  const spelt = typeof value === "string" && (kind === "number" || kind === "boolean");
  return spelt ? "a string that does not spell one" : `a ${typeof value}`;
}
