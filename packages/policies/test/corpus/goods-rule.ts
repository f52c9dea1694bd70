/** Rules of security groups that are fine. */
import { type Draft, secGroupRule } from "./case.ts";
import { groupId, otherGroupId, ruleOf } from "./parts.ts";

type Args = Parameters<typeof ruleOf>[0];

const rule = (title: string, args: Args): Draft => secGroupRule(title, ruleOf({ description: title, ...args }));
const ports = (protocol: string, first: number, last: number, remoteIpPrefix: string): Args => ({
  protocol,
  portRangeMin: first,
  portRangeMax: last,
  remoteIpPrefix,
});
const tcp = (port: number, from: string) => ports("tcp", port, port, from);
const v6 = { ethertype: "IPv6" };
const world = "0.0.0.0/0";

export const drafts: readonly Draft[] = [
  rule("ssh from the private network", tcp(22, "10.0.0.0/16")),
  rule("https from the internet", tcp(443, world)),
  rule("https from the internet by IPv6", { ...tcp(443, "::/0"), ...v6 }),
  rule("http from the internet, for certificates", tcp(80, world)),
  rule("http from the internet by IPv6, for certificates", { ...tcp(80, "::/0"), ...v6 }),
  rule("http over quic from the internet", ports("udp", 443, 443, world)),
  rule("mqtt over tls from the internet", tcp(8883, world)),
  rule("https from half of the internet", tcp(443, "0.0.0.0/1")),
  rule("https by the number of the protocol", ports("6", 443, 443, world)),
  rule("wireguard from the internet", ports("udp", 51_820, 51_820, world)),
  rule("two neighbouring web ports", ports("tcp", 8443, 8444, world)),
  rule("the port before ssh from the internet", tcp(21, world)),
  rule("the port after ssh from the internet", tcp(24, world)),
  rule("udp on the number of the database's port", ports("udp", 5432, 5432, "10.1.0.0/16")),
  rule("ssh from a private class B", tcp(22, "172.16.0.0/12")),
  rule("ssh from a private class C", tcp(22, "192.168.10.0/24")),
  rule("ssh from carrier-grade addresses of the operator", tcp(22, "100.64.12.0/24")),
  rule("ssh from unique local addresses", { ...tcp(22, "fd12:3456:789a::/48"), ...v6 }),
  rule("ssh from a link-local neighbour", { ...tcp(22, "fe80::/64"), ...v6 }),
  rule("ssh from another group", { protocol: "tcp", portRangeMin: 22, portRangeMax: 22, remoteGroupId: otherGroupId }),
  rule("ssh from the same group", { protocol: "tcp", portRangeMin: 22, portRangeMax: 22, remoteGroupId: groupId }),
  rule("everything from the same group", { remoteGroupId: groupId }),
  rule("all tcp from another group", { protocol: "tcp", remoteGroupId: otherGroupId }),
  rule("all tcp from the private network", { protocol: "tcp", remoteIpPrefix: "10.0.0.0/16" }),
  rule("everything from the private network", { remoteIpPrefix: "10.0.0.0/16" }),
  rule("everything from the private network, host bits set", { remoteIpPrefix: "10.0.3.7/16" }),
  rule("postgresql from the private network", tcp(5432, "10.0.0.0/16")),
  rule("postgresql from one private host", tcp(5432, "10.0.4.12/32")),
  rule("redis from the private network", tcp(6379, "10.0.0.0/16")),
  rule("the kubelet from the private network", tcp(10_250, "10.0.0.0/16")),
  rule("docker's port from one private host", tcp(2376, "10.0.0.5/32")),
  rule("remote desktop from the private network", tcp(3389, "10.0.8.0/24")),
  rule("a wide range from the private network", ports("tcp", 1024, 65_535, "10.0.0.0/16")),
  rule("node exporters from the monitoring host", tcp(9100, "10.0.9.9/32")),
  rule("dns from the private network", ports("udp", 53, 53, "10.0.0.0/16")),
  rule("ping from the private network", { protocol: "icmp", remoteIpPrefix: "10.0.0.0/16" }),
  rule("ping from the internet, by its type", ports("icmp", 8, 0, world)),
  rule("https to the internet", { ...tcp(443, world), direction: "egress" }),
  rule("name servers of the internet", { ...ports("udp", 53, 53, world), direction: "egress" }),
  rule("everything to the internet", { direction: "egress", remoteIpPrefix: world }),
  rule("everything to the internet by IPv6", { direction: "egress", remoteIpPrefix: "::/0", ...v6 }),
  rule("a bare rule for what goes out", { direction: "egress" }),
  rule("ssh to the internet, for deployments", { ...tcp(22, world), direction: "egress" }),
];
