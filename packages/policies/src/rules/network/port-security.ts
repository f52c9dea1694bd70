/** Ports and networks whose packets no security group filters. */
import { every, failIf, holds, isOneOf, type Scalar, someOf, type Truth } from "../../truth.ts";
import { any, unproved, type Verdict } from "../../verdict.ts";
import { at, type View } from "../../view.ts";
import { membersWithin } from "../bounded.ts";
import { isNamed } from "./given.ts";

/** Neutron's port security: on unless it is switched off, by its own argument or by an additional option. */
export function judgeNetwork(view: View): Verdict[] {
  const [flag, option] = [at(view, "portSecurityEnabled"), at(at(view, "valueSpecs"), "port_security_enabled")];
  const problem = "port security is switched off";
  return [...failIf(isSet(flag, true), flag, problem), ...failIf(isSet(option, true, "true"), option, problem)];
}

/** Says one thing about a port: the first known violation, else the first doubt. */
export function judgePort(view: View, routers: readonly string[]): Verdict[] {
  const [groups, none] = [at(view, "securityGroupIds"), at(view, "noSecurityGroups")];
  const found = any(
    [
      ...judgeNetwork(view),
      ...failIf(isSet(none, false), none, "the port asks for no security group"),
      ...failIf(isWithoutGroup(groups), groups, "no security group is named, so the project's default group applies"),
    ],
    (verdict) => [verdict],
  );
  if (!found) return [];
  const router = isRouter(view, routers);
  if (router === false) return [found];
  return [router === true ? allowed(found) : unproved(router)];
}

/** Groups of a port as a resource of its own: with `enforce` they are all the port has. */
export function judgePortGroups(view: View): Verdict[] {
  const groups = at(view, "securityGroupIds");
  const emptied = every(isSet(at(view, "enforce"), false), isWithoutGroup(groups));
  return failIf(emptied, groups, "every security group is taken from the port");
}

/** True when the value is there and is none of those that it may be. */
const isSet = (view: View, ...fine: readonly Scalar[]): Truth =>
  holds(view, (value) => value !== undefined && !fine.includes(value));

/** A group that is not known yet is one. */
const isWithoutGroup = (groups: View): Truth => holds(groups, () => !membersWithin(groups)?.some(isNamed));

function isRouter(view: View, routers: readonly string[]): Truth {
  const tags = at(view, "tags");
  const tagged = membersWithin(tags)?.map((tag) => isOneOf(tag, ...routers)) ?? [holds(tags, () => false)];
  return someOf([isOneOf(at(view, "deviceOwner"), ...routers), ...tagged]);
}

/** A violation that the port's declared purpose allows: it is told and blocks nothing, unless doubts do. */
const allowed = ({ path }: Verdict): Verdict => ({
  outcome: "UNKNOWN",
  path,
  problem: "the port says that it routes for others, so whether it needs to be unguarded is for a person to judge",
});
