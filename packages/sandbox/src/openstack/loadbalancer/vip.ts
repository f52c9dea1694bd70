import { publicNetwork } from "@accoreboot/catalogue";
import type { Call } from "../../model.ts";
import { takeAddress } from "../../neutron/addresses.ts";
import { networkById, publicNetworkId, type Subnet, subnetById, subnetsOf } from "../../neutron/networks.ts";
import { portById } from "../../neutron/ports.ts";
import { publicAddress } from "../../neutron/public-addresses.ts";
import { publicSubnetOf } from "../../neutron/public-network.ts";
import { newId } from "../../random.ts";
import { text } from "../../text.ts";
import { regionOf, tenantOf } from "../keystone.ts";
import { inBlock } from "../networking/subnet.ts";
import { invalid, noSuch } from "./refusals.ts";

/** Where a load balancer is reached inside, as its outputs name it. */
export interface Vip {
  readonly vipAddress: string;
  readonly vipNetworkId: string;
  readonly vipPortId: string;
  readonly vipSubnetId: string;
}

/** The address for a new load balancer: of the port, else of the network, else of the subnet that it names. */
export function vipFor(call: Call): Vip {
  const given = (name: string) => text(call.inputs, name);
  if (given("vipPortId") !== "") return ofPort(call, given("vipPortId"));
  if (given("vipNetworkId") !== "") return ofNetwork(call, given("vipNetworkId"));
  if (given("vipSubnetId") !== "") return ofSubnet(call, subnetAt(call, given("vipSubnetId")));
  return invalid("VIP must contain one of: vip_port_id, vip_network_id, vip_subnet_id.");
}

function ofPort(call: Call, id: string): Vip {
  const { store, inputs } = call;
  const port = portById(store, tenantOf(call), regionOf(call), id) ?? noSuch("Port", id);
  if (port.deviceId !== "") invalid(`Port ${id} is already used by device ${port.deviceId} `);
  const [subnetId, address] = [text(inputs, "vipSubnetId"), text(inputs, "vipAddress")];
  const found = port.fixedIps.filter(
    (fixed) => (subnetId === "" || fixed.subnetId === subnetId) && (address === "" || fixed.ipAddress === address),
  );
  const [first, ...others] = found;
  if (!first && subnetId !== "") invalid("No VIP address found on the specified VIP port within the specified subnet.");
  if (!first) return invalid("Specified VIP address not found on the specified VIP port.");
  if (others.length > 0 && subnetId === "")
    invalid("VIP port's subnet could not be determined. Please specify either a VIP subnet or address.");
  return { vipAddress: first.ipAddress, vipNetworkId: port.networkId, vipPortId: id, vipSubnetId: first.subnetId };
}

function ofNetwork(call: Call, id: string): Vip {
  const [tenant, region] = [tenantOf(call), regionOf(call)];
  const network = networkById(call.store, tenant, region, id) ?? noSuch("Network", id);
  if (network.external) return outside(call, region);
  const subnets = subnetsOf(call.store, tenant, region).filter(({ networkId }) => networkId === id);
  const [wanted, address] = [text(call.inputs, "vipSubnetId"), text(call.inputs, "vipAddress")];
  if (wanted !== "") {
    const subnet = subnets.find((one) => one.id === wanted);
    return subnet ? ofSubnet(call, subnet) : invalid("Supplied VIP subnet and network do not match.");
  }
  if (subnets.length === 0) invalid("Supplied network does not contain a subnet.");
  const fitting = subnets.find(({ cidr }) => (address === "" ? !cidr.includes(":") : inBlock(cidr, address)));
  if (!fitting && address !== "") invalid("Supplied network does not contain a subnet for VIP address specified.");
  return ofSubnet(call, fitting ?? (subnets[0] as Subnet));
}

const ofSubnet = (call: Call, subnet: Subnet): Vip => ({
  vipAddress: takeAddress(call.store, subnet, text(call.inputs, "vipAddress")),
  vipNetworkId: subnet.networkId,
  vipPortId: newId.uuid(),
  vipSubnetId: subnet.id,
});

/** On the public network the address is its own choice. */
function outside({ store, inputs }: Call, region: string): Vip {
  if (text(inputs, "vipAddress") !== "") invalid(`vip_address cannot be chosen on ${publicNetwork}.`);
  const vipAddress = publicAddress(store);
  const vipSubnetId = publicSubnetOf(region, vipAddress)?.id ?? "";
  return { vipAddress, vipNetworkId: publicNetworkId(region), vipPortId: newId.uuid(), vipSubnetId };
}

/** The subnet with that id in the call's region; refuses one that is not there as Octavia does. */
export const subnetAt = (call: Call, id: string): Subnet =>
  subnetById(call.store, tenantOf(call), regionOf(call), id) ?? noSuch("Subnet", id);
