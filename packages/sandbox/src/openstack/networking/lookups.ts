import { publicNetwork } from "@accoreboot/catalogue";
import type { Call, Lookup } from "../../model.ts";
import { gatewayAddresses, gatewayTokens } from "../../neutron/gateways.ts";
import { publicNetworkId } from "../../neutron/networks.ts";
import { publicSubnetOf } from "../../neutron/public-network.ts";
import type { Properties } from "../../properties.ts";
import type { Entry } from "../../store.ts";
import { list, objects, text } from "../../text.ts";
import { regionOf, tenantOf } from "../keystone.ts";
import { fits, single, usual } from "../lookup.ts";
import { here } from "../resource.ts";
import { tokens } from "../tokens.ts";
import { floatingIps } from "./floating-ips.ts";
import { groupsOf } from "./security-group.ts";

const routerFilters = [
  "routerId",
  "name",
  "description",
  "tenantId",
  "status",
  "adminStateUp",
  "distributed",
  "enableSnat",
];

/** A router, which an OVHcloud Gateway is too. */
export const getRouter: Lookup = {
  token: "openstack:networking/getRouter:getRouter",
  call(call) {
    const gateways = call.store
      .entries(gatewayTokens.gateway)
      .filter(({ inputs }) => inputs["serviceName"] === tenantOf(call) && inputs["region"] === regionOf(call));
    const found = [...here(call, tokens.router), ...gateways].map((entry) => routerShown(call, entry));
    const one = single(
      found.filter((values) => fits(call.inputs, values, routerFilters)),
      "No Router found",
      "More than one Router found",
    );
    return { ...call.inputs, ...one };
  },
};

function routerShown(call: Call, entry: Entry): Properties {
  const { id, outputs, token } = entry;
  const external = token === tokens.router ? text(outputs, "externalNetworkId") : publicNetworkId(regionOf(call));
  const addresses = gatewayAddresses(entry).map((ip) => text(ip, "ipAddress") || text(ip, "ip"));
  return {
    adminStateUp: outputs["adminStateUp"] ?? true,
    allTags: list(outputs, "allTags"),
    availabilityZoneHints: list(outputs, "availabilityZoneHints"),
    description: text(outputs, "description"),
    distributed: false,
    enableSnat: token !== tokens.router || outputs["enableSnat"] === true,
    externalFixedIps: addresses.map((ipAddress) => ({
      ipAddress,
      subnetId: publicSubnetOf(regionOf(call), ipAddress)?.id ?? "",
    })),
    externalNetworkId: external,
    id,
    name: text(outputs, "name"),
    region: regionOf(call),
    routerId: id,
    status: "ACTIVE",
    tenantId: tenantOf(call),
  };
}

/** A security group by name or id; `default` too. */
export const getSecGroup: Lookup = {
  token: "openstack:networking/getSecGroup:getSecGroup",
  call(call) {
    const tenantId = tenantOf(call);
    const found = groupsOf(call).map(
      ({ id, name, description, entry }): Properties => ({
        allTags: list(entry?.outputs ?? {}, "allTags"),
        description,
        id,
        name,
        region: regionOf(call),
        secgroupId: id,
        tenantId,
      }),
    );
    const name = text(call.inputs, "name");
    const one = single(
      found.filter((values) => fits(call.inputs, values, ["secgroupId", "name", "description", "tenantId"])),
      `No Security Group found with name: ${name}`,
      `More than one Security Group found with name: ${name}`,
    );
    return { ...call.inputs, ...one };
  },
};

const floatingFilters = ["address", "description", "fixedIp", "pool", "portId", "status", "tenantId"];

/** A floating address of the tenant, whichever API made it. */
export const getFloatingIp: Lookup = {
  token: "openstack:networking/getFloatingIp:getFloatingIp",
  call(call) {
    const found = floatingIps(call).map(
      ({ id, address, portId, fixedIp, entry }): Properties => ({
        address,
        allTags: list(entry.outputs, "allTags"),
        description: text(entry.outputs, "description"),
        dnsDomain: text(entry.outputs, "dnsDomain"),
        dnsName: text(entry.outputs, "dnsName"),
        fixedIp,
        id,
        pool: publicNetwork,
        portId,
        region: regionOf(call),
        status: portId === "" ? "DOWN" : "ACTIVE",
        tenantId: tenantOf(call),
      }),
    );
    const what = "openstack_networking_floatingip_v2 found";
    const one = single(
      found.filter((values) => fits(call.inputs, values, floatingFilters)),
      `No ${what}`,
      `More than one ${what}`,
    );
    return { ...call.inputs, ...one };
  },
};

const trunkFilters = ["trunkId", "name", "description", "portId", "projectId", "status", "adminStateUp"];

/** A trunk of the tenant. */
export const getTrunk: Lookup = {
  token: "openstack:networking/getTrunk:getTrunk",
  call(call) {
    const found = here(call, tokens.trunk).map(
      ({ id, outputs }): Properties => ({
        adminStateUp: outputs["adminStateUp"],
        allTags: list(outputs, "allTags"),
        description: text(outputs, "description"),
        id,
        name: text(outputs, "name"),
        portId: text(outputs, "portId"),
        projectId: tenantOf(call),
        region: regionOf(call),
        status: "ACTIVE",
        subPorts: objects(outputs, "subPorts"),
        trunkId: id,
      }),
    );
    return {
      ...call.inputs,
      ...single(
        found.filter((values) => fits(call.inputs, values, trunkFilters)),
        ...usual,
      ),
    };
  },
};
