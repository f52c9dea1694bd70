/** Settings of a zone, and the rules that set something else for a part of it. */
import { holds, type Truth } from "../../truth.ts";
import { at, members, type View } from "../../view.ts";

export const zoneSettingType = "cloudflare:index/zoneSetting:ZoneSetting";
export const hostnameTlsType = "cloudflare:index/hostnameTlsSetting:HostnameTlsSetting";
export const pageRuleType = "cloudflare:index/pageRule:PageRule";
export const rulesetType = "cloudflare:index/ruleset:Ruleset";

/** Whether the resource sets that one. A setting whose name is missing or not text is taken for it. */
export const sets = (view: View, setting: string): Truth =>
  holds(at(view, "settingId"), (id) => typeof id !== "string" || id.trim().toLowerCase() === setting);

/** What a page rule, or each rule of a ruleset, sets for the requests it matches. */
export function overridesIn(view: View, type: string): View[] {
  if (type === pageRuleType) return [at(view, "actions")];
  const rules = at(view, "rules");
  return (members(rules) ?? [rules]).map((rule) => at(rule, "actionParameters"));
}
