/** What is written in a text in another form. Works within bounds, so that a small text cannot unfold without end. */
import { constants, gunzipSync, inflateSync } from "node:zlib";

/** Characters that are looked through in all. A server takes 64 KiB of user data at most. */
export const mostCharacters = 256 * 1024;
/** As how many characters a compressed block counts at least: to start inflating it takes about as long. */
const leastInflated = 256;
/** How often a text may be encoded. */
export const mostLayers = 4;

/** Texts, outer ones first, and whether that is all. */
export interface Layers {
  readonly texts: readonly string[];
  /** What is encoded and is no text, a character for a byte. */
  readonly bytes: readonly string[];
  readonly complete: boolean;
}

/** The text and what it holds in base64, in hexadecimal digits, in compressed form and as quoted-printable, to a small depth. */
export function layersOf(text: string): Layers {
  const texts = new Set<string>();
  const bytes: string[] = [];
  const seen = (complete: boolean): Layers => ({ texts: [...texts], bytes, complete });
  let budget = mostCharacters;
  let outer = [text];
  for (let layer = 0; outer.length > 0; layer += 1) {
    if (layer > mostLayers) return seen(false);
    const inner: string[] = [];
    for (const found of outer) {
      if (texts.has(found)) continue;
      budget -= found.length;
      if (budget < 0) return seen(false);
      texts.add(found);
      const decoded = encodedIn(found, budget);
      if (!decoded) return seen(false);
      inner.push(...decoded.texts);
      bytes.push(...decoded.bytes);
    }
    outer = inner;
  }
  return seen(true);
}

/** A run of base64, with the lines of nothing else that follow it. */
const run = /[A-Za-z0-9+/_-]{16,}={0,2}(?:[ \t]*\r?\n[ \t]*[A-Za-z0-9+/_-]+={0,2}(?=[ \t]*(?:\r?\n|$)))*/y;
const shortestRun = 16;

/** By the code of a character. */
const isBase64 = Array.from({ length: 128 }, (_, code) => /[A-Za-z0-9+/_-]/.test(String.fromCharCode(code)));

/** The runs of base64 in a text, found by looking at every 16th character: none is so short that it lies between. */
export function* runsIn(text: string): Iterable<string> {
  const isIn = (index: number) => isBase64[text.charCodeAt(index)] === true;
  let end = 0;
  for (let index = shortestRun - 1; index < text.length; index += shortestRun) {
    if (!isIn(index)) continue;
    let start = index;
    while (start > end && isIn(start - 1)) start -= 1;
    run.lastIndex = start;
    const [found] = run.exec(text) ?? [];
    if (found === undefined) continue;
    yield found;
    end = start + found.length;
    index = end - 1;
  }
}

/** Base64 that is cut into quoted pieces, one behind the other or in a list. */
const pieces = /(?:["'][A-Za-z0-9+/=_-]{1,76}["'][\s,+.\\]{0,8}){4,}/g;

/** Bytes in base64, and of an even number of hexadecimal digits also those that they stand for. */
function* blocksIn(text: string): Iterable<Buffer> {
  for (const found of runsIn(text)) {
    yield Buffer.from(found, "base64");
    const digits = found.length < 64 ? "" : found.replace(/\s+/g, "");
    if (/^(?:[\da-f]{2}){32,}$/i.test(digits)) yield Buffer.from(digits, "hex");
  }
  for (const [quoted] of text.matchAll(pieces)) {
    yield Buffer.from(quoted.replace(/[^A-Za-z0-9+/=_-]/g, ""), "base64");
  }
}

/** What is encoded in a text; undefined when it would be more than the budget. */
function encodedIn(text: string, budget: number): Omit<Layers, "complete"> | undefined {
  const texts: string[] = [];
  const bytes: string[] = [];
  let rest = budget;
  const bare = Buffer.from(text.startsWith("\x1f") ? text : "", "latin1");
  for (const block of [...blocksIn(text), bare]) {
    const unpacked = unpack(block, rest);
    if (!unpacked) return undefined;
    if (unpacked === bare) continue;
    const filled = withoutZeros(unpacked);
    const readable = isText(filled);
    if (readable) texts.push(filled.toString("utf8"));
    else bytes.push(unpacked.toString("latin1"));
    if (inflaterOf(block)) rest -= Math.max(unpacked.length, leastInflated);
    else if (readable) rest -= unpacked.length;
    if (rest < 0) return undefined;
  }
  const plain = /quoted-printable/i.test(text) ? unquoted(text) : text;
  return { texts: plain === text ? texts : [...texts, plain], bytes };
}

/** Zeros fill the blocks of an archive, and every second byte of a text of two bytes a character. */
const withoutZeros = (bytes: Buffer): Buffer =>
  bytes.includes(0) ? Buffer.from(bytes.filter((byte) => byte !== 0)) : bytes;

/** By the first two bytes: of gzip they are fixed (RFC 1952), of zlib the second checks the first (RFC 1950). */
function inflaterOf([first = 0, second = 0]: Buffer) {
  if (first === 0x1f && second === 0x8b) return gunzipSync;
  return first === 0x78 && (first * 256 + second) % 31 === 0 ? inflateSync : undefined;
}

/** Inflated bytes of gzip or zlib, others as they are; undefined when they are more than the budget. */
function unpack(bytes: Buffer, budget: number): Buffer | undefined {
  const inflate = inflaterOf(bytes);
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
  return bytes.length > 0 && strange * 5 <= bytes.length;
}

const unquoted = (text: string) =>
  text
    .replace(/=\r?\n/g, "")
    .replace(/=([0-9A-F]{2})/gi, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)));
