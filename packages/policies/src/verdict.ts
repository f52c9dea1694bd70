/**
 * Verdicts of three values. PASS is said by saying nothing: it means that every way in which the unknown values can
 * turn out would pass. FAIL means that every way would fail; UNKNOWN that it depends.
 */
import * as crypto from "node:crypto";
import { isSecret, type Unread, type View } from "./view.ts";

export type Outcome = "PASS" | "UNKNOWN" | "FAIL";

/** Something a rule has against a resource, or cannot tell about it. Holds no value of a property. */
export interface Verdict {
  readonly outcome: Exclude<Outcome, "PASS">;
  /** Property path in Pulumi's form; empty for the whole resource. */
  readonly path: string;
  /** What is wrong, or why it cannot be told. A clause without a full stop. */
  readonly problem: string;
  /** Of a violation: a short hash of the offending value, so that a waiver does not cover another one. Empty for secrets. */
  readonly mark?: string;
}

/**
 * A violation at that place.
 *
 * @param evidence What offends, when it is not the one plain value at that place. Only its hash is kept.
 */
export function fail(view: View, problem: string, evidence: string = evidenceOf(view)): Verdict {
  return { outcome: "FAIL", path: view.path, problem, mark: evidence === "" ? "" : hash(evidence) };
}

/** A violation whose evidence is not even hashed: what offends may be a secret. */
export const failUnmarked = (view: View, problem: string): Verdict => fail(view, problem, "");

/** First 12 hexadecimal digits of the SHA-256 of a text. */
export const hash = (text: string): string => crypto.hash("sha256", text, "hex").slice(0, 12);

/** What offends, as a text to hash; empty when one of the places it was read from is a secret. */
export const evidenceFrom = (places: readonly View[], what: () => unknown): string =>
  places.some(isSecret) ? "" : JSON.stringify(what());

function evidenceOf(view: View): string {
  if (view.kind !== "known" || view.secret || typeof view.value === "object" || typeof view.value === "symbol")
    return "";
  return `${typeof view.value} ${view.value}`;
}

/** A value that is there and cannot be read. */
export type Hidden = Unread & { readonly kind: "unknown" | "secret" };

/** True when the value is there and cannot be read: not known yet, or encrypted. */
export function isHidden(view: View): view is Hidden {
  return view.kind === "unknown" || view.kind === "secret";
}

/** The verdict on a value that is there and cannot be read. */
export function unproved(view: View): Verdict {
  const problem =
    view.kind === "secret"
      ? "it is a secret that is encrypted here, and is judged wherever it can be decrypted"
      : "its value is not known yet, and is judged again when it is";
  return { outcome: "UNKNOWN", path: view.path, problem };
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
  const found: Verdict[] = [];
  for (const member of members) for (const verdict of judge(member)) found.push(verdict);
  return found;
}

/** As {@link each}, but one verdict speaks for all: the first known violation, else the first doubt, else none. */
export function any<T>(members: Iterable<T>, judge: (member: T) => Iterable<Verdict>): Verdict | undefined {
  const verdicts = each(members, judge);
  return verdicts.find(({ outcome }) => outcome === "FAIL") ?? verdicts[0];
}
