/** The pack's own program on an exported state. */
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { measured, type Taken } from "./measured.ts";

const manifest = createRequire(import.meta.url).resolve("@accoreboot/policies/package.json");
const { bin, version } = JSON.parse(readFileSync(manifest, "utf8")) as { bin: Record<string, string>; version: string };

export const packVersion = version;

/**
 * Checks the state by the rules of prod, the strictest; prints the findings as JSON.
 *
 * @param config File with levels, parameters and waivers; none: as the pack comes.
 */
export const checked = (state: string, config?: string): Promise<Taken> =>
  measured(process.execPath, [
    join(dirname(manifest), Object.values(bin)[0] ?? ""),
    ...["check", state, "--environment", "prod", "--format", "json"],
    ...(config ? ["--config", config] : []),
  ]);

export interface Refusal {
  readonly urn: string;
  readonly rule: string;
}

/** What it refuses, at whatever level; what it cannot tell is left out. */
export const refusals = (stdout: string): Refusal[] =>
  (JSON.parse(stdout) as { findings: (Refusal & { outcome: string })[] }).findings.filter(
    ({ outcome }) => outcome === "FAIL",
  );
