import type { Call, Model } from "../../model.ts";
import { networkById, tokens as networkTokens } from "../../neutron/networks.ts";
import { portsOf } from "../../neutron/ports.ts";
import { names } from "../../rules.ts";
import type { Entry } from "../../store.ts";
import { list, object, objects, text } from "../../text.ts";
import { regionOf, tenantOf } from "../keystone.ts";
import { refuse } from "../refusal.ts";
import { owned, projectQuota, resource, sameMembers } from "../resource.ts";
import { tokens } from "../tokens.ts";
import { allowedOwner, disallowed } from "./policy.ts";

const operatorsOnly = ["shared", "external"] as const;
/** VLAN identifiers of a vRack. */
const vlans = { min: 0, max: 4000 } as const;

/** A private network of one region. On OVHcloud it lies in the project's vRack, with the VLAN of its value specs. */
export const network: Model = resource({
  token: tokens.network,
  insists: 10,
  service: "network",
  immediate: "Neutron answers when the network is there; the provider looks once after 5 s (its source, 1.54)",
  unlimited: projectQuota,
  same: { tags: sameMembers, availabilityZoneHints: sameMembers },
  judge(call, entry) {
    allowedOwner(call, "create_network");
    for (const name of operatorsOnly) {
      if (call.inputs[name] === true) disallowed("create_network", name === "external" ? "router:external" : name);
    }
    judgeVlan(call, entry);
  },
  shown(call, before) {
    const { inputs } = call;
    return {
      ...owned(call),
      adminStateUp: inputs["adminStateUp"] ?? true,
      availabilityZoneHints: inputs["availabilityZoneHints"] ?? [],
      description: text(inputs, "description"),
      dnsDomain: text(inputs, "dnsDomain"),
      external: false,
      mtu: inputs["mtu"] ?? before?.outputs["mtu"] ?? 1500,
      portSecurityEnabled: inputs["portSecurityEnabled"] ?? true,
      qosPolicyId: text(inputs, "qosPolicyId"),
      segments: inputs["segments"] ?? [],
      shared: false,
      transparentVlan: inputs["transparentVlan"] ?? false,
    };
  },
  remove(call, entry) {
    const region = text(entry.outputs, "region");
    const ports = portsOf(call.store, tenantOf(call), region).filter(({ networkId }) => networkId === entry.id);
    const others = call.store
      .entries()
      .filter(
        ({ token, inputs }) => token !== tokens.subnet && token !== tokens.rbacPolicy && names(inputs, [entry.id]),
      );
    const [first] = [...ports, ...others];
    if (first)
      refuse(
        409,
        `Unable to complete operation on network ${entry.id}. There are one or more ports still in use on the network, id for these ports is ${first.id}.`,
      );
    for (const { token, scope, id, inputs } of call.store.entries(tokens.subnet))
      if (inputs["networkId"] === entry.id) call.store.remove(token, scope, id);
  },
});

/** The network's VLAN in the vRack, undefined where the network names none. */
function vlanOf({ inputs, outputs }: Pick<Entry, "inputs" | "outputs">): number | undefined {
  const specs = object(inputs, "valueSpecs");
  const given =
    specs["provider:segmentation_id"] ?? objects(inputs, "segments")[0]?.["segmentationId"] ?? outputs["vlanId"];
  return given === undefined || given === null || given === "" ? undefined : Number(given);
}

function judgeVlan(call: Call, self?: Entry): void {
  const { store, inputs } = call;
  const specs = object(inputs, "valueSpecs");
  const kinds = [specs["provider:network_type"], ...objects(inputs, "segments").map((one) => one["networkType"])];
  const foreign = kinds.find((kind) => kind !== undefined && kind !== "" && kind !== "vrack");
  if (foreign !== undefined)
    refuse(400, `Invalid input for operation: network_type value '${String(foreign)}' not supported.`);
  const vlan = vlanOf({ inputs, outputs: {} });
  if (vlan === undefined) return;
  if (!Number.isInteger(vlan) || vlan < vlans.min || vlan > vlans.max)
    refuse(400, `Invalid input for operation: segmentation_id out of range (${vlans.min} through ${vlans.max}).`);
  const [tenant, region] = [tenantOf(call), regionOf(call)];
  const rivals = [tokens.network, networkTokens.networkPrivate, networkTokens.regionNetwork, networkTokens.vrackNetwork]
    .flatMap((token) => store.entries(token))
    .filter((entry) => entry.id !== self?.id && vlanOf(entry) === vlan && isHere(entry, tenant, region));
  const [rival] = rivals;
  if (rival) refuse(409, `Unable to create the network. The VLAN ${vlan} is in use by network ${rival.id}.`);
}

function isHere({ scope, inputs, outputs }: Entry, tenant: string, region: string): boolean {
  const regions = Object.keys(object(outputs, "regionsOpenstackIds"));
  const own = [outputs["region"], inputs["region"], inputs["regionName"], ...regions, ...list(inputs, "regions")];
  return (scope === tenant || inputs["serviceName"] === tenant) && own.includes(region);
}

/** The network with that UUID in the call's region; refuses one that is not there, a `pn-` id among them. */
export function networkAt(call: Call, id: string) {
  const found = networkById(call.store, tenantOf(call), regionOf(call), id);
  return found ?? refuse(404, `Network ${id} could not be found.`);
}
