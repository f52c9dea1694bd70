import { CloudError } from "../model.ts";
import type { Properties } from "../properties.ts";
import { list, text } from "../text.ts";

/** The only one found; refuses none and several in the words of the provider's data source. */
export function single<T>(found: readonly T[], none: string, several: string): T {
  const [first, ...others] = found;
  if (first === undefined) throw new CloudError(404, none);
  if (others.length > 0) throw new CloudError(409, several);
  return first;
}

/** The usual words of a data source that found none or several. */
export const usual = [
  "Your query returned no results. Please change your search criteria and try again.",
  "Your query returned more than one result. Please try a more specific search criteria.",
] as const;

/** Whether values agree with every filter that was given among the names, and hold every tag that was asked for. */
export function fits(wanted: Properties, values: Properties, names: readonly string[]): boolean {
  const given = names.filter((name) => text(wanted, name) !== "");
  const tags = list(wanted, "tags").map(String);
  const held = list(values, "allTags").map(String);
  return given.every((name) => text(values, name) === text(wanted, name)) && tags.every((tag) => held.includes(tag));
}

/** Whether a name agrees with a regular expression in Go's notation; refuses one that cannot be read. */
export function fitsPattern(pattern: string, name: string): boolean {
  if (pattern === "") return true;
  try {
    return new RegExp(pattern).test(name);
  } catch {
    throw new CloudError(400, `"name_regex" contains an invalid regular expression`);
  }
}
