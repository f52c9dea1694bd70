import { appendFileSync, readFileSync, writeFileSync } from "node:fs";
import type { Finding } from "../finding.ts";
import { version } from "../version.ts";
import { type Entry, entryOf, type Judged, type Report } from "./report.ts";

/**
 * Writes what a run finds to a file, line by line as it is found, so that a run that is stopped leaves what it had: the
 * first line says what is judged, the last one that all was, each other one is a finding. What an earlier run left is
 * gone at once. Without a name nothing is written.
 */
export function reportTo(file: string | undefined) {
  if (file) writeFileSync(file, "");
  return {
    start(judged: Judged): void {
      if (file) writeFileSync(file, `${JSON.stringify(judged)}\n`);
    },
    add(findings: readonly Finding[]): void {
      if (!file || findings.length === 0) return;
      appendFileSync(file, findings.map((finding) => `${JSON.stringify(entryOf(finding))}\n`).join(""));
    },
    /** Everything was judged. */
    end(): void {
      if (file) appendFileSync(file, `${JSON.stringify({ complete: true })}\n`);
    },
  };
}

/** Of a run that ended before it was told what to judge. */
const nothing: Judged = { stack: "unknown", project: "unknown", environment: "prod", preview: false, version };

/** Reads such a file back. A last line that was cut short is left out. @throws when the file is not such a report */
export function reportFrom(file: string): Report {
  const text = readFileSync(file, "utf8");
  if (text === "") return { ...nothing, findings: [], complete: false };
  const lines = text.split("\n").slice(0, -1);
  const [judged, ...rest] = lines.map((line, index) => parsed(file, line, index));
  if (typeof judged !== "object" || judged === null || !("environment" in judged)) {
    throw new Error(`${file} is no report of this pack: its first line does not say what was judged`);
  }
  const isEnd = (line: unknown) => typeof line === "object" && line !== null && "complete" in line;
  const findings = rest.filter((line) => !isEnd(line)) as Entry[];
  return { ...(judged as Judged), findings, complete: rest.some(isEnd) };
}

/** What JSON.parse says would hold a piece of the line. */
function parsed(file: string, line: string, index: number): unknown {
  try {
    return JSON.parse(line);
  } catch {
    throw new Error(`${file} is no report of this pack: line ${index + 1} is not JSON`);
  }
}
