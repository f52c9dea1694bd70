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

/** A view, with its place: the path is put together when somebody asks for it. */
class Place {
  readonly kind: View["kind"];
  readonly value: unknown;
  readonly secret?: true;
  readonly #parent: View | undefined;
  readonly #step: string | number;

  constructor(kind: View["kind"], value: unknown, secret: boolean, parent: View | undefined, step: string | number) {
    this.kind = kind;
    this.value = value;
    if (secret) this.secret = true;
    this.#parent = parent;
    this.#step = step;
  }

  /** Names that somebody chose within a secret are part of it; those that a property can have are shown. */
  get path(): string {
    if (!this.#parent) return String(this.#step);
    const shown = !this.#parent.secret || typeof this.#step === "number" || /^[a-z][A-Za-z_]*$/.test(this.#step);
    return joined(this.#parent.path, shown ? this.#step : undefined);
  }

  /** Where the properties come from; undefined when nobody said. */
  get source(): Source | undefined {
    return this.#parent instanceof Place ? this.#parent.source : sources.get(this);
  }
}

/** Where properties come from: what the engine sends in a preview or an update, or a state. */
export type Source = "preview" | "update" | "state";

/** Of views over whole resources. */
const sources = new WeakMap<object, Source>();

/**
 * A view over any value. Total: an exotic or hostile value becomes {@link unreadable}.
 *
 * @param source Where the value comes from. In an update and a state nothing is unknown, so that a text that holds one of
 * the engine's stand-ins is text; in a preview it is unknown as a whole, since parts of it are. `[secret]` stands for a
 * secret in a state only. When it is left out, all of that counts, and so do the SDK's own objects.
 */
export function viewOf(value: unknown, path = "", source?: Source): View {
  try {
    const root = classify(value, false, undefined, path, source);
    if (source) sources.set(root, source);
    return root;
  } catch (error) {
    return unread(error, false, undefined, path);
  }
}

/** The property or list member of that name. Beneath an unknown value everything is unknown, beneath an absent one absent. */
export function at(view: View, name: string | number): View {
  if (view.kind !== "known") return new Place(view.kind, undefined, view.secret === true, view, name) as View;
  const { value } = view;
  if (typeof value !== "object" || value === null) return new Place("absent", undefined, false, view, name) as View;
  try {
    const inner = Object.hasOwn(value, name) ? (value as Record<string | number, unknown>)[name] : undefined;
    return classify(inner, view.secret === true, view, name);
  } catch (error) {
    return unread(error, view.secret === true, view, name);
  }
}

/** The same answer for the same object: what several rules make of one resource, or one of a parameter, is made once. */
export function once<K extends object, T>(make: (key: K) => T): (key: K) => T {
  const made = new WeakMap<K, { readonly value: T }>();
  return (key) => {
    const known = made.get(key);
    if (known) return known.value;
    const value = make(key);
    made.set(key, { value });
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

/** As long as an array can be; only what passes itself off as one is longer. */
const longestArray = 2 ** 32 - 1;

/** The members of a list in their order; undefined when the view is not a known list. */
export function members(view: View): View[] | undefined {
  if (view.kind !== "known" || typeof view.value !== "object") return undefined;
  try {
    if (!Array.isArray(view.value)) return undefined;
    const { length } = view.value;
    if (length > longestArray) return undefined;
    const found: View[] = [];
    for (let index = 0; index < length; index++) found.push(at(view, index));
    return found;
  } catch {
    return undefined;
  }
}

function joined(path: string, name: string | number | undefined): string {
  if (name === undefined) return `${path}[*]`;
  if (typeof name === "number") return `${path}[${name}]`;
  if (!/^[\w$-]+$/.test(name)) return `${path}[${JSON.stringify(name).replace(/[^\P{C}]/gu, escaped)}]`;
  return path === "" ? name : `${path}.${name}`;
}

const escaped = (sign: string) => `\\u{${(sign.codePointAt(0) ?? 0).toString(16)}}`;

function unread(error: unknown, secret: boolean, parent: View | undefined, step: string | number): View {
  const kind = saysUnknown(error) ? "unknown" : "known";
  return new Place(kind, kind === "known" ? unreadable : undefined, secret, parent, step) as View;
}

/** By its brand, not its class: two copies of the SDK may be loaded. */
function saysUnknown(error: unknown): boolean {
  return error instanceof Error && "unknownTypeSentinel" in error;
}

/** The view of a value at a place; `secret` says that what is around it is one. */
function classify(
  value: unknown,
  secret: boolean,
  parent: View | undefined,
  step: string | number,
  given?: Source,
): View {
  const seen = (kind: View["kind"], marked = secret) =>
    new Place(kind, kind === "known" ? value : undefined, marked && kind !== "absent", parent, step) as View;
  if (value === undefined || value === null) return seen("absent");
  if (typeof value === "string") return seen(kindOfText(value, given, parent));
  if (typeof value !== "object" || Array.isArray(value)) return seen("known");
  if (isLater(value) && sourceOf(given, parent) === undefined) return seen("unknown");
  const sign = Object.hasOwn(value, signature) ? Reflect.get(value, signature) : undefined;
  if (sign !== secretSignature && sign !== outputSignature) return seen("known");
  const marked = secret || sign === secretSignature || Reflect.get(value, "secret") === true;
  const inside = unwrapped(value);
  if (inside) return classify(inside.value, marked, parent, step, given);
  return sign === secretSignature ? seen("secret") : seen("unknown", marked);
}

const sourceOf = (given: Source | undefined, parent: View | undefined) =>
  given ?? (parent instanceof Place ? parent.source : undefined);

/** Text, or what stands for another value there. */
function kindOfText(value: string, given: Source | undefined, parent: View | undefined): View["kind"] {
  if (value.length >= sentinelLength && unknownSentinels.some((sentinel) => value.includes(sentinel))) {
    const whole = value.length === sentinelLength || [undefined, "preview"].includes(sourceOf(given, parent));
    return whole ? "unknown" : "known";
  }
  return value === redacted && [undefined, "state"].includes(sourceOf(given, parent)) ? "secret" : "known";
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
function unwrapped(value: object): { readonly value: unknown } | undefined {
  if (Object.hasOwn(value, "value")) return { value: Reflect.get(value, "value") };
  const plaintext: unknown = Object.hasOwn(value, "plaintext") ? Reflect.get(value, "plaintext") : undefined;
  return typeof plaintext === "string" ? { value: JSON.parse(plaintext) } : undefined;
}
