import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { show } from "../run.ts";

/** How many tests of a suite passed, and the names of those that failed, each with the first line of why. */
export interface Outcome {
  readonly passed: number;
  readonly failed: readonly string[];
}

/** Of vitest's JSON report, what is read here. */
interface Report {
  readonly numPassedTests: number;
  readonly testResults: readonly {
    readonly name: string;
    readonly status: string;
    readonly message: string;
    readonly assertionResults: readonly {
      readonly status: string;
      readonly fullName: string;
      readonly failureMessages: readonly string[];
    }[];
  }[];
}

const firstLine = (text = "") => text.split("\n", 1)[0] as string;

/** A file that fails with no failed test in it, as it could not be loaded, is named itself. */
const failuresOf = ({ testResults }: Report): string[] =>
  testResults.flatMap(({ name, status, message, assertionResults }) => {
    const file = relative(process.cwd(), name);
    const tests = assertionResults
      .filter((test) => test.status === "failed")
      .map((test) => `${file}: ${test.fullName}: ${firstLine(test.failureMessages[0])}`);
    return tests.length === 0 && status === "failed" ? [`${file}: ${firstLine(message)}`] : tests;
  });

/** Runs one vitest project on this terminal. A suite that crashes, or that runs nothing, counts as one failure. */
export async function suite(project: string): Promise<Outcome> {
  const folder = mkdtempSync(join(tmpdir(), "accoreboot-test-"));
  const report = join(folder, "report.json");
  try {
    const args = ["run", "--project", project, "--reporter=default", "--reporter=json", `--outputFile.json=${report}`];
    const code = await show("vitest", args);
    const read = JSON.parse(readFileSync(report, "utf8")) as Report;
    const failed = failuresOf(read);
    const passed = read.numPassedTests;
    const isBroken = failed.length === 0 && (code !== 0 || passed === 0);
    return {
      passed,
      failed: isBroken ? [`suite ${project}: vitest ended with ${code} after ${passed} tests`] : failed,
    };
  } catch (error) {
    return { passed: 0, failed: [`suite ${project}: no report of vitest: ${firstLine(String(error))}`] };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
