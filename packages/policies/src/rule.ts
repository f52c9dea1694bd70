import type { Verdict } from "./verdict.ts";
import { at, type View, viewOf } from "./view.ts";

/** A whole number that the pack's configuration may set within its bounds. */
export interface IntegerParameter {
  readonly description: string;
  readonly default: number;
  readonly minimum: number;
  readonly maximum: number;
}

/**
 * One rule of the pack. `Name` are the names of its parameters.
 * The level is the same in every environment; a level per environment belongs here, beside `enforcement`.
 */
export interface Rule<Name extends string = string> {
  /** Stable number, `DB001`. Starts every message. */
  readonly id: string;
  /** Name of the policy in the engine's output and in the pack's configuration. */
  readonly slug: string;
  readonly title: string;
  readonly severity: "low" | "medium" | "high" | "critical";
  /** What a known violation does when the configuration says nothing. */
  readonly enforcement: "mandatory" | "advisory";
  /** Why the rule exists, in one sentence with its source. */
  readonly rationale: string;
  /** What to write instead, in one sentence. */
  readonly remedy: string;
  readonly url?: string;
  /** Type tokens of the resources it judges. */
  readonly types: readonly string[];
  readonly parameters: Readonly<Record<Name, IntegerParameter>>;
  /**
   * Judges one resource of one of the rule's types. Pure and total: any view, no exception, and the same order of
   * verdicts each time. An empty list means that it passes.
   */
  judge(view: View, parameters: Readonly<Record<Name, number>>, type: string): Verdict[];
}

/**
 * The rule's parameters: those given that are whole numbers within bounds, else the defaults. The engine refuses a
 * wrong configuration by the same bounds before this is asked.
 */
export function settled(rule: Rule, given: unknown): Record<string, number> {
  const view = viewOf(given);
  return Object.fromEntries(
    Object.entries(rule.parameters).map(([name, bounds]) => {
      const set = at(view, name);
      const value = set.kind === "known" ? set.value : undefined;
      const valid =
        typeof value === "number" && Number.isInteger(value) && value >= bounds.minimum && value <= bounds.maximum;
      return [name, valid ? value : bounds.default];
    }),
  );
}
