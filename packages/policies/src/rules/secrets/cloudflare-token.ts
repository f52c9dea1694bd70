/** A token for Cloudflare's API, of a user or of an account. */
import { failIf, holds, isOneOf, not, textOf, when } from "../../truth.ts";
import { each, fail, isHidden, unproved, type Verdict } from "../../verdict.ts";
import { at, entries, members, type View, viewOf } from "../../view.ts";
import { evidenceOf } from "./evidence.ts";
import { isNoMoment } from "./moment.ts";

export const apiTokenType = "cloudflare:index/apiToken:ApiToken";
export const accountTokenType = "cloudflare:index/accountToken:AccountToken";

/** Rights on every account or zone, and a token of a person that never expires. */
export function judgeToken(token: View, ofPerson: boolean): Verdict[] {
  const expiry = at(token, "expiresOn");
  return [
    ...judgePolicies(at(token, "policies")),
    ...(ofPerson
      ? failIf(holds(expiry, isNoMoment), expiry, "a user's token has no end that can be read", () =>
          evidenceOf(token, ["policies", "expiresOn"]),
        )
      : []),
  ];
}

function judgePolicies(policies: View): Verdict[] {
  if (isHidden(policies)) return [unproved(policies)];
  const list = members(policies);
  if (!list) return [fail(policies, "this is not a list of policies")];
  return each(list, (policy) => when(not(isOneOf(at(policy, "effect"), "deny")), () => judgeResources(policy)));
}

/** The resources are JSON in a text; older versions of the provider take an object. */
function judgeResources(policy: View): Verdict[] {
  const resources = at(policy, "resources");
  if (isHidden(resources)) return [unproved(resources)];
  const names = namesIn(resources);
  const evidence = evidenceOf(policy, ["permissionGroups", "resources"]);
  if (!names?.length) return [fail(resources, "the resources cannot be read, or there are none", evidence)];
  return names.some((name) => name.includes("*"))
    ? [fail(resources, "rights are given on every account or every zone", evidence)]
    : [];
}

function namesIn(resources: View): string[] | undefined {
  const text = textOf(resources);
  if (text === undefined) return names(resources);
  try {
    return names(viewOf(JSON.parse(text)));
  } catch {
    return undefined;
  }
}

/** Zones stand beneath their account, or beside it. */
const names = (view: View): string[] | undefined =>
  entries(view)?.flatMap(([name, beneath]) => [name, ...(entries(beneath) ?? []).map(([inner]) => inner)]);
