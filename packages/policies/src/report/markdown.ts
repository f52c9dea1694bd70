import { blocks, type Entry, type Report, sorted, summary, verdictOn } from "./report.ts";

/** For a comment on a pull request: a line that says how it stands, a table, and the waivers that were used. */
export function markdown(report: Report): string {
  const findings = sorted(report.findings);
  const open = findings.filter(({ waiver }) => !waiver);
  const waived = findings.filter(({ waiver }) => waiver);
  const shown = fitting(open.map(row));
  const more = open.length - shown.length;
  return [
    `### Policies: ${verdictOn(report)}`,
    `${summary(report)}.`,
    ...(open.length > 0 ? [table(["", "Rule", "Resource", "Finding", "Remedy", "Fingerprint"], shown)] : []),
    ...(more > 0 ? [`And ${more} more.`] : []),
    ...(waived.length > 0
      ? ["Waived:", table(["Rule", "Resource", "Until", "Ticket", "Reason"], waived.map(exemption))]
      : []),
  ]
    .join("\n\n")
    .concat("\n");
}

/** Longest text of the rows, in characters: a comment on GitHub takes 65,536. */
const longest = 50_000;

/** The first rows that fit. */
function fitting(rows: readonly string[][]): string[][] {
  let left = longest;
  return rows.filter((cells) => {
    left -= cells.join(" | ").length;
    return left > 0;
  });
}

const row = (entry: Entry) => [
  blocks(entry) ? "refused" : entry.outcome === "UNKNOWN" ? "not known yet" : "advice",
  ruleCell(entry),
  resourceCell(entry),
  cell(entry.problem),
  entry.outcome === "FAIL" ? cell(entry.remedy) : "",
  entry.outcome === "FAIL" ? code(entry.fingerprint) : "",
];

const exemption = (entry: Entry) => [
  ruleCell(entry),
  resourceCell(entry),
  ...[entry.waiver?.expires, entry.waiver?.ticket, entry.waiver?.reason].map((part = "") => cell(part)),
];

const ruleCell = ({ rule, slug, title, url }: Entry) =>
  [url ? `[${rule}](${url} "${title}")` : rule, code(slug)].join("<br>");
const resourceCell = ({ name, path }: Entry) =>
  [name === "" ? "the stack" : code(name), ...(path === "" ? [] : [code(path)])].join("<br>");

const table = (heads: readonly string[], rows: readonly (readonly string[])[]) =>
  [heads, heads.map(() => "---"), ...rows].map((cells) => `| ${cells.join(" | ")} |`).join("\n");

/** Text that ends no cell, starts no markup and mentions nobody. */
const cell = (text: string) =>
  text.replace(/[\\|`*_<>[\]@#]/g, (sign) => `&#${sign.charCodeAt(0)};`).replace(/\s+/g, " ");
const code = (text: string) => `<code>${cell(text)}</code>`;
