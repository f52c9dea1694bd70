import { type Truth, textOf } from "../../truth.ts";
import { isHidden } from "../../verdict.ts";
import type { View } from "../../view.ts";

/** True for text that says something, and for a hidden value: that it is there is known. */
export const isNamed = (view: View): boolean => isHidden(view) || !["", undefined].includes(textOf(view)?.trim());

/** What is decided by a value that can be read or is not there; a hidden one is its own answer. */
export const decided = (view: View, decide: () => boolean): Truth =>
  view.kind === "unknown" || view.kind === "secret" ? view : decide();
