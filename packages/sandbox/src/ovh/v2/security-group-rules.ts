import { parseCidr } from "@accoreboot/core";
import type { Call } from "../../model.ts";
import { equal, type Properties } from "../../properties.ts";
import type { Entry } from "../../store.ts";
import { objects, text } from "../../text.ts";
import { absent, bad, conflict, oneOf } from "../refusals.ts";
import { present } from "./envelope.ts";
import { groupExists } from "./groups.ts";

const protocols = [
  "TCP",
  "UDP",
  "ICMP",
  "ICMPV6",
  "IPV6_ICMP",
  "AH",
  "DCCP",
  "EGP",
  "ESP",
  "GRE",
  "IGMP",
  "IPIP",
  "OSPF",
  "PGM",
  "RSVP",
  "SCTP",
  "UDPLITE",
  "VRRP",
];

/** Refuses rules that Neutron would. */
export function judgeRules(call: Call, entry: Entry | undefined): void {
  const rules = objects(call.inputs, "rules").map(present);
  for (const [i, rule] of rules.entries()) {
    judgeRule(rule, `rules[${i}]`);
    const remote = text(rule, "remoteGroupId");
    if (remote !== "" && remote !== entry?.id && !groupExists(call, remote))
      absent(`Security group ${remote} does not exist in region ${text(call.inputs, "region")}`);
    if (rules.slice(0, i).some((other) => equal(meaning(other), meaning(rule))))
      conflict(`Security group rule already exists: rules[${i}] is there twice`);
  }
}

function judgeRule(rule: Properties, path: string): void {
  oneOf(`${path}.direction`, rule["direction"], ["INGRESS", "EGRESS"]);
  oneOf(`${path}.ethernetType`, rule["ethernetType"], ["IPV4", "IPV6"]);
  oneOf(`${path}.protocol`, rule["protocol"], protocols);
  const prefix = text(rule, "remoteIpPrefix");
  if (prefix !== "" && text(rule, "remoteGroupId") !== "")
    bad(`Only remote_ip_prefix or remote_group_id may be provided: ${path} has both`);
  const block = parseCidr(prefix);
  if (prefix !== "" && !block) bad(`Invalid input for remoteIpPrefix: '${prefix}' is not a valid IP subnet`);
  if (block && `IPV${prefix.includes(":") ? 6 : block.family}` !== rule["ethernetType"])
    bad(`Conflicting value ethertype ${text(rule, "ethernetType")} for CIDR ${prefix}`);
  ports(rule, path);
}

function ports(rule: Properties, path: string): void {
  const [min, max] = [rule["portRangeMin"], rule["portRangeMax"]].map((value) =>
    value === undefined ? value : Number(value),
  );
  if (min === undefined && max === undefined) return;
  const protocol = text(rule, "protocol");
  if (protocol === "") bad(`Must also specify protocol if port range is given: ${path}`);
  const icmp = /ICMP/.test(protocol);
  const [least, most] = icmp ? [0, 255] : [1, 65_535];
  for (const port of [min, max]) {
    if (port !== undefined && !(Number.isInteger(port) && port >= least && port <= most))
      bad(
        `Invalid value for ${icmp ? "ICMP type or code" : "port"} of ${path}: ${port} is not between ${least} and ${most}`,
      );
  }
  if (icmp) return;
  if (min === undefined || max === undefined) bad(`portRangeMin and portRangeMax of ${path} must be given together`);
  if (min > max) bad(`For ${protocol} protocols, port_range_min must be <= port_range_max: ${path}`);
}

/** A rule without what does not tell it from another. */
export const meaning = ({ description: _description, id: _id, ...rule }: Properties): Properties => rule;

/** A rule as the observed state shows it. */
export const securityRuleShown = (rule: Properties, id: string): Properties => ({
  ...present({ portRangeMin: rule["portRangeMin"], portRangeMax: rule["portRangeMax"] }),
  id,
  direction: text(rule, "direction"),
  ethernetType: text(rule, "ethernetType"),
  protocol: text(rule, "protocol"),
  remoteGroupId: text(rule, "remoteGroupId"),
  remoteIpPrefix: text(rule, "remoteIpPrefix"),
  description: text(rule, "description"),
});
