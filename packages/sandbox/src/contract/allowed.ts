import allowed from "./allowed.json" with { type: "json" };
import type { Failure } from "./check.ts";
import { type Rule, whatIsWrong } from "./rule.ts";

interface Row {
  readonly values?: Readonly<Record<string, Rule>>;
  readonly conflicts?: Readonly<Record<string, readonly string[]>>;
  readonly exactly?: readonly (readonly string[])[];
  readonly together?: readonly (readonly string[])[];
  readonly required?: Readonly<Record<string, string>>;
  readonly needs?: Readonly<Record<string, readonly string[]>>;
}
type IsUnknown = (value: unknown) => boolean;
/** Environment variables, by name. */
export type Environment = Readonly<Record<string, string | undefined>>;
type Inputs = Readonly<Record<string, unknown>>;

const rows = allowed.resources as unknown as Readonly<Record<string, Row>>;

/**
 * Judges inputs by the values and combinations that the real provider of this resource refuses at check. What it lets
 * through is let through here; values that are not known yet satisfy everything. No reason holds a value.
 */
export function* refusals(token: string, inputs: Inputs, isUnknown: IsUnknown): Generator<Failure> {
  const row = rows[token];
  if (!row || isUnknown(inputs)) return;
  for (const [path, rule] of Object.entries(row.values ?? {})) {
    for (const [place, value] of found(inputs, path.split("."), "", isUnknown)) {
      const reason = whatIsWrong(rule, value, isUnknown);
      if (reason) yield { path: place, reason };
    }
  }
  yield* combinations(row, inputs, isUnknown);
}

function* combinations(row: Row, inputs: Inputs, isUnknown: IsUnknown): Generator<Failure> {
  const at = (path: string) => [...found(inputs, path.split("."), "", isUnknown, true)].map(([, value]) => value)[0];
  const given = (path: string) => at(path) !== undefined;
  const known = (path: string) => given(path) && !isUnknown(at(path));
  for (const [path, others] of Object.entries(row.conflicts ?? {})) {
    const beside = others.find(known);
    if (given(path) && beside) yield { path, reason: `cannot be given beside ${beside}` };
  }
  for (const group of row.exactly ?? []) {
    const count = group.filter(known).length;
    if (count > 1 || !group.some(given))
      yield { path: group[0] ?? "", reason: `give exactly one of ${group.join(", ")}` };
  }
  for (const group of row.together ?? []) {
    const lacking = group.find((path) => !given(path));
    if (lacking && group.some(known)) yield { path: lacking, reason: `give all of ${group.join(", ")} or none` };
  }
  for (const [path, others] of Object.entries(row.needs ?? {})) {
    const lacking = others.find((other) => !given(other));
    if (given(path) && lacking) yield { path, reason: `needs ${lacking} beside it` };
  }
}

/** Whether an input may not be given beside those that are. */
export function excluded(token: string, name: string, inputs: Inputs): boolean {
  const { conflicts = {}, exactly = [] } = rows[token] ?? {};
  const others = [...(conflicts[name] ?? []), ...exactly.filter((group) => group.includes(name)).flat()];
  return others.some((other) => other !== name && inputs[other] !== undefined);
}

/** What the provider misses though the SDK does not ask for it, unless the environment has it. */
export function* lacking(
  token: string,
  inputs: Inputs,
  isUnknown: IsUnknown,
  environment: Environment,
): Generator<Failure> {
  for (const [path, variable] of Object.entries(rows[token]?.required ?? {})) {
    const [, around = "", name = ""] = /^(?:(.*)\.)?([^.]+)$/.exec(path) ?? [];
    for (const [place, value] of found(inputs, around ? around.split(".") : [], "", isUnknown)) {
      if (environment[variable] || (value as Inputs)[name] !== undefined) continue;
      yield { path: place ? `${place}.${name}` : name, reason: missing(variable) };
    }
  }
}

/** Why an input is missing that the environment could give. */
export const missing = (variable: string): string =>
  `missing required property${variable ? `: give it or set ${variable}` : ""}`;

/** Refuses what the cloud alone decides. `paths` are general. */
export function* undecidable(paths: Iterable<string>, inputs: Inputs, isUnknown: IsUnknown): Generator<Failure> {
  for (const path of paths) {
    for (const [place] of found(inputs, path.split("."), "", isUnknown)) {
      yield { path: place, reason: "cannot be given: the cloud decides it" };
    }
  }
}

/** Values at a general path such as `rules[].expiration.date`, with their places; unknown ones only when asked for. */
function* found(
  value: unknown,
  [step, ...rest]: readonly string[],
  place: string,
  isUnknown: IsUnknown,
  unknowns = false,
): Generator<[string, unknown]> {
  if (value === undefined || value === null) return;
  if (isUnknown(value)) {
    if (unknowns) yield [place, value];
    return;
  }
  if (step === undefined) return yield [place, value];
  if (typeof value !== "object") return;
  const name = step.replace(/\[\]$/, "");
  const inner = (value as Inputs)[name];
  const path = place ? `${place}.${name}` : name;
  if (step === name) return yield* found(inner, rest, path, isUnknown, unknowns);
  for (const [i, item] of (Array.isArray(inner) ? inner : []).entries()) {
    yield* found(item, rest, `${path}[${i}]`, isUnknown, unknowns);
  }
}
