import { levels, type Rule } from "../../rule.ts";
import { every, failIf, given, isOneOf, not } from "../../truth.ts";
import { each, type Verdict } from "../../verdict.ts";
import { at, type View } from "../../view.ts";
import { overridesIn, pageRuleType, rulesetType, sets, zoneSettingType } from "./setting.ts";

/** Modes in which Cloudflare checks the origin's certificate; `origin_pull` is the strict one for HTTPS alone. */
const strict = ["strict", "origin_pull"];

/** A zone, or a part of it, that is fetched from its origin in clear text or without a check of its certificate. */
export const sslStrict: Rule = {
  id: "CF002",
  slug: "ssl-strict",
  title: "Cloudflare reaches the origin over TLS and checks its certificate",
  group: "edge",
  severity: "critical",
  levels: levels("mandatory"),
  rationale:
    "off and flexible send everything to the origin in clear text, and full accepts any certificate there (Cloudflare's documentation on encryption modes)",
  remedy: 'set ssl to "strict", with a certificate of a public authority or of Cloudflare\'s origin authority',
  url: "https://developers.cloudflare.com/ssl/origin-configuration/ssl-modes/full-strict/",
  equivalents: [],
  types: [zoneSettingType, pageRuleType, rulesetType],
  parameters: {},

  judge(view, { type }) {
    if (type !== zoneSettingType) {
      return each(overridesIn(view, type), (override) => {
        const ssl = at(override, "ssl");
        return given(ssl) ? judgeMode(ssl) : [];
      });
    }
    const mode = at(view, "value");
    return failIf(every(sets(view, "ssl"), not(isOneOf(mode, ...strict))), mode, problem);
  },
};

const problem = "the mode does not check the origin's certificate";

const judgeMode = (mode: View): Verdict[] => failIf(not(isOneOf(mode, ...strict)), mode, problem);
