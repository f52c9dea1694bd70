import type { Environment } from "./environment.ts";
import type { Finding } from "./finding.ts";
import { judgeBy } from "./judge.ts";
import { settled } from "./rule.ts";
import { presets } from "./settings.ts";
import { type Plain, subjectOf } from "./subject.ts";

/** What {@link judge} may be told besides type and properties. */
export interface JudgeOptions extends Partial<Omit<Plain, "type" | "properties">> {
  /** @default "prod", the strictest */
  readonly environment?: Environment;
  /** Parameters by the rule's slug, `{ "pg-major-supported": { maxMajor: 16 } }`. */
  readonly parameters?: { readonly [slug: string]: { readonly [name: string]: unknown } };
}

/**
 * What the pack's rules find in one resource, in the order of the rules; empty when it passes them all.
 *
 * @example
 * judge("ovh:CloudProject/database:Database", { engine: "postgresql", version: "18", nodes: [] });
 *
 * @param type Type token of the resource.
 * @param properties Its inputs: plain, from an exported state, or as the policy SDK gives them.
 */
export function judge(
  type: string,
  properties: unknown,
  { environment = "prod", parameters = {}, ...rest }: JudgeOptions = {},
): Finding[] {
  const settings = presets(environment);
  const strange = Object.keys(parameters).find((slug) => !settings.rules.some((rule) => rule.slug === slug));
  if (strange !== undefined) throw new Error(`there is no rule ${strange} to give parameters to`);
  const given = Object.fromEntries(
    settings.rules.map((rule) => [rule.slug, settled(rule, environment, parameters[rule.slug])]),
  );
  return judgeBy({ ...settings, parameters: given }).resource(subjectOf({ ...rest, type, properties }));
}

export { type Estimate, estimate, formatEuros, type Gap, type Line, type Usage } from "./cost/index.ts";
export { type Environment, environmentIn, environmentOf, environments } from "./environment.ts";
export type { Finding, Granted } from "./finding.ts";
export { type Judge, judgeBy, stackVerdictsOf, verdictsOf } from "./judge.ts";
export * from "./rule.ts";
export { rules } from "./rules/index.ts";
export { presets, type Settings, type Waiver } from "./settings.ts";
export { nameIn, type Plain, stackIn, subjectOf } from "./subject.ts";
export * from "./truth.ts";
export {
  any,
  each,
  fail,
  failUnmarked,
  isHidden,
  type Outcome,
  unproved,
  type Verdict,
  worst,
} from "./verdict.ts";
export {
  at,
  entries,
  isSecret,
  type Known,
  members,
  once,
  type Unread,
  unknownSentinels,
  unreadable,
  type View,
  viewOf,
} from "./view.ts";
