/** Writes packages/policies/RULES.md from the built pack. */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Parameter, Rule } from "@accoreboot/policies";
import { root } from "./places.ts";

const page = join(root, "packages", "policies", "RULES.md");
const headings: Readonly<Record<string, string>> = {
  database: "Databases",
  network: "Networks and load balancers",
  storage: "Buckets, containers and their policies",
  secrets: "Secrets and rights",
  edge: "Cloudflare",
  governance: "Governance",
};

/** The page for the rules of the pack as it was built last. */
async function generated(): Promise<string> {
  const library = pathToFileURL(join(root, "packages", "policies", "dist", "index.js")).href;
  const { rules } = (await import(library)) as { readonly rules: readonly Rule[] };
  const groups = Object.keys(headings).map((group) => rules.filter((rule) => rule.group === group));
  return [
    "# Rules",
    `${rules.length} rules. Made from their source by \`make rules\`: change the rule, not this page.`,
    "Levels are those of test, preprod and prod. M is mandatory, A advisory, a dash means that the rule does not run.",
    table(
      ["Id", "Name", "What holds", "Severity", "Levels"],
      rules.map((rule) => [
        `[${rule.id}](#${anchor(rule)})`,
        `\`${rule.slug}\``,
        rule.title,
        rule.severity,
        levelsOf(rule),
      ]),
    ),
    ...groups.flatMap((group) => [`## ${headings[group[0]?.group ?? ""]}`, ...group.map(section)]),
  ]
    .join("\n\n")
    .concat("\n");
}

const short = { mandatory: "M", advisory: "A", disabled: "–" } as const;
const levelsOf = ({ levels: { test, preprod, prod } }: Rule) =>
  [test, preprod, prod].map((level) => short[level]).join("/");
const titleOf = ({ id, slug }: Rule) => `${id} ${slug}`;
const anchor = (rule: Rule) => titleOf(rule).toLowerCase().replace(/ /g, "-");

function section(rule: Rule): string {
  const { title, rationale, remedy, url, equivalents, notWaivable = [], types, severity } = rule;
  const parameters = Object.entries(rule.parameters);
  return [
    `### ${titleOf(rule)}`,
    `${title}. Severity ${severity}, levels ${levelsOf(rule)}${notWaivable.length > 0 ? `, no waiver in ${notWaivable.join(", ")}` : ""}.`,
    `- Why: ${rationale}.`,
    `- Remedy: ${remedy}.`,
    `- Judges ${types === "all" ? "every type" : types.length === 0 ? "the stack" : types.map((type) => `\`${type}\``).join(", ")}${rule.judgeStack && types.length > 0 ? ", and the stack" : ""}.`,
    ...(equivalents.length > 0 ? [`- Alike elsewhere: ${equivalents.join(", ")}.`] : []),
    ...(url ? [`- Read: <${url}>`] : []),
    ...(parameters.length > 0
      ? [
          table(
            ["Parameter", "Default", "Bounds", "Meaning"],
            parameters.map(([name, parameter]) => parameterRow(name, parameter)),
          ),
        ]
      : []),
  ].reduce(
    (text, part, index) => text + (index === 0 ? "" : part.startsWith("- ") && index > 2 ? "\n" : "\n\n") + part,
    "",
  );
}

function parameterRow(name: string, { default: usual, minimum, maximum, pattern, description }: Parameter): string[] {
  const bounds = pattern
    ? `\`${pattern}\``
    : minimum === undefined && maximum === undefined
      ? ""
      : `${minimum ?? 0} to ${maximum ?? "any"}`;
  return [`\`${name}\``, shown(usual), bounds, description];
}

function shown(value: unknown): string {
  if (Array.isArray(value)) return value.length === 0 ? "none" : value.map((text) => `\`${text}\``).join(" ");
  if (typeof value !== "object" || value === null) return String(value);
  return Object.entries(value)
    .map(([environment, of]) => `${environment}: ${shown(of)}`)
    .join("; ");
}

const table = (heads: readonly string[], rows: readonly (readonly string[])[]) =>
  [heads, heads.map(() => "---"), ...rows]
    .map((cells) => `| ${cells.map((cell) => cell.replace(/\|/g, "\\|")).join(" | ")} |`)
    .join("\n");

/** True when the committed page is the one that the rules give. */
export async function areRulesFresh(): Promise<boolean> {
  return readFileSync(page, "utf8") === (await generated());
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) writeFileSync(page, await generated());
