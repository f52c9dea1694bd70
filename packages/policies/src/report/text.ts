import { blocks, type Entry, type Report, sorted, summary } from "./report.ts";

/** For a terminal: every finding with its place and remedy, and a last line that says how it stands. */
export function text(report: Report): string {
  const text = [...sorted(report.findings).map(paragraph), summary(report)].join("\n\n").concat("\n");
  // A name may hold signs that a terminal obeys.
  return text.replace(/[^\P{C}\n]/gu, "�");
}

function paragraph(entry: Entry): string {
  const { rule, slug, severity, name, type, path, problem, remedy, outcome, fingerprint, waiver } = entry;
  const head = waiver ? "waived" : blocks(entry) ? "refused" : "advice";
  const place = [name ? `${name} (${type})` : "the stack", path].filter((part) => part !== "").join(", ");
  return [
    `${head}: ${rule} ${slug}, ${severity}: ${place}`,
    `  ${problem}`,
    ...(outcome === "FAIL" ? [`  Remedy: ${remedy}`, `  Fingerprint: ${fingerprint}`] : []),
    ...(waiver ? [`  Waived until ${waiver.expires} by ${waiver.owner} (${waiver.ticket}): ${waiver.reason}`] : []),
  ].join("\n");
}
