/** A text that must not come out anywhere, put into every string of a fixture. */
import type { Fixture, Properties } from "./fixtures/fixture.ts";
import { type Path, pathsIn, replaced, secret, valueAt } from "./hidden.ts";

/** Long and drawn by chance, so that the rules on secrets take it for one; letters and digits, so that no form escapes it. */
export const canary = "Kq7vT2mXw9Zr4LpB8sNd5HjG";
/** Of the same make, to tell whether a fingerprint depends on a secret. */
export const otherCanary = "Wd3nR8cYt6Qf1KsV9mLx2BzP";

const escaped = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
const every = (format: (character: string) => string) => [...canary].map(format).join("");

/** How the canary looks in base64 at each of the three alignments, without the characters that its neighbours change. */
const base64 = [0, 1, 2].map((offset) =>
  Buffer.from("\0".repeat(offset) + canary)
    .toString("base64")
    .slice(offset === 0 ? 0 : 4, -4),
);

const code = (character: string) => character.charCodeAt(0).toString(16);
/** Eight characters of it in a row: parsers quote that much of what they could not read. */
const pieces = Array.from({ length: canary.length - 7 }, (_, index) => canary.slice(index, index + 8));
const forms: Readonly<Record<string, string>> = {
  clear: canary,
  reversed: [...canary].reverse().join(""),
  base64: base64[0] ?? "",
  "base64 + 1": base64[1] ?? "",
  "base64 + 2": base64[2] ?? "",
  hexadecimal: every(code),
  "URL-encoded": every((character) => `%${code(character)}`),
  "JSON-escaped": every((character) => `\\u00${code(character)}`),
  ...Object.fromEntries(pieces.map((piece) => [`the piece ${piece}`, piece])),
};
const anyForm = new RegExp(Object.values(forms).map(escaped).join("|"), "i");

/** The form in which the canary is in a text; undefined when it is not. */
export function leakIn(text: string): string | undefined {
  if (!anyForm.test(text)) return undefined;
  const found = Object.entries(forms).find(([, form]) => text.toLowerCase().includes(form.toLowerCase()));
  return found?.[0] ?? "some form";
}

/** Ways of putting the canary into a string. */
export const plantings: readonly (readonly [title: string, plant: (own: string, canary: string) => unknown])[] = [
  ["alone", (_, text) => text],
  ["before it", (own, text) => `${text}${own}`],
  ["behind it", (own, text) => `${own}${text}`],
  ["as a password in an address", (_, text) => `postgres://app:${text}@db.example.com/shop`],
  ["as a secret", (_, text) => secret(text)],
  ["behind it, as a secret", (own, text) => secret(`${own}${text}`)],
];

const signature = "4dabf18193072939515e22adb298388d";
const isText = (value: unknown): value is string => typeof value === "string";

/** Where the strings of some properties are. */
export const textsIn = (properties: unknown): Path[] =>
  pathsIn(properties).filter((path) => isText(valueAt(properties, path)) && path.at(-1) !== signature);

type Plant = (typeof plantings)[number][1];

export const planted = <T>(properties: T, paths: readonly Path[], plant: Plant, text = canary): T =>
  paths.reduce((all, path) => replaced(all, path, plant(String(valueAt(properties, path)), text)), properties);

/** The fixture with the canary in every string of the resource, of its provider, and of the others in the stack. */
export function plantedAll(fixture: Fixture, plant: Plant, text = canary): Fixture {
  const { inputs, provider, others } = fixture;
  const full = <T>(properties: T): T => planted(properties, textsIn(properties), plant, text);
  return {
    ...fixture,
    inputs: full(inputs),
    ...(provider ? { provider: { ...provider, properties: full(provider.properties) } } : {}),
    ...(others ? { others: others.map((other) => ({ ...other, properties: full(other.properties) })) } : {}),
  };
}

/** A property of that name besides the others, in every object. */
export function withKeys(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withKeys);
  if (typeof value !== "object" || value === null || signature in value) return value;
  const entries = Object.entries(value).map(([name, inner]) => [name, withKeys(inner)]);
  return {
    ...Object.fromEntries(entries),
    [canary]: "x",
    [`password_${canary}`]: "correct-horse-battery",
  } as Properties;
}
