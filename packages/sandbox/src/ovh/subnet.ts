import { isIPv4 } from "node:net";
import { type Cidr, contains, formatAddress, overlaps, parseCidr } from "@accoreboot/core";
import type { Call, Model } from "../model.ts";
import { newId } from "../random.ts";
import type { Entry } from "../store.ts";
import { list, objects, refuse, text } from "../text.ts";
import { networkAt, subnetToken, uses } from "./network.ts";
import { projectOf } from "./project.ts";

/** A subnet of one region of a network. */
export const networkPrivateSubnetV2: Model = {
  token: subnetToken,
  judge(call, entry) {
    const { inputs } = call;
    networkAt(call, projectOf(call), text(inputs, "region"), text(inputs, "networkId"));
    const block = blockOf(text(inputs, "cidr"));
    const gateway = inputs["gatewayIp"];
    for (const address of [...(gateway === undefined ? [] : [gateway]), ...list(inputs, "dnsNameservers")].map(
      String,
    )) {
      if (!isIPv4(address)) bad(`${address} is not an IPv4 address`);
    }
    for (const { start, end } of objects(inputs, "allocationPools")) judgePool(block, String(start), String(end));
    const other = overlapping(call, block, entry);
    if (other) bad(`cidr ${text(inputs, "cidr")} overlaps with subnet ${other.id} of the same network`);
  },
  create({ inputs }) {
    const block = blockOf(text(inputs, "cidr"));
    const gateway = inputs["enableGatewayIp"] !== false;
    return {
      id: newId.uuid(),
      outputs: {
        dhcp: inputs["dhcp"] ?? true,
        enableGatewayIp: gateway,
        gatewayIp: gateway ? (inputs["gatewayIp"] ?? formatAddress(4, block.first + 1n)) : "",
        dnsNameservers: inputs["dnsNameservers"] ?? ["213.186.33.99"],
        useDefaultPublicDnsResolver: inputs["useDefaultPublicDnsResolver"] ?? true,
        allocationPools: inputs["allocationPools"] ?? [
          { start: formatAddress(4, block.first + 2n), end: formatAddress(4, block.last - 1n) },
        ],
      },
    };
  },
  remove({ store }, entry) {
    const inside = store.entries().find(({ inputs }) => uses(inputs, [entry.id]));
    if (inside) refuse(409, "Client::Conflict", `the subnet is still used by ${inside.token} ${inside.id}`);
  },
};

function blockOf(cidr: string): Cidr {
  const block = cidr.includes("/") ? parseCidr(cidr) : undefined;
  return block?.family === 4 && block.canonical ? block : bad("cidr is not an IPv4 block");
}

function judgePool(block: Cidr, start: string, end: string): void {
  const [first, last] = [start, end].map((address) => (isIPv4(address) ? parseCidr(address) : undefined));
  if (!first || !last) bad(`allocation pool ${start} to ${end} is not a pair of IPv4 addresses`);
  if (!contains(block, first) || !contains(block, last) || first.first > last.first)
    bad(`allocation pool ${start} to ${end} does not lie inside the block`);
}

function overlapping({ store, inputs }: Call, block: Cidr, self: Entry | undefined): Entry | undefined {
  return store.entries(subnetToken).find((entry) => {
    const taken = parseCidr(text(entry.inputs, "cidr"));
    const sameNetwork = entry.inputs["networkId"] === inputs["networkId"];
    return entry.id !== self?.id && sameNetwork && taken !== undefined && overlaps(taken, block);
  });
}

function bad(words: string): never {
  return refuse(400, "Client::BadRequest", words);
}
