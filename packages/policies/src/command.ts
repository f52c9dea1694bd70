import { readFileSync, writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { accepted, configure } from "./config/configuration.ts";
import { meant } from "./config/meant.ts";
import { environmentOf, environments, isEnvironment } from "./environment.ts";
import { reportFrom } from "./report/file.ts";
import { type Format, formats } from "./report/index.ts";
import { blocks, entryOf, type Report, verdictOn } from "./report/report.ts";
import { rules } from "./rules/index.ts";
import { openSession } from "./session.ts";
import { readState } from "./state.ts";
import { version } from "./version.ts";

export interface Streams {
  print(text: string): void;
  say(line: string): void;
}

const help = `ovh-policies: judges Pulumi stacks on OVHcloud by the rules of @accoreboot/policies

  ovh-policies check STATE      an exported state (pulumi stack export --file STATE), - for standard input
  ovh-policies report FINDINGS  what a run with ACCOREBOOT_POLICIES_REPORT=FINDINGS wrote
  ovh-policies config CONFIG    whether a configuration of the pack holds
  ovh-policies rules            every rule with its level

  --environment E  test, preprod or prod; else ACCOREBOOT_ENVIRONMENT, the stack's name, or prod
  --config CONFIG  levels, parameters and waivers, as for --policy-pack-config (check)
  --format F       ${Object.keys(formats).join(", ")} (check, report; text unless given)
  --output FILE    writes there, and says on standard error how it stands

Exit code: 0 nothing blocks, 1 something does or the run did not end, 2 the command could not be run as given.
`;

/** The options of each command. */
const taken: Readonly<Record<string, readonly string[]>> = {
  check: ["environment", "config", "format", "output"],
  report: ["format", "output"],
  config: ["environment"],
  rules: ["environment"],
};

/** Runs one command; gives its exit code. */
export function main(args: readonly string[], env: Readonly<Record<string, string | undefined>>, out: Streams): number {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      environment: { type: "string" },
      config: { type: "string" },
      format: { type: "string" },
      output: { type: "string" },
      help: { type: "boolean", short: "h" },
      version: { type: "boolean" },
    },
  });
  const [command = "help", file, ...more] = positionals;
  if (values.help || (command === "help" && !values.version)) return done(out, help);
  if (values.version) return done(out, `${version}\n`);
  const { format = "text" } = values;
  if (!isFormat(format)) throw new Error(`--format ${format}: give one of ${Object.keys(formats).join(", ")}`);
  const set = values.environment ?? env["ACCOREBOOT_ENVIRONMENT"];
  if (values.environment !== undefined && !isEnvironment(values.environment)) {
    throw new Error(`--environment ${values.environment}: give one of ${environments.join(", ")}`);
  }
  if (!Object.hasOwn(taken, command)) {
    throw new Error(`there is no command ${command}${meant(command, Object.keys(taken))}; see ovh-policies --help`);
  }
  const stray = Object.keys(values).find((option) => !taken[command]?.includes(option));
  if (stray !== undefined) throw new Error(`${command} takes no --${stray}; see ovh-policies --help`);
  if (command === "rules") return rulesAlone(file, set, out);
  if (file === undefined || more.length > 0) throw new Error(`${command} takes one file; see ovh-policies --help`);
  if (command === "config") return checkConfig(file, set, out);
  const report = command === "check" ? check(file, set, values.config) : reportFrom(file);
  return write(report, format, values.output, out);
}

function done(out: Streams, text: string): number {
  out.print(text);
  return 0;
}

const isFormat = (format: string): format is Format => Object.hasOwn(formats, format);

/** Reads a file, and says which one when that fails. */
function reading<T>(file: string, parse: (text: string) => T): T {
  try {
    return parse(readFileSync(file === "-" ? 0 : file, "utf8"));
  } catch (error) {
    // What JSON.parse says holds a piece of the text, which may be a secret.
    const why =
      error instanceof SyntaxError ? "it is not JSON" : error instanceof Error ? error.message : String(error);
    throw new Error(`${file} cannot be read: ${why}`);
  }
}

function check(file: string, set: string | undefined, config: string | undefined): Report {
  const state = reading(file, readState);
  const environment = environmentOf(state.stack, set);
  const given: unknown = config === undefined ? {} : reading(config, JSON.parse);
  const session = openSession(accepted(configure(given, environment, rules), String(config)));
  const found = [...state.byInputs.flatMap(session.resource), ...session.stack(state.byOutputs)];
  const { stack, project } = state;
  return { stack, project, environment, preview: false, version, findings: found.map(entryOf), complete: true };
}

function write(report: Report, format: Format, output: string | undefined, out: Streams): number {
  const text = formats[format](report);
  const blocking = report.findings.filter(blocks).length;
  const verdict = verdictOn(report);
  if (output === undefined) out.print(text);
  else {
    writeFileSync(output, text);
    const said = blocking === 0 ? "nothing blocks" : blocking === 1 ? "1 finding blocks" : `${blocking} findings block`;
    out.say(`${verdict}: ${said}; written to ${output}`);
  }
  return verdict === "accepted" ? 0 : 1;
}

function checkConfig(file: string, set: string | undefined, out: Streams): number {
  const given: unknown = reading(file, JSON.parse);
  const chosen = isEnvironment(set) ? [set] : environments;
  const problems = new Set(chosen.flatMap((environment) => configure(given, environment, rules).problems));
  for (const problem of problems) out.say(problem);
  out.print(
    problems.size === 0
      ? `${file} holds\n`
      : `${file}: ${problems.size === 1 ? "1 problem" : `${problems.size} problems`}\n`,
  );
  return problems.size === 0 ? 0 : 1;
}

function rulesAlone(file: string | undefined, set: string | undefined, out: Streams): number {
  if (file !== undefined) throw new Error("rules takes no file; see ovh-policies --help");
  return done(out, ruleTable(environmentOf("", set)));
}

function ruleTable(environment: keyof (typeof rules)[number]["levels"]): string {
  const lines = rules.map(({ id, slug, levels, severity, group, title }) =>
    [id.padEnd(6), slug.padEnd(26), levels[environment].padEnd(9), severity.padEnd(8), group.padEnd(10), title].join(
      " ",
    ),
  );
  return `${[`Levels of ${environment}`, ...lines].join("\n")}\n`;
}
