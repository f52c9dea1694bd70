import { junit } from "./junit.ts";
import { markdown } from "./markdown.ts";
import { type Report, sorted } from "./report.ts";
import { sarif } from "./sarif.ts";
import { text } from "./text.ts";

/** The forms in which a report can be written. */
export const formats = {
  text,
  json: (report: Report) => `${JSON.stringify({ ...report, findings: sorted(report.findings) }, undefined, 2)}\n`,
  sarif: (report: Report) => sarif(report),
  junit,
  markdown,
} as const;

export type Format = keyof typeof formats;
