import { s3GatewayActions } from "@accoreboot/catalogue";
import { habit } from "../habit.ts";
import { isObject, type Properties } from "../properties.ts";
import { bad } from "./refusals.ts";

export const unknownAction = habit(
  "s3.unknown-action-refuses-document",
  "an S3Policy that names one action the service does not know is refused as a whole",
  "ovh-facts 4.3",
);

/** The document as JSON, or the text itself where it is none. */
export function parsed(document: unknown): unknown {
  try {
    return JSON.parse(String(document));
  } catch {
    return document;
  }
}

const documentKeys = ["Statement", "Version", "Id"];
const statementKeys = ["Sid", "Effect", "Action", "Resource", "Condition"];
const versions = ["2012-10-17", "2008-10-17"];

/** Refuses what is not a policy document. */
export function judgeDocument(document: string, actionsMustBeKnown: boolean): void {
  const policy = parsed(document);
  const statements = isObject(policy) ? policy["Statement"] : undefined;
  if (!isObject(policy) || !Array.isArray(statements)) bad("policy is not a document with a Statement list");
  knownKeys("policy", policy, documentKeys);
  const version = policy["Version"];
  if (version !== undefined && !versions.includes(String(version))) bad(`unknown policy Version ${String(version)}`);
  for (const statement of statements as unknown[]) {
    if (!isObject(statement)) bad("policy statement is not an object");
    knownKeys("policy statement", statement, statementKeys);
    if (statement["Effect"] !== "Allow" && statement["Effect"] !== "Deny") bad("policy statement without an Effect");
    const foreign = texts("Action", statement).find((action) => !isKnown(action));
    if (foreign && actionsMustBeKnown) bad(`policy names an unknown action ${foreign}`);
    texts("Resource", statement);
  }
}

/** The list under that key, or the one text; refuses anything else. */
function texts(key: string, statement: Properties): string[] {
  const values = [statement[key]].flat();
  const wrong = values.length === 0 || values.some((value) => typeof value !== "string");
  return wrong ? bad(`policy statement without ${key}`) : (values as string[]);
}

/** Known by name, or as the beginning of one, as the gateway reads `s3:*` and `s3:Get*`. */
const isKnown = (action: string) =>
  action.endsWith("*")
    ? s3GatewayActions.some((known) => known.startsWith(action.slice(0, -1)))
    : s3GatewayActions.includes(action);

function knownKeys(what: string, value: Properties, allowed: readonly string[]): void {
  const foreign = Object.keys(value).find((key) => !allowed.includes(key));
  if (foreign !== undefined) bad(`${what} has an unknown key ${foreign}`);
}
