/** Plain values in a resource, with the names they stand under. */
import { textOf } from "../../truth.ts";
import { each, failUnmarked, isHidden, unproved, type Verdict } from "../../verdict.ts";
import { at, entries, isSecret, members, type View } from "../../view.ts";
import { mostCharacters } from "./decode.ts";
import { secretUnder } from "./detect.ts";

/** A value that is neither a list nor an object, or one that is nested too deep. */
export interface Leaf {
  readonly view: View;
  /** Of the property it is or is in; of a list, the list's. */
  readonly name: string;
}

/** How deep values are looked for. */
const deepest = 8;

/** Every leaf in a value, in its order. The value of a pair of `name` and `value` has the pair's name. */
export function leavesOf(view: View, name: string, depth = 0): Leaf[] {
  if (depth === deepest || view.kind !== "known" || typeof view.value !== "object") return [{ view, name }];
  const inner =
    members(view)?.map((member) => ({ view: member, name })) ??
    entries(view)?.map(([key, value]) => ({ view: value, name: (key === "value" && textOf(at(view, "name"))) || key }));
  return inner ? inner.flatMap((leaf) => leavesOf(leaf.view, leaf.name, depth + 1)) : [{ view, name }];
}

/** As how many characters a short value counts: to look at it takes about as long. */
const leastCharacters = 16;

/** What may be looked through in one resource, in all its values together. */
export class Budget {
  #left = mostCharacters;

  /** One violation, at the value with which it becomes too much; undefined for a value that may be looked through. */
  spend(view: View, text: string): Verdict[] | undefined {
    const spent = this.#left < 0;
    this.#left -= Math.max(text.length, leastCharacters);
    if (this.#left >= 0) return undefined;
    return spent ? [] : [failUnmarked(view, "the resource has more text than is looked through for secrets")];
  }
}

/** A violation when the value looks like a secret or cannot be looked through, a doubt when it cannot be read. */
export function judgeLeaf({ view, name }: Leaf, budget: Budget): Verdict[] {
  if (isHidden(view)) return [unproved(view)];
  if (view.kind !== "known" || typeof view.value === "boolean") return [];
  const { value } = view;
  const text = typeof value === "number" ? String(value) : textOf(view);
  if (text === undefined) return [failUnmarked(view, "it cannot be looked through for secrets")];
  const spent = budget.spend(view, text);
  if (spent) return spent;
  const kind = secretUnder(name, text);
  return kind ? [failUnmarked(view, `it holds what looks like ${kind}`)] : [];
}

/** Judges every leaf of what is kept in the state only, where a Pulumi secret is safe. */
export const judgePlain = (value: View, name: string, budget: Budget): Verdict[] =>
  each(leavesOf(value, name), (leaf) => (isSecret(leaf.view) ? [] : judgeLeaf(leaf, budget)));
