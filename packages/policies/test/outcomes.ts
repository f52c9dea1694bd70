import {
  presets,
  type Rule,
  rules,
  settled,
  stackVerdictsOf,
  subjectOf,
  type Verdict,
  verdictsOf,
} from "../src/index.ts";
import type { Fixture, Properties } from "./fixtures/fixture.ts";

export const ruleOf = (id: string): Rule => {
  const rule = rules.find((candidate) => candidate.id === id);
  if (!rule) throw new Error(`no rule ${id}`);
  return rule;
};

/** What one rule says of a fixture: alone, or with the stack around it when the rule judges the stack. */
export function verdictsOn(rule: Rule, fixture: Fixture, inputs: Properties = fixture.inputs): Verdict[] {
  const { type, name = "it", environment = "prod", options, provider, others = [] } = fixture;
  const settings = {
    ...presets(environment, [rule]),
    parameters: { [rule.slug]: settled(rule, environment, fixture.parameters) },
  };
  const urn = (token: string, resource: string) => `urn:pulumi:${environment}::shop::${token}::${resource}`;
  const subject = subjectOf({ type, name, urn: urn(type, name), properties: inputs, options, provider });
  const stack = [subject, ...others.map((other) => subjectOf({ urn: urn(other.type, other.name), ...other }))];
  return [...verdictsOf(rule, subject, settings), ...stackVerdictsOf(rule, stack, settings)];
}
