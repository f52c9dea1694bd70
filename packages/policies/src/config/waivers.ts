import { type Environment, environments, isEnvironment } from "../environment.ts";
import type { Finding, Granted } from "../finding.ts";
import { goesBy, type Level, type Rule } from "../rule.ts";
import type { Settings, Waiver } from "../settings.ts";
import { meant } from "./meant.ts";

const fields = ["rule", "resource", "environment", "fingerprint", "reason", "owner", "ticket", "expires"] as const;

/** The longest that a waiver of a mandatory rule may run, in days: shorter in prod. */
export const longestDays = { usual: 90, prod: 30 } as const;

/** The waiver that covers a finding today, if one does. Doubts are waived only where they block. */
export function granted(finding: Finding, settings: Settings): Granted | undefined {
  if ((finding.outcome !== "FAIL" && !settings.strict) || finding.rule.notWaivable?.includes(finding.environment))
    return undefined;
  const waiver = settings.waivers.find(
    (candidate) => covers(candidate, finding) && candidate.expires >= settings.today,
  );
  if (!waiver) return undefined;
  const { reason, owner, ticket, expires } = waiver;
  return { reason, owner, ticket, expires };
}

/** Whether a waiver is written for that finding, expired or not. */
export function covers(waiver: Waiver, finding: Finding): boolean {
  return waiver.fingerprint === finding.fingerprint && concerns(waiver, finding);
}

/** Whether a waiver names the finding's rule, environment and resource. */
export function concerns(waiver: Waiver, { rule, name, urn, environment }: Finding): boolean {
  if (!goesBy(rule, waiver.rule) || waiver.environment !== environment) return false;
  if (urn === "") return waiver.resource === "stack";
  return matches(waiver.resource, name) || matches(waiver.resource, urn);
}

/** Whether a text matches a pattern in which `*` stands for any text. */
function matches(pattern: string, text: string): boolean {
  const parts = pattern.split("*").map((part) => part.replace(/[\\^$.|?+()[\]{}]/g, "\\$&"));
  return new RegExp(`^${parts.join("[^]*")}$`).test(text);
}

/** What is wrong with an entry of the list of waivers, each with its path from `waivers`; empty when nothing is. */
export function waiverProblems(
  entry: unknown,
  path: string,
  rules: readonly Rule[],
  today: string,
  levelOf: (rule: Rule, environment: Environment) => Level,
): string[] {
  if (typeof entry !== "object" || entry === null || Array.isArray(entry)) return [`${path}: give an object`];
  const given = entry as Readonly<Record<string, unknown>>;
  const strange = Object.keys(given).filter((name) => !(fields as readonly string[]).includes(name));
  const blank = fields.filter((name) => typeof given[name] !== "string" || given[name].trim() === "");
  const problems = [
    ...strange.map((name) => `${path}.${name}: there is no such field${meant(name, fields)}`),
    ...blank.map((name) => `${path}.${name}: ${Object.hasOwn(given, name) ? "give a text" : "is missing"}`),
  ];
  if (problems.length > 0) return problems;
  const waiver = entry as Waiver;
  const rule = rules.find((known) => goesBy(known, waiver.rule));
  return [
    ...(rule
      ? []
      : [
          `${path}.rule: there is no such rule${meant(
            waiver.rule,
            rules.map(({ slug }) => slug),
          )}`,
        ]),
    ...(isEnvironment(waiver.environment) ? [] : [`${path}.environment: give one of ${environments.join(", ")}`]),
    ...(/^[0-9a-f]{12}$/.test(waiver.fingerprint)
      ? []
      : [`${path}.fingerprint: give the 12 hexadecimal digits of the finding's message`]),
    ...(/[^*\s]/.test(waiver.resource.split("::").at(-1) ?? "") && !/^urn:?\*/.test(waiver.resource)
      ? []
      : [`${path}.resource: name the resource; a waiver for all of them is none`]),
    ...(isReason(waiver.reason) ? [] : [`${path}.reason: say why in at least 20 characters and three words`]),
    ...(rule && isEnvironment(waiver.environment) ? limits(waiver, path, rule, today, levelOf) : []),
  ];
}

function limits(
  { environment, expires }: Waiver,
  path: string,
  rule: Rule,
  today: string,
  levelOf: (rule: Rule, environment: Environment) => Level,
): string[] {
  if (rule.notWaivable?.includes(environment)) return [`${path}.rule: ${rule.id} has no exemption in ${environment}`];
  const days = daysBetween(today, expires);
  if (days === undefined) return [`${path}.expires: give a day as YYYY-MM-DD`];
  const longest = environment === "prod" ? longestDays.prod : longestDays.usual;
  if (levelOf(rule, environment) !== "mandatory" || days <= longest) return [];
  return [`${path}.expires: at most ${longest} days from today in ${environment}`];
}

/** Days from one day to another, both `YYYY-MM-DD`; undefined when one of them is no day of the calendar. */
export function daysBetween(from: string, to: string): number | undefined {
  const [start, end] = [from, to].map(dayOf);
  return start === undefined || end === undefined ? undefined : Math.round((end - start) / 86_400_000);
}

function dayOf(text: string): number | undefined {
  const time = /^\d{4}-\d\d-\d\d$/.test(text) ? Date.parse(`${text}T00:00:00Z`) : Number.NaN;
  return Number.isNaN(time) || new Date(time).toISOString().slice(0, 10) !== text ? undefined : time;
}

/** Long enough, of several words, and not a placeholder. */
function isReason(text: string): boolean {
  const words = new Set(text.toLowerCase().match(/\p{L}{2,}/gu) ?? []);
  const placeholder = /\b(todo|tbd|fixme|xxx|lorem ipsum|placeholder|to be (done|defined|decided))\b/i.test(text);
  return text.trim().length >= 20 && words.size >= 3 && !placeholder;
}
