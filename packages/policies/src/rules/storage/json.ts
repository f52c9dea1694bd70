/** A member of a JSON object as it was written: a name that stands twice gives two. */
export type JsonMember = readonly [name: string, value: Json];

/** A JSON value. Numbers, true, false and null are literals, as written: no rule accepts one where it asks for a text. */
export type Json =
  | string
  | { readonly literal: string }
  | readonly Json[]
  | { readonly members: readonly JsonMember[] };

/** Longest text that is read, in characters, and deepest nesting. Policy documents stay far below both. */
export const limits = { characters: 50_000, depth: 32 } as const;

/** What a text says, as far as it can be read. */
export interface ReadJson {
  /** Up to the first place that cannot be read; undefined when nothing can. */
  readonly value: Json | undefined;
  /** True when the whole text is JSON, within the limits. */
  readonly complete: boolean;
  /** True when a name stands twice in one object: readers differ in which of the two they take. */
  readonly doubled: boolean;
}

/**
 * Reads a JSON text without throwing. Unlike `JSON.parse` it keeps members whose name stands twice, and gives what stands
 * before a mistake. Takes time in proportion to the text.
 */
export function readJson(text: string): ReadJson {
  const reader = new Reader(text.slice(0, limits.characters));
  const value = reader.value(0);
  return { value, complete: text.length <= limits.characters && reader.ended(), doubled: reader.doubled };
}

class Reader {
  doubled = false;
  private at = 0;
  private broken = false;

  private readonly text: string;

  constructor(text: string) {
    this.text = text;
  }

  /** Whether all was read and nothing is left. */
  ended(): boolean {
    this.next(/[ \t\n\r]*/y);
    return !this.broken && this.at === this.text.length;
  }

  value(depth: number): Json | undefined {
    if (depth > limits.depth) return this.fail();
    if (this.sign("{")) return { members: this.listed("}", () => this.member(depth)) };
    if (this.sign("[")) return this.listed("]", () => this.value(depth + 1));
    const quoted = this.next(/"[^"\\]*(?:\\[\s\S][^"\\]*)*"/y);
    if (quoted !== undefined) return this.string(quoted);
    const literal = this.next(/-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null/y);
    return literal === undefined ? this.fail() : { literal };
  }

  private member(depth: number): JsonMember | undefined {
    const quoted = this.sign('"', false) ? this.value(depth) : this.fail();
    if (typeof quoted !== "string" || !this.sign(":")) return this.fail();
    const value = this.value(depth + 1);
    return value === undefined ? undefined : [quoted, value];
  }

  /** Members or elements up to the closing sign, with what could be read of the last one. */
  private listed<T>(end: string, read: () => T | undefined): T[] {
    const found: T[] = [];
    if (this.sign(end)) return found;
    do {
      const one = read();
      if (one !== undefined) found.push(one);
    } while (!this.broken && this.sign(","));
    if (!this.broken && !this.sign(end)) this.fail();
    if (end === "}") this.doubled ||= new Set(found.map((one) => (one as JsonMember)[0])).size < found.length;
    return found;
  }

  private string(quoted: string): string | undefined {
    try {
      return JSON.parse(quoted);
    } catch {
      return this.fail();
    }
  }

  /** Whether that sign comes next, behind white space; takes it unless told otherwise. */
  private sign(sign: string, take = true): boolean {
    this.next(/[ \t\n\r]*/y);
    if (this.text[this.at] !== sign) return false;
    if (take) this.at += 1;
    return true;
  }

  private next(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.at;
    const found = pattern.exec(this.text)?.[0];
    this.at += found?.length ?? 0;
    return found;
  }

  private fail(): undefined {
    this.broken = true;
    return undefined;
  }
}
