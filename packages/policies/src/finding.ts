import type { Environment } from "./environment.ts";
import type { Level, Rule } from "./rule.ts";
import { hash, type Verdict } from "./verdict.ts";

/** An exemption that was granted for a finding. */
export interface Granted {
  readonly reason: string;
  readonly owner: string;
  readonly ticket: string;
  /** Last day on which it counts, `YYYY-MM-DD`. */
  readonly expires: string;
}

/** A verdict about one resource, the rule that gave it, what it does, and the text for the user. */
export interface Finding extends Verdict {
  readonly rule: Rule;
  /** What it does here; `disabled` ones are not found at all. */
  readonly level: Exclude<Level, "disabled">;
  readonly environment: Environment;
  /** Type token of the resource; empty for the stack. */
  readonly type: string;
  /** Logical name of the resource; empty for the stack. */
  readonly name: string;
  /** Empty for the stack. */
  readonly urn: string;
  /** Rule, path, what is wrong, why the rule exists, remedy. Never a value of a property. */
  readonly message: string;
  /** What a waiver names: rule, path, problem and the hash of the offending value. Stable between runs and stacks. */
  readonly fingerprint: string;
  /** The waiver that covers it: then it blocks nothing. */
  readonly waiver?: Granted;
}

/** The text for the user. */
export function messageOf(rule: Rule, verdict: Verdict, fingerprint: string, environment: Environment): string {
  const { outcome, path, problem } = verdict;
  const place = path === "" ? "the whole resource" : path;
  if (outcome === "UNKNOWN")
    return `${rule.id} cannot be proved yet: ${place}, ${problem}.\nFingerprint: ${fingerprint}`;
  const end = `Fingerprint: ${fingerprint} (rules of ${environment})`;
  return `${rule.id} at ${place}: ${problem}.\nWhy: ${rule.rationale}.\nRemedy: ${rule.remedy}.\n${end}`;
}

/** The same for the same offence at the same place, in every stack and every run. */
export function fingerprintOf(rule: Rule, { path, problem, mark = "" }: Verdict): string {
  return hash([rule.id, path, problem, mark].join("\n"));
}
