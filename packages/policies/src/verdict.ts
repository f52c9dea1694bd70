/**
 * Verdicts of three values. PASS is said by saying nothing: it means that every way in which the unknown values can
 * turn out would pass. FAIL means that every way would fail; UNKNOWN that it depends.
 */
import type { View } from "./view.ts";

export type Outcome = "PASS" | "UNKNOWN" | "FAIL";

/** Something a rule has against a resource, or cannot tell about it. Holds no value of a property. */
export interface Verdict {
  readonly outcome: Exclude<Outcome, "PASS">;
  /** Property path in Pulumi's form; empty for the whole resource. */
  readonly path: string;
  /** What is wrong, or why it cannot be told. A clause without a full stop. */
  readonly problem: string;
}

/** A violation at that place. */
export function fail(view: View, problem: string): Verdict {
  return { outcome: "FAIL", path: view.path, problem };
}

/** True when the value is there and cannot be read: not known yet, or encrypted. */
export function isHidden(view: View): boolean {
  return view.kind === "unknown" || view.kind === "secret";
}

/** The verdict on a value that is there and cannot be read. */
export function unproved(view: View): Verdict {
  const problem =
    view.kind === "secret"
      ? "it is a secret that is encrypted here, and is judged wherever it can be decrypted"
      : "its value is not known yet, and is judged again by the update before anything is created or changed";
  return { outcome: "UNKNOWN", path: view.path, problem };
}

/** Makes a violation depend on a value that cannot be read: what was FAIL is UNKNOWN at that value's path. */
export function dependingOn(view: View, verdicts: readonly Verdict[]): Verdict[] {
  return worst(verdicts) === "PASS" ? [] : [unproved(view)];
}

/** FAIL dominates UNKNOWN, UNKNOWN dominates PASS. */
export function worst(verdicts: Iterable<Verdict>): Outcome {
  let outcome: Outcome = "PASS";
  for (const verdict of verdicts) {
    if (verdict.outcome === "FAIL") return "FAIL";
    outcome = "UNKNOWN";
  }
  return outcome;
}

/** Every member must pass. All are judged, in their order, so that an unknown one hides nothing behind it. */
export function each<T>(members: Iterable<T>, judge: (member: T) => Iterable<Verdict>): Verdict[] {
  return [...members].flatMap((member) => [...judge(member)]);
}

/** As {@link each}, but one verdict speaks for all: the first known violation, else the first doubt, else none. */
export function any<T>(members: Iterable<T>, judge: (member: T) => Iterable<Verdict>): Verdict | undefined {
  const verdicts = each(members, judge);
  return verdicts.find(({ outcome }) => outcome === "FAIL") ?? verdicts[0];
}
