import { overlaps, parseCidr } from "@accoreboot/core";
import type { Call, Model } from "../../model.ts";
import { networkById, type Subnet } from "../../neutron/networks.ts";
import { publicAddress } from "../../neutron/public-addresses.ts";
import { publicSubnetOf } from "../../neutron/public-network.ts";
import type { Properties } from "../../properties.ts";
import { newId } from "../../random.ts";
import type { Entry } from "../../store.ts";
import { list, objects, text } from "../../text.ts";
import { regionOf, tenantOf } from "../keystone.ts";
import { refuse, unsent } from "../refusal.ts";
import { at, here, owned, projectQuota, resource, sameMembers } from "../resource.ts";
import { tokens } from "../tokens.ts";
import { floatingIpsOn } from "./floating-ips.ts";
import { allowedOwner, disallowed } from "./policy.ts";
import { portAt } from "./port.ts";
import { inBlock, subnetAt } from "./subnet.ts";

/** Network that a router's external gateway is to lie on; the older argument says the same. */
const outward = (inputs: Properties): string => text(inputs, "externalNetworkId") || text(inputs, "externalGateway");

/** A router; with an external gateway it has a public address and lets floating addresses in. */
export const router: Model = resource({
  token: tokens.router,
  service: "network",
  immediate: "Neutron answers with the router's public address; the provider looks once after 5 s (its source, 1.54)",
  unlimited: projectQuota,
  same: { tags: sameMembers },
  judge(call, entry) {
    const { inputs } = call;
    const external = outward(inputs);
    allowedOwner(call, "create_router");
    if (inputs["distributed"] === true) disallowed("create_router", "distributed");
    for (const [name, words] of Object.entries(wantsExternal)) {
      const given = Array.isArray(inputs[name]) ? list(inputs, name).length > 0 : inputs[name] !== undefined;
      if (given && external === "")
        unsent(`${words} for openstack_networking_router_v2 requires external_network_id to be set`);
    }
    if (objects(inputs, "externalFixedIps").length + list(inputs, "externalSubnetIds").length > 0)
      disallowed("create_router", "external_gateway_info:external_fixed_ips");
    if (external !== "") {
      const network = networkById(call.store, tenantOf(call), regionOf(call), external);
      if (!network) refuse(404, `Network ${external} could not be found.`);
      if (!network.external) refuse(400, `Bad router request: Network ${external} is not an external network.`);
    }
    const current = text(entry?.outputs ?? {}, "externalNetworkId");
    if (
      entry &&
      current !== "" &&
      current !== external &&
      subnetsBehind(call, entry.id).some((id) => floatingIpsOn(call, id).length > 0)
    )
      refuse(
        409,
        `Gateway cannot be updated for router ${entry.id}, since a gateway to external network ${current} is required by one or more floating IPs.`,
      );
  },
  shown(call, before) {
    const { inputs, store } = call;
    const external = outward(inputs);
    const had = text(before?.outputs ?? {}, "externalNetworkId");
    const address = external === "" || external === had ? "" : publicAddress(store);
    const fresh = { ipAddress: address, subnetId: publicSubnetOf(regionOf(call), address)?.id ?? "" };
    return {
      ...owned(call),
      adminStateUp: inputs["adminStateUp"] ?? true,
      availabilityZoneHints: inputs["availabilityZoneHints"] ?? [],
      description: text(inputs, "description"),
      distributed: false,
      enableSnat: external !== "" && inputs["enableSnat"] !== false,
      externalFixedIps: external === "" ? [] : address === "" ? before?.outputs["externalFixedIps"] : [fresh],
      externalGateway: external,
      externalNetworkId: external,
    };
  },
  remove(call, entry) {
    if (subnetsBehind(call, entry.id).length > 0) refuse(409, `Router ${entry.id} still has ports`);
  },
});

const wantsExternal = {
  enableSnat: "setting enable_snat",
  externalFixedIps: "setting an external_fixed_ip",
  externalSubnetIds: "setting external_subnet_ids",
} as const;

