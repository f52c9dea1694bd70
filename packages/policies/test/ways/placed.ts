/** Fixtures side by side in one stack: each has a component of a type of its own above it, so that no two URNs clash. */

import { fingerprintOf, messageOf } from "../../src/finding.ts";
import {
  type Environment,
  presets,
  type Rule,
  settled,
  stackVerdictsOf,
  subjectOf,
  type Verdict,
  verdictsOf,
} from "../../src/index.ts";
import type { Fixture, Properties } from "../fixtures/fixture.ts";
import { fixtures } from "../fixtures/index.ts";
import { ruleOf } from "../outcomes.ts";

/** A resource as it stands in a stack. */
export interface Resource {
  readonly urn: string;
  readonly type: string;
  readonly name: string;
  readonly properties: Properties;
  readonly parent?: string;
  readonly dependencies: readonly string[];
  readonly options?: Fixture["options"];
  readonly provider?: Fixture["provider"];
}

/** A fixture of a rule in a stack, with all its resources; the first is the one that is judged. */
export interface Placed {
  readonly rule: Rule;
  readonly fixture: Fixture;
  /** Type of the component above the resources. */
  readonly group: string;
  readonly resources: readonly Resource[];
}

export const environmentOf = ({ environment = "prod" }: Fixture): Environment => environment;
const urnOf = (environment: Environment, type: string, name: string) =>
  `urn:pulumi:${environment}::shop::${type}::${name}`;

/** As every way sends it: what is undefined is left out. */
function withoutUndefined(value: unknown): unknown {
  if (Array.isArray(value)) return value.map((member) => withoutUndefined(member ?? null));
  if (typeof value !== "object" || value === null || ![Object.prototype, null].includes(Object.getPrototypeOf(value))) {
    return value;
  }
  const given = Object.entries(value).filter(([, inner]) => inner !== undefined);
  return Object.fromEntries(given.map(([name, inner]) => [name, withoutUndefined(inner)]));
}

export function placed(rule: Rule, fixture: Fixture, number: number): Placed {
  const { type, name = "it", inputs, options, provider, others = [] } = fixture;
  const environment = environmentOf(fixture);
  const group = `ways:n${number}:Group`;
  const moved = (urn: string) => urn.replace("::shop::", `::shop::${group}$`);
  const own: Resource = {
    urn: moved(urnOf(environment, type, name)),
    type,
    name,
    properties: withoutUndefined(inputs) as Properties,
    dependencies: [],
    ...(options ? { options } : {}),
    ...(provider ? { provider } : {}),
  };
  const rest = others.map(
    (other): Resource => ({
      urn: moved(other.urn ?? urnOf(environment, other.type, other.name)),
      type: other.type,
      name: other.name,
      properties: withoutUndefined(other.properties) as Properties,
      dependencies: (other.dependencies ?? []).map(moved),
      ...(other.parent ? { parent: moved(other.parent) } : {}),
    }),
  );
  return { rule, fixture, group, resources: [own, ...rest] };
}

/** Every fixture, each in a place of its own. */
export const everyFixture = (): Placed[] =>
  fixtures
    .flatMap(({ rule, bad, good }) => [...bad, ...good].map((fixture) => ({ rule: ruleOf(rule), fixture })))
    .map(({ rule, fixture }, number) => placed(rule, fixture, number));

export const titleOf = ({ rule, fixture }: Placed): string => `${rule.id} ${fixture.title}`;

/** A finding as every way can tell it: where, and the message, in which rule, path, problem and fingerprint are. */
export const told = (urn: string, message: string): string => `${urn} ${message}`;
export const saidOf = (rule: Rule, urn: string, verdict: Verdict, environment: Environment): string =>
  told(urn, messageOf(rule, verdict, fingerprintOf(rule, verdict), environment));

/** What the pure function says of a fixture in a stack with others, about the fixture's resources alone. */
export function purely({ rule, fixture, resources }: Placed, stack: readonly Resource[] = resources): string[] {
  const environment = environmentOf(fixture);
  const settings = {
    ...presets(environment, [rule]),
    parameters: { [rule.slug]: settled(rule, environment, fixture.parameters) },
  };
  const subjects = new Map(stack.map((resource) => [resource.urn, subjectOf(resource)]));
  const judged = resources.flatMap(({ urn }) => {
    const subject = subjects.get(urn);
    return subject ? verdictsOf(rule, subject, settings).map((verdict) => saidOf(rule, urn, verdict, environment)) : [];
  });
  const own = new Set(resources.map(({ urn }) => urn));
  const ofStack = stackVerdictsOf(rule, [...subjects.values()], settings)
    .filter(({ urn = "" }) => urn === "" || own.has(urn))
    .map((verdict) => saidOf(rule, verdict.urn ?? "", verdict, environment));
  return [...judged, ...ofStack].sort();
}
