import { readFileSync } from "node:fs";

/** A change that no test can notice, because the program does the same with it. */
export interface Equivalent {
  readonly file: string;
  /** Stryker's name of the kind of change. */
  readonly mutator: string;
  /** The line in which the change begins, without the blanks around it. */
  readonly line: string;
  /** What is replaced, and by what. */
  readonly from: string;
  readonly to: string;
  readonly reason: string;
}

export type Mutant = Omit<Equivalent, "reason"> & { readonly status: string };

/** One file's mutants. Equivalent ones, ignored ones and those that do not even load are not counted. */
export interface Score {
  readonly file: string;
  readonly killed: number;
  readonly survivors: readonly Mutant[];
}

interface Position {
  readonly line: number;
  readonly column: number;
}

/** The part of Stryker's JSON report (mutation-testing-report-schema 2) that is read. Lines and columns count from 1. */
export interface Report {
  readonly files: Readonly<
    Record<
      string,
      {
        readonly source: string;
        readonly mutants: readonly {
          readonly mutatorName: string;
          readonly replacement?: string;
          readonly status: string;
          readonly location: { readonly start: Position; readonly end: Position };
        }[];
      }
    >
  >;
}

export const reportAt = (file: string): Report => JSON.parse(readFileSync(file, "utf8")) as Report;

/** Every mutant of a report. */
export function mutantsOf(report: Report): Mutant[] {
  return Object.entries(report.files).flatMap(([file, { source, mutants }]) => {
    const lines = source.split("\n");
    const offset = ({ line, column }: Position) =>
      lines.slice(0, line - 1).join("\n").length + (line > 1 ? column : column - 1);
    return mutants.map(({ mutatorName: mutator, replacement: to = "", status, location: { start, end } }) => ({
      file,
      mutator,
      line: (lines[start.line - 1] ?? "").trim(),
      from: source.slice(offset(start), offset(end)),
      to,
      status,
    }));
  });
}

const noticed = ["Killed", "Timeout"];
const unnoticed = ["Survived", "NoCoverage"];
const isSame = (a: Omit<Equivalent, "reason">, b: Omit<Equivalent, "reason">) =>
  (["file", "mutator", "line", "from", "to"] as const).every((key) => a[key] === b[key]);

/** What each file scores, the equivalent mutants taken out. */
export function scores(mutants: readonly Mutant[], equivalents: readonly Equivalent[]): Score[] {
  return [...new Set(mutants.map(({ file }) => file))].sort().map((file) => {
    const own = mutants.filter((mutant) => mutant.file === file);
    return {
      file,
      killed: own.filter(({ status }) => noticed.includes(status)).length,
      survivors: own.filter(
        (mutant) => unnoticed.includes(mutant.status) && !equivalents.some((listed) => isSame(listed, mutant)),
      ),
    };
  });
}

/** Listed mutants of these files that are gone, or that a test notices after all. */
export function stale(mutants: readonly Mutant[], equivalents: readonly Equivalent[]): Equivalent[] {
  const files = new Set(mutants.map(({ file }) => file));
  return equivalents.filter(
    (listed) =>
      files.has(listed.file) && !mutants.some((mutant) => unnoticed.includes(mutant.status) && isSame(listed, mutant)),
  );
}

/** Share of the mutants that a test notices, 0 to 100; 100 without mutants. */
export function percentage(all: readonly Score[]): number {
  const killed = all.reduce((sum, score) => sum + score.killed, 0);
  const survived = all.reduce((sum, score) => sum + score.survivors.length, 0);
  return killed + survived === 0 ? 100 : (100 * killed) / (killed + survived);
}

/** The scores as a table in Markdown. */
export function table(all: readonly Score[]): string {
  const row = (name: string, of: readonly Score[]) => {
    const sum = (count: (score: Score) => number) => of.reduce((total, score) => total + count(score), 0);
    return `| ${name} | ${sum(({ killed }) => killed)} | ${sum(({ survivors }) => survivors.length)} | ${percentage(of).toFixed(1)} % |`;
  };
  const rows = all.map((score) => row(score.file.replace(/^packages\//, ""), [score]));
  return ["| file | killed | survived | score |", "| --- | --: | --: | --: |", ...rows, row("all", all)].join("\n");
}
