import { goesBy, groups, type Rule, severities } from "../rule.ts";

/** Kinds of words that choose rules by what is known of them, and the values each may have. */
const kinds = (rules: readonly Rule[]): Readonly<Record<string, readonly string[]>> => ({
  group: groups,
  severity: severities,
  provider: ["ovh", "openstack", "cloudflare"],
  rule: rules.flatMap(({ id, slug }) => [id, slug]),
});

/** Whether `only` and `except` leave a rule in: `only` chooses (all when empty), `except` takes away. */
export function isSelected(rule: Rule, selection: { readonly [name: string]: unknown }): boolean {
  const [only, except] = ["only", "except"].map((name) => wordsIn(selection[name]));
  const named = (words: readonly string[] = []) => words.some((word) => fits(rule, word));
  return (only?.length === 0 || named(only)) && !named(except);
}

/** Whether a rule is taken away by its own name. */
export const isExcepted = (rule: Rule, { except }: { readonly [name: string]: unknown }): boolean =>
  wordsIn(except).some((word) => word.startsWith("rule:") && fits(rule, word));

/** What is wrong with the words of a selection, each with its path. */
export function selectionProblems(selection: { readonly [name: string]: unknown }, rules: readonly Rule[]): string[] {
  const known = kinds(rules);
  return ["only", "except"].flatMap((name) => {
    const given = selection[name];
    if (given === undefined) return [];
    if (!Array.isArray(given)) return [`selection.${name}: give a list`];
    return given.flatMap((word, index) => {
      const [kind = "", value = "", ...rest] = String(word).split(":");
      if (typeof word === "string" && rest.length === 0 && known[kind]?.includes(value)) return [];
      if (kind === "rule" && rest.length === 0) return [`selection.${name}[${index}]: there is no such rule`];
      const values = Object.hasOwn(known, kind) && kind !== "rule" ? ` (${known[kind]?.join(", ")})` : "";
      return [
        `selection.${name}[${index}]: give one of ${Object.keys(known).join(", ")}, a colon and its value${values}`,
      ];
    });
  });
}

const wordsIn = (list: unknown): string[] =>
  Array.isArray(list) ? list.filter((word): word is string => typeof word === "string") : [];

function fits(rule: Rule, word: string): boolean {
  const { group, severity, types } = rule;
  const [kind, value = ""] = word.split(":");
  if (kind === "group") return group === value;
  if (kind === "severity") return severity === value;
  if (kind === "provider") return types === "all" || types.some((type) => type.startsWith(`${value}:`));
  return kind === "rule" && goesBy(rule, value);
}
