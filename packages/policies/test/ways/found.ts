import { existsSync } from "node:fs";
import { messageOf } from "../../src/finding.ts";
import { rules } from "../../src/index.ts";
import { reportFrom } from "../../src/report/file.ts";
import { type Placed, told } from "./placed.ts";

/** What the pack's process wrote about each of the members, by the member's own rule. */
export function foundIn(file: string, members: readonly Placed[]): Map<Placed, string[]> {
  const { findings, environment } = existsSync(file)
    ? reportFrom(file)
    : { findings: [], environment: "prod" as const };
  const byUrn = Map.groupBy(findings, ({ urn }) => urn.replace("::program::", "::shop::"));
  return new Map(
    members.map((one) => {
      const own = ["", ...one.resources.map(({ urn }) => urn)].flatMap((urn) => byUrn.get(urn) ?? []);
      const lines = own.flatMap((entry) => {
        const rule = rules.find(({ id }) => id === entry.rule);
        return rule?.id === one.rule.id
          ? [told(entry.urn.replace("::program::", "::shop::"), messageOf(rule, entry, entry.fingerprint, environment))]
          : [];
      });
      return [one, lines.sort()];
    }),
  );
}

interface Event {
  readonly policyEvent?: { readonly policyName: string; readonly resourceUrn?: string; readonly message: string };
}

/** What the engine's events tell of each of the members, by the member's own rule. */
export function inEvents(output: string, members: readonly Placed[]): Map<Placed, string[]> {
  const events = output
    .split("\n")
    .filter((line) => line.startsWith("{"))
    .flatMap((line) => (JSON.parse(line) as Event).policyEvent ?? []);
  // The engine shows at the stack's own resource what is about no resource.
  const urnOf = ({ resourceUrn = "" }: (typeof events)[number]) =>
    /^[^$]*::pulumi:pulumi:Stack::/.test(resourceUrn) ? "" : resourceUrn;
  const byUrn = Map.groupBy(events, urnOf);
  return new Map(
    members.map((one) => {
      const own = ["", ...one.resources.map(({ urn }) => urn)].flatMap((urn) => byUrn.get(urn) ?? []);
      const said = own.filter(({ policyName }) => policyName === one.rule.slug);
      return [one, said.map((event) => told(urnOf(event), event.message.trimEnd())).sort()];
    }),
  );
}

/** The pack's configuration for a group: every rule of its members blocks, and no other runs. */
export const configurationOf = (
  members: readonly Placed[],
  parameters: { readonly [slug: string]: { readonly [name: string]: unknown } },
) => ({
  all: "mandatory",
  selection: { only: [...new Set(members.map(({ rule }) => `rule:${rule.id}`))] },
  ...parameters,
});
