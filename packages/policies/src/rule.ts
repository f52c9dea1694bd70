import type { ByEnvironment, Environment } from "./environment.ts";
import { environments } from "./environment.ts";
import type { Verdict } from "./verdict.ts";
import type { View } from "./view.ts";

/** What a known violation does. `disabled`: the rule does not run. */
export type Level = "mandatory" | "advisory" | "disabled";

/** Groups of rules, by what they guard. */
export const groups = ["database", "network", "storage", "secrets", "edge", "governance"] as const;
export type Group = (typeof groups)[number];

export const severities = ["low", "medium", "high", "critical"] as const;
export type Severity = (typeof severities)[number];

export type ParameterValue = number | boolean | readonly string[];

/** Something the pack's configuration may set for a rule: a whole number within bounds, a switch, or a list of texts. */
export interface Parameter<T extends ParameterValue = ParameterValue> {
  readonly description: string;
  /** One value for all environments, or one for each. */
  readonly default: T | ByEnvironment<T>;
  /** Of a number. */
  readonly minimum?: number;
  /** Of a number. */
  readonly maximum?: number;
  /** Regular expression that each text of a list matches. */
  readonly pattern?: string;
  /** Of a list without which the rule would judge nothing. */
  readonly nonEmpty?: true;
}

export type Values = { readonly [name: string]: ParameterValue };

/** A resource's options, as far as the engine tells them; a state does not hold all. */
export interface Options {
  readonly protect: boolean | undefined;
  readonly ignoreChanges: readonly string[];
}

/** The provider instance that a resource is made with. */
export interface Provider {
  readonly type: string;
  readonly name: string;
  readonly inputs: View;
}

/** What a rule may know about a resource besides its properties. */
export interface About<V extends Values = Values> {
  readonly type: string;
  /** Logical name. */
  readonly name: string;
  readonly urn: string;
  readonly environment: Environment;
  readonly parameters: V;
  readonly options: Options;
  readonly provider: Provider | undefined;
}

/** One resource as the rules see it: before an update its inputs, to a rule over the whole stack its outputs. */
export interface Subject {
  readonly type: string;
  readonly name: string;
  readonly urn: string;
  readonly properties: View;
  readonly options: Options;
  readonly provider?: Provider | undefined;
  /** URN of the parent. */
  readonly parent?: string | undefined;
  /** URNs of what a property's value comes from; where that is not told, of what the resource depends on. */
  readonly originsOf?: (property: string) => readonly string[];
}

/** What a rule over the whole stack may know. */
export interface AboutStack<V extends Values = Values> {
  readonly environment: Environment;
  readonly parameters: V;
}

/** A verdict about one resource of the stack; without a URN it is about the stack. */
export interface StackVerdict extends Verdict {
  readonly urn?: string;
}

/** What is said about one resource of the stack. */
export const ofResource = (urn: string, verdicts: readonly Verdict[]): StackVerdict[] =>
  verdicts.map((verdict) => ({ ...verdict, urn }));

/** One rule of the pack. `V` are the names and types of its parameters. */
export interface Rule<V extends Values = Values> {
  /** Stable number, `DB001`. Starts every message. */
  readonly id: string;
  /** Name of the policy in the engine's output and in the pack's configuration. */
  readonly slug: string;
  readonly title: string;
  readonly group: Group;
  readonly severity: Severity;
  /** What a known violation does in each environment when the configuration says nothing. */
  readonly levels: ByEnvironment<Level>;
  /** Why the rule exists, in one sentence with its source. */
  readonly rationale: string;
  /** What to write instead, in one sentence. */
  readonly remedy: string;
  readonly url?: string;
  /** Rules of other tools that look for the same, by their own names. */
  readonly equivalents: readonly string[];
  /** Environments in which no waiver counts. */
  readonly notWaivable?: readonly Environment[];
  /** Type tokens of the resources it judges alone; `all` for every type. */
  readonly types: readonly string[] | "all";
  readonly parameters: { readonly [N in keyof V]: Parameter<V[N]> };
  /**
   * Judges one resource of one of the rule's types by its inputs. Pure and total: any view, no exception, and the same
   * order of verdicts each time. An empty list means that it passes.
   */
  judge?(view: View, about: About<V>): Verdict[];
  /** Judges all resources together by their outputs, after a preview or an update. Pure and total like `judge`. */
  judgeStack?(subjects: readonly Subject[], about: AboutStack<V>): StackVerdict[];
}

/** Whether a name is the rule's: its number, or its slug. */
export const goesBy = ({ id, slug }: Rule, name: string): boolean => name === id || name === slug;

/** Levels written as in the list of rules: one for all environments, or `test/preprod/prod`. */
export function levels(all: Level): ByEnvironment<Level>;
export function levels(test: Level, preprod: Level, prod: Level): ByEnvironment<Level>;
export function levels(test: Level, preprod: Level = test, prod: Level = test): ByEnvironment<Level> {
  return { test, preprod, prod };
}

const isByEnvironment = (value: unknown): value is ByEnvironment<ParameterValue> =>
  typeof value === "object" && value !== null && environments.every((environment) => environment in value);

/** A parameter's default in that environment. */
export function defaultOf({ default: given }: Parameter, environment: Environment): ParameterValue {
  return isByEnvironment(given) ? given[environment] : given;
}

/** What is wrong with a value for the parameter; undefined when nothing is. */
export function parameterProblem(parameter: Parameter, value: unknown): string | undefined {
  const usual = defaultOf(parameter, "prod");
  if (typeof usual === "boolean") return typeof value === "boolean" ? undefined : "give true or false";
  if (typeof usual === "number") {
    const { minimum = 0, maximum = Number.MAX_SAFE_INTEGER } = parameter;
    const fits = typeof value === "number" && Number.isInteger(value) && value >= minimum && value <= maximum;
    return fits ? undefined : `give a whole number from ${minimum} to ${maximum}`;
  }
  if (!Array.isArray(value) || !value.every((text) => typeof text === "string")) return "give a list of texts";
  if (parameter.nonEmpty && value.length === 0) return "give at least one";
  const pattern = new RegExp(`^(?:${parameter.pattern ?? "[^]+"})$`);
  return value.every((text) => pattern.test(text)) ? undefined : `each text has to match ${parameter.pattern}`;
}

/** The rule's parameters: those given that fit, else the defaults of the environment. */
export function settled(
  rule: Rule,
  environment: Environment,
  given: { readonly [name: string]: unknown } = {},
): Values {
  return Object.fromEntries(
    Object.entries(rule.parameters).map(([name, parameter]) => {
      const value = Object.hasOwn(given, name) ? given[name] : undefined;
      const fits = value !== undefined && parameterProblem(parameter, value) === undefined;
      return [name, fits ? (value as ParameterValue) : defaultOf(parameter, environment)];
    }),
  );
}
