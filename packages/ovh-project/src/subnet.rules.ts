import { isIPv4 } from "node:net";
import { type Cidr, type Finding, isLater, isPlainObject, optional, parseCidr, type Rule } from "@accoreboot/core";
import type { SubnetArgs } from "./names.ts";

/** Rules for addresses that an override gives to the subnet of that block. A refused block is no yardstick. */
export function subnetRules(cidr: string): { readonly allocationPools?: Rule; readonly gatewayIp?: Rule } {
  const block = parseCidr(cidr);
  return block?.family === 4 && block.canonical
    ? { allocationPools: optional(poolsOf(block, cidr)), gatewayIp: optional(addressOf(block, cidr)) }
    : {};
}

/** An address of the block that a machine may have: neither its first nor its last. */
const addressOf =
  (block: Cidr, cidr: string): Rule =>
  (value, show) => {
    const address = typeof value === "string" && isIPv4(value) ? parseCidr(value)?.first : undefined;
    return address !== undefined && block.first < address && address < block.last
      ? undefined
      : { problem: `${show(value)} is not an address of a machine in ${cidr}`, remedy: `Give one inside ${cidr}` };
  };

/** Pools of addresses of the block, each from a start to an end. What arrives later is judged then. */
const poolsOf =
  (block: Cidr, cidr: string): Rule =>
  (value, show) => {
    const remedy = `Give pools such as { start, end }, both inside ${cidr}, the lower address first`;
    if (!Array.isArray(value)) return { problem: `${show(value)} is not a list of pools`, remedy };
    const inside = addressOf(block, cidr);
    for (const pool of value) {
      if (isLater(pool)) continue;
      if (!isPlainObject(pool)) return { problem: `${show(pool)} is not a pool`, remedy };
      const ends = [pool["start"], pool["end"]];
      const verdict = ends
        .filter((end) => !isLater(end))
        .map((end) => inside(end, show))
        .find(Boolean);
      if (verdict) return { problem: verdict.problem, remedy };
      const [start = 0n, end = 0n] = ends.map((end) => (isLater(end) ? undefined : parseCidr(end as string)?.first));
      if (!ends.some(isLater) && start > end) return { problem: `${show(pool)} ends before it starts`, remedy };
    }
    return undefined;
  };

/** Name servers count only with the default resolver off (documentation of the provider, network_private_subnet_v2). */
export function nameserverFindings(overrides: Partial<SubnetArgs> | undefined): Finding[] {
  const { dnsNameservers, useDefaultPublicDnsResolver: usual } = overrides ?? {};
  const none = Array.isArray(dnsNameservers) && dnsNameservers.length === 0;
  if (dnsNameservers === undefined || none || usual === false || isLater(usual)) return [];
  return [
    {
      path: "overrides.subnet.dnsNameservers",
      problem: "OVHcloud's own resolver is on, and takes their place",
      remedy: "Give useDefaultPublicDnsResolver: false beside it",
    },
  ];
}
