import type { Call, Lookup } from "../../model.ts";
import { type Network, networksOf, subnetsOf } from "../../neutron/networks.ts";
import { publicSubnets } from "../../neutron/public-network.ts";
import type { Properties } from "../../properties.ts";
import { md5 } from "../../random.ts";
import { list, text } from "../../text.ts";
import { regionOf, tenantOf } from "../keystone.ts";
import { fits, single, usual } from "../lookup.ts";
import { at } from "../resource.ts";
import { tokens } from "../tokens.ts";

/** Tenant that the public networks belong to. */
export const operatorTenant = md5("operator of the public networks");

const filters = ["networkId", "name", "description", "tenantId", "status", "external", "mtu", "transparentVlan"];

/** A network by name or other features, whichever API made it; the public one too. */
export const getNetwork: Lookup = {
  token: "openstack:networking/getNetwork:getNetwork",
  call(call) {
    const cidr = text(call.inputs, "matchingSubnetCidr");
    const found = networksOf(call.store, tenantOf(call), regionOf(call))
      .map((network) => networkShown(call, network))
      .filter((values) => fits(call.inputs, values, filters))
      .filter(({ id }) => cidr === "" || blocksOn(call, String(id)).some((block) => block.cidr === cidr));
    return { ...call.inputs, ...single(found, ...usual), region: regionOf(call) };
  },
};

function networkShown(call: Call, { id, name, external, entry }: Network): Properties {
  const own = entry?.token === tokens.network ? entry.outputs : {};
  return {
    adminStateUp: String(own["adminStateUp"] ?? true),
    allTags: list(own, "allTags"),
    availabilityZoneHints: list(own, "availabilityZoneHints"),
    description: text(own, "description"),
    dnsDomain: text(own, "dnsDomain"),
    external,
    id,
    mtu: own["mtu"] ?? 1500,
    name,
    networkId: id,
    segments: list(own, "segments"),
    shared: String(external),
    status: "ACTIVE",
    subnets: blocksOn(call, id).map((block) => block.id),
    tenantId: external ? operatorTenant : tenantOf(call),
    transparentVlan: own["transparentVlan"] ?? false,
  };
}

/** Id and block of every subnet on a network. */
function blocksOn(call: Call, networkId: string): { id: string; cidr: string }[] {
  const region = regionOf(call);
  const known = networksOf(call.store, tenantOf(call), region).find(({ id }) => id === networkId);
  if (known?.external) return publicSubnets(region);
  return subnetsOf(call.store, tenantOf(call), region).filter((subnet) => subnet.networkId === networkId);
}

/** An address scope of the tenant. */
export const getAddressScope: Lookup = {
  token: "openstack:networking/getAddressScope:getAddressScope",
  call(call) {
    const found = scopesOf(call).filter((values) =>
      fits(call.inputs, values, ["name", "ipVersion", "projectId", "shared"]),
    );
    const what = "openstack_networking_addressscope_v2 found";
    return { ...call.inputs, ...single(found, `No ${what}`, `More than one ${what}`) };
  },
};

const scopesOf = (call: Call): Properties[] =>
  call.store
    .entries(tokens.addressScope)
    .filter(({ id }) => at(call, tokens.addressScope, id))
    .map(({ id, outputs }) => ({ ...outputs, id }));
