import { stripVTControlCharacters } from "node:util";

/** Most lines of Pulumi's that a message passes on. */
const mostLines = 30;

/** Where the Automation API repeats everything behind the command line. */
const commandLine = /^ err\?: /m;

/**
 * What of Pulumi's output says why it failed: the diagnostics of an update, or else the lines that begin with `error:`.
 * Outputs and everything else it prints are left out.
 */
export function diagnostics(output: string): string {
  const [text = ""] = stripVTControlCharacters(output).split(commandLine);
  const [, section = ""] =
    /^Diagnostics:\n([\s\S]*?)(?=^(?:Outputs|Resources|Duration|Policies):|(?![\s\S]))/m.exec(text) ?? [];
  const lines = (section || errorsIn(text)).split("\n").map((line) => line.trimEnd());
  const told = [...new Set(lines.filter((line) => line !== ""))];
  return told.slice(0, mostLines).join("\n");
}

/** Lines that begin with `error:`, with the indented ones that belong to them. */
const errorsIn = (text: string): string => (text.match(/^error: .*(?:\n[ \t]+\S.*)*/gm) ?? []).join("\n");
