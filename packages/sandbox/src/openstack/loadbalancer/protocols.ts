import type { Properties } from "../../properties.ts";
import { text } from "../../text.ts";
import { invalid } from "./refusals.ts";

/** Protocols of a listener, each with those of the pools that may stand behind it (Octavia's table). */
export const poolProtocols: { readonly [listener: string]: readonly string[] } = {
  TCP: ["HTTP", "HTTPS", "PROXY", "PROXYV2", "TCP"],
  HTTP: ["HTTP", "PROXY", "PROXYV2"],
  HTTPS: ["HTTPS", "PROXY", "PROXYV2", "TCP"],
  TERMINATED_HTTPS: ["HTTP", "PROXY", "PROXYV2"],
  UDP: ["UDP"],
  SCTP: ["SCTP"],
  PROMETHEUS: [],
};

/** Whether a protocol has no connections that a cookie or a certificate could belong to. */
export const isDatagram = (protocol: string): boolean => ["UDP", "SCTP"].includes(protocol);

/** Protocol under a listener's: two listeners of one load balancer may share a port only where it differs. */
export const transportOf = (protocol: string): string => (isDatagram(protocol) ? protocol : "TCP");

/** Refuses a pool behind a listener that does not speak its protocol. */
export function judgePair(listener: Properties, pool: Properties): void {
  const [front, back] = [text(listener, "protocol"), text(pool, "protocol")];
  if (!poolProtocols[front]?.includes(back))
    invalid(`The pool protocol '${back}' is invalid while the listener protocol is '${front}'.`);
}
