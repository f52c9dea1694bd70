import { type Cidr, contains, formatAddress, parseCidr } from "@accoreboot/core";
import { CloudError } from "../model.ts";
import type { Properties } from "../properties.ts";
import type { Entry, Things } from "../store.ts";
import { objects, text } from "../text.ts";
import type { Subnet } from "./networks.ts";

/**
 * The address asked for, or the next free one: of the allocation pools that the subnet was made with, else from its
 * tenth on, as the first ones belong to gateway and DHCP. Refuses one that is taken or outside, and the network's own or
 * the broadcast address of an IPv4 block.
 *
 * An address is taken when a thing that names the subnet or its network shows it in an output called `allFixedIps`,
 * `fixedIpV4`, `fixedIpV6`, `ip`, `ipAddress`, `vipAddress` or `address` (the last inside `addresses`).
 *
 * @param self the entry that asks, whose own addresses do not count as taken
 * @param also further addresses that count as taken
 */
export function takeAddress(store: Things, subnet: Subnet, wanted = "", self?: Entry, also: readonly string[] = []) {
  const block = parseCidr(subnet.cidr);
  if (!block) throw new CloudError(500, `Subnet ${subnet.id} has no block`);
  const taken = new Set([subnet.gatewayIp, ...also, ...takenIn(store, subnet, self)]);
  if (wanted !== "") {
    const asked = parseCidr(wanted);
    if (!asked || !contains(block, asked) || (block.family === 4 && [block.first, block.last].includes(asked.first)))
      throw new CloudError(400, `IP address ${wanted} is not a valid IP for the subnet ${subnet.id}`);
    if (taken.has(wanted)) throw new CloudError(409, `IP address ${wanted} already allocated in subnet ${subnet.id}`);
    return wanted;
  }
  for (const [first, last] of ranges(subnet, block)) {
    for (let next = first; next <= last; next++) {
      const candidate = written(block.family, next);
      if (!taken.has(candidate)) return candidate;
    }
  }
  throw new CloudError(409, `No more IP addresses available on network ${subnet.networkId}.`);
}

/** An address as OpenStack writes it: IPv6 with its longest run of zeros left out. */
export function written(family: 4 | 6, value: bigint): string {
  const plain = formatAddress(family, value);
  return family === 4 ? plain : new URL(`http://[${plain}]/`).hostname.slice(1, -1);
}

/** First and last addresses to draw from. */
function ranges({ entry }: Subnet, block: Cidr): (readonly [bigint, bigint])[] {
  const pools = ["allocationPools", "allocationPoolsCollection"].flatMap((name) => objects(entry.inputs, name));
  if (pools.length > 0) {
    return pools.map((pool) => [numberOf(text(pool, "start")), numberOf(text(pool, "end"))] as const);
  }
  const first = block.last - block.first > 16n ? block.first + 10n : block.first + 2n;
  return [[first, block.last - 1n]];
}

const numberOf = (address: string): bigint => parseCidr(address)?.first ?? 0n;

/** Addresses that things on the subnet's network own. */
function* takenIn(store: Things, { networkId, id, entry }: Subnet, self?: Entry): Generator<string> {
  const there = (value: unknown): boolean =>
    typeof value === "string"
      ? value === networkId || value === id
      : typeof value === "object" && value !== null && Object.values(value).some(there);
  for (const other of store.entries()) {
    if (other === entry || other.id === self?.id || !(there(other.inputs) || there(other.outputs))) continue;
    yield* addressesIn(other.outputs);
  }
}

/** Outputs that hold an address of the thing itself, and blocks that hold others'. */
const own = new Set(["allFixedIps", "fixedIpV4", "fixedIpV6", "ip", "ipAddress", "vipAddress"]);
const foreign = new Set(["allowedAddressPairs", "ipRestrictions", "rules", "members"]);

function* addressesIn(values: Properties): Generator<string> {
  for (const [name, value] of Object.entries(values)) {
    if (foreign.has(name)) continue;
    for (const item of Array.isArray(value) ? value : [value]) {
      if (typeof item === "object" && item !== null) {
        if (name === "addresses") yield String((item as Properties)["address"] ?? "");
        yield* addressesIn(item as Properties);
      } else if (own.has(name) && typeof item === "string") yield item.replace(/^\[|\]$/g, "");
    }
  }
}
