import { idOf } from "../random.ts";
import { publicBlock6, publicBlocks } from "./public-addresses.ts";

/** A subnet of a region's public network. */
export interface PublicSubnet {
  readonly id: string;
  readonly name: string;
  readonly cidr: string;
  readonly ipVersion: 4 | 6;
  readonly gatewayIp: string;
}

/** The subnets of a region's public network, the same in every sandbox. Their blocks belong to nobody. */
export function publicSubnets(region: string): PublicSubnet[] {
  const subnet = (name: string, cidr: string, ipVersion: 4 | 6, gatewayIp: string): PublicSubnet => ({
    id: idOf(`subnet ${cidr} ${region}`),
    name,
    cidr,
    ipVersion,
    gatewayIp,
  });
  return [
    ...publicBlocks.map((block) => subnet(`${block}.0/24`, `${block}.0/24`, 4, `${block}.1`)),
    subnet(`${publicBlock6}::/64`, `${publicBlock6}::/64`, 6, `${publicBlock6}::1`),
  ];
}

/** The subnet of the public network in which an address lies. */
export function publicSubnetOf(region: string, address: string): PublicSubnet | undefined {
  const plain = address.replace(/^\[|\]$/g, "");
  return publicSubnets(region).find(({ cidr }) =>
    plain.startsWith(cidr.replace(/(\.0)?\/.*$/, "").replace(/::$/, ":")),
  );
}
