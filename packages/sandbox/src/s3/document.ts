import { isObject } from "../properties.ts";
import { ovhActions } from "./actions.ts";

/** One statement of an OVH policy, lists made of single values. */
export interface Statement {
  readonly effect: "Allow" | "Deny";
  /** Names, or prefixes that end with `*`. */
  readonly actions: readonly string[];
  /** `bucket`, `bucket/key` or `*`, each with `*` and `?` in it; without `arn:aws:s3:::`. */
  readonly resources: readonly string[];
  /** Whether it holds under a Condition only. */
  readonly conditional: boolean;
}

/** The statements of a policy, or why it cannot be read. */
export type Document = { readonly statements: readonly Statement[] } | { readonly unreadable: string };

const prefix = "arn:aws:s3:::";

/**
 * Reads an OVH policy document. Strict: a document that OVH would refuse, or whose meaning nobody wrote down, is
 * unreadable as a whole, and its user then has no rights at all.
 */
export function readDocument(text: string): Document {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return { unreadable: "it is not JSON" };
  }
  if (!isObject(value) || !Array.isArray(value["Statement"])) return { unreadable: "it has no Statement list" };
  const statements: Statement[] = [];
  for (const statement of value["Statement"] as unknown[]) {
    const read = readStatement(statement);
    if (typeof read === "string") return { unreadable: read };
    statements.push(read);
  }
  return { statements };
}

function readStatement(value: unknown): Statement | string {
  if (!isObject(value)) return "a statement is not an object";
  const foreign = Object.keys(value).find((key) => !["Sid", "Effect", "Action", "Resource", "Condition"].includes(key));
  if (foreign !== undefined) return `a statement has the key ${foreign}`;
  const effect = value["Effect"];
  if (effect !== "Allow" && effect !== "Deny") return "a statement has no Effect";
  const actions = strings(value["Action"]);
  const resources = strings(value["Resource"]);
  if (!actions || !resources) return "a statement has no Action or no Resource";
  const unknown = actions.find((action) => !known(action));
  if (unknown !== undefined) return `it names the unknown action ${unknown}`;
  const bare = resources.map((resource) => (resource.startsWith(prefix) ? resource.slice(prefix.length) : resource));
  const odd = bare.find((resource) => resource === "" || /^arn:|^\/|\[/.test(resource));
  if (odd !== undefined) return `it names the resource ${odd || prefix}`;
  return { effect, actions, resources: bare, conditional: value["Condition"] !== undefined };
}

const known = (action: string): boolean =>
  action.endsWith("*")
    ? action.startsWith("s3:") && ovhActions.some((name) => name.startsWith(action.slice(0, -1)))
    : ovhActions.some((name) => name === action);

function strings(value: unknown): string[] | undefined {
  const list = [value].flat();
  return list.length > 0 && list.every((item) => typeof item === "string") ? (list as string[]) : undefined;
}
