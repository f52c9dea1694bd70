import { levels, type Rule } from "../../rule.ts";
import { every, failIf, given, isOneOf, not, type Scalar } from "../../truth.ts";
import { any, each, type Verdict } from "../../verdict.ts";
import { at, type View } from "../../view.ts";
import { hostnameTlsType, overridesIn, pageRuleType, rulesetType, sets, zoneSettingType } from "./setting.ts";

const customHostnameType = "cloudflare:index/customHostname:CustomHostname";
const r2DomainType = "cloudflare:index/r2CustomDomain:R2CustomDomain";
const versions = ["1.2", "1.3"];

/** What each guarded setting of a zone may be. */
const accepted: readonly (readonly [setting: string, values: readonly string[]])[] = [
  ["min_tls_version", versions],
  ["always_use_https", ["on"]],
  ["automatic_https_rewrites", ["on"]],
];

/** A zone, host or bucket that visitors reach with an old version of TLS, or without it. */
export const tlsFloor: Rule = {
  id: "CF003",
  slug: "tls-floor",
  title: "Visitors are served over TLS 1.2 or later",
  group: "edge",
  severity: "high",
  levels: levels("mandatory"),
  rationale:
    "TLS 1.0 and 1.1 are withdrawn (RFC 8996), and a page in clear text or with parts in clear text can be read and changed on its way",
  remedy:
    'set min_tls_version (minTls, minTlsVersion) to "1.2" or "1.3", and always_use_https and automatic_https_rewrites to "on"',
  url: "https://developers.cloudflare.com/ssl/edge-certificates/additional-options/minimum-tls/",
  equivalents: ["Checkov CKV_AWS_103 (near)"],
  types: [zoneSettingType, hostnameTlsType, customHostnameType, r2DomainType, pageRuleType, rulesetType],
  parameters: {},

  judge(view, { type }) {
    if (type === zoneSettingType || type === hostnameTlsType) return judgeSetting(view);
    if (type === customHostnameType) return judgeGiven(at(at(at(view, "ssl"), "settings"), "minTlsVersion"), versions);
    if (type === r2DomainType) return judgeDomain(view);
    return each(overridesIn(view, type), (override) =>
      judgeGiven(at(override, "automaticHttpsRewrites"), ["on", true]),
    );
  },
};

const problem = "this lets visitors in with TLS below 1.2 or without TLS";

function judgeSetting(view: View): Verdict[] {
  const value = at(view, "value");
  const found = any(accepted, ([setting, values]) =>
    failIf(every(sets(view, setting), not(isOneOf(value, ...values))), value, problem),
  );
  return found ? [found] : [];
}

/** What is left out is taken from the zone. */
const judgeGiven = (value: View, values: readonly Scalar[]) =>
  failIf(every(given(value), not(isOneOf(value, ...values))), value, problem);

/** Serves from TLS 1.0 on unless it is told otherwise (API reference of R2's custom domains). */
function judgeDomain(view: View): Verdict[] {
  const lowest = at(view, "minTls");
  return failIf(every(not(isOneOf(at(view, "enabled"), false)), not(isOneOf(lowest, ...versions))), lowest, problem);
}
