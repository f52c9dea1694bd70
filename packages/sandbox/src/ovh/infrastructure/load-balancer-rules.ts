import { isIP } from "node:net";
import { parseCidr } from "@accoreboot/core";
import type { Call } from "../../model.ts";
import { flavorNamed } from "../../openstack/loadbalancer/load-balancer.ts";
import { poolProtocols, transportOf } from "../../openstack/loadbalancer/protocols.ts";
import type { Properties } from "../../properties.ts";
import { list, object, objects, text } from "../../text.ts";
import { absent, bad, conflict } from "../refusals.ts";
import { gatewayById, judgePlace } from "./gateway-rules.ts";
import type { Spot } from "./places.ts";

/** Protocols as the API writes them, for Octavia's. */
const octavia = (protocol: string): string =>
  protocol === "terminatedHTTPS" ? "TERMINATED_HTTPS" : protocol.toUpperCase();

/** Refuses a flavor that the region does not have. */
export function judgeFlavor(region: string, id: string): void {
  if (!flavorNamed(id, region)) absent(`Load balancer flavor ${id} not found in region ${region}`);
}

/** Refuses a gateway that is not there, or one to be made where there is no place for it. */
export function judgeGateway(call: Call, region: string, spot: Spot, asked: Properties): void {
  const [named, made] = [text(object(asked, "gateway"), "id"), asked["gatewayCreate"]];
  if (named !== "" && made) bad("gateway and gatewayCreate must not both be given");
  if (named !== "" && !gatewayById(call, region, named)) absent(`Gateway ${named} not found in region ${region}`);
  if (made) judgePlace(call, spot);
}

/** Refuses listeners that share a port, and pools that do not fit them. */
export function judgeListeners(listeners: readonly Properties[]): void {
  for (const [i, listener] of listeners.entries()) {
    const [protocol, port] = [octavia(text(listener, "protocol")), Number(listener["port"])];
    if (!Number.isInteger(port) || port < 1 || port > 65_535)
      bad(`listeners[${i}].port ${port} is not between 1 and 65535`);
    const twin = listeners
      .slice(0, i)
      .find(
        (one) => Number(one["port"]) === port && transportOf(octavia(text(one, "protocol"))) === transportOf(protocol),
      );
    if (twin) conflict(`Another Listener on this Load Balancer is already using protocol_port ${port}`);
    if ((protocol === "TERMINATED_HTTPS") !== (text(listener, "secretId") !== ""))
      bad(`listeners[${i}]: secretId goes with protocol terminatedHTTPS, and that one needs it`);
    for (const cidr of list(listener, "allowedCidrs").map(String))
      if (!cidr.includes("/") || !parseCidr(cidr)) bad(`listeners[${i}].allowedCidrs: ${cidr} is not a block`);
    if (listener["pool"]) judgePool(object(listener, "pool"), protocol, i);
  }
}

function judgePool(pool: Properties, front: string, i: number): void {
  const protocol = text(pool, "protocol");
  if (protocol !== "" && !poolProtocols[front]?.includes(octavia(protocol)))
    bad(`listeners[${i}].pool: the pool protocol '${protocol}' is invalid while the listener protocol is '${front}'`);
  const persistence = object(pool, "sessionPersistence");
  if ((text(persistence, "type") === "appCookie") !== (text(persistence, "cookieName") !== ""))
    bad(`listeners[${i}].pool.sessionPersistence: cookieName goes with type appCookie, and that one needs it`);
  for (const { address, protocolPort, weight } of objects(pool, "members")) {
    if (isIP(String(address)) === 0) bad(`listeners[${i}].pool.members: ${String(address)} is not an IP address`);
    const port = Number(protocolPort);
    if (!Number.isInteger(port) || port < 1 || port > 65_535)
      bad(`listeners[${i}].pool.members: port ${String(protocolPort)} is not between 1 and 65535`);
    if (weight !== undefined && weight !== null && !(Number(weight) >= 1 && Number(weight) <= 256))
      bad(`listeners[${i}].pool.members: weight ${String(weight)} is not between 1 and 256`);
  }
}
