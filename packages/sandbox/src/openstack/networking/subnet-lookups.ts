import type { Call, Lookup } from "../../model.ts";
import { publicNetworkId, type Subnet, subnetsOf } from "../../neutron/networks.ts";
import { publicSubnets } from "../../neutron/public-network.ts";
import type { Properties } from "../../properties.ts";
import { idOf } from "../../random.ts";
import { list, objects, text } from "../../text.ts";
import { regionOf, tenantOf } from "../keystone.ts";
import { fits, fitsPattern, single } from "../lookup.ts";
import { here } from "../resource.ts";
import { tokens } from "../tokens.ts";
import { operatorTenant } from "./network-lookups.ts";
import { hostRoutesOf } from "./subnet.ts";

const filters = [
  "subnetId",
  "name",
  "description",
  "networkId",
  "tenantId",
  "cidr",
  "gatewayIp",
  "ipVersion",
  "ipv6AddressMode",
  "ipv6RaMode",
  "subnetpoolId",
  "dhcpEnabled",
];

/** A subnet by its features, whichever API made it; those of the public network too. */
export const getSubnet: Lookup = {
  token: "openstack:networking/getSubnet:getSubnet",
  call(call) {
    const what = "openstack_networking_subnet_v2.";
    const found = single(
      subnetsShown(call),
      `Your query returned no ${what} Please change your search criteria and try again.`,
      `Your query returned more than one ${what} Please try a more specific search criteria`,
    );
    return { ...call.inputs, ...found, region: regionOf(call) };
  },
};

/** Ids of all subnets with those features. */
export const getSubnetIds: Lookup = {
  token: "openstack:networking/getSubnetIdsV2:getSubnetIdsV2",
  call(call) {
    const { inputs } = call;
    const found = subnetsShown(call).filter(({ name }) => fitsPattern(text(inputs, "nameRegex"), String(name)));
    const key = text(inputs, "sortKey");
    const sorted = key === "" ? found : [...found].sort((a, b) => text(a, key).localeCompare(text(b, key)));
    const ids = (text(inputs, "sortDirection") === "desc" ? [...sorted].reverse() : sorted).map(({ id }) => String(id));
    const modes = { ipv6AddressMode: text(inputs, "ipv6AddressMode"), ipv6RaMode: text(inputs, "ipv6RaMode") };
    return { ...inputs, ...modes, id: idOf(ids.join()), ids, region: regionOf(call) };
  },
};

function subnetsShown(call: Call): Properties[] {
  const { inputs } = call;
  const wanted = { ...inputs, ...(inputs["dhcpDisabled"] === true ? { dhcpEnabled: false } : {}) };
  const own = subnetsOf(call.store, tenantOf(call), regionOf(call)).map((subnet) => ownShown(call, subnet));
  return [...own, ...publicShown(call)].filter((values) => fits(wanted, values, filters));
}

function ownShown(call: Call, { id, name, networkId, cidr, gatewayIp, dhcp, entry }: Subnet): Properties {
  const { outputs } = entry;
  const six = cidr.includes(":");
  return {
    allTags: list(outputs, "allTags"),
    allocationPools: objects(outputs, "allocationPools").map(({ start, end }) => ({ start, end })),
    cidr,
    description: text(outputs, "description"),
    dhcpEnabled: dhcp,
    dnsNameservers: list(outputs, "dnsNameservers"),
    enableDhcp: dhcp,
    gatewayIp,
    hostRoutes: entry.token === tokens.subnet ? hostRoutesOf(call, entry) : [],
    id,
    ipVersion: six ? 6 : 4,
    ipv6AddressMode: text(outputs, "ipv6AddressMode"),
    ipv6RaMode: text(outputs, "ipv6RaMode"),
    name,
    networkId,
    serviceTypes: list(outputs, "serviceTypes"),
    subnetId: id,
    subnetpoolId: text(outputs, "subnetpoolId"),
    tenantId: tenantOf(call),
  };
}

const publicShown = (call: Call): Properties[] =>
  publicSubnets(regionOf(call)).map(({ id, name, cidr, gatewayIp, ipVersion }) => ({
    allTags: [],
    allocationPools: [],
    cidr,
    description: "",
    dhcpEnabled: true,
    dnsNameservers: [],
    enableDhcp: true,
    gatewayIp,
    hostRoutes: [],
    id,
    ipVersion,
    ipv6AddressMode: "",
    ipv6RaMode: "",
    name,
    networkId: publicNetworkId(regionOf(call)),
    serviceTypes: [],
    subnetId: id,
    subnetpoolId: "",
    tenantId: operatorTenant,
  }));

const poolFilters = ["name", "description", "addressScopeId", "defaultPrefixlen", "ipVersion", "projectId"];

/** A subnet pool of the tenant. */
export const getSubnetPool: Lookup = {
  token: "openstack:networking/getSubnetPool:getSubnetPool",
  call(call) {
    const found = here(call, tokens.subnetPool).map(({ id, outputs }): Properties => ({ ...outputs, id }));
    const what = "openstack_networking_subnetpool_v2.";
    const one = single(
      found.filter((values) => fits(call.inputs, values, poolFilters)),
      `Your query returned no ${what} Please change your search criteria and try again.`,
      `Your query returned more than one ${what} Please try a more specific search criteria`,
    );
    return { ...call.inputs, ...one };
  },
};
