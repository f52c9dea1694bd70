import { textOf } from "../../truth.ts";
import { evidenceFrom } from "../../verdict.ts";
import type { View } from "../../view.ts";

/**
 * What a violation by several values is marked by: the texts of each group, in whatever order. Nothing when one of them is
 * a secret.
 */
export function evidenceOf(...groups: readonly (readonly View[])[]): string {
  return evidenceFrom(groups.flat(), () =>
    groups.map((views) => views.map((view) => textOf(view)?.trim() ?? view.kind).sort()),
  );
}
