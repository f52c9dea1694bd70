import { textOf } from "../../truth.ts";
import { isHidden } from "../../verdict.ts";
import type { View } from "../../view.ts";

/** True for text that says something, and for a hidden value: that it is there is known. */
export const isNamed = (view: View): boolean => isHidden(view) || !["", undefined].includes(textOf(view)?.trim());
