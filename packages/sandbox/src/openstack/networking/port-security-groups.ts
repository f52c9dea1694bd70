import type { Model } from "../../model.ts";
import { portById } from "../../neutron/ports.ts";
import type { Properties } from "../../properties.ts";
import { list, text } from "../../text.ts";
import { tenantOf } from "../keystone.ts";
import { projectQuota, resource, sameMembers } from "../resource.ts";
import { tokens } from "../tokens.ts";
import { groupIds, portAt } from "./port.ts";
import { groupAt } from "./security-group.ts";

/** Security groups of a port that somebody else made, such as a server's. Its id is the port's. */
export const portSecGroupAssociate: Model = resource({
  token: tokens.portSecGroupAssociate,
  service: "security-group",
  immediate: "one update of the port",
  unlimited: projectQuota,
  same: { securityGroupIds: sameMembers },
  judge(call) {
    portAt(call, text(call.inputs, "portId"));
    for (const id of list(call.inputs, "securityGroupIds")) groupAt(call, String(id));
  },
  id: (call) => text(call.inputs, "portId"),
  shown: (call) => ({
    enforce: call.inputs["enforce"] ?? false,
    allSecurityGroupIds: list(call.inputs, "securityGroupIds"),
  }),
  read(call, { outputs }): Properties {
    const port = portById(call.store, tenantOf(call), text(outputs, "region"), text(outputs, "portId"));
    return { ...outputs, allSecurityGroupIds: port ? groupIds(call, port) : [] };
  },
});
