/** A policy of OVHcloud's identity and access management. */
import { every, failIf, holds, type Scalar, some, someOf, type Truth } from "../../truth.ts";
import type { Verdict } from "../../verdict.ts";
import { at, members, type View } from "../../view.ts";
import { evidenceOf } from "./evidence.ts";
import { isNoMoment } from "./moment.ts";

export const iamPolicyType = "ovh:Iam/policy:Policy";
export const permissionsGroupType = "ovh:Iam/permissionsGroup:PermissionsGroup";
export const userTokenType = "ovh:Me/identityUserToken:IdentityUserToken";

/** Rights on everything, and rights without an end for somebody who is no service account. */
export function judgePolicy(policy: View): Verdict[] {
  const resources = at(policy, "resources");
  const expiry = at(policy, "expiredAt");
  const evidence = () => evidenceOf(policy, about);
  const actions = some(has(policy, "allows", allowsAll), has(policy, "permissionsGroups", isAdmin));
  return [
    ...failIf(
      every(actions, has(policy, "resources", isAll)),
      resources,
      "every action is allowed on every resource",
      evidence,
    ),
    ...failIf(
      every(has(policy, "identities", isPerson), holds(expiry, isNoMoment)),
      expiry,
      "users, groups or accounts are given rights without an end that can be read",
      evidence,
    ),
  ];
}

/** A group of one's own that holds every action: policies with it name only the group. */
export const judgeGroup = (group: View): Verdict[] =>
  failIf(has(group, "allows", allowsAll), at(group, "allows"), "the group holds every action", () =>
    evidenceOf(group, ["allows"]),
  );

/** A token of a person, until a moment or for a number of seconds. */
export function judgeUserToken(token: View): Verdict[] {
  const [until, seconds] = [at(token, "expiresAt"), at(token, "expiresIn")];
  const endless = every(
    holds(until, isNoMoment),
    holds(seconds, (value) => typeof value !== "number" || value <= 0),
  );
  return failIf(endless, until, "a user's token has no end that can be read", () =>
    evidenceOf(token, ["userLogin", "expiresAt"]),
  );
}

/** Who is given which rights on what, and until when. */
const about = ["identities", "allows", "permissionsGroups", "resources", "expiredAt"];

/** Whether a member of the list passes the test. What is no list, or no text, does. */
function has(policy: View, name: string, test: (text: string) => boolean): Truth {
  const list = at(policy, name);
  if (list.kind === "absent") return false;
  const matches = (value: Scalar) => typeof value !== "string" || test(value);
  return someOf((members(list) ?? [list]).map((member) => holds(member, matches)));
}

/** `*`, or an action whose product is not named in full. */
const allowsAll = (action: string) => !/^[^:*]+:/.test(action);

/** The one managed group of permissions that allows `*`. */
const isAdmin = (group: string) => group.toLowerCase().endsWith(":globaladmin");

/**
 * `*`, or a name of the form `urn:v1:<plate>:resource:<type>:<id>` with a star before the id, or for the id of an
 * account: who may do everything with the account may give out every right.
 */
const isAll = (resource: string) => /^(?:[^:*]*:){0,4}(?:account:)?[^:*]*\*/.test(resource);

/** Service accounts are named `urn:v1:<plate>:identity:credential:<account>/<client>`. */
const isPerson = (identity: string) => !/^urn:v1:[^:*]+:identity:credential:/.test(identity);
