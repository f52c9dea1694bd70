import type { Declarations, Fields } from "./typings.ts";
import { fieldsOf } from "./typings.ts";

/** Nested object types of one SDK, each shape kept once. */
export class NestedTypes {
  readonly #fields = new Map<string, Fields>();
  readonly #sides: { readonly [side: string]: Declarations };

  /** `inputs` and `outputs` are the declarations of `types/input.d.ts` and `types/output.d.ts`. */
  constructor(inputs: Declarations, outputs: Declarations) {
    this.#sides = { i: inputs, o: outputs };
  }

  /** Takes note of every type that these fields refer to, and of those behind them. */
  require(fields: Fields): void {
    for (const text of Object.values(fields)) {
      const reference = referenceIn(text);
      if (!reference || this.#fields.has(reference)) continue;
      const [side = "", name = ""] = reference.split(":");
      const declared = this.#sides[side]?.interfaces.get(name);
      if (!declared) throw new Error(`type ${reference} is not declared`);
      const inner = fieldsOf(declared);
      this.#fields.set(reference, inner);
      this.require(inner);
    }
  }

  /** The distinct shapes under short names, and a function that rewrites fields to refer to those names. */
  distinct(): { types: Record<string, Fields>; rename: (fields: Fields) => Fields } {
    const standIn = this.#standIns();
    const kept = [...new Set(standIn.values())].sort();
    const short = new Map<string, string>();
    for (const reference of kept) {
      const name = reference.slice(2);
      short.set(reference, reference.startsWith("o:") && kept.includes(`i:${name}`) ? `${name}~` : name);
    }
    const nameFor = (reference: string) => short.get(standIn.get(reference) ?? reference) ?? reference;
    const rename = (fields: Fields) => rewritten(fields, nameFor);
    const types = kept.map((reference) => [nameFor(reference), rename(this.#fields.get(reference) ?? {})] as const);
    return { types: Object.fromEntries(types.sort(([a], [b]) => (a < b ? -1 : 1))), rename };
  }

  /** The first type of each shape, for every type; shapes are merged until nothing more coincides. */
  #standIns(): Map<string, string> {
    let standIn = new Map([...this.#fields.keys()].sort().map((reference) => [reference, reference]));
    for (;;) {
      const first = new Map<string, string>();
      const merged = new Map<string, string>();
      for (const reference of standIn.keys()) {
        const shape = JSON.stringify(rewritten(this.#fields.get(reference) ?? {}, (name) => standIn.get(name) ?? name));
        if (!first.has(shape)) first.set(shape, reference);
        merged.set(reference, first.get(shape) ?? reference);
      }
      if (new Set(merged.values()).size === new Set(standIn.values()).size) return merged;
      standIn = merged;
    }
  }
}

/** Name of the nested type in an encoded property, such as `i:CloudProject.DatabaseNode` in `[@i:CloudProject.DatabaseNode]?`. */
function referenceIn(text: string): string | undefined {
  return /@([^\]}?!]+)/.exec(text)?.[1];
}

function rewritten(fields: Fields, nameFor: (reference: string) => string): Fields {
  const entries = Object.entries(fields).map(([name, text]) => {
    const reference = referenceIn(text);
    return [name, reference ? text.replace(`@${reference}`, () => `@${nameFor(reference)}`) : text] as const;
  });
  return Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)));
}
