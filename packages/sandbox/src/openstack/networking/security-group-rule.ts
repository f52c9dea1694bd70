import { formatCidr, parseCidr } from "@accoreboot/core";
import type { Call, Model } from "../../model.ts";
import { equal, type Properties } from "../../properties.ts";
import { idOf } from "../../random.ts";
import { text } from "../../text.ts";
import { tenantOf } from "../keystone.ts";
import { refuse, unsent } from "../refusal.ts";
import { here, projectQuota, resource } from "../resource.ts";
import { tokens } from "../tokens.ts";
import { allowedOwner } from "./policy.ts";
import { defaultGroupId, defaultOpen, groupAt } from "./security-group.ts";

const resourceName = "openstack_networking_secgroup_rule_v2";

/** Protocols that the provider knows by name, with their numbers. */
const protocols: Readonly<Record<string, number>> = {
  ah: 51,
  dccp: 33,
  egp: 8,
  esp: 50,
  gre: 47,
  icmp: 1,
  igmp: 2,
  "ipv6-encap": 41,
  "ipv6-frag": 44,
  "ipv6-icmp": 58,
  "ipv6-nonxt": 59,
  "ipv6-opts": 60,
  "ipv6-route": 43,
  ospf: 89,
  pgm: 113,
  rsvp: 46,
  sctp: 132,
  tcp: 6,
  udp: 17,
  udplite: 136,
  vrrp: 112,
};

/** Numbers of the protocols that exist in IPv6 alone, as Neutron's list has them. */
const onlyIpv6 = [41, 44, 58, 59, 60, 43];

/** One rule of a group. Every input replaces. A rule that the group has already, by default too, is refused. */
export const secGroupRule: Model = resource({
  token: tokens.secGroupRule,
  service: "security-group",
  immediate:
    "a record in Neutron's database; that changes may reach the machines minutes later does not show in the API",
  unlimited: projectQuota,
  habits: [defaultOpen],
  judge(call) {
    const { inputs } = call;
    allowedOwner(call, "create_security_group_rule");
    judgeValues(inputs);
    groupAt(call, text(inputs, "securityGroupId"));
    const remote = text(inputs, "remoteGroupId");
    if (remote !== "") groupAt(call, remote);
    const twin = rulesOf(call, text(inputs, "securityGroupId")).find(({ rule }) => equal(rule, meaning(inputs)));
    if (twin) refuse(409, `Security group rule already exists. Rule id is ${twin.id}.`);
  },
  shown(call) {
    const { inputs } = call;
    const prefix = parseCidr(text(inputs, "remoteIpPrefix"));
    return {
      description: text(inputs, "description"),
      portRangeMax: Number(inputs["portRangeMax"] ?? 0),
      portRangeMin: Number(inputs["portRangeMin"] ?? 0),
      protocol: text(inputs, "protocol"),
      remoteGroupId: text(inputs, "remoteGroupId"),
      remoteIpPrefix: prefix?.family === 4 ? formatCidr(prefix) : text(inputs, "remoteIpPrefix"),
      tenantId: text(inputs, "tenantId") || tenantOf(call),
    };
  },
});

/** The rules of a group: those that were made, and those that it was born with. */
function rulesOf(call: Call, groupId: string): { id: string; rule: Properties }[] {
  const made = here(call, tokens.secGroupRule)
    .filter(({ inputs }) => inputs["securityGroupId"] === groupId)
    .map(({ id, inputs }) => ({ id, rule: meaning(inputs) }));
  return [...made, ...bornWith(call, groupId)];
}

