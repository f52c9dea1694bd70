import { Struct } from "./grpc.ts";

/** Property values of a resource as plain JavaScript, secrets unwrapped. */
export type Properties = Record<string, unknown>;

/** What the engine writes for a value that is known only after creation. */
export const unknown = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

const signature = "4dabf18193072939515e22adb298388d";
const secretSignature = "1b47061264138c4ac30d75fd1eb44270";
const outputSignature = "d0e6a833031e9bbcd3f4e8bde6ca49a4";

/** Reads a message's struct; undefined reads as empty. */
export function fromStruct(struct: { toJavaScript(): Properties } | undefined): Properties {
  return unwrap(struct?.toJavaScript() ?? {}) as Properties;
}

/** Writes properties as a struct; the named ones are marked as secret. */
export function toStruct(values: Properties, secrets: ReadonlySet<string> = new Set()): unknown {
  const marked = Object.entries(values)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => [name, secrets.has(name) ? { [signature]: secretSignature, value } : value]);
  return Struct.fromJavaScript(Object.fromEntries(marked));
}

function unwrap(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(unwrap);
  if (typeof value !== "object" || value === null) return value;
  const object = value as Properties;
  const mark = object[signature];
  if (mark === secretSignature) return unwrap(object["value"]);
  if (mark === outputSignature) return "value" in object ? unwrap(object["value"]) : unknown;
  return Object.fromEntries(Object.entries(object).map(([name, inner]) => [name, unwrap(inner)]));
}

/** True for a value that is not known yet, at the top or anywhere inside. */
export function hasUnknown(value: unknown): boolean {
  if (value === unknown) return true;
  if (Array.isArray(value)) return value.some(hasUnknown);
  return typeof value === "object" && value !== null && Object.values(value).some(hasUnknown);
}

/** Deep equality of property values; the order of object keys does not count. */
export function equal(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (Array.isArray(a) || Array.isArray(b)) {
    return Array.isArray(a) && Array.isArray(b) && a.length === b.length && a.every((item, i) => equal(item, b[i]));
  }
  if (typeof a !== "object" || typeof b !== "object" || a === null || b === null) return false;
  const [left, right] = [a as Properties, b as Properties];
  const names = new Set([...Object.keys(left), ...Object.keys(right)]);
  return [...names].every((name) => equal(left[name], right[name]));
}

/** True for an object with members: no list, no null. */
export const isObject = (value: unknown): value is Properties =>
  typeof value === "object" && value !== null && !Array.isArray(value);
