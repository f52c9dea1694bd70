/** Policy documents, given as a JSON text or as an object, read so that no spelling hides a statement. */
import { someOf, type Truth, textOf, when } from "../../truth.ts";
import { evidenceFrom, fail, isHidden, unproved, type Verdict } from "../../verdict.ts";
import { at, entries, members, once, type View } from "../../view.ts";
import { longestList } from "../bounded.ts";
import { type Json, type ReadJson, readJson } from "./json.ts";

/** The document of one user of the object storage, which OVHcloud takes as a text. */
export const policyType = "ovh:CloudProject/s3Policy:S3Policy";

/** A value in a document. In a text all have the place of the text. */
export interface Value {
  readonly view: View;
  readonly text?: string;
  /** Of a number, true or false: as it is written. */
  readonly literal?: string;
  readonly list?: readonly Value[] | undefined;
  readonly map?: readonly (readonly [name: string, value: Value])[] | undefined;
}

/** One statement. A name counts in any case, and every value that stands under it. */
export interface Statement {
  readonly value: Value;
  /** False when it denies for certain, true when it says anything else. */
  readonly allows: Truth;
  readonly fields: (name: string) => Value[];
}

export interface Document {
  /** The property that holds it. */
  readonly policy: View;
  /** Undefined when there is nothing in it that can be read. */
  readonly root: Value | undefined;
  /** The first of them, as many as {@link longestList}. */
  readonly statements: readonly Statement[];
  /** Whether there are more. */
  readonly longer: boolean;
  /** Of a text. */
  readonly json?: ReadJson;
}

/** The document that a resource has as its `policy`, as far as it can be read. */
export const documentOf = once((resource: View): Document => {
  const policy = at(resource, "policy");
  const written = textOf(policy);
  const json = written === undefined ? undefined : readJson(written);
  const inText = json?.value === undefined ? undefined : valueIn(json.value, policy);
  const root = json ? inText : valueFrom(policy, 0);
  const given = root ? fieldsOf(root)("Statement").flatMap(membersOf) : [];
  const statements = given.slice(0, longestList).map(statementOf);
  return { policy, root, statements, longer: given.length > statements.length, ...(json ? { json } : {}) };
});

/**
 * What a rule has against the statements that allow something; each is judged alone. Of statements that are alike the
 * first is told, and violations by its number: all statements of a text have one path.
 */
export function judgeAllowing({ policy, statements }: Document, judge: (statement: Statement) => Verdict[]): Verdict[] {
  if (isHidden(policy)) return [unproved(policy)];
  const found = new Map<string, Verdict>();
  for (const [index, statement] of statements.entries()) {
    const { view } = statement.value;
    for (const verdict of isHidden(view) ? [unproved(view)] : when(statement.allows, () => judge(statement))) {
      const key = JSON.stringify(verdict);
      if (!found.has(key)) found.set(key, numbered(verdict, index + 1));
    }
  }
  return [...found.values()];
}

const numbered = (verdict: Verdict, number: number): Verdict =>
  verdict.outcome === "FAIL" ? { ...verdict, problem: `statement ${number} ${verdict.problem}` } : verdict;

/** One verdict on values: on the first that is bad, else a doubt at the first that is hidden, else none. */
export function judgeValues(
  values: readonly Value[],
  bad: (value: Value) => boolean,
  verdict: (view: View) => Verdict,
): Verdict[] {
  const offender = values.find((value) => !isHidden(value.view) && bad(value));
  if (offender) return [verdict(offender.view)];
  const hidden = values.find(({ view }) => isHidden(view));
  return hidden ? [unproved(hidden.view)] : [];
}

/** A violation by a statement, of which the problem says what it does. */
export const failBy = (statement: Statement, place: View, problem: string): Verdict =>
  fail(place, problem, evidenceOf(statement));

/** What a violation by a statement is marked by: all that the statement is about, wherever in the document it stands. */
function evidenceOf(statement: Statement): string {
  const about = ["Principal", "NotPrincipal", "Action", "NotAction", "Resource", "NotResource"].map((name) =>
    textsOf(statement, name),
  );
  const conditions = statement.fields("Condition");
  const places = [...about.flat(), ...conditions.flatMap(leaves)].map(({ view }) => view);
  return evidenceFrom(places, () => [
    ...about.map((values) => values.map(({ text = "" }) => text).sort()),
    ...conditions.map(sorted),
  ]);
}

/** A condition's names and values, alike in whatever order they stand. */
function sorted({ text, literal, list, map }: Value): unknown {
  if (!list && !map) return { text, literal };
  const inner = list?.map(sorted) ?? map?.map(([name, value]) => [name, sorted(value)]);
  const written = inner?.map((one) => [JSON.stringify(one), one] as const);
  return written?.sort(([one], [other]) => (one < other ? -1 : 1)).map(([, one]) => one);
}

/** All values under that name, those in lists and maps one by one. */
export const textsOf = (statement: Statement, name: string): Value[] => statement.fields(name).flatMap(leaves);

/** The values of an object by name, in whatever case the name is written; gives an empty list where there is none. */
export function fieldsOf({ map = [] }: Value): (name: string) => Value[] {
  const fields = new Map<string, Value[]>();
  for (const [name, value] of map) {
    const lower = name.toLowerCase();
    const same = fields.get(lower);
    if (same) same.push(value);
    else fields.set(lower, [value]);
  }
  return (name) => fields.get(name.toLowerCase()) ?? [];
}

/** The members of a list; a single value is a list of one. */
const membersOf = (value: Value): readonly Value[] => value.list ?? [value];

const leaves = (value: Value): Value[] =>
  (value.list ?? value.map?.map(([, member]) => member))?.flatMap(leaves) ?? [value];

function statementOf(value: Value): Statement {
  const fields = fieldsOf(value);
  const effects = fields("Effect").map(({ view, text }): Truth => (isHidden(view) ? view : text !== "Deny"));
  return { value, allows: effects.length === 0 || someOf(effects), fields };
}

function valueIn(json: Json, view: View): Value {
  if (typeof json === "string") return { view, text: json };
  if ("literal" in json) return { view, literal: json.literal };
  if ("members" in json) return { view, map: json.members.map(([name, value]) => [name, valueIn(value, view)]) };
  return { view, list: json.map((value) => valueIn(value, view)) };
}

/** How deep lists and objects are read: a document, its statements, one, its condition, an operator, values of a key. */
const depth = 5;

function valueFrom(view: View, level: number): Value {
  const text = textOf(view);
  if (text !== undefined) return { view, text };
  if (view.kind === "known" && ["number", "boolean"].includes(typeof view.value)) {
    return { view, literal: String(view.value) };
  }
  if (level > depth) return { view };
  const inner = (value: View) => valueFrom(value, level + 1);
  const list = made(() => members(view)?.map(inner));
  const map = made(() => entries(view)?.map(([name, value]) => [name, inner(value)] as const));
  return {
    view,
    get list() {
      return list();
    },
    get map() {
      return map();
    },
  };
}

/** Makes something when it is asked for, once. */
function made<T>(make: () => T): () => T {
  let kept: { readonly value: T } | undefined;
  return () => {
    kept ??= { value: make() };
    return kept.value;
  };
}
