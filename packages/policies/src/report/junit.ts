import { blocks, type Entry, type Report, sorted, summary } from "./report.ts";

/**
 * JUnit's XML: one test case a finding. What blocks is a failure, a waived one is skipped, advice passes with its text as
 * output. The first case says whether everything was judged.
 */
export function junit(report: Report): string {
  const findings = sorted(report.findings);
  const whole = report.complete ? "" : '<failure message="the run ended before everything was judged"/>';
  const cases = [testcase("policies", "everything was judged", whole), ...findings.map(ofEntry)];
  const failures = findings.filter(blocks).length + (report.complete ? 0 : 1);
  const skipped = findings.filter(({ waiver }) => waiver).length;
  const totals = `tests="${cases.length}" failures="${failures}" errors="0" skipped="${skipped}"`;
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="policies" ${totals}>`,
    `  <testsuite name="${xml(summary(report))}" ${totals}>`,
    ...cases.map((lines) => `    ${lines}`),
    "  </testsuite>",
    "</testsuites>",
    "",
  ].join("\n");
}

function ofEntry(entry: Entry): string {
  const { rule, slug, title, name, type, path, problem, rationale, remedy, severity, fingerprint, waiver } = entry;
  const place = path === "" ? "the whole resource" : path;
  const said = `${problem}. Why: ${rationale}. Remedy: ${remedy}. Fingerprint: ${fingerprint}`;
  const inside = waiver
    ? `<skipped message="${xml(`waived until ${waiver.expires} (${waiver.ticket}): ${waiver.reason}`)}"/>`
    : blocks(entry)
      ? `<failure type="${xml(severity)}" message="${xml(`${rule} at ${place}: ${problem}`)}">${xml(said)}</failure>`
      : `<system-out>${xml(`${rule} at ${place}: ${said}`)}</system-out>`;
  return testcase(`${type || "stack"}.${slug}`, `${name || "stack"}: ${rule} ${title} (${place})`, inside);
}

const testcase = (classname: string, name: string, inside: string) =>
  `<testcase classname="${xml(classname)}" name="${xml(name)}">${inside}</testcase>`;

const signs: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&apos;",
};

/** Text in XML 1.0: the five signs escaped, and what XML does not know left out. */
const xml = (text: string) =>
  text
    .toWellFormed()
    .replace(/[^\P{Cc}\t\n\r]|[\u{fffe}\u{ffff}]/gu, "")
    .replace(/[&<>"']/g, (sign) => signs[sign] ?? "");
