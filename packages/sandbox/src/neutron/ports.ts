import { contains, parseCidr } from "@accoreboot/core";
import { idOf, sha1 } from "../random.ts";
import type { Entry, Things } from "../store.ts";
import { list, objects, text } from "../text.ts";
import { publicNetworkId, type Subnet, subnetsOf } from "./networks.ts";
import { publicSubnetOf } from "./public-network.ts";

/** An address of a port and the subnet it is from; the subnet's id is empty when it is gone. */
export interface FixedIp {
  readonly subnetId: string;
  readonly ipAddress: string;
}

/** A port as Neutron sees it: made by itself, or with a server, a router interface or a load balancer. */
export interface Port {
  readonly id: string;
  readonly name: string;
  readonly networkId: string;
  readonly region: string;
  readonly macAddress: string;
  readonly fixedIps: readonly FixedIp[];
  /** Id of the server, router or load balancer on it; empty when it is free. */
  readonly deviceId: string;
  readonly deviceOwner: string;
  /** Names or ids of security groups, as the thing that has it names them. */
  readonly groups: readonly string[];
  /** The thing that it is, or that it belongs to. */
  readonly entry: Entry;
}

const portTokens = {
  port: "openstack:networking/port:Port",
  instance: "openstack:compute/instance:Instance",
  interfaceAttach: "openstack:compute/interfaceAttach:InterfaceAttach",
  routerInterface: "openstack:networking/routerInterface:RouterInterface",
  loadBalancer: "openstack:loadbalancer/loadBalancer:LoadBalancer",
  trunk: "openstack:networking/trunk:Trunk",
} as const;

/** Id of the port that Nova makes for the nth network of a server. */
const serverPortId = (serverId: string, index: number) => idOf(`port ${index} of ${serverId}`);

/** The hardware address of a port that shows none elsewhere. */
const macOf = (portId: string) => ["fa", "16", "3e", ...(sha1(portId).slice(0, 6).match(/../g) ?? [])].join(":");

/** The ports of a project in a region, oldest thing first. */
export function portsOf(store: Things, project: string, region: string): Port[] {
  const here = (token: string) =>
    store.entries(token).filter(({ scope, outputs }) => scope === project && outputs["region"] === region);
  const subnets = subnetsOf(store, project, region);
  const holders = devices(here);
  const made = (
    values: Pick<Port, "id" | "networkId" | "entry"> & Partial<Port>,
    addresses: readonly string[],
  ): Port => ({
    name: "",
    region,
    macAddress: macOf(values.id),
    fixedIps: addresses.filter(Boolean).map((ipAddress) => fixedIp(subnets, region, values.networkId, ipAddress)),
    deviceId: "",
    deviceOwner: "",
    groups: [],
    ...values,
  });
  return [
    ...here(portTokens.port).map((entry) => {
      const shown = (name: string) => text(entry.outputs, name);
      const own = { deviceId: shown("deviceId"), deviceOwner: shown("deviceOwner") };
      const groups = list(entry.outputs, "allSecurityGroupIds").map(String);
      const values = { id: entry.id, entry, name: shown("name"), networkId: shown("networkId"), groups };
      const addresses = list(entry.outputs, "allFixedIps").map(String);
      return made({ ...values, macAddress: shown("macAddress"), ...own, ...holders.get(entry.id) }, addresses);
    }),
    ...here(portTokens.instance).flatMap((entry) =>
      objects(entry.outputs, "networks").flatMap((nic, i) => {
        if (text(nic, "port") !== "") return [];
        const values = {
          id: serverPortId(entry.id, i),
          networkId: text(nic, "uuid"),
          macAddress: text(nic, "mac"),
          entry,
        };
        const groups = list(entry.outputs, "securityGroups").map(String);
        return [
          made({ ...values, groups, ...server(entry.id) }, [text(nic, "fixedIpV4"), bare(text(nic, "fixedIpV6"))]),
        ];
      }),
    ),
    ...here(portTokens.interfaceAttach)
      .filter(({ inputs }) => text(inputs, "portId") === "")
      .map((entry) => {
        const values = { id: text(entry.outputs, "portId"), networkId: text(entry.outputs, "networkId"), entry };
        const device = server(text(entry.outputs, "instanceId"));
        return made({ ...values, groups: ["default"], ...device }, [text(entry.outputs, "fixedIp")]);
      }),
    ...here(portTokens.routerInterface)
      .filter(({ inputs }) => text(inputs, "portId") === "")
      .map((entry) => {
        const subnet = subnets.find(({ id }) => id === text(entry.outputs, "subnetId"));
        const values = { id: entry.id, networkId: subnet?.networkId ?? "", entry };
        return made({ ...values, ...router(text(entry.inputs, "routerId")) }, [subnet?.gatewayIp ?? ""]);
      }),
    ...here(portTokens.loadBalancer)
      .filter(({ inputs, outputs }) => text(outputs, "vipPortId") !== "" && text(inputs, "vipPortId") === "")
      .map((entry) => {
        const subnet = subnets.find(({ id }) => id === text(entry.outputs, "vipSubnetId"));
        const networkId = text(entry.outputs, "vipNetworkId") || (subnet?.networkId ?? "");
        const values = { id: text(entry.outputs, "vipPortId"), networkId, entry, name: `octavia-lb-${entry.id}` };
        return made({ ...values, ...balancer(entry.id) }, [text(entry.outputs, "vipAddress")]);
      }),
  ];
}

