import type { Finding } from "../finding.ts";
import { fingerprintOf, messageOf } from "../finding.ts";
import { type Level, levels, type Rule } from "../rule.ts";
import type { Settings, Waiver } from "../settings.ts";
import { concerns, covers, daysBetween } from "./waivers.ts";

/** Days before a waiver ends from which on it is announced. */
const announcedDays = 14;

/** The rule under which the state of the waivers themselves is reported. */
export const waiverHygiene: Rule = {
  id: "META2",
  slug: "waivers",
  title: "Waivers are in use and in date",
  group: "governance",
  severity: "medium",
  levels: levels("mandatory"),
  rationale: "a waiver that nobody needs any more, or that has run out, hides what the next one like it would open",
  remedy: "mend the resource and delete the waiver, or renew it with its reason reviewed",
  equivalents: [],
  types: [],
  parameters: {},
};

/**
 * What is to be said about the waivers of this environment, given everything that was found with them: one that has
 * expired, one that ends within 14 days, and one that covers nothing (unless what it was for cannot be told yet).
 */
export function waiverFindings(settings: Settings, findings: readonly Finding[], level: Level): Finding[] {
  const here = settings.waivers
    .map((waiver, index) => ({ waiver, path: `waivers.entries[${index}]` }))
    .filter(({ waiver }) => waiver.environment === settings.environment);
  return here.flatMap(({ waiver, path }) => {
    const said = stateOf(waiver, settings, findings);
    if (!said || level === "disabled") return [];
    const verdict = {
      outcome: "FAIL" as const,
      path,
      problem: `the waiver of ${waiver.rule} for ${waiver.resource} (${waiver.ticket}) ${said.problem}`,
    };
    const fingerprint = fingerprintOf(waiverHygiene, verdict);
    return [
      {
        ...verdict,
        rule: waiverHygiene,
        level: said.blocks ? level : "advisory",
        environment: settings.environment,
        type: "",
        name: "",
        urn: "",
        message: messageOf(waiverHygiene, verdict, fingerprint, settings.environment),
        fingerprint,
      },
    ];
  });
}

function stateOf(waiver: Waiver, { today }: Settings, findings: readonly Finding[]) {
  const left = daysBetween(today, waiver.expires) ?? -1;
  if (left < 0) return { problem: "has expired, so that its finding counts again", blocks: false };
  const used = findings.some((finding) => covers(waiver, finding));
  const open = findings.some((finding) => finding.outcome === "UNKNOWN" && concerns(waiver, finding));
  if (!used && !open) return { problem: `covers nothing that was found${instead(waiver, findings)}`, blocks: true };
  return left <= announcedDays
    ? { problem: left === 0 ? "ends today" : `ends in ${left} days`, blocks: false }
    : undefined;
}

/** The fingerprints that the waiver may have meant. */
function instead(waiver: Waiver, findings: readonly Finding[]): string {
  const near = findings.filter((finding) => finding.outcome === "FAIL" && concerns(waiver, finding));
  const prints = [...new Set(near.map(({ fingerprint }) => fingerprint))];
  return prints.length === 0 ? "" : `; what was found there has the fingerprint ${prints.join(" or ")}`;
}
