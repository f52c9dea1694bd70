/** Servers whose interfaces get the project's default security group, which on OVHcloud lets everything in. */
import { every, failIf, given, holds, not, some, someOf, type Truth } from "../../truth.ts";
import type { Verdict } from "../../verdict.ts";
import { at, type View } from "../../view.ts";
import { membersWithin } from "../bounded.ts";
import { hasPublicAddress } from "./floating.ts";
import { isNamed } from "./given.ts";

const problem = "no security group is named, so the project's default group applies";

/** Nova gives the server's groups to the interfaces that it makes; an interface made as a port has its own. */
export function judgeServer(view: View): Verdict[] {
  const groups = at(view, "securityGroups");
  return failIf(every(isDefault(groups), hasInterface(view)), groups, problem);
}

/** Groups add up, so the default one beside another opens everything too. */
function isDefault(groups: View): Truth {
  const names = membersWithin(groups) ?? [];
  if (names.length === 0) return holds(groups, () => true);
  return someOf(
    names.map((name) => holds(name, (value) => typeof value !== "string" || ["", "default"].includes(value.trim()))),
  );
}

/** Whether Nova makes an interface: it does for each network that is no port, and for a server without any. */
function hasInterface(view: View): Truth {
  const networks = at(view, "networks");
  const list = membersWithin(networks) ?? [];
  const made = list.map((network) => holds(network, () => !isNamed(at(network, "port"))));
  const none = holds(at(view, "networkMode"), (value) => value !== "none" || given(at(networks, 0)));
  return list.length > 0
    ? someOf(made)
    : every(
        none,
        holds(networks, () => true),
      );
}

/** Nova gives an interface that comes later no groups of the server: only one that is made as a port has its own. */
export function judgeAttached(view: View): Verdict[] {
  const port = at(view, "portId");
  return failIf(!isNamed(port), port, "the interface is not made as a port, so the project's default group applies");
}

/** Without a list the default group applies; with an empty one nothing comes in (provider's documentation). */
export function judgeCloudInstance(view: View): Verdict[] {
  const groups = at(view, "securityGroupIds");
  const guarded = holds(groups, () => membersWithin(groups)?.every(isNamed) ?? false);
  return failIf(not(guarded), groups, problem);
}

/** This API knows no security groups: only a server that the internet does not reach is guarded. */
export function judgeInstance(view: View): Verdict[] {
  const network = at(view, "network");
  const reached = some(
    holds(at(network, "public"), (value) => value !== undefined && value !== false),
    hasPublicAddress(at(network, "private")),
  );
  return failIf(reached, network, "the server is on the internet, and this type of resource takes no security group");
}
