import { type AddressSet, addressCounts, addressSet } from "./address-set.ts";
import { type Cidr, contains, parseCidr } from "./cidr.ts";
import { subtract } from "./spans.ts";

const blocks = (...texts: string[]) => texts.map((text) => parseCidr(text) as Cidr);

/**
 * Addresses that never route on the internet: RFC 1918, shared (RFC 6598), loopback, link-local,
 * unique local (RFC 4193).
 */
export const privateBlocks: readonly Cidr[] = blocks(
  "10.0.0.0/8",
  "172.16.0.0/12",
  "192.168.0.0/16",
  "100.64.0.0/10",
  "127.0.0.0/8",
  "169.254.0.0/16",
  "::1/128",
  "fc00::/7",
  "fe80::/10",
);

const privateAddresses = addressSet(privateBlocks);

/** True when the whole block is private. */
export function isPrivate(block: Cidr): boolean {
  return privateBlocks.some((known) => contains(known, block));
}

/** The addresses of the set that route on the internet: those outside {@link privateBlocks}. */
export function publicPart({ v4, v6 }: AddressSet): AddressSet {
  return { v4: subtract(v4, privateAddresses.v4), v6: subtract(v6, privateAddresses.v6) };
}

/** Number of public addresses in the union of the blocks, overlaps counted once, one figure per family. */
export function publicAddresses(given: readonly Cidr[]): { v4: bigint; v6: bigint } {
  return addressCounts(publicPart(addressSet(given)));
}
