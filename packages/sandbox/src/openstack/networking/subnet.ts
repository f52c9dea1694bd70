import { type Cidr, contains, formatCidr, overlaps, parseCidr } from "@accoreboot/core";
import type { Call, Model } from "../../model.ts";
import { written } from "../../neutron/addresses.ts";
import { subnetById, subnetsOf } from "../../neutron/networks.ts";
import { portsOf } from "../../neutron/ports.ts";
import type { Properties } from "../../properties.ts";
import { names } from "../../rules.ts";
import type { Entry } from "../../store.ts";
import { list, objects, text } from "../../text.ts";
import { regionOf, tenantOf } from "../keystone.ts";
import { refuse } from "../refusal.ts";
import { owned, projectQuota, resource, sameMembers } from "../resource.ts";
import { tokens } from "../tokens.ts";
import { networkAt } from "./network.ts";
import { allowedOwner, disallowed } from "./policy.ts";
import { blockFromPool } from "./subnet-pool.ts";
import { judgeSubnet } from "./subnet-rules.ts";

/** What names a subnet without holding an address of it. */
const bystanders: readonly string[] = [tokens.subnetRoute, tokens.member, tokens.members];

/** A block of addresses of one network, whichever API made the network. */
export const subnet: Model = resource({
  token: tokens.subnet,
  insists: 10,
  service: "network",
  immediate: "Neutron answers when the subnet is there; the provider looks once after 5 s (its source, 1.54)",
  unlimited: projectQuota,
  same: { allocationPools: sameMembers, allocationPoolsCollection: sameMembers, tags: sameMembers },
  judge(call, entry) {
    allowedOwner(call, "create_subnet");
    const on = networkAt(call, text(call.inputs, "networkId"));
    if (on.external) disallowed("create_subnet");
    judgeSubnet(call.inputs);
    const cidr = text(call.inputs, "cidr");
    if (entry) judgeGateway(call, entry);
    else if (cidr !== "") judgeOverlap(call, cidr);
  },
  shown(call, before) {
    const { inputs } = call;
    const cidr = text(before?.outputs ?? {}, "cidr") || text(inputs, "cidr") || blockFromPool(call);
    const block = parseCidr(cidr) as Cidr;
    const gatewayIp =
      inputs["noGateway"] === true
        ? ""
        : text(inputs, "gatewayIp") ||
          text(before?.outputs ?? {}, "gatewayIp") ||
          written(block.family, block.first + 1n);
    const given = [...objects(inputs, "allocationPools"), ...objects(inputs, "allocationPoolsCollection")];
    const pools = given.length > 0 ? given : (before?.outputs["allocationPools"] ?? poolsOf(block, gatewayIp));
    return {
      ...owned(call),
      cidr,
      gatewayIp,
      allocationPools: pools,
      allocationPoolsCollection: pools,
      description: text(inputs, "description"),
      dnsNameservers: inputs["dnsNameservers"] ?? [],
      enableDhcp: inputs["enableDhcp"] ?? true,
      hostRoutes: inputs["hostRoutes"] ?? [],
      ipVersion: inputs["ipVersion"] ?? 4,
      ipv6AddressMode: text(inputs, "ipv6AddressMode"),
      ipv6RaMode: text(inputs, "ipv6RaMode"),
      noGateway: inputs["noGateway"] ?? false,
      serviceTypes: inputs["serviceTypes"] ?? [],
      subnetpoolId: text(inputs, "subnetpoolId"),
    };
  },
  remove(call, entry) {
    const { store } = call;
    const ports = portsOf(store, tenantOf(call), text(entry.outputs, "region"));
    const held =
      ports.some(({ fixedIps }) => fixedIps.some(({ subnetId }) => subnetId === entry.id)) ||
      store.entries().some(({ token, inputs }) => !bystanders.includes(token) && names(inputs, [entry.id]));
    if (held)
      refuse(
        409,
        `Unable to complete operation on subnet ${entry.id}: One or more ports have an IP allocation from this subnet.`,
      );
  },
});

/** The addresses that may be given out: all but the block's own, the gateway's and, in IPv4, the broadcast address. */
function poolsOf(block: Cidr, gatewayIp: string): Properties[] {
  const [first, last] = [block.first + 1n, block.family === 4 ? block.last - 1n : block.last];
  const gateway = parseCidr(gatewayIp)?.first ?? first - 1n;
  const pools = [
    [first, gateway < first || gateway > last ? last : gateway - 1n],
    [gateway + 1n, gateway < first || gateway > last ? gateway : last],
  ] as const;
  return pools
    .filter(([from, to]) => from <= to)
    .map(([from, to]) => ({ start: written(block.family, from), end: written(block.family, to) }));
}

function judgeOverlap(call: Call, cidr: string): void {
  const networkId = text(call.inputs, "networkId");
  const block = parseCidr(cidr) as Cidr;
  const other = subnetsOf(call.store, tenantOf(call), regionOf(call)).find((one) => {
    const taken = parseCidr(one.cidr);
    return one.networkId === networkId && taken !== undefined && overlaps(taken, block);
  });
  if (other)
    refuse(
      400,
      `Invalid input for operation: Requested subnet with cidr: ${formatCidr(block)} for network: ${networkId} overlaps with another subnet.`,
    );
}

/** A gateway address that a router interface has cannot change under it. */
function judgeGateway({ store, inputs }: Call, { id, outputs }: Entry): void {
  const [now, next] = [text(outputs, "gatewayIp"), inputs["noGateway"] === true ? "" : text(inputs, "gatewayIp")];
  if (next === now || (next === "" && inputs["noGateway"] !== true)) return;
  const face = store
    .entries(tokens.routerInterface)
    .find((one) => one.outputs["subnetId"] === id && text(one.inputs, "portId") === "");
  if (face) refuse(409, `Current gateway ip ${now} already in use by port ${face.id}. Unable to update.`);
}

/** The subnet with that id in the call's region, or a refusal. */
export function subnetAt(call: Call, id: string) {
  const found = subnetById(call.store, tenantOf(call), regionOf(call), id);
  return found ?? refuse(404, `Subnet ${id} could not be found.`);
}

/** Whether an address lies in a block. */
export const inBlock = (cidr: string, address: string): boolean => {
  const [block, one] = [parseCidr(cidr), parseCidr(address)];
  return block !== undefined && one !== undefined && contains(block, one);
};

/** Routes that a subnet hands to its machines: its own and those of its SubnetRoutes. */
export const hostRoutesOf = ({ store }: Call, entry: Entry): unknown[] => [
  ...list(entry.outputs, "hostRoutes"),
  ...store
    .entries(tokens.subnetRoute)
    .filter(({ inputs }) => inputs["subnetId"] === entry.id)
    .map(({ inputs }) => ({ destinationCidr: inputs["destinationCidr"], nextHop: inputs["nextHop"] })),
];
