/** Whether a text holds a secret. Pure; the answer names a kind and holds nothing of the text. */
import { layersOf } from "./decode.ts";
import { isSecretOf } from "./names.ts";
import { keyInBytes, shapes } from "./shapes.ts";
import { writtenIn } from "./written.ts";

/** What the text looks like holding, after decoding what is encoded in it: `a private key`. Undefined when nothing is found. */
export function secretIn(text: string): string | undefined {
  if (isPlain(text)) return undefined;
  const { texts, bytes, complete } = layersOf(text);
  for (const layer of texts) {
    const kind = shapeIn(layer) ?? writtenIn(layer);
    if (kind) return kind;
  }
  for (const block of bytes) {
    const kind = keyInBytes.test(block) ? "a private key" : shapeIn(block);
    if (kind) return kind;
  }
  return complete ? undefined : "encoded text that is too much to look through";
}

const shapeIn = (text: string) => shapes.find(({ pattern }) => pattern.test(text))?.kind;

/** Short words and numbers, which neither are base64 nor give a value to a name: most names and descriptions. */
const words = /^(?:(?:[A-Za-z]{1,12}\d{0,2}|\d{1,2})(?:[\s.,;()'_-]{1,3}|$)){0,100}$/;

/** True for a text that is seen at a glance to hold nothing. */
const isPlain = (text: string) => words.test(text) && !/pass|login|auth|psk|net user|by '|--| -[ap]/i.test(text);

/** As {@link secretIn}, for a value that stands under a name: `password` makes a secret of what looks like none. */
export const secretUnder = (name: string, text: string): string | undefined =>
  secretIn(text) ??
  (isSecretOf(name, text) ? "a password or key" : undefined) ??
  (/authorization$/i.test(name) ? secretIn(`${name}: ${text}`) : undefined);
