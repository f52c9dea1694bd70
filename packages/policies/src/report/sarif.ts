import type { Log, Result, Run } from "sarif";
import { waiverHygiene } from "../config/hygiene.ts";
import type { Severity } from "../rule.ts";
import { rules } from "../rules/index.ts";
import { blocks, type Entry, type Report, sorted } from "./report.ts";

const schema = "https://json.schemastore.org/sarif-2.1.0.json";
/** What code scanning reads as a score, by severity; 9 and more is critical there, 7 high, 4 medium. */
const scores: Readonly<Record<Severity, string>> = { critical: "9.5", high: "8.0", medium: "5.5", low: "2.0" };

/**
 * SARIF 2.1.0. Resources are logical locations, by URN; the file is the program's project file, since a state knows no
 * lines. A waived finding stays, with its waiver as a suppression.
 *
 * @param file File that the results are shown at, from the root of the repository. @default "Pulumi.yaml"
 */
export function sarif(report: Report, file = "Pulumi.yaml"): string {
  const listed = [...rules, waiverHygiene];
  const results = sorted(report.findings).map((entry) =>
    resultOf(
      entry,
      listed.findIndex(({ id }) => id === entry.rule),
      file,
    ),
  );
  const driver = {
    name: "@accoreboot/policies",
    version: report.version,
    informationUri: "https://www.npmjs.com/package/@accoreboot/policies",
    rules: listed.map(({ id, slug, title, rationale, remedy, severity, url, group }) => ({
      id,
      name: slug,
      shortDescription: { text: `${title}.` },
      fullDescription: { text: `${title}: ${rationale}.` },
      help: { text: `${remedy}.` },
      ...(url ? { helpUri: url } : {}),
      properties: { tags: ["security", group], "security-severity": scores[severity] },
    })),
  };
  const run: Run = {
    tool: { driver },
    columnKind: "utf16CodeUnits",
    invocations: [{ executionSuccessful: report.complete }],
    properties: {
      stack: report.stack,
      project: report.project,
      environment: report.environment,
      preview: report.preview,
    },
    results,
  };
  const log: Log = { $schema: schema, version: "2.1.0", runs: [run] };
  return `${JSON.stringify(log, undefined, 2)}\n`;
}

function resultOf(entry: Entry, ruleIndex: number, file: string): Result {
  const { rule, problem, remedy, urn, name, type, path, outcome, fingerprint, waiver } = entry;
  const place = [name || "the stack", path].filter((part) => part !== "").join(", ");
  return {
    ruleId: rule,
    ...(ruleIndex < 0 ? {} : { ruleIndex }),
    kind: outcome === "FAIL" || blocks(entry) ? "fail" : "review",
    level: blocks(entry) ? "error" : outcome === "UNKNOWN" ? "none" : "warning",
    message: { text: outcome === "FAIL" ? `${place}: ${problem}. ${remedy}.` : `${place}: ${problem}.` },
    locations: [
      {
        physicalLocation: { artifactLocation: { uri: file }, region: { startLine: 1 } },
        logicalLocations: [
          { name: name || "stack", fullyQualifiedName: urn || "stack", kind: type ? "resource" : "namespace" },
        ],
      },
    ],
    partialFingerprints: { "accoreboot/v1": `${urn}:${fingerprint}` },
    ...(waiver
      ? {
          suppressions: [
            {
              kind: "external",
              status: "accepted",
              justification: `${waiver.reason} (${waiver.ticket}, ${waiver.owner}, until ${waiver.expires})`,
            },
          ],
        }
      : {}),
  };
}
