/** What a violation by rights is marked by, so that a waiver for some rights does not cover others. */
import { textOf } from "../../truth.ts";
import { evidenceFrom } from "../../verdict.ts";
import { at, type View } from "../../view.ts";
import { leavesOf } from "./leaves.ts";

/** All texts in the properties of these names, in whatever order; empty when one of them is a secret. */
export function evidenceOf(view: View, names: readonly string[]): string {
  const about = names.map((name) => leavesOf(at(view, name), name));
  return evidenceFrom(
    about.flat().map((leaf) => leaf.view),
    () => about.map((leaves) => leaves.map((leaf) => `${leaf.name} ${textOf(leaf.view)}`).sort()),
  );
}
