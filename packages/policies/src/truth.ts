/**
 * Conditions of three values: true, false, or a value that decides and cannot be read. A condition that is `true` holds
 * however the unknown values turn out, one that is `false` holds for none of them (Kleene's strong logic).
 */
import { fail, unproved, type Verdict } from "./verdict.ts";
import type { Unread, View } from "./view.ts";

/** True, false, or the hidden value that it depends on. */
export type Truth = boolean | Unread;

/** What a test is given: a plain value, `undefined` when it is absent, a symbol for lists, objects and unreadable ones. */
export type Scalar = string | number | boolean | bigint | symbol | undefined;

/** Stands for a list or an object where a plain value is tested. */
export const structure = Symbol("structure");

/** Whether a value passes a test. A hidden value is its own answer; an absent one is tested as `undefined`. */
export function holds(view: View, test: (value: Scalar) => boolean): Truth {
  if (view.kind === "absent") return test(undefined);
  if (view.kind !== "known") return view;
  const { value } = view;
  return test(typeof value === "object" || typeof value === "function" ? structure : (value as Scalar));
}

/** Whether the value is there; a hidden one is, whatever it may be. */
export const given = (view: View): boolean => view.kind !== "absent";

/** Whether the value is exactly one of these. */
export const isOneOf = (view: View, ...values: readonly Scalar[]): Truth =>
  holds(view, (value) => values.includes(value));

/** True when all are; false as soon as one is false, hidden values beside it or not. */
export function everyOf(truths: readonly Truth[]): Truth {
  if (truths.includes(false)) return false;
  return truths.find((truth) => truth !== true) ?? true;
}

/** As {@link everyOf}, for a few that are written out. */
export const every = (...truths: readonly Truth[]): Truth => everyOf(truths);

/** True when one is, hidden values beside it or not; false when all are false. */
export function someOf(truths: readonly Truth[]): Truth {
  if (truths.includes(true)) return true;
  return truths.find((truth) => truth !== false) ?? false;
}

/** As {@link someOf}, for a few that are written out. */
export const some = (...truths: readonly Truth[]): Truth => someOf(truths);

/** The opposite; what depends on a hidden value still does. */
export const not = (truth: Truth): Truth => (typeof truth === "boolean" ? !truth : truth);

/**
 * A violation at that place when the condition is true, a doubt at the hidden value it depends on, or nothing.
 *
 * @param evidence What offends, when it is not the one plain value at that place. Only its hash is kept.
 */
export function failIf(truth: Truth, view: View, problem: string, evidence?: () => string): Verdict[] {
  if (truth === false) return [];
  return [truth === true ? fail(view, problem, evidence?.()) : unproved(truth)];
}

/** These verdicts when the condition is true, none when it is false, and a doubt when it depends and there are any. */
export function when(truth: Truth, verdicts: () => Verdict[]): Verdict[] {
  if (truth === false) return [];
  const found = verdicts();
  if (truth === true) return found;
  return found.length === 0 ? [] : [unproved(truth)];
}

/** The value as text, when it is known and is text. */
export function textOf(view: View): string | undefined {
  return view.kind === "known" && typeof view.value === "string" ? view.value : undefined;
}
