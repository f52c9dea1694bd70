import { type Names, override, unknownNames } from "./arguments.ts";
import type { Finding, Rule } from "./finding.ts";
import { guarded, judge } from "./judge.ts";
import { holdsLater, isLater } from "./later.ts";

/** One child resource as a component means to register it. */
export interface ChildDraft<T extends object> {
  /** Name of the child's slot in `overrides`, such as `database`. */
  readonly slot: string;
  /** What the component itself decided. */
  readonly planned: T;
  /** What the user lays over it. */
  readonly overrides: Partial<T> | undefined;
  /** Every argument that the child's resource type knows. */
  readonly known: Names<T>;
  /** What values are good, by property of the child. */
  readonly rules: { readonly [K in keyof T]?: Rule };
  /** Argument of the component from which a property of the child came, where the names differ. */
  readonly from?: { readonly [K in keyof T]?: string };
}

/** The arguments to register the child with, and what is wrong with those known now. */
export interface PlannedChild<T extends object> {
  readonly args: T;
  readonly findings: readonly Finding[];
}

/**
 * Lays the overrides over the plan, then judges the result, so that an overridden value is held to the same rules
 * as the argument. Values known now become findings; later ones are wrapped to be judged when they arrive.
 */
export function planChild<T extends object>(subject: string, draft: ChildDraft<T>): PlannedChild<T> {
  const { slot, overrides, rules } = draft;
  const args = override(draft.planned, overrides);
  const findings = [...unknownNames(overrides, draft.known, `overrides.${slot}`)];
  for (const property of Object.keys(rules) as (keyof T & string)[]) {
    const rule = rules[property];
    if (!rule) continue;
    const overridden = overrides?.[property] !== undefined;
    const path = overridden ? `overrides.${slot}.${property}` : (draft.from?.[property] ?? property);
    const value = args[property];
    findings.push(...judge([{ path, value, rule }]));
    // A part of what the component planned itself stays visible while another is unknown: policies judge by it.
    const watched = overridden ? holdsLater(value) : isLater(value);
    if (watched) args[property] = guarded(subject, path, value, rule) as T[typeof property];
  }
  return { args, findings };
}
