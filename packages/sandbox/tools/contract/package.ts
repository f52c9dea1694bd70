import { existsSync, readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { type Behaviour, readBehaviour } from "./javascript.ts";
import { NestedTypes } from "./nested.ts";
import { type Declarations, type Fields, fieldsOf, readTypings, referenceName } from "./typings.ts";

/** Which SDK to read. */
export interface Sdk {
  /** Name of the provider, as in `ovh:index/...`. */
  readonly package: string;
  /** npm package. */
  readonly sdk: string;
  /** Names of the files to read (without extension), when not all of the SDK is wanted. */
  readonly only?: readonly string[];
}

/** Contract of one SDK in the notation of the committed data. */
export interface Contract {
  readonly sdk: string;
  readonly version: string;
  readonly provider: Row;
  readonly types: Record<string, Fields>;
  readonly resources: Record<string, Row>;
  readonly functions: Record<string, Row>;
}

/** Inputs, outputs, secret outputs and older tokens. */
export interface Row {
  readonly i: Fields;
  readonly o: Fields;
  readonly s?: readonly string[];
  readonly a?: readonly string[];
}

/** Reads an installed SDK. Throws where typings and JavaScript disagree, or where either has an unknown form. */
export function readSdk({ sdk, only }: Sdk): Contract {
  const root = dirname(createRequire(import.meta.url).resolve(`${sdk}/package.json`));
  const { version } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as { version: string };
  const types = new NestedTypes(
    readTypings(join(root, "types/input.d.ts")),
    readTypings(join(root, "types/output.d.ts")),
  );
  const resources: Record<string, Row> = {};
  const functions: Record<string, Row> = {};
  for (const file of sourceFiles(root)) {
    if (only && !only.includes(file)) continue;
    const declared = readTypings(join(root, `${file}.d.ts`));
    const behaviour = readBehaviour(join(root, `${file}.js`));
    for (const [name, token] of behaviour.tokens) add(resources, token, resourceRow(declared, behaviour, name));
    for (const [name, token] of behaviour.invokes) {
      if (declared.functions.has(name)) add(functions, token, functionRow(declared, name));
    }
  }
  const provider = resourceRow(
    readTypings(join(root, "provider.d.ts")),
    readBehaviour(join(root, "provider.js")),
    "Provider",
  );
  const rows = [provider, ...Object.values(resources), ...Object.values(functions)];
  for (const row of rows) for (const fields of [row.i, row.o]) types.require(fields);
  const { types: nested, rename } = types.distinct();
  const renamed = (row: Row): Row => ({ ...row, i: rename(row.i), o: rename(row.o) });
  const sorted = (all: Record<string, Row>) =>
    Object.fromEntries(
      Object.keys(all)
        .sort()
        .map((token) => [token, renamed(all[token] as Row)]),
    );
  return {
    sdk,
    version: version.replace(/^v/, ""),
    provider: renamed(provider),
    types: nested,
    resources: sorted(resources),
    functions: sorted(functions),
  };
}

function add(rows: Record<string, Row>, token: string, row: Row): void {
  if (rows[token]) throw new Error(`${token} is declared twice`);
  rows[token] = row;
}

function resourceRow(declared: Declarations, behaviour: Behaviour, name: string): Row {
  const type = declared.classes.get(name);
  const args = declared.interfaces.get(`${name}Args`);
  if (!type || !args) throw new Error(`${declared.file}: ${name} or ${name}Args is missing`);
  const inputs = fieldsOf(args);
  const required = Object.keys(inputs).filter((input) => !inputs[input]?.includes("?"));
  agree(declared.file, "required inputs", required, behaviour.required);
  agree(declared.file, "inputs", Object.keys(inputs), behaviour.sent);
  for (const secret of behaviour.secretInputs) inputs[secret] = `${inputs[secret]}`.replace(/(?=\$)|$/, "!");
  return {
    i: inputs,
    o: fieldsOf(type),
    ...(behaviour.secretOutputs.length > 0 && { s: behaviour.secretOutputs }),
    ...(behaviour.aliases.length > 0 && { a: behaviour.aliases }),
  };
}

function functionRow(declared: Declarations, name: string): Row {
  const made = declared.functions.get(name);
  if (!made?.type) throw new Error(`${declared.file}: ${name} has no result type`);
  const shape = (reference: string): Fields => {
    const found = declared.interfaces.get(reference);
    if (!found) throw new Error(`${declared.file}: ${reference} is missing`);
    return fieldsOf(found);
  };
  const [first] = made.parameters;
  const args = first?.name.getText() === "args" && first.type ? shape(referenceName(first.type)) : {};
  return { i: args, o: shape(referenceName(made.type)) };
}

function agree(file: string, what: string, typings: readonly string[], javascript: readonly string[]): void {
  const [left, right] = [[...typings].sort().join(), [...javascript].sort().join()];
  if (left !== right) throw new Error(`${file}: ${what} differ: typings have ${left}, JavaScript has ${right}`);
}

/** Every module of the SDK that can hold a resource or a function, relative and without extension. */
function sourceFiles(root: string): string[] {
  const skipped = /^(types|config|node_modules)\/|(^|\/)(index|utilities|provider)$/;
  return readdirSync(root, { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".d.ts"))
    .map((file) => file.slice(0, -".d.ts".length).replaceAll("\\", "/"))
    .filter((file) => !skipped.test(file) && existsSync(join(root, `${file}.js`)))
    .sort();
}
