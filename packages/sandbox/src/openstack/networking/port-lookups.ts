import { type Call, CloudError, type Lookup } from "../../model.ts";
import { addressesOf, type Port, portsOf } from "../../neutron/ports.ts";
import type { Properties } from "../../properties.ts";
import { idOf } from "../../random.ts";
import { list, objects, text } from "../../text.ts";
import { regionOf, tenantOf } from "../keystone.ts";
import { fits, single } from "../lookup.ts";
import { tokens } from "../tokens.ts";
import { groupIds } from "./port.ts";

const filters = [
  "portId",
  "name",
  "description",
  "networkId",
  "tenantId",
  "projectId",
  "deviceId",
  "deviceOwner",
  "macAddress",
  "status",
  "adminStateUp",
  "dnsName",
];

/** A port by its features, whoever made it: a server's by `deviceId`. */
export const getPort: Lookup = {
  token: "openstack:networking/getPort:getPort",
  call(call) {
    const found = portsShown(call);
    if (found.length > 1)
      throw new CloudError(409, `More than one openstack_networking_port_v2 found (${found.length})`);
    return { ...call.inputs, ...single(found, "No openstack_networking_port_v2 found", "") };
  },
};

/** Ids of all ports with those features. */
export const getPortIds: Lookup = {
  token: "openstack:networking/getPortIds:getPortIds",
  call(call) {
    const found = portsShown(call);
    const key = text(call.inputs, "sortKey");
    const sorted = key === "" ? found : [...found].sort((a, b) => text(a, key).localeCompare(text(b, key)));
    const ids = sorted.map(({ id }) => String(id));
    const ordered = text(call.inputs, "sortDirection") === "desc" ? ids.reverse() : ids;
    return { ...call.inputs, id: idOf(ids.join()), ids: ordered, region: regionOf(call) };
  },
};

function portsShown(call: Call): Properties[] {
  const { inputs } = call;
  const address = text(inputs, "fixedIp");
  const groups = list(inputs, "securityGroupIds").map(String);
  return portsOf(call.store, tenantOf(call), regionOf(call))
    .filter((port) => address === "" || addressesOf(port).includes(address))
    .map((port) => portShown(call, port))
    .filter((values) => fits(inputs, values, filters))
    .filter((values) => groups.length === 0 || groups.some((id) => list(values, "allSecurityGroupIds").includes(id)));
}

function portShown(call: Call, port: Port): Properties {
  const own = port.entry.token === tokens.port ? port.entry.outputs : {};
  return {
    adminStateUp: own["adminStateUp"] ?? true,
    allFixedIps: addressesOf(port),
    allSecurityGroupIds: groupIds(call, port),
    allTags: list(own, "allTags"),
    allowedAddressPairs: objects(own, "allowedAddressPairs").map((pair) => ({ macAddress: port.macAddress, ...pair })),
    bindings: [{ hostId: "", profile: "", vifDetails: {}, vifType: "", vnicType: "normal" }],
    description: text(own, "description"),
    deviceId: port.deviceId,
    deviceOwner: port.deviceOwner,
    dnsAssignments: [],
    dnsName: text(own, "dnsName"),
    extraDhcpOptions: objects(own, "extraDhcpOptions").map((option) => ({ ipVersion: 4, ...option })),
    id: port.id,
    macAddress: port.macAddress,
    name: port.name,
    networkId: port.networkId,
    portId: port.id,
    projectId: tenantOf(call),
    region: regionOf(call),
    status: port.deviceId === "" ? "DOWN" : "ACTIVE",
    tenantId: tenantOf(call),
  };
}
