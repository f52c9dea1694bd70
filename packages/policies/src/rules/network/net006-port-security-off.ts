import { levels, type Rule } from "../../rule.ts";
import { judgeNetwork, judgePort, judgePortGroups } from "./port-security.ts";
import { judgeAttached, judgeCloudInstance, judgeInstance, judgeServer } from "./server-groups.ts";
import {
  cloudInstanceType,
  instanceType,
  interfaceAttachType,
  networkType,
  portGroupsType,
  portType,
  securityGroupGuide,
  serverType,
} from "./types.ts";

/** An interface that no security group of the stack guards: port security is off, or only the default group applies. */
export const portSecurityOff: Rule<{ routers: readonly string[] }> = {
  id: "NET006",
  slug: "port-security-off",
  title: "Every interface is behind a security group",
  group: "network",
  severity: "critical",
  levels: levels("mandatory"),
  rationale:
    "what no group guards is open whatever the rules of the groups say, and OVHcloud's default group lets everything in (its guide on security groups, 2023-07-24)",
  remedy:
    "leave port security on and name a security group of your own; make an instance of OVHcloud's older API, which takes none, with openstack compute.Instance or on private networks alone; tag the port of a server that routes for others as router or nat",
  url: securityGroupGuide,
  equivalents: [],
  types: [portType, portGroupsType, networkType, serverType, interfaceAttachType, cloudInstanceType, instanceType],
  parameters: {
    routers: {
      description:
        "Tags, or device owners, by which a port says that it routes for others. What it lacks is then reported and blocks nothing.",
      default: ["router", "nat"],
    },
  },

  judge(view, { type, parameters: { routers } }) {
    if (type === portType) return judgePort(view, routers);
    if (type === portGroupsType) return judgePortGroups(view);
    if (type === networkType) return judgeNetwork(view);
    if (type === serverType) return judgeServer(view);
    if (type === interfaceAttachType) return judgeAttached(view);
    return type === cloudInstanceType ? judgeCloudInstance(view) : judgeInstance(view);
  },
};
