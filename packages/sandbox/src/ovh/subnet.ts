import { isIPv4 } from "node:net";
import { type Cidr, contains, formatAddress, overlaps, parseCidr } from "@accoreboot/core";
import type { Call, Model } from "../model.ts";
import type { Properties } from "../properties.ts";
import { newId } from "../random.ts";
import { names } from "../rules.ts";
import type { Entry } from "../store.ts";
import { list, objects, refuse, text } from "../text.ts";
import { networkAt, subnetToken } from "./network.ts";
import { projectOf } from "./project.ts";
import { bad } from "./refusals.ts";

/** A subnet of one region of a network. */
export const networkPrivateSubnetV2: Model = {
  token: subnetToken,
  importId: "serviceName/region/networkId/id",
  immediate: "synchronous call (ovh-facts 5)",
  unlimited: "no limit is documented",
  judge(call, entry) {
    const { inputs } = call;
    networkAt(call, projectOf(call), text(inputs, "region"), text(inputs, "networkId"));
    const block = blockOf(text(inputs, "cidr"));
    judgeGateway(block, inputs);
    for (const address of list(inputs, "dnsNameservers")) addressOf(String(address));
    if (list(inputs, "dnsNameservers").length > 0 && inputs["useDefaultPublicDnsResolver"] === true)
      bad("dnsNameservers needs useDefaultPublicDnsResolver to be false");
    for (const { nexthop } of objects(inputs, "hostRoutes")) addressOf(String(nexthop));
    const other = overlapping(call, block, entry);
    if (other) bad(`cidr ${text(inputs, "cidr")} overlaps with subnet ${other.id} of the same network`);
  },
  create({ inputs }) {
    const block = blockOf(text(inputs, "cidr"));
    const gateway = inputs["enableGatewayIp"] !== false;
    const servers = list(inputs, "dnsNameservers");
    return {
      id: newId.uuid(),
      outputs: {
        dhcp: inputs["dhcp"] ?? true,
        enableGatewayIp: gateway,
        gatewayIp: gateway ? gatewayOf(block, inputs) : "",
        dnsNameservers: servers.length > 0 ? servers : ["213.186.33.99"],
        useDefaultPublicDnsResolver: inputs["useDefaultPublicDnsResolver"] ?? servers.length === 0,
        allocationPools: inputs["allocationPools"] ?? [wholePool(block)],
        hostRoutes: inputs["hostRoutes"] ?? [],
      },
    };
  },
  remove({ store }, entry) {
    const inside = store.entries().find(({ inputs }) => names(inputs, [entry.id]));
    if (inside) refuse(409, "Client::Conflict", `the subnet is still used by ${inside.token} ${inside.id}`);
  },
};

function blockOf(cidr: string): Cidr {
  const block = parseCidr(cidr);
  return block?.family === 4 && block.canonical ? block : bad("cidr is not an IPv4 block");
}

const addressOf = (address: string): Cidr =>
  (isIPv4(address) ? parseCidr(address) : undefined) ?? bad(`${address} is not an IPv4 address`);

const gatewayOf = (block: Cidr, inputs: Properties) => text(inputs, "gatewayIp") || formatAddress(4, block.first + 1n);

const wholePool = (block: Cidr) => ({
  start: formatAddress(4, block.first + 2n),
  end: formatAddress(4, block.last - 1n),
});

/** The gateway lies in the block and in none of the pools, as Neutron has it. */
function judgeGateway(block: Cidr, inputs: Properties): void {
  const pools = objects(inputs, "allocationPools").map(({ start, end }) => poolOf(block, String(start), String(end)));
  if (inputs["enableGatewayIp"] === false) return;
  const gateway = addressOf(gatewayOf(block, inputs));
  if (!contains(block, gateway)) bad(`gateway ${text(inputs, "gatewayIp")} does not lie inside the block`);
  const clash = pools.some(({ first, last }) => first <= gateway.first && gateway.first <= last);
  if (clash) refuse(409, "Client::Conflict", "the gateway lies inside an allocation pool");
}

function poolOf(block: Cidr, start: string, end: string): { first: bigint; last: bigint } {
  const [first, last] = [start, end].map((address) => (isIPv4(address) ? parseCidr(address) : undefined));
  if (!first || !last) bad(`allocation pool ${start} to ${end} is not a pair of IPv4 addresses`);
  if (!contains(block, first) || !contains(block, last) || first.first > last.first)
    bad(`allocation pool ${start} to ${end} does not lie inside the block`);
  return { first: first.first, last: last.first };
}

function overlapping({ store, inputs }: Call, block: Cidr, self: Entry | undefined): Entry | undefined {
  return store.entries(subnetToken).find((entry) => {
    const taken = parseCidr(text(entry.inputs, "cidr"));
    const sameNetwork = entry.inputs["networkId"] === inputs["networkId"];
    return entry.id !== self?.id && sameNetwork && taken !== undefined && overlaps(taken, block);
  });
}
