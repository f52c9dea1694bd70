import { isIP } from "node:net";
import { parseCidr } from "@accoreboot/core";
import type { Model } from "../../model.ts";
import { portsOf } from "../../neutron/ports.ts";
import type { Properties } from "../../properties.ts";
import { text } from "../../text.ts";
import { regionOf, tenantOf } from "../keystone.ts";
import { refuse } from "../refusal.ts";
import { at, resource } from "../resource.ts";
import { tokens } from "../tokens.ts";
import { routerAt, subnetsBehind } from "./router.ts";
import { inBlock, subnetAt } from "./subnet.ts";

const part = "counts as a part of what it belongs to";

/** A route of a router. Its next hop lies in a subnet in which the router stands. */
export const routerRoute: Model = resource({
  token: tokens.routerRoute,
  service: "network",
  immediate: "one update of the router",
  unlimited: part,
  judge(call) {
    judgeRoute(call.inputs);
    const routerId = text(call.inputs, "routerId");
    routerAt(call, routerId);
    const [nextHop, region] = [text(call.inputs, "nextHop"), regionOf(call)];
    const subnets = subnetsBehind(call, routerId).map((id) => subnetAt(call, id));
    if (!subnets.some(({ cidr }) => inBlock(cidr, nextHop)))
      refuse(400, `Invalid format for routes: the nexthop ${nextHop} is not connected with router`);
    const own = portsOf(call.store, tenantOf(call), region).filter(({ deviceId }) => deviceId === routerId);
    if (own.some(({ fixedIps }) => fixedIps.some(({ ipAddress }) => ipAddress === nextHop)))
      refuse(400, `Invalid format for routes: the nexthop ${nextHop} is used by router`);
  },
  id: ({ inputs }) => routeId(inputs, "routerId"),
  shown: () => ({}),
});

/** A route that a subnet hands to its machines. */
export const subnetRoute: Model = resource({
  token: tokens.subnetRoute,
  service: "network",
  immediate: "one update of the subnet",
  unlimited: part,
  judge(call) {
    judgeRoute(call.inputs);
    const id = text(call.inputs, "subnetId");
    subnetAt(call, id);
    const twin = at(call, tokens.subnetRoute, routeId(call.inputs, "subnetId"));
    if (twin)
      refuse(
        400,
        `openstack_networking_subnet_v2 ${id} already has a route to ${text(call.inputs, "destinationCidr")}`,
      );
  },
  id: ({ inputs }) => routeId(inputs, "subnetId"),
  shown: () => ({}),
});

const routeId = (inputs: Properties, holder: string): string =>
  `${text(inputs, holder)}-route-${text(inputs, "destinationCidr")}-${text(inputs, "nextHop")}`;

function judgeRoute(inputs: Properties): void {
  const [destination, hop] = [text(inputs, "destinationCidr"), text(inputs, "nextHop")];
  if (!destination.includes("/") || !parseCidr(destination))
    refuse(400, `Invalid format for routes: '${destination}' is not a valid IP subnet`);
  if (isIP(hop) === 0) refuse(400, `Invalid format for routes: '${hop}' is not a valid IP address`);
}