/** The port with that id, or undefined. */
export const portById = (store: Things, project: string, region: string, id: string): Port | undefined =>
  portsOf(store, project, region).find((port) => port.id === id);

type Device = Pick<Port, "deviceId" | "deviceOwner">;
const server = (id: string): Device => ({ deviceId: id, deviceOwner: "compute:nova" });
const router = (id: string): Device => ({ deviceId: id, deviceOwner: "network:router_interface" });
const balancer = (id: string): Device => ({ deviceId: `lb-${id}`, deviceOwner: "Octavia" });

/** Who sits on the ports that were made by themselves. */
function devices(here: (token: string) => Entry[]): Map<string, Device> {
  const found = new Map<string, Device>();
  for (const { id, outputs } of here(portTokens.instance))
    for (const nic of objects(outputs, "networks")) found.set(text(nic, "port"), server(id));
  for (const { inputs } of here(portTokens.interfaceAttach))
    found.set(text(inputs, "portId"), server(text(inputs, "instanceId")));
  for (const { inputs } of here(portTokens.routerInterface))
    found.set(text(inputs, "portId"), router(text(inputs, "routerId")));
  for (const { id, inputs } of here(portTokens.loadBalancer)) found.set(text(inputs, "vipPortId"), balancer(id));
  for (const { id, inputs } of here(portTokens.trunk))
    for (const sub of objects(inputs, "subPorts"))
      found.set(text(sub, "portId"), { deviceId: id, deviceOwner: "trunk:subport" });
  found.delete("");
  return found;
}

function fixedIp(subnets: readonly Subnet[], region: string, networkId: string, ipAddress: string): FixedIp {
  if (networkId === publicNetworkId(region))
    return { subnetId: publicSubnetOf(region, ipAddress)?.id ?? "", ipAddress };
  const address = parseCidr(ipAddress);
  const subnet = subnets.find((one) => {
    const block = parseCidr(one.cidr);
    return one.networkId === networkId && block && address && contains(block, address);
  });
  return { subnetId: subnet?.id ?? "", ipAddress };
}

const bare = (address: string) => address.replace(/^\[|\]$/g, "");

/** Fixed addresses as the provider's outputs list them. */
export const addressesOf = ({ fixedIps }: Port): string[] => fixedIps.map(({ ipAddress }) => ipAddress);
