import { type Rule, settled } from "./rule.ts";
import type { Verdict } from "./verdict.ts";
import { type View, viewOf } from "./view.ts";

/** A verdict, the rule that gave it, and the text for the user. */
export interface Finding extends Verdict {
  readonly rule: Rule;
  /** Rule, path, what is wrong, why the rule exists, remedy. Never a value of a property. */
  readonly message: string;
}

/** What one rule finds in one resource of that type; nothing when the rule does not judge the type. */
export function find(rule: Rule, type: string, view: View, parameters?: unknown): Finding[] {
  if (!rule.types.includes(type)) return [];
  return rule
    .judge(view, settled(rule, parameters), type)
    .map((verdict) => ({ ...verdict, rule, message: message(rule, verdict) }));
}

/**
 * What the rules find in one resource, in the order of the rules.
 *
 * @param type Type token, `ovh:CloudProject/database:Database`.
 * @param properties The resource's inputs: plain, from an exported state, or as the policy SDK gives them.
 * @param parameters Parameters of the rules by slug, `{ "pg-major-supported": { maxMajor: 16 } }`.
 */
export function judge(
  rules: readonly Rule[],
  type: string,
  properties: unknown,
  parameters: { readonly [slug: string]: unknown } = {},
): Finding[] {
  const view = viewOf(properties);
  return rules.flatMap((rule) => find(rule, type, view, parameters[rule.slug]));
}

function message(rule: Rule, { outcome, path, problem }: Verdict): string {
  const place = path === "" ? "the whole resource" : path;
  if (outcome === "FAIL") {
    return `${rule.id} at ${place}: ${problem}.\nWhy: ${rule.rationale}.\nRemedy: ${rule.remedy}.`;
  }
  return `${rule.id} cannot be proved at preview: ${place}, ${problem}.`;
}
