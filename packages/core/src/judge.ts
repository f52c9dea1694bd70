import * as pulumi from "@pulumi/pulumi";
import { ArgumentError, type Finding, masked, type Rule, shown } from "./finding.ts";
import { holdsLater, isLater } from "./later.ts";

/** A rule for one property of the plan; `path` is how the user wrote that property. */
export interface Guard {
  readonly path: string;
  readonly value: unknown;
  readonly rule: Rule;
}

/** Findings for the guarded values that are known now. Outputs and promises are left for {@link guarded}. */
export function judge(guards: readonly Guard[]): Finding[] {
  return guards.flatMap(({ path, value, rule }) => {
    if (isLater(value)) return [];
    const verdict = rule(value, shown);
    return verdict ? [{ path, ...verdict }] : [];
  });
}

/**
 * {@link judge} for arguments that shape the plan itself: names, counts, switches. An output or a promise is refused
 * there, because what is to be made must be known before anything is made.
 */
export function judgePlain(guards: readonly Guard[]): Finding[] {
  return guards.flatMap((guard) =>
    isLater(guard.value)
      ? [{ path: guard.path, problem: "an output or a promise, not known yet", remedy: "Give a plain value" }]
      : judge([guard]),
  );
}

/** Throws one {@link ArgumentError} that lists every finding; returns when there is none. */
export function refuse(subject: string, findings: readonly Finding[]): void {
  if (findings.length > 0) throw new ArgumentError(subject, findings);
}

/**
 * The value itself when it is known now (then {@link judge} has judged it); else an output that is judged
 * by the same rule, with the same words, as soon as all of the value has arrived. A secret stays one and is not shown.
 */
export function guarded<T>(subject: string, path: string, value: pulumi.Input<T>, rule: Rule): pulumi.Input<T> {
  if (!holdsLater(value)) return value;
  const output = pulumi.output(value) as pulumi.Output<T>;
  return output.apply(async (arrived) =>
    arrive(subject, path, arrived, rule, await pulumi.isSecret(output)),
  ) as pulumi.Output<T>;
}

/** What {@link guarded} does with a value once it is there: returns it, or throws what is wrong with it. */
export function arrive<T>(subject: string, path: string, value: T, rule: Rule, secret: boolean): T {
  const verdict = rule(value, secret ? masked : shown);
  if (verdict) throw new ArgumentError(subject, [{ path, ...verdict }], "late");
  return value;
}
