import { contains, formatAddress, parseCidr } from "@accoreboot/core";
import { type Call, CloudError, type Model } from "../model.ts";
import { networkAt, subnetToken } from "../ovh/network.ts";
import { equal } from "../properties.ts";
import { newId } from "../random.ts";
import type { Entry } from "../store.ts";
import { list, objects, text } from "../text.ts";
import { regionOf, tenantOf } from "./keystone.ts";
import { secGroupToken } from "./security-group.ts";

export const portToken = "openstack:networking/port:Port";

/** A port on a private network, with an address from its subnet. */
export const port: Model = {
  token: portToken,
  judge(call) {
    const tenantId = tenantOf(call);
    for (const group of list(call.inputs, "securityGroupIds").map(String)) {
      if (!call.store.find(secGroupToken, tenantId, group))
        throw new CloudError(404, `Security group ${group} does not exist`);
    }
  },
  create(call) {
    const { inputs } = call;
    const tenantId = tenantOf(call);
    const region = regionOf(call);
    networkAt(call, tenantId, region, text(inputs, "networkId"));
    return {
      id: newId.uuid(),
      outputs: {
        region,
        tenantId,
        fixedIps: objects(inputs, "fixedIps"),
        allFixedIps: addresses(call),
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
  update(call, entry) {
    const { inputs } = call;
    return {
      ...entry.outputs,
      ...inputs,
      allFixedIps: equal(inputs["fixedIps"], entry.inputs["fixedIps"])
        ? entry.outputs["allFixedIps"]
        : addresses(call, entry),
      allSecurityGroupIds: inputs["securityGroupIds"] ?? entry.outputs["allSecurityGroupIds"],
      allTags: inputs["tags"] ?? [],
    };
  },
};

const addresses = (call: Call, self?: Entry) =>
  objects(call.inputs, "fixedIps").map((fixed) =>
    address(call, text(fixed, "subnetId"), text(fixed, "ipAddress"), self),
  );

/** The address asked for, or the next free one of the subnet's pool. */
function address({ store, inputs }: Call, subnetId: string, wanted: string, self?: Entry): string {
  const subnet = store.find(subnetToken, "", subnetId);
  if (!subnet || subnet.inputs["networkId"] !== inputs["networkId"]) {
    throw new CloudError(400, `Subnet ${subnetId} is not on the port's network`);
  }
  const others = store.entries(portToken).filter(({ id }) => id !== self?.id);
  const taken = new Set(others.flatMap(({ outputs }) => list(outputs, "allFixedIps").map(String)));
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
