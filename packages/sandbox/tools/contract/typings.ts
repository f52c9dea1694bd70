import { readFileSync } from "node:fs";
import ts from "typescript";

/** Encoded properties by name; see {@link ../generate-contract.ts} for the notation. */
export type Fields = Record<string, string>;

/** The declarations of one typings file, those in namespaces under their dotted name. */
export interface Declarations {
  readonly file: string;
  readonly interfaces: ReadonlyMap<string, ts.InterfaceDeclaration>;
  readonly classes: ReadonlyMap<string, ts.ClassDeclaration>;
  readonly functions: ReadonlyMap<string, ts.FunctionDeclaration>;
}

/** Parses a `.d.ts` file without resolving anything: generated SDK typings need no type inference. */
export function readTypings(file: string): Declarations {
  const source = ts.createSourceFile(file, readFileSync(file, "utf8"), ts.ScriptTarget.ES2023, true);
  const interfaces = new Map<string, ts.InterfaceDeclaration>();
  const classes = new Map<string, ts.ClassDeclaration>();
  const functions = new Map<string, ts.FunctionDeclaration>();
  const collect = (node: ts.Node, scope: string): void => {
    if (ts.isInterfaceDeclaration(node)) interfaces.set(scope + node.name.text, node);
    else if (ts.isClassDeclaration(node) && node.name) classes.set(node.name.text, node);
    else if (ts.isFunctionDeclaration(node) && node.name) functions.set(node.name.text, node);
    else if (ts.isModuleDeclaration(node) && node.body) {
      ts.forEachChild(node.body, (child) => collect(child, `${scope}${node.name.text}.`));
    }
  };
  ts.forEachChild(source, (node) => collect(node, ""));
  return { file, interfaces, classes, functions };
}

/** Properties of an interface, or the instance properties of a class. */
export function fieldsOf(node: ts.InterfaceDeclaration | ts.ClassDeclaration): Fields {
  const fields: Fields = {};
  for (const member of node.members) {
    if (!ts.isPropertySignature(member) && !ts.isPropertyDeclaration(member)) continue;
    if (member.modifiers?.some(({ kind }) => kind === ts.SyntaxKind.StaticKeyword)) continue;
    if (!member.type) throw unreadable(member);
    const { text, optional } = encode(member.type);
    const variable = environmentVariable(member);
    fields[nameOf(member.name)] =
      optional || member.questionToken
        ? `${text}?${ts.isInterfaceDeclaration(node) && variable ? `$${variable}` : ""}`
        : text;
  }
  return fields;
}

/** The variable that stands in for an omitted argument, from the argument's documentation. */
function environmentVariable(member: ts.TypeElement | ts.ClassElement): string | undefined {
  const text = ts
    .getJSDocCommentsAndTags(member)
    .map((comment) => comment.getText())
    .join(" ");
  return /`([A-Z][A-Z0-9_]+)` environment variable is used/.exec(text)?.[1];
}

/** Name of the declaration that a type refers to, inside `pulumi.Input`, `Promise` and the like. */
export function referenceName(node: ts.TypeNode): string {
  const inner = unwrapped(node);
  if (!ts.isTypeReferenceNode(inner)) throw unreadable(inner);
  return inner.typeName.getText();
}

interface Encoded {
  readonly text: string;
  readonly optional: boolean;
}

const words = new Map<ts.SyntaxKind, string>([
  [ts.SyntaxKind.StringKeyword, "s"],
  [ts.SyntaxKind.NumberKeyword, "n"],
  [ts.SyntaxKind.BooleanKeyword, "b"],
  [ts.SyntaxKind.AnyKeyword, "a"],
]);

function encode(node: ts.TypeNode): Encoded {
  const inner = unwrapped(node);
  const word = words.get(inner.kind);
  if (word) return { text: word, optional: false };
  if (ts.isUnionTypeNode(inner)) return encodeUnion(inner);
  if (ts.isArrayTypeNode(inner)) return { text: `[${encode(inner.elementType).text}]`, optional: false };
  if (ts.isTypeLiteralNode(inner)) {
    const [index] = inner.members;
    if (inner.members.length === 1 && index && ts.isIndexSignatureDeclaration(index)) {
      return { text: `{${encode(index.type).text}}`, optional: false };
    }
  }
  if (ts.isLiteralTypeNode(inner) && (ts.isStringLiteral(inner.literal) || ts.isNumericLiteral(inner.literal))) {
    return {
      text: ts.isStringLiteral(inner.literal) ? JSON.stringify(inner.literal.text) : inner.literal.text,
      optional: false,
    };
  }
  if (ts.isTypeReferenceNode(inner)) {
    const name = inner.typeName.getText();
    const [, side, path] = /^(inputs|outputs)\.(.+)$/.exec(name) ?? [];
    if (side && path) return { text: `@${side === "inputs" ? "i" : "o"}:${path}`, optional: false };
    if (/^pulumi\.asset\./.test(name)) return { text: "f", optional: false };
  }
  throw unreadable(inner);
}

function encodeUnion(node: ts.UnionTypeNode): Encoded {
  const isVoid = (type: ts.TypeNode) => type.kind === ts.SyntaxKind.UndefinedKeyword;
  const parts = new Set(node.types.filter((type) => !isVoid(type)).map((type) => encode(type).text));
  const optional = node.types.some(isVoid);
  const texts = [...parts];
  if (texts.length === 1 || texts.every((text) => /^["\d]/.test(text))) return { text: texts.join("|"), optional };
  if (texts.every((text) => text === "s" || text.startsWith('"'))) return { text: "s", optional };
  return { text: "a", optional };
}

const wrappers = new Set(["pulumi.Input", "pulumi.Output", "Promise"]);

function unwrapped(node: ts.TypeNode): ts.TypeNode {
  if (ts.isParenthesizedTypeNode(node)) return unwrapped(node.type);
  if (ts.isTypeReferenceNode(node) && wrappers.has(node.typeName.getText())) {
    const [inner] = node.typeArguments ?? [];
    if (inner) return unwrapped(inner);
  }
  return node;
}

function nameOf(name: ts.PropertyName): string {
  if (ts.isIdentifier(name) || ts.isStringLiteral(name)) return name.text;
  throw unreadable(name);
}

function unreadable(node: ts.Node): Error {
  return new Error(
    `${node.getSourceFile().fileName}: cannot read "${node.getText()}": the generator has no rule for it`,
  );
}
