/** What a violation by rights is marked by, so that a waiver for some rights does not cover others. */
import { type Truth, textOf } from "../../truth.ts";
import { fail, unproved, type Verdict } from "../../verdict.ts";
import { at, isSecret, type View } from "../../view.ts";
import { leavesOf } from "./leaves.ts";

/** All texts in the properties of these names, in whatever order; empty when one of them is a secret. */
export function evidenceOf(view: View, names: readonly string[]): string {
  const about = names.map((name) => leavesOf(at(view, name), name));
  if (about.flat().some((leaf) => isSecret(leaf.view))) return "";
  return JSON.stringify(about.map((leaves) => leaves.map((leaf) => `${leaf.name} ${textOf(leaf.view)}`).sort()));
}

/** A violation with that evidence when the condition is true, a doubt at the hidden value it depends on, or nothing. */
export function failIf(truth: Truth, view: View, problem: string, evidence: string): Verdict[] {
  if (truth === false) return [];
  return [truth === true ? fail(view, problem, evidence) : unproved(truth)];
}
