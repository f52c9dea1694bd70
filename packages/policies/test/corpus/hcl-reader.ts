/**
 * Reads Terraform configuration of the kind that {@link "./hcl.ts"} renders: resources, blocks, values that are text,
 * numbers, switches, lists and objects. Written from HCL's syntax, not from the renderer, and stricter than HCL: what it
 * does not know is an error.
 */

export interface Resource {
  readonly type: string;
  readonly name: string;
  readonly attributes: Record<string, unknown>;
}

const token = /\s*(?:("(?:[^"\\]|\\.)*")|(-?\d+(?:\.\d+)?)|([A-Za-z_][\w-]*)|([{}[\]=,]))/y;

export function readHcl(text: string): Resource[] {
  const reader = readerOf(text);
  const resources: Resource[] = [];
  while (reader.peek() !== undefined) {
    reader.expect("resource");
    const [type, name] = [reader.text(), reader.text()];
    reader.expect("{");
    resources.push({ type, name, attributes: body(reader) });
  }
  return resources;
}

type Reader = ReturnType<typeof readerOf>;

function readerOf(text: string) {
  const tokens: string[] = [];
  token.lastIndex = 0;
  while (text.slice(token.lastIndex).trim() !== "") {
    const from = token.lastIndex;
    const match = token.exec(text);
    if (!match) throw new Error(`no HCL at ${from}: ${text.slice(from, from + 40)}`);
    tokens.push(match[0].trim());
  }
  let next = 0;
  const take = () => {
    const taken = tokens[next++];
    if (taken === undefined) throw new Error("the text ends in the middle");
    return taken;
  };
  return {
    peek: () => tokens[next],
    take,
    expect(wanted: string) {
      const taken = take();
      if (taken !== wanted) throw new Error(`${wanted} was expected, not ${taken}`);
    },
    text: () => unquoted(take()),
  };
}

function unquoted(taken: string): string {
  if (/(^|[^$])\$\{|(^|[^%])%\{/.test(taken)) throw new Error(`interpolation in ${taken}`);
  return (JSON.parse(taken) as string).replaceAll(/([$%])\1\{/g, "$1{");
}

function body(reader: Reader): Record<string, unknown> {
  const attributes: Record<string, unknown> = {};
  for (let name = reader.take(); name !== "}"; name = reader.take()) {
    if (reader.peek() === "{") {
      reader.take();
      attributes[name] = [...((attributes[name] as unknown[] | undefined) ?? []), body(reader)];
    } else {
      reader.expect("=");
      if (name in attributes) throw new Error(`${name} is there twice`);
      attributes[name] = value(reader);
    }
  }
  return attributes;
}

function value(reader: Reader): unknown {
  const taken = reader.take();
  if (taken === "[") return list(reader);
  if (taken === "{") return object(reader);
  if (taken.startsWith('"')) return unquoted(taken);
  if (taken === "true" || taken === "false") return taken === "true";
  if (/^-?\d/.test(taken)) return Number(taken);
  throw new Error(`${taken} is no value`);
}

function list(reader: Reader): unknown[] {
  const members: unknown[] = [];
  while (reader.peek() !== "]") {
    members.push(value(reader));
    if (reader.peek() !== "]") reader.expect(",");
  }
  reader.take();
  return members;
}

function object(reader: Reader): Record<string, unknown> {
  const members: Record<string, unknown> = {};
  while (reader.peek() !== "}") {
    const name = reader.text();
    reader.expect("=");
    members[name] = value(reader);
  }
  reader.take();
  return members;
}
