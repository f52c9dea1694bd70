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
  /** True for a secret that can be read here, and for what is in it. */
  readonly secret?: true;
}

/** `unknown`: there, not known until the update runs. `secret`: there, encrypted. `absent`: not there, null included. */
export interface Unread {
  readonly kind: "unknown" | "secret" | "absent";
  readonly path: string;
  /** True for an unknown value that will be a secret. */
  readonly secret?: true;
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

const sentinelLength = 36;

/** A view over any value. Total: an exotic or hostile value becomes {@link unreadable}. */
export function viewOf(value: unknown, path = ""): View {
  try {
    return classify(value, path);
  } catch (error) {
    return unread(error, path);
  }
}

/** The property or list member of that name. Beneath an unknown value everything is unknown, beneath an absent one absent. */
export function at(view: View, name: string | number): View {
  const path = joined(view.path, name);
  if (view.kind !== "known") return view.secret ? { kind: view.kind, path, secret: true } : { kind: view.kind, path };
  const { value } = view;
  if (typeof value !== "object" || value === null) return { kind: "absent", path };
  try {
    if (!Object.hasOwn(value, name)) return { kind: "absent", path };
    const found = classify((value as Record<string | number, unknown>)[name], path);
    return view.secret && found.kind !== "absent" ? { ...found, secret: true } : found;
  } catch (error) {
    const found = unread(error, path);
    return view.secret ? { ...found, secret: true } : found;
  }
}

/** The same answer for the same view: what several rules make of one resource is made once. */
export function once<T>(make: (view: View) => T): (view: View) => T {
  const made = new WeakMap<View, { readonly value: T }>();
  return (view) => {
    const known = made.get(view);
    if (known) return known.value;
    const value = make(view);
    made.set(view, { value });
    return value;
  };
}

/** The properties of an object by name, in its order; undefined when the view is not a known object. */
export function entries(view: View): [name: string, value: View][] | undefined {
  if (view.kind !== "known" || typeof view.value !== "object" || view.value === null) return undefined;
  try {
    if (Array.isArray(view.value)) return undefined;
    return Object.keys(view.value).map((name) => [name, at(view, name)]);
  } catch {
    return undefined;
  }
}

/** True for a secret, whether it can be read here, is encrypted, or is not known yet. */
export function isSecret(view: View): boolean {
  return view.kind === "secret" || view.secret === true;
}

/** The members of a list in their order; undefined when the view is not a known list. */
export function members(view: View): View[] | undefined {
  if (view.kind !== "known" || typeof view.value !== "object") return undefined;
  try {
    if (!Array.isArray(view.value)) return undefined;
    return Array.from({ length: view.value.length }, (_, index) => at(view, index));
  } catch {
    return undefined;
  }
}

function joined(path: string, name: string | number): string {
  if (typeof name === "number") return `${path}[${name}]`;
  if (!/^[\w$-]+$/.test(name)) return `${path}[${JSON.stringify(name)}]`;
  return path === "" ? name : `${path}.${name}`;
}

function unread(error: unknown, path: string): View {
  return saysUnknown(error) ? { kind: "unknown", path } : { kind: "known", path, value: unreadable };
}

/** By its brand, not its class: two copies of the SDK may be loaded. */
function saysUnknown(error: unknown): boolean {
  return error instanceof Error && "unknownTypeSentinel" in error;
}

function classify(value: unknown, path: string): View {
  if (value === undefined || value === null) return { kind: "absent", path };
  if (typeof value === "string") {
    if (value.length >= sentinelLength && unknownSentinels.some((sentinel) => value.includes(sentinel))) {
      return { kind: "unknown", path };
    }
    return value === redacted ? { kind: "secret", path } : { kind: "known", path, value };
  }
  if (typeof value !== "object" || Array.isArray(value)) return { kind: "known", path, value };
  if (isLater(value)) return { kind: "unknown", path };
  const sign = Object.hasOwn(value, signature) ? Reflect.get(value, signature) : undefined;
  if (sign === secretSignature) return asSecret(unwrapped(value, path)) ?? { kind: "secret", path };
  if (sign !== outputSignature) return { kind: "known", path, value };
  const later = unwrapped(value, path) ?? { kind: "unknown", path };
  return Reflect.get(value, "secret") === true ? (asSecret(later) ?? later) : later;
}

function asSecret(view: View | undefined): View | undefined {
  return view && view.kind !== "absent" ? { ...view, secret: true } : view;
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
