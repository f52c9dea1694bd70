import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { show } from "../run.ts";

/** How many tests of a suite passed and failed. */
export interface Count {
  readonly passed: number;
  readonly failed: number;
}

/** Runs one vitest project on this terminal. A suite that crashes, or that runs nothing, counts as one failure. */
export async function suite(project: string): Promise<Count> {
  const folder = mkdtempSync(join(tmpdir(), "accoreboot-test-"));
  const report = join(folder, "report.json");
  try {
    const args = ["run", "--project", project, "--reporter=default", "--reporter=json", `--outputFile.json=${report}`];
    const code = await show("vitest", args);
    const { numPassedTests: passed, numFailedTests: failed } = JSON.parse(readFileSync(report, "utf8")) as {
      numPassedTests: number;
      numFailedTests: number;
    };
    return { passed, failed: failed === 0 && (code !== 0 || passed === 0) ? 1 : failed };
  } catch {
    return { passed: 0, failed: 1 };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
