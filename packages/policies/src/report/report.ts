import type { Environment } from "../environment.ts";
import type { Finding, Granted } from "../finding.ts";
import type { Level, Rule, Severity } from "../rule.ts";

/** What was judged: one stack, in one environment, before an update (a preview), during one, or from a state. */
export interface Judged {
  readonly stack: string;
  readonly project: string;
  readonly environment: Environment;
  /** True for a preview. */
  readonly preview: boolean;
  /** Version of the pack. */
  readonly version: string;
}

/** A finding in plain form, as JSON carries it. Holds no value of a property. */
export interface Entry {
  readonly rule: string;
  readonly slug: string;
  readonly title: string;
  readonly severity: Severity;
  readonly level: Exclude<Level, "disabled">;
  readonly outcome: "FAIL" | "UNKNOWN";
  readonly type: string;
  readonly name: string;
  readonly urn: string;
  readonly path: string;
  readonly problem: string;
  readonly rationale: string;
  readonly remedy: string;
  readonly url?: string;
  readonly fingerprint: string;
  readonly waiver?: Granted;
}

/** All that was found. */
export interface Report extends Judged {
  readonly findings: readonly Entry[];
  /** False when the run was stopped before everything was judged. */
  readonly complete: boolean;
}

export function entryOf({
  rule,
  mark: _mark,
  message: _message,
  environment: _environment,
  ...finding
}: Finding): Entry {
  const { id, slug, title, severity, rationale, remedy, url }: Rule = rule;
  return { rule: id, slug, title, severity, rationale, remedy, ...(url ? { url } : {}), ...finding };
}

/** True for a finding that fails the command. */
export const blocks = ({ level, waiver }: Pick<Entry, "level" | "waiver">): boolean => level === "mandatory" && !waiver;

/** How many block, advise, and are waived. */
export function counts(findings: readonly Entry[]): { blocking: number; advice: number; waived: number } {
  const waived = findings.filter(({ waiver }) => waiver !== undefined).length;
  const blocking = findings.filter(blocks).length;
  return { blocking, advice: findings.length - waived - blocking, waived };
}

/** The blocking ones first, then advice, then what is waived; within each by resource, rule and place. */
export function sorted(findings: readonly Entry[]): Entry[] {
  const rank = (entry: Entry) => (entry.waiver ? 2 : blocks(entry) ? 0 : 1);
  const key = ({ urn, rule, path }: Entry) => [urn, rule, path].join("\n");
  return [...findings].sort((a, b) => rank(a) - rank(b) || (key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : 0));
}

/** How it stands: whether something blocks, and if not, whether everything was judged. */
export function verdictOn({ findings, complete }: Report): "refused" | "accepted" | "not finished" {
  if (findings.some(blocks)) return "refused";
  return complete ? "accepted" : "not finished";
}

/** One line that says how it stands. */
export function summary(report: Report): string {
  const { findings, environment, stack, complete } = report;
  const { blocking, advice, waived } = counts(findings);
  const parts = [`${blocking} blocking`, `${advice} advisory`, `${waived} waived`];
  const end = complete ? "" : "; the run ended before everything was judged";
  return `${parts.join(", ")} (stack ${stack || "unknown"}, rules of ${environment})${end}`;
}
