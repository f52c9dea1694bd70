/** What a policy document has to look like, by OVHcloud's guide and the published source of its gateway (open-io/swift). */
import { isHidden } from "../../verdict.ts";
import type { View } from "../../view.ts";
import { type Document, fieldsOf, type Statement, type Value } from "./document.ts";

/** Where something is wrong, and what; without a problem where that cannot be told because the value is hidden. */
export interface Doubt {
  readonly view: View;
  readonly problem?: string;
}

/** What a text has to look like. */
interface Form {
  readonly pattern: RegExp;
  readonly problem: string;
}

const version: Form = { pattern: /^20(?:08|12)-10-17$/, problem: "the version of the document is not known" };
const effect: Form = { pattern: /^(?:Allow|Deny)$/, problem: "a statement has no effect, or one that is not known" };
const action: Form = {
  pattern: /^(?:\*|s3:[A-Za-z*?]+)$/,
  problem: "a statement has no actions, or some that cannot be read",
};
const resource: Form = {
  pattern: /^(?:\*$|arn:aws:s3:::[^/])/,
  problem: "a statement has no resources, or some that cannot be read",
};

/** All that keeps a document that is not hidden from being read in one way only. */
export function doubtsIn({ policy: view, root, statements, longer, json }: Document): Doubt[] {
  if (!root?.map) return [{ view, problem: "it is not a policy document" }];
  const fields = fieldsOf(root);
  return [
    ...doubtIf(json?.complete === false, { view, problem: "it cannot be read to its end as JSON" }),
    ...doubtIf(json?.doubled === true, { view, problem: "a name stands twice in one object" }),
    ...doubtIf(hasOthers(root, documentNames), { view, problem: "the document has a name that is not known" }),
    ...doubtIf(fields("Statement").length === 0, { view, problem: "the document has no statements" }),
    ...doubtIf(longer, { view, problem: "the document has more statements than are read" }),
    ...fields("Version").flatMap((value) => unlike(version, value)),
    ...statements.flatMap(statementDoubts),
  ];
}

function statementDoubts(statement: Statement): Doubt[] {
  const { value } = statement;
  const { view } = value;
  if (isHidden(view)) return [{ view }];
  if (!value.map) return [{ view, problem: "a statement is not an object" }];
  const texts = (name: string, form: Form, inList = true) => {
    const found = statement.fields(name).flatMap((field) => (inList && field.list) || [field]);
    return found.length === 0 ? [{ view, problem: form.problem }] : found.flatMap((text) => unlike(form, text));
  };
  return [
    ...doubtIf(hasOthers(value, statementNames), { view, problem: "a statement has a name that is not known" }),
    ...texts("Effect", effect, false),
    ...texts("Action", action),
    ...texts("Resource", resource),
  ];
}

const documentNames = ["Statement", "Version", "Id"];
const statementNames = ["Sid", "Effect", "Action", "Resource", "Condition"];

const doubtIf = (wrong: boolean, doubt: Doubt): Doubt[] => (wrong ? [doubt] : []);

const hasOthers = ({ map = [] }: Value, known: readonly string[]) => !map.every(([name]) => known.includes(name));

function unlike({ pattern, problem }: Form, { view, text }: Value): Doubt[] {
  if (isHidden(view)) return [{ view }];
  return doubtIf(text === undefined || !pattern.test(text), { view, problem });
}
