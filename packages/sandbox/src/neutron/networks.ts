import { publicNetwork } from "@accoreboot/catalogue";
import type { Properties } from "../properties.ts";
import { idOf } from "../random.ts";
import type { Entry, Things } from "../store.ts";
import { text } from "../text.ts";

/**
 * Networks as OpenStack sees them, whichever API made them: OVHcloud's private networks (v1 and v2), region networks,
 * OpenStack's own, and the public network of each region.
 */
export interface Network {
  /** OpenStack UUID. */
  readonly id: string;
  readonly name: string;
  readonly region: string;
  readonly external: boolean;
  /** The thing that it is, undefined for the public network. */
  readonly entry?: Entry;
}

/** A subnet as OpenStack sees it, whichever API made it. */
export interface Subnet {
  readonly id: string;
  readonly name: string;
  readonly networkId: string;
  readonly region: string;
  readonly cidr: string;
  /** Empty when the subnet has no gateway address. */
  readonly gatewayIp: string;
  readonly dhcp: boolean;
  readonly entry: Entry;
}

export const tokens = {
  networkPrivate: "ovh:CloudProject/networkPrivate:NetworkPrivate",
  subnetV1: "ovh:CloudProject/networkPrivateSubnet:NetworkPrivateSubnet",
  subnetV2: "ovh:CloudProject/networkPrivateSubnetV2:NetworkPrivateSubnetV2",
  regionNetwork: "ovh:CloudProject/regionNetwork:RegionNetwork",
  vrackNetwork: "ovh:index/cloudNetworkPrivateVrack:CloudNetworkPrivateVrack",
  vrackSubnet: "ovh:index/cloudNetworkPrivateVrackSubnet:CloudNetworkPrivateVrackSubnet",
  network: "openstack:networking/network:Network",
  subnet: "openstack:networking/subnet:Subnet",
} as const;

/** UUID of a region's public network, the same in every sandbox. */
export const publicNetworkId = (region: string) => idOf(`${publicNetwork} ${region}`);

/** The networks of a project (or OpenStack tenant, which is the same) in a region, the public one last. */
export function networksOf(store: Things, project: string, region: string): Network[] {
  const found: Network[] = [];
  for (const entry of ofProject(store, tokens.networkPrivate, project)) {
    const id = ((entry.outputs["regionsOpenstackIds"] ?? {}) as Record<string, string>)[region];
    if (id)
      found.push({
        id,
        name: text(entry.outputs, "name") || text(entry.inputs, "name"),
        region,
        external: false,
        entry,
      });
  }
  for (const token of [tokens.regionNetwork, tokens.vrackNetwork, tokens.network]) {
    for (const entry of ofProject(store, token, project)) {
      if (regionOfEntry(entry) !== region) continue;
      found.push({ id: entry.id, name: text(entry.inputs, "name"), region, external: false, entry });
    }
  }
  return [...found, { id: publicNetworkId(region), name: publicNetwork, region, external: true }];
}

/** The subnets of a project in a region. */
export function subnetsOf(store: Things, project: string, region: string): Subnet[] {
  const own = [tokens.subnetV1, tokens.subnetV2, tokens.vrackSubnet, tokens.subnet].flatMap((token) =>
    ofProject(store, token, project)
      .filter((entry) => regionOfEntry(entry) === region)
      .map((entry) => asSubnet(entry, entry.id, entry.inputs, region)),
  );
  const nested = ofProject(store, tokens.regionNetwork, project)
    .filter((entry) => regionOfEntry(entry) === region)
    .map((entry) => {
      const subnet = (entry.outputs["subnet"] ?? entry.inputs["subnet"] ?? {}) as Properties;
      return { ...asSubnet(entry, idOf(`subnet of ${entry.id}`), subnet, region), networkId: entry.id };
    });
  return [...own, ...nested];
}

/** The network with that UUID, or undefined. */
export const networkById = (store: Things, project: string, region: string, id: string): Network | undefined =>
  networksOf(store, project, region).find((network) => network.id === id);

/** The subnet with that UUID, or undefined. */
export const subnetById = (store: Things, project: string, region: string, id: string): Subnet | undefined =>
  subnetsOf(store, project, region).find((subnet) => subnet.id === id);

function ofProject(store: Things, token: string, project: string): Entry[] {
  return store.entries(token).filter(({ scope, inputs }) => scope === project || inputs["serviceName"] === project);
}

const regionOfEntry = ({ inputs, outputs }: Entry) =>
  text(outputs, "region") || text(inputs, "region") || text(inputs, "regionName");

function asSubnet(entry: Entry, id: string, values: Properties, region: string): Subnet {
  const shown = (name: string) => text(entry.outputs, name) || text(values, name);
  const none = entry.inputs["noGateway"] === true || entry.outputs["enableGatewayIp"] === false;
  return {
    id,
    name: text(values, "name"),
    networkId: networkIdOf(entry),
    region,
    cidr: text(values, "cidr") || text(values, "network"),
    gatewayIp: none ? "" : shown("gatewayIp"),
    dhcp: (entry.outputs["dhcp"] ?? values["dhcp"] ?? values["enableDhcp"] ?? true) !== false,
    entry,
  };
}

/** The v1 subnet names its network by the `pn-` id; its outputs then carry the UUID as `networkUuid`. */
const networkIdOf = ({ inputs, outputs }: Entry) => text(outputs, "networkUuid") || text(inputs, "networkId");
