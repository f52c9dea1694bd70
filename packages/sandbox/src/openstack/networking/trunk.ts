import type { Call, Model } from "../../model.ts";
import type { Entry } from "../../store.ts";
import { objects, text } from "../../text.ts";
import { oneOf, refuse } from "../refusal.ts";
import { here, owned, projectQuota, resource, sameMembers } from "../resource.ts";
import { tokens } from "../tokens.ts";
import { allowedOwner } from "./policy.ts";
import { portAt } from "./port.ts";

/** A port that carries further ones with VLAN tags. That OVHcloud offers this is assumed. */
export const trunk: Model = resource({
  token: tokens.trunk,
  service: "network",
  immediate: "Neutron answers when the trunk is there; the provider looks once after 5 s (its source, 1.54)",
  unlimited: projectQuota,
  same: { subPorts: sameMembers, tags: sameMembers },
  judge(call, entry) {
    allowedOwner(call, "create_trunk");
    const portId = text(call.inputs, "portId");
    portAt(call, portId);
    const other = here(call, tokens.trunk).find(({ id, inputs }) => id !== entry?.id && inputs["portId"] === portId);
    if (other) refuse(409, `Port ${portId} is currently a parent port for trunk ${other.id}.`);
    judgeSubPorts(call, portId, entry);
  },
  shown: (call) => ({
    ...owned(call),
    adminStateUp: call.inputs["adminStateUp"] ?? true,
    description: text(call.inputs, "description"),
    subPorts: call.inputs["subPorts"] ?? [],
  }),
});

function judgeSubPorts(call: Call, parent: string, entry?: Entry): void {
  const seen = new Set<string>();
  for (const sub of objects(call.inputs, "subPorts")) {
    const [id, kind, segment] = [text(sub, "portId"), text(sub, "segmentationType"), text(sub, "segmentationId")];
    oneOf("segmentation_type", kind, ["vlan", "inherit"]);
    const port = portAt(call, id);
    if (id === parent) refuse(400, `Port ${id} cannot be a subport of itself.`);
    if (port.deviceId !== "" && port.deviceId !== entry?.id)
      refuse(409, `Port ${id} is currently in use and is not eligible for use as a subport.`);
    if (kind === "vlan" && (Number(segment) < 1 || Number(segment) > 4094))
      refuse(400, `Invalid segmentation ID: ${segment} is not between 1 and 4094.`);
    if (seen.has(`${kind} ${segment}`))
      refuse(409, `segmentation_type ${kind} and segmentation_id ${segment} already in use on trunk.`);
    seen.add(`${kind} ${segment}`);
  }
}
