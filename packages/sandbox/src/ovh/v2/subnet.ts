import { type Cidr, contains, formatAddress, formatCidr, overlaps, parseCidr } from "@accoreboot/core";
import type { Call } from "../../model.ts";
import { networkById, subnetsOf } from "../../neutron/networks.ts";
import type { Properties } from "../../properties.ts";
import type { Entry } from "../../store.ts";
import { list, objects, text } from "../../text.ts";
import { absent, bad, conflict } from "../refusals.ts";
import { apiV2, settledOn } from "./envelope.ts";
import { life } from "./lives.ts";
import { inRegion, inZone, locationOf } from "./places.ts";
import { v2Tokens } from "./tokens.ts";
import { unused } from "./unused.ts";

/** A subnet of a private network. Pools, gateway and DHCP are the API's own until they are given. */
export const subnet = apiV2({
  token: v2Tokens.subnet,
  importId: "serviceName/networkId/id",
  life: { ...life({ making: 10 }, 60), patience: { create: 60, update: 60, delete: 20 } },
  need: () => ({ service: "network", items: { subnets: 1 } }),
  judge(call, entry) {
    inRegion(call);
    inZone(call, "optional");
    const { store, inputs } = call;
    const [project, region, networkId] = ["serviceName", "region", "networkId"].map((name) => text(inputs, name)) as [
      string,
      string,
      string,
    ];
    const parent = networkById(store, project, region, networkId);
    if (!parent || parent.external) absent(`Network ${networkId} could not be found in region ${region}`);
    const block = blockOf(text(inputs, "cidr"));
    const twin = subnetsOf(store, project, region).find(
      (other) => other.networkId === networkId && other.id !== entry?.id && overlapping(other.cidr, block),
    );
    if (twin)
      bad(
        `Invalid input for operation: Requested subnet with cidr: ${text(inputs, "cidr")} for network: ${networkId} overlaps with another subnet (${twin.id})`,
      );
    addresses(inputs, block);
  },
  target(call, before) {
    const { inputs } = call;
    const block = blockOf(text(inputs, "cidr"));
    const gatewayIp = text(inputs, "gatewayIp") || text(before?.outputs ?? {}, "gatewayIp") || nth(block, 1n);
    return {
      gatewayIp,
      dhcpEnabled: settledOn(call, before, "dhcpEnabled", true),
      allocationPools: settledOn(call, before, "allocationPools", poolsAround(block, gatewayIp)),
    };
  },
  current: (_call, { target }) => ({
    name: text(target, "name"),
    cidr: text(target, "cidr"),
    description: text(target, "description"),
    dhcpEnabled: target["dhcpEnabled"],
    dnsNameservers: list(target, "dnsNameservers"),
    gatewayIp: text(target, "gatewayIp"),
    allocationPools: list(target, "allocationPools"),
    hostRoutes: [],
    location: locationOf(target),
  }),
  remove: (call: Call, entry: Entry) => unused(call, entry, [entry.id]),
});

function blockOf(cidr: string): Cidr {
  const block = cidr.includes("/") ? parseCidr(cidr) : undefined;
  if (block?.family !== 4) bad(`Invalid input for cidr: '${cidr}' is not a valid IP subnet`);
  if (!block.canonical)
    bad(`Invalid input for cidr: '${cidr}' isn't a recognized IP subnet cidr, '${formatCidr(block)}' is recommended`);
  return block;
}

const overlapping = (cidr: string, block: Cidr): boolean => {
  const other = parseCidr(cidr);
  return other !== undefined && overlaps(other, block);
};

const nth = ({ first }: Cidr, n: bigint): string => formatAddress(4, first + n);

/** The whole block but its first, its last and the gateway's address. */
function poolsAround({ first, last }: Cidr, gatewayIp: string): Properties[] {
  const gateway = parseCidr(gatewayIp)?.first ?? first;
  const pool = (from: bigint, to: bigint) =>
    from > to ? [] : [{ start: formatAddress(4, from), end: formatAddress(4, to) }];
  if (gateway <= first || gateway >= last) return pool(first + 1n, last - 1n);
  return [...pool(first + 1n, gateway - 1n), ...pool(gateway + 1n, last - 1n)];
}

function addresses(inputs: Properties, block: Cidr): void {
  const single = (name: string, value: string): Cidr => {
    const address = value.includes("/") ? undefined : parseCidr(value);
    return address?.family === 4 ? address : bad(`Invalid input for ${name}: '${value}' is not a valid IP address`);
  };
  for (const server of list(inputs, "dnsNameservers")) {
    if (!parseCidr(String(server)) || String(server).includes("/"))
      bad(`Invalid input for dnsNameservers: '${String(server)}' is not a valid IP address`);
  }
  const given = text(inputs, "gatewayIp");
  const gateway = given === "" ? undefined : single("gatewayIp", given);
  if (gateway && !(contains(block, gateway) && gateway.first > block.first && gateway.first < block.last))
    bad(`Gateway ${given} is not valid on subnet ${text(inputs, "cidr")}`);
  for (const { start, end } of objects(inputs, "allocationPools")) {
    const [from, to] = [single("start", String(start)), single("end", String(end))];
    const pool = `${String(start)}-${String(end)}`;
    if (!contains(block, from) || !contains(block, to))
      bad(`The allocation pool ${pool} spans beyond the subnet cidr ${text(inputs, "cidr")}`);
    if (from.first > to.first) bad(`The allocation pool ${pool} is not valid`);
    if (gateway && gateway.first >= from.first && gateway.first <= to.first)
      conflict(`Gateway ip ${given} conflicts with allocation pool ${pool}`);
  }
}
