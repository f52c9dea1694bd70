/** Protocols and ports of security group rules, as Neutron reads them. */
import { everyPort, type PortSet, portSet, spans } from "@accoreboot/core/pure";
import { every, holds, type Scalar, some, type Truth } from "../../truth.ts";
import { isHidden } from "../../verdict.ts";
import { once, type View } from "../../view.ts";

/** Numbers of the protocols that Neutron knows by name (API reference, create security group rule). */
const numbers = new Map([
  ["any", 0],
  ["icmp", 1],
  ["igmp", 2],
  ["ipip", 4],
  ["tcp", 6],
  ["egp", 8],
  ["udp", 17],
  ["dccp", 33],
  ["ipv6-encap", 41],
  ["ipv6-route", 43],
  ["ipv6-frag", 44],
  ["rsvp", 46],
  ["gre", 47],
  ["esp", 50],
  ["ah", 51],
  ["icmpv6", 58],
  ["ipv6-icmp", 58],
  ["ipv6-nonxt", 59],
  ["ipv6-opts", 60],
  ["ospf", 89],
  ["vrrp", 112],
  ["pgm", 113],
  ["sctp", 132],
  ["udplite", 136],
]);
const tcp = 6;
const udp = 17;
/** TCP, UDP, DCCP, SCTP, UDP-Lite. */
const withPorts = [tcp, udp, 33, 132, 136];

/** The protocol's number; 0, which is every protocol, when none is given, and for what cannot be read. */
export function protocolNumber(value: Scalar): number {
  const name = typeof value === "string" ? value.trim().toLowerCase() : "";
  const number = numbers.get(name) ?? (/^\d{1,3}$/.test(name) ? Number(name) : 0);
  return number > 255 ? 0 : number;
}

/** Protocol and ports of a rule: what two of its properties say about one connection. */
export interface Opening {
  readonly protocol: View;
  readonly min: View;
  readonly max: View;
}

/** Whether it lets every protocol through. */
export const isAnyProtocol = ({ protocol }: Opening): Truth => holds(protocol, (value) => protocolNumber(value) === 0);

/** Whether it lets this many ports through at once, of any protocol that has ports. */
export const isWiderThan = (opening: Opening, count: number): Truth =>
  every(
    holds(opening.protocol, (value) => withPorts.includes(protocolNumber(value))),
    portsOf(opening, (ports) => spans.size(ports) > count),
  );

/** Ports of services, by protocol. */
export interface Services {
  readonly tcp: PortSet;
  readonly udp: PortSet;
}

/** What a parameter that lists ports has to match: `22`, `5985-5986`, `3389/udp`. */
export const portPattern = "\\d{1,5}(-\\d{1,5})?(/udp)?";

/** The ports that a parameter lists. A range that cannot be one stands for every port. */
export const servicesOf = once((listed: readonly string[]): Services => {
  const read = (text: string) => {
    const [min, max] = text.replace("/udp", "").split("-").map(Number);
    return portSet(min, max) ?? everyPort;
  };
  const of = (wanted: (text: string) => boolean) => spans.union(...listed.filter(wanted).map(read));
  return { tcp: of((text) => !text.endsWith("/udp")), udp: of((text) => text.endsWith("/udp")) };
});

/** Whether it lets one of the services through. */
export function reaches(opening: Opening, services: Services): Truth {
  const by = (protocol: number, wanted: PortSet) =>
    every(
      holds(opening.protocol, (value) => [0, protocol].includes(protocolNumber(value))),
      portsOf(opening, (ports) => spans.overlaps(ports, wanted)),
    );
  return some(by(tcp, services.tcp), by(udp, services.udp));
}

/**
 * Whether the ports pass a test, which has to hold for every wider set once it holds. With one end hidden it is certain
 * only when the other end alone passes.
 */
function portsOf({ min, max }: Opening, test: (ports: PortSet) => boolean): Truth {
  const hidden = [min, max].find(isHidden);
  if (!hidden) return test(portsFrom(min, max));
  const other = hidden === min ? max : min;
  return (other.kind === "known" && test(portsFrom(other, other))) || hidden;
}

/** From one end to the other; every port when both are left out, and for what cannot be read or is not a range. */
const portsFrom = (min: View, max: View): PortSet => portSet(endOf(min), endOf(max)) ?? everyPort;

/** Number of the protocol and the ports, in one spelling; null in the place of what is hidden. */
export const openingName = ({ protocol, min, max }: Opening): readonly unknown[] => [
  isHidden(protocol) ? null : protocolNumber(protocol.kind === "known" ? (protocol.value as Scalar) : undefined),
  isHidden(min) || isHidden(max)
    ? [min, max].map((end) => (end.kind === "known" && typeof end.value === "number" ? end.value : null))
    : portsFrom(min, max),
];

/** Zero is no port: the provider leaves it out of the request (its documentation: "use 0" for the full range). What is no number is no port to `portSet` either. */
function endOf(end: View): number | undefined {
  if (end.kind !== "known") return undefined;
  return end.value === 0 ? Number.NaN : (end.value as number);
}
