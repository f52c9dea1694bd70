import { readFileSync } from "node:fs";
import ts from "typescript";

/** What an SDK's JavaScript does that its typings do not say. */
export interface Behaviour {
  /** Token handed to the engine, by class. */
  readonly tokens: ReadonlyMap<string, string>;
  /** Token of the data source, by function. */
  readonly invokes: ReadonlyMap<string, string>;
  /** Inputs whose absence the constructor refuses. */
  readonly required: readonly string[];
  /** Inputs that the constructor passes on. */
  readonly sent: readonly string[];
  /** Inputs that the constructor wraps in `pulumi.secret`. */
  readonly secretInputs: readonly string[];
  readonly secretOutputs: readonly string[];
  /** Older tokens that the class stands in for. */
  readonly aliases: readonly string[];
}

/** Reads the JavaScript of one resource or function. */
export function readBehaviour(file: string): Behaviour {
  const source = ts.createSourceFile(file, readFileSync(file, "utf8"), ts.ScriptTarget.ES2023, true, ts.ScriptKind.JS);
  const tokens = new Map<string, string>();
  const invokes = new Map<string, string>();
  const [required, sent, secretInputs, secretOutputs, aliases] = Array.from({ length: 5 }, () => new Set<string>()) as [
    Set<string>,
    Set<string>,
    Set<string>,
    Set<string>,
    Set<string>,
  ];
  const visit = (node: ts.Node, scope: string): void => {
    const inside =
      (ts.isClassDeclaration(node) || ts.isFunctionDeclaration(node)) && node.name ? node.name.text : scope;
    const assigned = tokenAssigned(node, inside);
    if (assigned) tokens.set(...assigned);
    const input = inputAssigned(node);
    if (input) sent.add(input);
    if (ts.isCallExpression(node)) {
      const called = node.expression.getText();
      const [first] = node.arguments;
      if (/^pulumi\.runtime\.invoke(Single)?$/.test(called) && first && ts.isStringLiteral(first))
        invokes.set(inside, first.text);
      if (called === "pulumi.secret" && first && ts.isPropertyAccessExpression(first))
        secretInputs.add(first.name.text);
    }
    if (ts.isNewExpression(node)) {
      const [first] = node.arguments ?? [];
      const missing =
        first && ts.isStringLiteral(first) ? /^Missing required property '(.+)'$/.exec(first.text)?.[1] : undefined;
      if (missing) required.add(missing);
    }
    if (ts.isPropertyAssignment(node) && node.name.getText() === "additionalSecretOutputs")
      strings(node.initializer, secretOutputs);
    if (ts.isPropertyAssignment(node) && node.name.getText() === "aliases") strings(node.initializer, aliases);
    ts.forEachChild(node, (child) => visit(child, inside));
  };
  visit(source, "");
  const sorted = (set: Set<string>) => [...set].sort();
  return {
    tokens,
    invokes,
    required: sorted(required),
    sent: sorted(sent),
    secretInputs: sorted(secretInputs),
    secretOutputs: sorted(secretOutputs),
    aliases: sorted(aliases),
  };
}

/** `Class.__pulumiType = "token"`, or the same as a static property. */
function tokenAssigned(node: ts.Node, scope: string): [string, string] | undefined {
  if (ts.isPropertyDeclaration(node) && node.name.getText() === "__pulumiType" && node.initializer) {
    return ts.isStringLiteral(node.initializer) ? [scope, node.initializer.text] : undefined;
  }
  if (!ts.isBinaryExpression(node) || node.operatorToken.kind !== ts.SyntaxKind.EqualsToken) return undefined;
  const { left, right } = node;
  if (!ts.isPropertyAccessExpression(left) || left.name.text !== "__pulumiType" || !ts.isStringLiteral(right))
    return undefined;
  return [left.expression.getText(), right.text];
}

/** Name in `resourceInputs["name"] = ... args ...`. */
function inputAssigned(node: ts.Node): string | undefined {
  if (!ts.isBinaryExpression(node) || node.operatorToken.kind !== ts.SyntaxKind.EqualsToken) return undefined;
  const { left, right } = node;
  if (!ts.isElementAccessExpression(left) || left.expression.getText() !== "resourceInputs") return undefined;
  return ts.isStringLiteral(left.argumentExpression) && /\bargs\b/.test(right.getText())
    ? left.argumentExpression.text
    : undefined;
}

function strings(node: ts.Node, found: Set<string>): void {
  if (ts.isStringLiteral(node)) found.add(node.text);
  ts.forEachChild(node, (child) => strings(child, found));
}
