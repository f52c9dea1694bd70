import { publicNetwork } from "@accoreboot/catalogue";
import type { Call } from "../../model.ts";
import { type Network, networkById, networksOf, subnetsOf } from "../../neutron/networks.ts";
import { addressesOf } from "../../neutron/ports.ts";
import type { Properties } from "../../properties.ts";
import { newId } from "../../random.ts";
import { list, objects, text } from "../../text.ts";
import { regionOf, tenantOf } from "../keystone.ts";
import { disallowed } from "../networking/policy.ts";
import { addressesOn, portAt } from "../networking/port.ts";
import { refuse, unsent } from "../refusal.ts";

/** The networks that an instance asks for, the only one where it asks for none. */
function wantedNetworks(call: Call): Properties[] {
  const given = objects(call.inputs, "networks");
  if (given.length > 0 || text(call.inputs, "networkMode") === "none") return given;
  const all = networksOf(call.store, tenantOf(call), regionOf(call));
  const [only] = all;
  if (!only || all.length > 1) refuse(409, "Multiple possible networks found, use a Network ID to be more specific.");
  return [{ uuid: only.id }];
}

/** Judges the networks of an instance that is to be made. */
export function judgeNics(call: Call): void {
  const secured = list(call.inputs, "securityGroups").length > 0;
  for (const nic of wantedNetworks(call)) {
    const network = networkOf(call, nic);
    const portId = text(nic, "port");
    if (portId !== "") {
      const port = portAt(call, portId);
      if (port.deviceId !== "") refuse(409, `Port ${portId} is still in use.`);
      if (port.fixedIps.length === 0) refuse(400, `Port ${portId} requires a FixedIP in order to be used.`);
      continue;
    }
    if (network.external && text(nic, "fixedIpV4") !== "") disallowed("create_port", "fixed_ips");
    const subnets = subnetsOf(call.store, tenantOf(call), regionOf(call));
    if (!network.external && !subnets.some(({ networkId }) => networkId === network.id))
      refuse(400, `Network ${network.id} requires a subnet in order to boot instances on.`);
    if (secured && network.entry?.outputs["portSecurityEnabled"] === false)
      refuse(400, "Network requires port_security_enabled and subnet associated in order to apply security groups.");
  }
}

/** The instance's network interfaces as they are made: a port each, with addresses. */
export function nicsOf(call: Call): Properties[] {
  const taken: string[] = [];
  return wantedNetworks(call).map((nic) => {
    const network = networkOf(call, nic);
    const portId = text(nic, "port");
    const port = portId === "" ? undefined : portAt(call, portId);
    const wish = ["fixedIpV4", "fixedIpV6"].map((name) => text(nic, name).replace(/^\[|\]$/g, "")).filter(Boolean);
    const wanted = wish.map((ipAddress) => ({ ipAddress }));
    const addresses = port ? addressesOf(port) : addressesOn(call, network.id, { wanted, taken });
    taken.push(...addresses);
    const six = addresses.find((address) => address.includes(":"));
    return {
      accessNetwork: nic["accessNetwork"] ?? false,
      fixedIpV4: addresses.find((address) => !address.includes(":")) ?? "",
      fixedIpV6: six ? `[${six}]` : "",
      floatingIp: "",
      mac: port?.macAddress ?? newId.mac(),
      name: network.name,
      port: portId,
      uuid: network.id,
    };
  });
}

/** Where a server is reached: at the network marked for it, else at the first one that has such an address. */
export function accessAddresses(nics: readonly Properties[]): { accessIpV4: string; accessIpV6: string } {
  const best = (name: string) => {
    const able = nics.filter((nic) => text(nic, name) !== "");
    return text(able.findLast((nic) => nic["accessNetwork"] === true) ?? able[0] ?? {}, name);
  };
  return { accessIpV4: best("fixedIpV4"), accessIpV6: best("fixedIpV6") };
}

/** The network that an entry of `networks` means: by port, else by UUID, else by name, as the provider looks. */
function networkOf(call: Call, nic: Properties): Network {
  const [port, uuid, name] = [text(nic, "port"), text(nic, "uuid"), text(nic, "name")];
  const [tenant, region] = [tenantOf(call), regionOf(call)];
  if (port !== "") {
    const { networkId } = portAt(call, port);
    return networkById(call.store, tenant, region, networkId) ?? none("port", port);
  }
  if (uuid !== "") return networkById(call.store, tenant, region, uuid) ?? none("id", uuid);
  if (name === "") unsent("At least one of network.uuid, network.name, or network.port must be set");
  const [first, ...others] = networksOf(call.store, tenant, region).filter((network) => network.name === name);
  if (others.length > 0) unsent(`More than one network found for name ${name}`);
  return first ?? none("name", name);
}

function none(kind: string, term: string): never {
  unsent(
    `Error trying to get network information from the Network API: Could not find any matching network for ${kind} ${term}. The public one is ${publicNetwork}`,
  );
}
