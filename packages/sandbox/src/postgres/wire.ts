/**
 * PostgreSQL's wire protocol 3.0, as far as the relay and our own client need it
 * (https://www.postgresql.org/docs/17/protocol-message-formats.html).
 */

/** Codes in the place of a protocol version, in the first eight bytes of a connection. */
export const startCodes = { ssl: 80_877_103, gss: 80_877_104, cancel: 80_877_102 } as const;
const version3 = 196_608;

/** A message: one letter and what follows its length. */
export interface Frame {
  readonly kind: string;
  readonly body: Buffer;
}

/** Cuts what arrives into messages; a message may come in pieces. */
export class Frames {
  #rest: Buffer = Buffer.alloc(0);

  push(chunk: Buffer): Frame[] {
    this.#rest = Buffer.concat([this.#rest, chunk]);
    const whole: Frame[] = [];
    for (let length = this.#length(); length !== undefined; length = this.#length()) {
      whole.push({ kind: String.fromCharCode(this.#rest[0] ?? 0), body: this.#rest.subarray(5, length) });
      this.#rest = this.#rest.subarray(length);
    }
    return whole;
  }

  /** Bytes of the first message, when all are here. */
  #length(): number | undefined {
    if (this.#rest.length < 5) return undefined;
    const length = 1 + this.#rest.readUInt32BE(1);
    return this.#rest.length < length ? undefined : length;
  }
}

/** A message of ours. */
export function frame(kind: string, body: Buffer | string): Buffer {
  const bytes = Buffer.from(body);
  const head = Buffer.alloc(5);
  head.write(kind, 0, "latin1");
  head.writeUInt32BE(4 + bytes.length, 1);
  return Buffer.concat([head, bytes]);
}

/** A client's first message. */
export function startup(parameters: Readonly<Record<string, string>>): Buffer {
  const pairs = Object.entries(parameters).flat();
  const body = Buffer.from(`${pairs.join("\0")}\0\0`);
  const head = Buffer.alloc(8);
  head.writeUInt32BE(8 + body.length, 0);
  head.writeUInt32BE(version3, 4);
  return Buffer.concat([head, body]);
}

/** The parameters in a first message, read behind its eight bytes. */
export function startupParameters(body: Buffer): Record<string, string> {
  const words = body.toString("utf8").split("\0");
  const values: Record<string, string> = {};
  for (let at = 0; at + 1 < words.length && words[at] !== ""; at += 2) values[words[at] ?? ""] = words[at + 1] ?? "";
  return values;
}

/** A server's last word before it hangs up. */
export const fatal = (code: string, message: string) => frame("E", `SFATAL\0VFATAL\0C${code}\0M${message}\0\0`);

/** Code and words of an ErrorResponse. */
export function errorOf(body: Buffer): { readonly code: string; readonly message: string } {
  const fields = body.toString("utf8").split("\0");
  const field = (letter: string) => fields.find((text) => text.startsWith(letter))?.slice(1) ?? "";
  return { code: field("C"), message: field("M") };
}

/** The values of a DataRow, as text. */
export function rowOf(body: Buffer): (string | null)[] {
  let at = 2;
  return Array.from({ length: body.readUInt16BE(0) }, () => {
    const length = body.readInt32BE(at);
    at += 4;
    if (length < 0) return null;
    at += length;
    return body.toString("utf8", at - length, at);
  });
}
