import { isIP } from "node:net";
import { type Cidr, contains, formatCidr, overlaps, parseCidr } from "@accoreboot/core";
import type { Properties } from "../../properties.ts";
import { list, objects, text } from "../../text.ts";
import { refuse, unsent } from "../refusal.ts";

/** Judges the values of a subnet by themselves, as the provider and then Neutron do. */
export function judgeSubnet(inputs: Properties): void {
  const cidr = text(inputs, "cidr");
  const version = Number(inputs["ipVersion"] ?? 4);
  const pooled = text(inputs, "subnetpoolId") !== "";
  if (inputs["prefixLength"] !== undefined && !pooled)
    unsent("'prefix_length' is only valid if 'subnetpool_id' is set for openstack_networking_subnet_v2");
  const nameservers = list(inputs, "dnsNameservers").map(String);
  const twice = nameservers.find((one, i) => nameservers.indexOf(one) !== i);
  if (twice)
    unsent(`openstack_networking_subnet_v2 dns_nameservers argument is invalid: got duplicate nameserver ${twice}`);
  if (cidr === "") {
    if (!pooled) refuse(400, "Bad subnets request: a subnetpool must be specified in the absence of a cidr.");
    return;
  }
  const block = blockOf(cidr);
  if (block.family !== version)
    refuse(400, `Invalid input for operation: ip_version '${version}' does not match the cidr ${cidr}.`);
  if (version === 4 && (text(inputs, "ipv6AddressMode") || text(inputs, "ipv6RaMode")))
    refuse(400, "Invalid input for operation: ipv6_ra_mode or ipv6_address_mode can't be set when ip_version is 4.");
  for (const server of nameservers) {
    if (isIP(server) !== 0) continue;
    refuse(400, `Invalid input for dns_nameservers. Reason: '${server}' is not a valid nameserver.`);
  }
  judgePools(inputs, block);
}

function blockOf(cidr: string): Cidr {
  const block = cidr.includes("/") ? parseCidr(cidr) : undefined;
  if (!block) unsent(`Invalid CIDR ${cidr}: invalid CIDR address: ${cidr}`);
  if (!block.canonical)
    unsent(`cidr ${cidr} doesn't match subnet address ${formatCidr(block)} for openstack_networking_subnet_v2`);
  return block;
}

function judgePools(inputs: Properties, block: Cidr): void {
  const gateway = text(inputs, "gatewayIp");
  const address = gateway === "" ? undefined : parseCidr(gateway);
  if (gateway !== "" && (isIP(gateway) === 0 || !address || !contains(block, address)))
    refuse(400, "Invalid input for operation: Gateway is not valid on subnet.");
  const pools = [...objects(inputs, "allocationPools"), ...objects(inputs, "allocationPoolsCollection")].map((pool) => {
    const [start, end] = [text(pool, "start"), text(pool, "end")];
    const [first, last] = [parseCidr(start), parseCidr(end)];
    if (!first || !last || first.first > last.first) refuse(400, `The allocation pool ${start}-${end} is not valid.`);
    if (!contains(block, first) || !contains(block, last))
      refuse(400, `The allocation pool ${start}-${end} spans beyond the subnet cidr ${formatCidr(block)}.`);
    if (address && first.first <= address.first && address.first <= last.first)
      refuse(409, `Gateway ip ${gateway} conflicts with allocation pool ${start}-${end}.`);
    return { ...first, last: last.first };
  });
  if (pools.some((one, i) => pools.slice(i + 1).some((other) => overlaps(one, other))))
    refuse(409, `Found overlapping allocation pools for subnet ${formatCidr(block)}.`);
}
