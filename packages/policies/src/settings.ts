import { type Environment, environments, isEnvironment } from "./environment.ts";
import type { Granted } from "./finding.ts";
import type { Level, Rule, Values } from "./rule.ts";
import { settled } from "./rule.ts";
import { rules as allRules } from "./rules/index.ts";

/** An exemption from one rule for one finding, with who answers for it and until when. */
export interface Waiver extends Granted {
  /** Slug or id of the rule. */
  readonly rule: string;
  /** Logical name of the resource, or its URN, with `*` for any text; `stack` for a finding about the stack. */
  readonly resource: string;
  /** Where it counts; one alone, so that an exemption for test is none for prod. */
  readonly environment: Environment;
  /** Fingerprint of the finding, from its message: another offence at the same place is not covered. */
  readonly fingerprint: string;
}

/** All that a judgement depends on besides the resources: complete, checked, without defaults left to find. */
export interface Settings {
  readonly environment: Environment;
  /** Rules that run, in the order of their ids. */
  readonly rules: readonly Rule[];
  /** By slug. */
  readonly levels: { readonly [slug: string]: Level };
  /** By slug. */
  readonly parameters: { readonly [slug: string]: Values };
  /** True when what cannot be proved blocks like a violation. */
  readonly strict: boolean;
  readonly waivers: readonly Waiver[];
  /** The day it is, `YYYY-MM-DD`, by which waivers expire. */
  readonly today: string;
}

/** The settings of an environment when nothing is configured. @throws for an environment that there is not */
export function presets(environment: Environment, rules: readonly Rule[] = allRules): Settings {
  if (!isEnvironment(environment)) throw new Error(`there are rules for ${environments.join(", ")} only`);
  return {
    environment,
    rules,
    levels: Object.fromEntries(rules.map(({ slug, levels }) => [slug, levels[environment]])),
    parameters: Object.fromEntries(rules.map((rule) => [rule.slug, settled(rule, environment)])),
    strict: false,
    waivers: [],
    today: new Date().toISOString().slice(0, 10),
  };
}
