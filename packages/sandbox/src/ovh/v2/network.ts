import { computeRegions } from "@accoreboot/catalogue";
import type { Call } from "../../model.ts";
import { networksOf } from "../../neutron/networks.ts";
import { text } from "../../text.ts";
import { bad, conflict } from "../refusals.ts";
import { apiV2, settledOn } from "./envelope.ts";
import { life } from "./lives.ts";
import { inRegion } from "./places.ts";
import { v2Tokens } from "./tokens.ts";
import { unused } from "./unused.ts";

/** Highest VLAN that the API takes. */
const lastVlan = 4096;

/** A private network of one region on the project's vRack. Its VLAN is the next free one when none is asked for. */
export const network = apiV2({
  token: v2Tokens.network,
  importId: "serviceName/id",
  life: life({ making: 60, changing: 10, leaving: 20 }, 20, "several minutes at most in the vRack guide (ovh-facts 5)"),
  need: () => ({ service: "network", items: { networks: 1 } }),
  judge(call, entry) {
    inRegion(call);
    const { inputs } = call;
    const vlan = inputs["vlanId"];
    if (vlan === undefined || vlan === null) return;
    const region = text(inputs, "region");
    if (computeRegions[region]?.localZone) bad(`vlanId is not supported in the Local Zone ${region}`);
    if (!entry && vlansTaken(call).has(Number(vlan)))
      conflict(`VLAN ${String(vlan)} is already used in region ${region}`);
  },
  target: (call, before) => ({ vlanId: Number(settledOn(call, before, "vlanId") ?? freeVlan(call)) }),
  current: (_call, { target }) => ({
    name: text(target, "name"),
    description: text(target, "description"),
    vlanId: target["vlanId"],
    location: { region: text(target, "region") },
  }),
  remove: (call, entry) => unused(call, entry, [entry.id]),
});

/** VLANs of the region, whichever API took them. */
function vlansTaken({ store, inputs }: Call): Set<number> {
  const taken = networksOf(store, text(inputs, "serviceName"), text(inputs, "region")).flatMap(({ entry }) => {
    if (!entry) return [];
    const segments = (entry.inputs["valueSpecs"] ?? {}) as Record<string, unknown>;
    const vlan = entry.outputs["vlanId"] ?? segments["provider:segmentation_id"];
    return vlan === undefined || vlan === null ? [] : [Number(vlan)];
  });
  return new Set(taken);
}

function freeVlan(call: Call): number {
  const taken = vlansTaken(call);
  for (let vlan = 1; vlan <= lastVlan; vlan++) if (!taken.has(vlan)) return vlan;
  return conflict(`No VLAN is free in region ${text(call.inputs, "region")}`);
}