/** A router's foot in a subnet: at the subnet's gateway address, or on a port of its own. Its id is the port's. */
export const routerInterface: Model = resource({
  token: tokens.routerInterface,
  insists: 10,
  service: "network",
  immediate: "one update of the router; the provider looks once after 5 s (its source, 1.54)",
  unlimited: "counts against the quota of ports",
  judge(call, entry) {
    if (entry) return;
    const { inputs } = call;
    const routerId = text(inputs, "routerId");
    if (!at(call, tokens.router, routerId)) refuse(404, `Router ${routerId} could not be found`);
    const [subnetId, portId] = [text(inputs, "subnetId"), text(inputs, "portId")];
    if (subnetId === "" && portId === "")
      refuse(400, "Bad router request: Either subnet_id or port_id must be specified.");
    if (subnetId !== "" && portId !== "") refuse(400, "Bad router request: Cannot specify both subnet-id and port-id.");
    if (subnetId === "") return judgePort(call, portId);
    judgeSubnet(call, routerId, subnetAt(call, subnetId));
  },
  id: (_call, outputs) => text(outputs, "portId"),
  shown(call, before) {
    const { inputs } = call;
    const portId = text(before?.outputs ?? {}, "portId") || text(inputs, "portId");
    return {
      forceDestroy: inputs["forceDestroy"] ?? false,
      portId: portId || newId.uuid(),
      subnetId: text(inputs, "subnetId") || portAt(call, portId).fixedIps[0]?.subnetId,
    };
  },
  remove(call, entry) {
    const [routerId, subnetId] = [text(entry.inputs, "routerId"), text(entry.outputs, "subnetId")];
    const start = `Router interface for subnet ${subnetId} on router ${routerId} cannot be deleted, as it is required by one or more`;
    if (floatingIpsOn(call, subnetId).length > 0) refuse(409, `${start} floating IPs.`);
    const cidr = here(call, tokens.subnet).find(({ id }) => id === subnetId)?.outputs["cidr"];
    const routed = here(call, tokens.routerRoute).some(
      ({ inputs }) => inputs["routerId"] === routerId && inBlock(String(cidr), text(inputs, "nextHop")),
    );
    if (routed && entry.inputs["forceDestroy"] !== true) refuse(409, `${start} routes.`);
  },
});

function judgePort(call: Call, portId: string): void {
  const port = portAt(call, portId);
  if (port.deviceId !== "")
    refuse(
      409,
      `Unable to complete operation on port ${portId} for network ${port.networkId}. Port already has an attached device ${port.deviceId}.`,
    );
  if (port.fixedIps.length === 0) refuse(400, "Bad router request: Router port must have at least one fixed IP.");
}

function judgeSubnet(call: Call, routerId: string, subnet: Subnet): void {
  if (subnet.gatewayIp === "") refuse(400, "Bad router request: Subnet for router interface must have a gateway IP.");
  const block = parseCidr(subnet.cidr);
  for (const id of subnetsBehind(call, routerId)) {
    if (id === subnet.id) refuse(400, `Bad router request: Router already has a port on subnet ${id}.`);
    const other = subnetAt(call, id);
    const taken = parseCidr(other.cidr);
    if (block && taken && overlaps(block, taken))
      refuse(
        400,
        `Bad router request: Cidr ${subnet.cidr} of subnet ${subnet.id} overlaps with cidr ${other.cidr} of subnet ${id}.`,
      );
  }
  const rival = here(call, tokens.routerInterface).find(
    ({ inputs, outputs }) => outputs["subnetId"] === subnet.id && text(inputs, "portId") === "",
  );
  if (rival) refuse(409, `IP address ${subnet.gatewayIp} already allocated in subnet ${subnet.id}`);
}

/** Ids of the subnets in which a router stands. */
export const subnetsBehind = (call: Call, routerId: string): string[] =>
  here(call, tokens.routerInterface)
    .filter(({ inputs }) => inputs["routerId"] === routerId)
    .map(({ outputs }) => text(outputs, "subnetId"));

/** The router with that id; refuses one that is not there. */
export const routerAt = (call: Call, id: string): Entry =>
  at(call, tokens.router, id) ?? refuse(404, `Router ${id} could not be found`);
