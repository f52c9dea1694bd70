/** The scanners that are put side by side: how each is run, and how its JSON output is read, resource by resource. */
import { readFileSync } from "node:fs";
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import { checked, packVersion, refusals } from "./checked.ts";
import { measured, type Taken } from "./measured.ts";
import { idOf } from "./state.ts";
import { python, tool, versions } from "./tools.ts";

/** Something that was found in a case; `rule` is there when the scanner goes by our rules' ids. */
export interface Found {
  readonly id: string;
  readonly rule?: string;
}

export interface Peer {
  readonly title: string;
  run(): Promise<Taken>;
  found(stdout: string): Found[];
}

/** Where the cases lie: alone in a folder as Terraform configuration, and as a Pulumi state. */
export interface Places {
  readonly twins: string;
  readonly state: string;
  /** Configuration of the pack. */
  readonly config: string;
}

const beside = (name: string) => fileURLToPath(new URL(name, import.meta.url));

/** Every peer that reads these files, the pack last. */
export const peers = ({ twins, state, config }: Places): Peer[] => [
  {
    title: `Checkov ${versions.checkov}`,
    run: () =>
      measured(python(), [
        tool("checkov"),
        ...["--file", twins, "--framework", "terraform", "secrets", "--output", "json", "--quiet"],
        ...["--skip-download", "--download-external-modules", "false"],
      ]),
    found: (stdout) => inCheckov(stdout, twins),
  },
  {
    title: `tfsec ${versions.tfsec}`,
    run: () => measured(tool("tfsec"), [dirname(twins), ...tfsecOptions]),
    found(stdout) {
      const { results } = JSON.parse(stdout) as { results: { resource: string }[] | null };
      return (results ?? []).map(({ resource }) => ({ id: lastName(resource) }));
    },
  },
  {
    title: `conftest ${versions.conftest}, our Rego`,
    run: () => measured(tool("conftest"), ["test", "--policy", beside("rego"), "--output", "json", state]),
    found(stdout) {
      const reports = JSON.parse(stdout) as { failures?: { metadata: { urn: string; rule: string } }[] }[];
      return reports.flatMap(({ failures = [] }) =>
        failures.map(({ metadata: { urn, rule } }) => ({ id: idOf(urn), rule })),
      );
    },
  },
  {
    title: `@accoreboot/policies ${packVersion}`,
    run: () => checked(state, config),
    found: (stdout) => refusals(stdout).map(({ urn, rule }) => ({ id: idOf(urn), rule })),
  },
];

const tfsecOptions = ["--format", "json", "--no-module-downloads"];

interface CheckovReport {
  readonly check_type: string;
  readonly results: {
    readonly failed_checks: { readonly resource: string; readonly file_line_range: [number, number] }[];
  };
}

/** One report for each framework; the one on secrets names lines, not resources. */
function inCheckov(stdout: string, twins: string): Found[] {
  const lines = readFileSync(twins, "utf8").split("\n");
  const idAt = (line: number) =>
    lines
      .slice(0, line)
      .reverse()
      .map((text) => /^resource "\w+" "(\w+)"/.exec(text)?.[1])
      .find((id) => id !== undefined) ?? "";
  const reports = JSON.parse(stdout) as CheckovReport | CheckovReport[];
  return [reports].flat().flatMap(({ check_type, results }) =>
    results.failed_checks.map(({ resource, file_line_range: [line] }) => ({
      id: check_type === "secrets" ? idAt(line) : lastName(resource),
    })),
  );
}

const lastName = (resource: string) => resource.slice(resource.lastIndexOf(".") + 1);
