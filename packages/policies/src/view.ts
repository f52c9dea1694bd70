/**
 * A view over a resource's properties that never throws. Every leaf is known, unknown, absent or an unreadable secret.
 *
 * It takes what the policy SDK hands to a policy (a proxy that throws on reading an unknown value), the properties of
 * an exported state, and plain JavaScript values. It reads only what is asked for.
 */

/** A value that is there and can be read. `unreadable` stands for one that throws. */
export interface Known {
  readonly kind: "known";
  /** Property path in Pulumi's form, `nodes[0].networkId`; empty for the whole resource. */
  readonly path: string;
  readonly value: unknown;
}

/** `unknown`: there, not known until the update runs. `secret`: there, encrypted. `absent`: not there, null included. */
export interface Unread {
  readonly kind: "unknown" | "secret" | "absent";
  readonly path: string;
}

export type View = Known | Unread;

/** Stands for a value that cannot be read for another reason than being unknown. No rule accepts it. */
export const unreadable = Symbol("unreadable");

/** Marks an object as a special value in Pulumi's wire and state formats. */
const signature = "4dabf18193072939515e22adb298388d";
const secretSignature = "1b47061264138c4ac30d75fd1eb44270";
const outputSignature = "d0e6a833031e9bbcd3f4e8bde6ca49a4";
/** What `pulumi policy analyze --file` puts in the place of a secret, whatever its type. */
const redacted = "[secret]";

/** The engine's stand-ins for unknown values: boolean, number, string, list, asset, archive, object. */
export const unknownSentinels: readonly string[] = [
  "1c4a061d-8072-4f0a-a4cb-0ff528b18fe7",
  "3eeb2bf0-c639-47a8-9e75-3b44932eb421",
  "04da6b54-80e4-46f7-96ec-b56ff0331ba9",
  "6a19a0b0-7e62-4c92-b797-7f8e31da9cc2",
  "030794c1-ac77-496b-92df-f27374a8bd58",
  "e48ece36-62e2-4504-bad9-02848725956a",
  "dd056dcd-154b-4c76-9bd3-c8f88648b5ff",
];

/** A view over any value. Total: an exotic or hostile value becomes {@link unreadable}. */
export function viewOf(value: unknown, path = ""): View {
  return attempt(path, () => classify(value, path));
}

/** The property or list member of that name. Beneath an unknown value everything is unknown, beneath an absent one absent. */
export function at(view: View, name: string | number): View {
  const path = joined(view.path, name);
  if (view.kind !== "known") return { kind: view.kind, path };
  const { value } = view;
  if (typeof value !== "object" || value === null) return { kind: "absent", path };
  return attempt(path, () =>
    Object.hasOwn(value, name) ? classify(Reflect.get(value, name), path) : { kind: "absent", path },
  );
}

/** The members of a list in their order; undefined when the view is not a known list. */
export function members(view: View): View[] | undefined {
  const length = attempt(view.path, () => ({
    kind: "known",
    path: view.path,
    value: view.kind === "known" && Array.isArray(view.value) ? view.value.length : undefined,
  }));
  if (length.kind !== "known" || typeof length.value !== "number") return undefined;
  return Array.from({ length: length.value }, (_, index) => at(view, index));
}

function joined(path: string, name: string | number): string {
  if (typeof name === "number") return `${path}[${name}]`;
  return path === "" ? name : `${path}.${name}`;
}

function attempt(path: string, read: () => View): View {
  try {
    return read();
  } catch (error) {
    return saysUnknown(error) ? { kind: "unknown", path } : { kind: "known", path, value: unreadable };
  }
}

/** By its brand, not its class: two copies of the SDK may be loaded. */
function saysUnknown(error: unknown): boolean {
  return error instanceof Error && "unknownTypeSentinel" in error;
}

function classify(value: unknown, path: string): View {
  if (value === undefined || value === null) return { kind: "absent", path };
  if (typeof value === "string") {
    if (unknownSentinels.some((sentinel) => value.includes(sentinel))) return { kind: "unknown", path };
    return value === redacted ? { kind: "secret", path } : { kind: "known", path, value };
  }
  if (typeof value !== "object" || Array.isArray(value)) return { kind: "known", path, value };
  if (isLater(value)) return { kind: "unknown", path };
  const sign = Object.hasOwn(value, signature) ? Reflect.get(value, signature) : undefined;
  if (sign === secretSignature) return unwrapped(value, path) ?? { kind: "secret", path };
  if (sign === outputSignature) return unwrapped(value, path) ?? { kind: "unknown", path };
  return { kind: "known", path, value };
}

/** An output, an SDK unknown or a promise: there, and its value comes later. */
function isLater(value: object): boolean {
  return (
    value instanceof Promise ||
    Reflect.get(value, "__pulumiOutput") === true ||
    Reflect.get(value, "__pulumiUnknown") === true
  );
}

/** What a special object holds: `value` on the wire, `plaintext` (JSON) in a state whose secrets are shown. */
function unwrapped(value: object, path: string): View | undefined {
  if (Object.hasOwn(value, "value")) return classify(Reflect.get(value, "value"), path);
  const plaintext: unknown = Object.hasOwn(value, "plaintext") ? Reflect.get(value, "plaintext") : undefined;
  return typeof plaintext === "string" ? classify(JSON.parse(plaintext), path) : undefined;
}
