/** What is written in a text in another form. Works within bounds, so that a small text cannot unfold without end. */
import { constants, gunzipSync, inflateSync } from "node:zlib";

/** Characters that are looked through in all. A server takes 64 KiB of user data at most. */
export const mostCharacters = 256 * 1024;
/** How often a text may be encoded. */
export const mostLayers = 4;

/** Texts, outer ones first, and whether that is all. */
export interface Layers {
  readonly texts: readonly string[];
  readonly complete: boolean;
}

/** The text and what it holds in base64, in compressed form and as quoted-printable, to a small depth. */
export function layersOf(text: string): Layers {
  const texts: string[] = [];
  let budget = mostCharacters;
  let outer = [text];
  for (let layer = 0; outer.length > 0; layer += 1) {
    if (layer > mostLayers) return { texts, complete: false };
    const inner: string[] = [];
    for (const found of outer) {
      budget -= found.length;
      if (budget < 0) return { texts, complete: false };
      texts.push(found);
      const decoded = encodedIn(found, budget);
      if (!decoded) return { texts, complete: false };
      inner.push(...decoded);
    }
    outer = inner;
  }
  return { texts, complete: true };
}

/** A run of base64, with the lines of nothing else that follow it. */
const runs = /[A-Za-z0-9+/_-]{16,}={0,2}(?:[ \t]*\r?\n[ \t]*[A-Za-z0-9+/_-]+={0,2}(?=[ \t]*(?:\r?\n|$)))*/g;

/** What is encoded in a text; undefined when it would be more than the budget. */
function encodedIn(text: string, budget: number): string[] | undefined {
  const found: string[] = [];
  let rest = budget;
  const blocks = [...text.matchAll(runs)].map(([run]) => Buffer.from(run, "base64"));
  const bare = Buffer.from(text.startsWith("\x1f") ? text : "", "latin1");
  for (const bytes of [...blocks, bare]) {
    const unpacked = unpack(bytes, rest);
    if (!unpacked) return undefined;
    if (unpacked === bare || !isText(unpacked)) continue;
    rest -= unpacked.length;
    found.push(unpacked.toString("utf8"));
  }
  if (/quoted-printable/i.test(text)) found.push(unquoted(text));
  return found;
}

/** Inflated bytes of gzip or zlib, others as they are; undefined when they are more than the budget. */
function unpack(bytes: Buffer, budget: number): Buffer | undefined {
  const inflate = bytes[0] === 0x1f && bytes[1] === 0x8b ? gunzipSync : bytes[0] === 0x78 ? inflateSync : undefined;
  if (!inflate) return bytes;
  try {
    // Flushes what there is of a text that was cut off.
    return inflate(bytes, { maxOutputLength: budget + 1, finishFlush: constants.Z_SYNC_FLUSH });
  } catch (error) {
    return (error as { code?: string }).code === "ERR_BUFFER_TOO_LARGE" ? undefined : bytes;
  }
}

/** True for bytes most of which are printable; of bytes drawn by chance three in eight are. */
function isText(bytes: Buffer): boolean {
  let strange = 0;
  for (const byte of bytes) if (byte > 126 || (byte < 32 && byte !== 10 && byte !== 13 && byte !== 9)) strange += 1;
  return strange * 5 <= bytes.length;
}

const unquoted = (text: string) =>
  text
    .replace(/=\r?\n/g, "")
    .replace(/=([0-9A-F]{2})/gi, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)));
