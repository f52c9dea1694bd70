import { CloudError } from "../model.ts";
import type { Things } from "../store.ts";

/** Documentation blocks that belong to nobody (RFC 5737), of the public network's subnets; the last of each is kept free. */
export const publicBlocks = ["203.0.113", "198.51.100", "192.0.2"] as const;
/** The IPv6 block of the public network, for documentation too (RFC 3849). */
export const publicBlock6 = "2001:db8:ff";

/** A public address that nothing in the sandbox has, nor is among the further ones given. */
export function publicAddress(store: Things, also: readonly string[] = []): string {
  const taken = mentioned(store, also);
  for (const block of publicBlocks) {
    for (let host = 10; host < 255; host++) {
      const address = `${block}.${host}`;
      if (!taken.includes(`"${address}"`)) return address;
    }
  }
  throw new CloudError(409, `No more public addresses: the sandbox has ${publicBlocks.length * 245}`);
}

/** A public IPv6 address that nothing in the sandbox has, nor is among the further ones given. */
export function publicAddress6(store: Things, also: readonly string[] = []): string {
  const taken = mentioned(store, also);
  for (let host = 0x10; ; host++) {
    const address = `${publicBlock6}::${host.toString(16)}`;
    if (!taken.includes(`${address}"`) && !taken.includes(`${address}]`)) return address;
  }
}

const mentioned = (store: Things, also: readonly string[]) =>
  JSON.stringify([also, ...store.entries().map(({ id, outputs }) => [id, outputs])]);
