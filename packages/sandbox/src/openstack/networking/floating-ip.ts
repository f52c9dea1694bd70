import { publicNetwork } from "@accoreboot/catalogue";
import type { Call, Model } from "../../model.ts";
import { networksOf } from "../../neutron/networks.ts";
import { publicAddress } from "../../neutron/public-addresses.ts";
import { publicSubnets } from "../../neutron/public-network.ts";
import type { Properties } from "../../properties.ts";
import { text } from "../../text.ts";
import { regionOf, tenantOf } from "../keystone.ts";
import { refuse, unsent } from "../refusal.ts";
import { owned, projectQuota, resource, sameMembers } from "../resource.ts";
import { tokens } from "../tokens.ts";
import { associable, type Floating, floatingIps } from "./floating-ips.ts";
import { allowedOwner, disallowed } from "./policy.ts";

/** A public address that leads to a private port behind a gateway. */
export const floatingIp: Model = resource({
  token: tokens.floatingIp,
  service: "network",
  immediate: "Neutron answers with the address; the provider looks once after 5 s (its source, 1.54)",
  unlimited: projectQuota,
  same: { tags: sameMembers },
  judge(call, entry) {
    const { inputs } = call;
    allowedOwner(call, "create_floatingip");
    judgePool(call);
    if (text(inputs, "address") !== "" && !entry) disallowed("create_floatingip", "floating_ip_address");
    const subnet = text(inputs, "subnetId");
    if (subnet !== "" && !publicSubnets(regionOf(call)).some(({ id }) => id === subnet))
      refuse(404, `Subnet ${subnet} could not be found.`);
    if (text(inputs, "portId") === "" && text(inputs, "fixedIp") !== "")
      refuse(400, "Bad floatingip request: fixed_ip_address cannot be specified without a port_id.");
    if (text(inputs, "portId") !== "") associable(call, text(inputs, "portId"), text(inputs, "fixedIp"), entry?.id);
  },
  shown(call, before) {
    const { inputs } = call;
    const portId = text(inputs, "portId");
    return {
      ...owned(call),
      address: before?.outputs["address"] ?? publicAddress(call.store),
      description: text(inputs, "description"),
      dnsDomain: text(inputs, "dnsDomain"),
      dnsName: text(inputs, "dnsName"),
      fixedIp: portId === "" ? "" : associable(call, portId, text(inputs, "fixedIp"), before?.id),
      portId,
      subnetId: text(inputs, "subnetId"),
    };
  },
  read(call, entry): Properties {
    const now = floatingIps(call).find(({ id }) => id === entry.id);
    return { ...entry.outputs, portId: now?.portId ?? "", fixedIp: now?.fixedIp ?? "" };
  },
});

/** Leads a floating address to a port. Its id is the floating address's. */
export const floatingIpAssociate: Model = resource({
  token: tokens.floatingIpAssociate,
  service: "network",
  immediate: "one update of the floating address",
  unlimited: "counts as a part of the floating address",
  judge(call) {
    const found = floatingAt(call, "networking_floatingip_associate_v2");
    associable(call, text(call.inputs, "portId"), text(call.inputs, "fixedIp"), found.id);
  },
  id: (call) => floatingAt(call, "networking_floatingip_associate_v2").id,
  shown: (call) => ({
    fixedIp: associable(
      call,
      text(call.inputs, "portId"),
      text(call.inputs, "fixedIp"),
      floatingAt(call, "networking_floatingip_associate_v2").id,
    ),
  }),
});

/** The floating address that an association names; refuses one that the tenant does not have. */
export function floatingAt(call: Call, resourceName: string): Floating {
  const address = text(call.inputs, "floatingIp");
  const found = floatingIps(call).find((one) => one.address === address);
  return (
    found ??
    unsent(`Unable to get ID of openstack_${resourceName} floating_ip ${address}: there is none of that address`)
  );
}

/** Refuses a pool that is no network, or not the public one. */
export function judgePool(call: Call): void {
  const pool = text(call.inputs, "pool");
  const network = networksOf(call.store, tenantOf(call), regionOf(call)).find(
    ({ name, id }) => name === pool || id === pool,
  );
  if (!network) unsent(`No network found with name: ${pool}. OVHcloud's is ${publicNetwork}`);
  if (!network.external) refuse(400, `Bad floatingip request: Network ${network.id} is not a valid external network.`);
}