function bornWith(call: Call, groupId: string): { id: string; rule: Properties }[] {
  const isDefault = groupId === defaultGroupId(call);
  if (!isDefault && groupAt(call, groupId).entry?.inputs["deleteDefaultRules"] === true) return [];
  const inward = { direction: "ingress", ...(call.has(defaultOpen) ? {} : { remoteGroupId: groupId }) };
  return [{ direction: "egress" }, ...(isDefault ? [inward] : [])].flatMap((half) =>
    ["IPv4", "IPv6"].map((ethertype) => ({
      id: idOf(`${half.direction} ${ethertype} of ${groupId}`),
      rule: meaning({ ...half, ethertype, securityGroupId: groupId }),
    })),
  );
}

/** What a rule lets through, however it was written: `0.0.0.0/0` is the same as no prefix, `6` as `tcp`. */
function meaning(inputs: Properties): Properties {
  const prefix = parseCidr(text(inputs, "remoteIpPrefix"));
  const protocol = text(inputs, "protocol");
  return {
    group: inputs["securityGroupId"],
    direction: inputs["direction"],
    ethertype: inputs["ethertype"],
    protocol: protocol === "" ? undefined : (protocols[protocol] ?? Number(protocol)),
    from: Number(inputs["portRangeMin"] ?? 0),
    to: Number(inputs["portRangeMax"] ?? 0),
    prefix: prefix && prefix.prefix > 0 ? formatCidr(prefix) : undefined,
    remote: text(inputs, "remoteGroupId") || undefined,
  };
}

function judgeValues(inputs: Properties): void {
  const [direction, ethertype] = [text(inputs, "direction"), text(inputs, "ethertype")];
  if (!["ingress", "egress"].includes(direction)) unsent(`unknown direction for ${resourceName}: ${direction}`);
  if (!["IPv4", "IPv6"].includes(ethertype)) unsent(`unknown ether type for ${resourceName}: ${ethertype}`);
  const protocol = text(inputs, "protocol");
  const number = protocols[protocol] ?? (/^\d+$/.test(protocol) ? Number(protocol) : undefined);
  const [min, max] = [Number(inputs["portRangeMin"] ?? 0), Number(inputs["portRangeMax"] ?? 0)];
  if (protocol === "" && (min !== 0 || max !== 0))
    unsent(`A protocol must be specified when using port_range_min and port_range_max for ${resourceName}`);
  if (protocol !== "" && number === undefined) unsent(`unknown protocol for ${resourceName}: ${protocol}`);
  if (number !== undefined && number > 255)
    refuse(
      400,
      `Security group rule protocol ${protocol} not supported. Only protocol values and integer representations [0 to 255] are supported.`,
    );
  if (number !== undefined && onlyIpv6.includes(number) && ethertype === "IPv4")
    refuse(400, `Invalid ethertype ${ethertype} for protocol ${protocol}.`);
  const prefix = text(inputs, "remoteIpPrefix");
  const block = parseCidr(prefix);
  if (prefix !== "" && !block)
    refuse(400, `Invalid input for remote_ip_prefix. Reason: '${prefix}' is not a valid IP prefix.`);
  if (block && `IPv${block.family}` !== ethertype)
    refuse(400, `Conflicting value ethertype ${ethertype} for CIDR ${prefix}`);
  if (prefix !== "" && text(inputs, "remoteGroupId") !== "")
    refuse(400, "Only remote_ip_prefix or remote_group_id may be provided.");
  judgePorts(number, min, max);
}

function judgePorts(protocol: number | undefined, min: number, max: number): void {
  if (protocol === 1 || protocol === 58) {
    for (const value of [min, max])
      if (value < 0 || value > 255)
        refuse(400, `Invalid value for ICMP type or code: ${value} is not between 0 and 255.`);
    return;
  }
  for (const value of [min, max])
    if (value < 0 || value > 65_535) refuse(400, `Invalid value for port: ${value} is not between 1 and 65535.`);
  if (min === 0 && max === 0) return;
  if (min === 0 || max === 0)
    refuse(400, "Invalid value for port: one bound of the range is missing, and 0 is not between 1 and 65535.");
  if (min > max) refuse(400, "For TCP/UDP protocols, port_range_min must be <= port_range_max");
}
