import type { PropertySpec, PropertyType } from "./types.ts";

/** Properties in the notation of the generated data. */
export type Fields = Readonly<Record<string, string>>;

/** Reads the notation of one package; the named types are its `types`. */
export class Notation {
  readonly #types: Readonly<Record<string, Fields>>;
  readonly #objects = new Map<string, PropertyType>();

  constructor(types: Readonly<Record<string, Fields>>) {
    this.#types = types;
  }

  /** Decodes properties; those named as secret are marked so besides the ones that the notation marks. */
  properties(fields: Fields, secrets: ReadonlySet<string> = new Set()): Record<string, PropertySpec> {
    const specs = Object.entries(fields).map(
      ([name, text]) => [name, this.#property(text, secrets.has(name))] as const,
    );
    return Object.fromEntries(specs);
  }

  #property(text: string, secret: boolean): PropertySpec {
    const [, type = "", optional, marked, environment] = /^(.*?)(\?)?(!)?(?:\$(\w+))?$/.exec(text) ?? [];
    return {
      type: this.#type(type),
      required: !optional,
      ...((marked || secret) && { secret: true }),
      ...(environment && { environment }),
    };
  }

  #type(text: string): PropertyType {
    const plain = kinds[text];
    if (plain) return plain;
    const inner = text.slice(1, -1);
    if (text.startsWith("[")) return { kind: "array", items: this.#type(inner) };
    if (text.startsWith("{")) return { kind: "map", items: this.#type(inner) };
    if (text.startsWith("@")) return this.#object(text.slice(1));
    const values = text.split("|").map((value) => JSON.parse(value) as string | number);
    return { kind: typeof values[0] === "number" ? "number" : "string", values };
  }

  /** One object per nested type, its members decoded at first sight: a type may contain itself. */
  #object(name: string): PropertyType {
    const known = this.#objects.get(name);
    if (known) return known;
    const read = (): Record<string, PropertySpec> => this.properties(this.#types[name] ?? {});
    let fields: Record<string, PropertySpec> | undefined;
    const made: PropertyType = {
      kind: "object",
      get fields() {
        fields ??= read();
        return fields;
      },
    };
    this.#objects.set(name, made);
    return made;
  }
}

const kinds: Readonly<Record<string, PropertyType>> = {
  s: { kind: "string" },
  n: { kind: "number" },
  b: { kind: "boolean" },
  a: { kind: "any" },
  f: { kind: "asset" },
};
