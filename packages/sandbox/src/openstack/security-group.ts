import { parseCidr } from "@accoreboot/core";
import { type Call, CloudError, type Model } from "../model.ts";
import { equal, type Properties } from "../properties.ts";
import { newId } from "../random.ts";
import { text } from "../text.ts";
import { regionOf, tenantOf } from "./keystone.ts";

export const secGroupToken = "openstack:networking/secGroup:SecGroup";

/** A security group; a new one lets everything out and nothing in. */
export const secGroup: Model = {
  token: secGroupToken,
  create(call) {
    const tenantId = tenantOf(call);
    return { id: newId.uuid(), outputs: { region: regionOf(call), tenantId, allTags: call.inputs["tags"] ?? [] } };
  },
  remove({ store }, entry) {
    const user = store
      .entries("openstack:networking/port:Port")
      .find(({ inputs }) => (inputs["securityGroupIds"] as string[] | undefined)?.includes(entry.id));
    if (user) throw new CloudError(409, `Security Group ${entry.id} in use by port ${user.id}.`);
  },
};

/** One rule of a group. Every input replaces. */
export const secGroupRule: Model = {
  token: "openstack:networking/secGroupRule:SecGroupRule",
  judge: judgeRule,
  create(call) {
    const { store, inputs } = call;
    const tenantId = tenantOf(call);
    const group = text(inputs, "securityGroupId");
    if (!store.find(secGroupToken, tenantId, group)) {
      throw new CloudError(404, `Security group ${group} does not exist`);
    }
    const twin = store.entries(this.token).find((entry) => equal(meaning(entry.inputs), meaning(inputs)));
    if (twin) throw new CloudError(409, `Security group rule already exists. Rule id is ${twin.id}.`);
    return { id: newId.uuid(), outputs: { region: regionOf(call), tenantId } };
  },
};

function judgeRule({ inputs }: Call): void {
  const [direction, ethertype] = [text(inputs, "direction"), text(inputs, "ethertype")];
  if (!["ingress", "egress"].includes(direction))
    throw new CloudError(400, `Invalid input for direction: ${direction}`);
  if (!["IPv4", "IPv6"].includes(ethertype)) throw new CloudError(400, `Invalid input for ethertype: ${ethertype}`);
  const prefix = text(inputs, "remoteIpPrefix");
  const block = parseCidr(prefix);
  if (prefix !== "" && `IPv${block?.family}` !== ethertype) {
    throw new CloudError(400, `Conflicting value ethertype ${ethertype} for CIDR ${prefix}`);
  }
  const protocol = text(inputs, "protocol");
  if (!/^(|tcp|udp|icmp|ipv6-icmp|sctp|\d{1,3})$/.test(protocol)) {
    throw new CloudError(400, `Security group rule protocol ${protocol} not supported`);
  }
  if (/^(1|58|icmp|ipv6-icmp)$/.test(protocol)) {
    inRange(inputs, 0, 255, "ICMP type or code");
    return;
  }
  inRange(inputs, 1, 65_535, "port");
  const [min, max] = [inputs["portRangeMin"], inputs["portRangeMax"]].map((value) => Number(value ?? 0));
  if ((min ?? 0) > (max ?? 0)) throw new CloudError(400, "port_range_min must be <= port_range_max");
}

function inRange(inputs: Properties, least: number, most: number, what: string): void {
  for (const value of [inputs["portRangeMin"], inputs["portRangeMax"]]) {
    const number = Number(value ?? least);
    if (!Number.isInteger(number) || number < least || number > most)
      throw new CloudError(400, `Invalid value for ${what}: ${String(value)} is not between ${least} and ${most}`);
  }
}

function meaning({ description: _description, ...inputs }: Record<string, unknown>): Record<string, unknown> {
  return inputs;
}
