import { contains, formatAddress, parseCidr } from "@accoreboot/core";
import { type Call, CloudError, type Model } from "../model.ts";
import { networkAt, subnetToken } from "../ovh/network.ts";
import { newId } from "../random.ts";
import { list, objects, text } from "../text.ts";
import { regionOf, tenantOf } from "./keystone.ts";
import { secGroupToken } from "./security-group.ts";

export const portToken = "openstack:networking/port:Port";

/** A port on a private network, with an address from its subnet. */
export const port: Model = {
  token: portToken,
  create(call) {
    const { inputs, store } = call;
    const tenantId = tenantOf(call);
    const region = regionOf(call);
    networkAt(call, tenantId, region, text(inputs, "networkId"));
    for (const group of list(inputs, "securityGroupIds").map(String)) {
      if (!store.find(secGroupToken, tenantId, group))
        throw new CloudError(404, `Security group ${group} does not exist`);
    }
    const wanted = objects(inputs, "fixedIps");
    const fixedIps = wanted.map((fixed) => ({
      ...fixed,
      ipAddress: address(call, text(fixed, "subnetId"), text(fixed, "ipAddress")),
    }));
    return {
      id: newId.uuid(),
      outputs: {
        region,
        tenantId,
        fixedIps: wanted,
        allFixedIps: fixedIps.map(({ ipAddress }) => ipAddress),
        allSecurityGroupIds: inputs["securityGroupIds"] ?? [],
        allTags: inputs["tags"] ?? [],
        adminStateUp: true,
        portSecurityEnabled: inputs["portSecurityEnabled"] ?? true,
        macAddress: newId.mac(),
        deviceId: "",
        deviceOwner: "",
      },
    };
  },
};

/** The address asked for, or the next free one of the subnet's pool. */
function address({ store, inputs }: Call, subnetId: string, wanted: string): string {
  const subnet = store.find(subnetToken, "", subnetId);
  if (!subnet || subnet.inputs["networkId"] !== inputs["networkId"]) {
    throw new CloudError(400, `Subnet ${subnetId} is not on the port's network`);
  }
  const taken = new Set(store.entries(portToken).flatMap(({ outputs }) => list(outputs, "allFixedIps").map(String)));
  const block = parseCidr(text(subnet.inputs, "cidr"));
  if (!block) throw new CloudError(500, `Subnet ${subnetId} has no block`);
  if (wanted !== "") {
    const asked = parseCidr(wanted);
    if (!asked || !contains(block, asked))
      throw new CloudError(400, `IP address ${wanted} is not a valid IP for the subnet`);
    if (taken.has(wanted)) throw new CloudError(409, `IP address ${wanted} already allocated in subnet ${subnetId}`);
    return wanted;
  }
  for (let next = block.first + 10n; next < block.last; next++) {
    const candidate = formatAddress(4, next);
    if (!taken.has(candidate)) return candidate;
  }
  throw new CloudError(409, `No more IP addresses available on subnet ${subnetId}`);
}
