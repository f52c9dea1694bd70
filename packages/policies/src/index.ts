import { type Finding, judge as judgeBy } from "./finding.ts";
import { rules } from "./rules/index.ts";

/**
 * What the pack's rules find in one resource, in the order of the rules; empty when it passes them all.
 *
 * @example
 * judge("ovh:CloudProject/database:Database", { engine: "postgresql", version: "18", nodes: [] });
 *
 * @param type Type token of the resource.
 * @param properties Its inputs: plain, from an exported state, or as the policy SDK gives them.
 * @param parameters Parameters by the rule's slug, `{ "pg-major-supported": { maxMajor: 16 } }`.
 */
export function judge(type: string, properties: unknown, parameters?: { readonly [slug: string]: unknown }): Finding[] {
  return judgeBy(rules, type, properties, parameters);
}

export { type Finding, find } from "./finding.ts";
export { packArgs, packName, policy } from "./pack.ts";
export { type IntegerParameter, type Rule, settled } from "./rule.ts";
export { rules } from "./rules/index.ts";
export { any, dependingOn, each, fail, isHidden, type Outcome, unproved, type Verdict, worst } from "./verdict.ts";
export { at, type Known, members, type Unread, unknownSentinels, unreadable, type View, viewOf } from "./view.ts";
