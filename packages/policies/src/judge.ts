import { granted } from "./config/waivers.ts";
import { type Finding, fingerprintOf, messageOf } from "./finding.ts";
import type { Rule, StackVerdict, Subject } from "./rule.ts";
import type { Settings } from "./settings.ts";
import type { Verdict } from "./verdict.ts";

/** Judges resources by the rules of some settings. Which rules a type concerns is looked up once. */
export interface Judge {
  readonly settings: Settings;
  /** What the rules find in one resource by its inputs, in the order of the rules. Empty when it passes. */
  resource(subject: Subject): Finding[];
  /** What the rules over the whole stack find, by the resources' outputs. */
  stack(subjects: readonly Subject[]): Finding[];
}

export function judgeBy(settings: Settings): Judge {
  const active = settings.rules.filter(({ slug }) => settings.levels[slug] !== "disabled");
  const forAll = active.filter(({ judge, types }) => judge && types === "all");
  const byType = new Map<string, readonly Rule[]>();
  const types = new Set(active.flatMap((rule) => (rule.types === "all" ? [] : rule.types)));
  for (const type of types)
    byType.set(
      type,
      active.filter((rule) => rule.judge && concerns(rule, type)),
    );

  return {
    settings,
    resource(subject) {
      const findings: Finding[] = [];
      for (const rule of byType.get(subject.type) ?? forAll) {
        for (const verdict of verdictsOf(rule, subject, settings)) {
          findings.push(findingOf(rule, verdict, subject, settings));
        }
      }
      return findings;
    },
    stack(subjects) {
      const byUrn = new Map(subjects.map((subject) => [subject.urn, subject]));
      return active.flatMap((rule) =>
        stackVerdictsOf(rule, subjects, settings).map((verdict) =>
          findingOf(rule, verdict, byUrn.get(verdict.urn ?? ""), settings),
        ),
      );
    },
  };
}

const concerns = ({ types }: Rule, type: string) => types === "all" || types.includes(type);

/** What one rule says of one resource, whether it is switched on or not. */
export function verdictsOf(rule: Rule, subject: Subject, { environment, parameters }: Settings): Verdict[] {
  if (!rule.judge || !concerns(rule, subject.type)) return [];
  const { type, name, urn, options, provider } = subject;
  const about = { type, name, urn, options, provider, environment, parameters: parameters[rule.slug] ?? {} };
  return rule.judge(subject.properties, about);
}

/** What one rule says of the stack, whether it is switched on or not. */
export function stackVerdictsOf(
  rule: Rule,
  subjects: readonly Subject[],
  { environment, parameters }: Settings,
): StackVerdict[] {
  return rule.judgeStack?.(subjects, { environment, parameters: parameters[rule.slug] ?? {} }) ?? [];
}

function findingOf(rule: Rule, verdict: Verdict, subject: Subject | undefined, settings: Settings): Finding {
  const { outcome, path, problem, mark } = verdict;
  const fingerprint = fingerprintOf(rule, verdict);
  const level = outcome === "FAIL" || settings.strict ? settings.levels[rule.slug] : "advisory";
  const finding: Finding = {
    rule,
    outcome,
    path,
    problem,
    ...(mark ? { mark } : {}),
    level: level === "mandatory" ? "mandatory" : "advisory",
    environment: settings.environment,
    type: subject?.type ?? "",
    name: subject?.name ?? "",
    urn: subject?.urn ?? "",
    message: messageOf(rule, verdict, fingerprint, settings.environment),
    fingerprint,
  };
  const waiver = granted(finding, settings);
  return waiver ? { ...finding, waiver } : finding;
}
