import type { Environment } from "../environment.ts";
import { type Level, parameterProblem, type Rule, settled } from "../rule.ts";
import { presets, type Settings, type Waiver } from "../settings.ts";
import { waiverHygiene } from "./hygiene.ts";
import { meant } from "./meant.ts";
import { isExcepted, isSelected, selectionProblems } from "./selection.ts";
import { waiverProblems } from "./waivers.ts";

/** Settings, the level of what is said about waivers, and what is wrong with the configuration, each with its path. */
export interface Configured {
  readonly settings: Settings;
  readonly waivers: Level;
  readonly problems: readonly string[];
}

/**
 * What was read, when nothing is wrong with it.
 *
 * @param what Starts the message: which configuration it was.
 * @throws with everything that is wrong
 */
export function accepted(configured: Configured, what: string): Configured {
  const { problems } = configured;
  if (problems.length === 0) return configured;
  throw new Error(`${what} is wrong:\n  ${problems.join("\n  ")}`);
}

/** An entry of the configuration in its long form. */
type Entry = { readonly [name: string]: unknown };

const levels: readonly unknown[] = ["mandatory", "advisory", "disabled", "remediate"];
/** Entries that have no level. */
export const withoutLevel: readonly string[] = ["selection", "unprovable"];
/** Entries that are not rules, and what each may hold. */
const others: Readonly<Record<string, readonly string[]>> = {
  all: [],
  selection: ["only", "except"],
  unprovable: ["strict"],
  waivers: ["entries"],
};

/**
 * Reads what `--policy-pack-config` names: levels and parameters by rule, `all` (a level for every rule), `selection`,
 * `unprovable` and `waivers`. Everything that is wrong is told at once; settings hold what was right.
 */
export function configure(
  given: unknown,
  environment: Environment,
  rules: readonly Rule[],
  today = new Date().toISOString().slice(0, 10),
): Configured {
  const base = presets(environment, rules);
  const isObject = typeof given === "object" && given !== null && !Array.isArray(given);
  const names = isObject ? Object.keys(given) : [];
  const entries = Object.fromEntries(names.map((name) => [name, long((given as Entry)[name])]));
  const known = [...rules.map(({ slug }) => slug), ...Object.keys(others)];
  const all = levelIn(entries["all"]);
  const waivers = entries["waivers"]?.["entries"] ?? [];
  const list = Array.isArray(waivers) ? waivers : [];
  const levelOf = (rule: Rule, where = environment): Level => {
    const configured = where === environment ? (levelIn(entries[rule.slug]) ?? all) : undefined;
    return isFixed(rule, where) ? rule.levels[where] : (configured ?? rule.levels[where]);
  };
  const ofWaivers = list.map((entry, i) => waiverProblems(entry, `waivers.entries[${i}]`, rules, today, levelOf));
  const selection = entries["selection"] ?? {};
  const strict = entries["unprovable"]?.["strict"] ?? false;
  return {
    settings: {
      ...base,
      levels: Object.fromEntries(
        rules.map((rule) => {
          const runs = isSelected(rule, selection) || isFixed(rule, environment);
          return [rule.slug, runs ? levelOf(rule) : "disabled"];
        }),
      ),
      parameters: Object.fromEntries(rules.map((rule) => [rule.slug, settled(rule, environment, entries[rule.slug])])),
      strict: strict === true,
      waivers: list.filter((_, index) => ofWaivers[index]?.length === 0) as Waiver[],
      today,
    },
    waivers: levelIn(entries["waivers"]) ?? all ?? waiverHygiene.levels[environment],
    problems: [
      ...(isObject ? [] : ["the configuration: give an object"]),
      ...names
        .filter((name) => !known.includes(name))
        .map((name) => `${name}: there is no such rule${meant(slugOf(name, rules), known)}`),
      ...names.flatMap((name) => levelProblems(name, (given as Entry)[name])),
      ...rules.flatMap((rule) => loweringProblems(rule, levelIn(entries[rule.slug]), all, environment)),
      ...rules.flatMap((rule) => parameterProblems(rule, entries[rule.slug] ?? {})),
      ...Object.keys(others).flatMap((name) => strangers(name, entries[name] ?? {}, others[name] ?? [])),
      ...selectionProblems(selection, rules),
      ...rules.filter((rule) => isFixed(rule, environment) && isExcepted(rule, selection)).map(exceptionProblem),
      ...(typeof strict === "boolean" ? [] : ["unprovable.strict: give true or false"]),
      ...(Array.isArray(waivers) ? ofWaivers.flat() : ["waivers.entries: give a list"]),
    ],
  };
}

/** The configuration names rules by slug; who writes an id is told the slug. */
const slugOf = (name: string, rules: readonly Rule[]) => rules.find(({ id }) => id === name)?.slug ?? name;

/** A level alone is the short form of an entry. */
const long = (entry: unknown): Entry =>
  typeof entry === "string"
    ? { enforcementLevel: entry }
    : typeof entry === "object" && entry !== null && !Array.isArray(entry)
      ? (entry as Entry)
      : {};

/** The entry's level. The pack repairs nothing: `remediate` leaves the level to the environment. */
function levelIn(entry: Entry | undefined): Level | undefined {
  const level = entry?.["enforcementLevel"];
  return level !== "remediate" && levels.includes(level) ? (level as Level) : undefined;
}

function levelProblems(name: string, entry: unknown): string[] {
  if (typeof entry !== "string" && (typeof entry !== "object" || entry === null || Array.isArray(entry))) {
    const wanted = others[name]?.join(" or ") || "enforcementLevel and parameters";
    return [`${name}: give ${withoutLevel.includes(name) ? "" : "a level, or "}an object with ${wanted}`];
  }
  const level = long(entry)["enforcementLevel"];
  if (withoutLevel.includes(name) && level !== undefined) return [`${name}: there is no level of this`];
  return level === undefined || levels.includes(level) ? [] : [`${name}: the level is one of ${levels.join(", ")}`];
}

/** Rules without exemption keep their level there, or a configuration would be one without reason and end. */
const isFixed = ({ notWaivable = [] }: Rule, environment: Environment) => notWaivable.includes(environment);

function loweringProblems(
  rule: Rule,
  level: Level | undefined,
  all: Level | undefined,
  environment: Environment,
): string[] {
  if (!isFixed(rule, environment) || level === undefined || level === all || level === rule.levels[environment])
    return [];
  return [`${rule.slug}: ${rule.id} has no exemption in ${environment}, and keeps its level there`];
}

const exceptionProblem = ({ id }: Rule) => `selection.except: ${id} takes no exemption, and runs whatever is selected`;

function parameterProblems(rule: Rule, entry: Entry): string[] {
  const known = Object.keys(rule.parameters);
  const wrong = Object.entries(rule.parameters).flatMap(([name, parameter]) => {
    const problem = entry[name] === undefined ? undefined : parameterProblem(parameter, entry[name]);
    return problem === undefined ? [] : [`${rule.slug}.${name}: ${problem}`];
  });
  return [...strangers(rule.slug, entry, known), ...wrong];
}

const strangers = (owner: string, entry: Entry, known: readonly string[]) =>
  Object.keys(entry)
    .filter((name) => name !== "enforcementLevel" && !known.includes(name))
    .map((name) => `${owner}.${name}: there is no such parameter${meant(name, known)}`);
