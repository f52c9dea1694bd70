/** Plain values in a resource, with the names they stand under. */
import { textOf } from "../../truth.ts";
import { failUnmarked, isHidden, unproved, type Verdict } from "../../verdict.ts";
import { entries, members, type View } from "../../view.ts";
import { secretUnder } from "./detect.ts";

/** A value that is neither a list nor an object, or one that is nested too deep. */
export interface Leaf {
  readonly view: View;
  /** Of the property it is or is in; of a list, the list's. */
  readonly name: string;
}

/** How deep values are looked for. */
const deepest = 8;

/** Every leaf in a value, in its order. */
export function leavesOf(view: View, name: string, depth = 0): Leaf[] {
  if (depth === deepest) return [{ view, name }];
  const inner =
    members(view)?.map((member) => ({ view: member, name })) ??
    entries(view)?.map(([key, value]) => ({ view: value, name: key }));
  return inner ? inner.flatMap((leaf) => leavesOf(leaf.view, leaf.name, depth + 1)) : [{ view, name }];
}

/** A violation when the value looks like a secret or cannot be looked through, a doubt when it cannot be read. */
export function judgeLeaf({ view, name }: Leaf): Verdict[] {
  if (isHidden(view)) return [unproved(view)];
  if (view.kind !== "known" || typeof view.value === "boolean") return [];
  const { value } = view;
  const text = typeof value === "number" ? String(value) : textOf(view);
  if (text === undefined) return [failUnmarked(view, "it cannot be looked through for secrets")];
  const kind = secretUnder(name, text);
  return kind ? [failUnmarked(view, `it holds what looks like ${kind}`)] : [];
}
