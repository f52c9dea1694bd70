import type { Call } from "../../model.ts";
import { gatewayOn } from "../../neutron/gateways.ts";
import { publicNetworkId } from "../../neutron/networks.ts";
import { type Port, portsOf } from "../../neutron/ports.ts";
import type { Entry } from "../../store.ts";
import { text } from "../../text.ts";
import { regionOf, tenantOf } from "../keystone.ts";
import { refuse } from "../refusal.ts";
import { here } from "../resource.ts";
import { tokens } from "../tokens.ts";
import { firstAddress, portAt } from "./port.ts";

/** A floating address as Neutron sees it, whichever resource made it. */
export interface Floating {
  readonly id: string;
  readonly address: string;
  /** Port and address inside that it leads to; empty while it leads nowhere. */
  readonly portId: string;
  readonly fixedIp: string;
  readonly entry: Entry;
}

const cloudFloatingIp = "ovh:index/cloudFloatingIp:CloudFloatingIp";

/** The tenant's floating addresses in the call's region. */
export function floatingIps(call: Call): Floating[] {
  const links = associations(call);
  const made = [tokens.floatingIp, tokens.computeFloatingIp]
    .flatMap((token) => here(call, token))
    .map((entry) => ({ id: entry.id, address: text(entry.outputs, "address"), entry }));
  const [tenant, region] = [tenantOf(call), regionOf(call)];
  const others = call.store
    .entries(cloudFloatingIp)
    .filter(({ inputs }) => inputs["serviceName"] === tenant && inputs["region"] === region)
    .map((entry) => ({
      id: text((entry.outputs["currentState"] ?? {}) as never, "id") || entry.id,
      address: entry.id,
      entry,
    }));
  return [...made, ...others].map((one) => {
    const { entry } = one;
    const link = links.find(({ address }) => address === one.address);
    const own = { portId: text(entry.inputs, "portId"), fixedIp: text(entry.outputs, "fixedIp") };
    return { ...one, ...(link ?? (own.portId === "" ? { portId: "", fixedIp: "" } : own)) };
  });
}

/** What ties addresses to ports besides the addresses themselves. */
function associations(call: Call): { address: string; portId: string; fixedIp: string }[] {
  return [tokens.floatingIpAssociate, tokens.computeFloatingIpAssociate]
    .flatMap((token) => here(call, token))
    .map(({ inputs, outputs }) => ({
      address: text(inputs, "floatingIp"),
      portId: text(outputs, "portId") || portWith(call, text(outputs, "instanceId"), text(outputs, "fixedIp")),
      fixedIp: text(outputs, "fixedIp"),
    }));
}

const portWith = (call: Call, instanceId: string, address: string): string =>
  portsOfServer(call, instanceId).find((port) => port.fixedIps.some(({ ipAddress }) => ipAddress === address))?.id ??
  "";

/** Ports of a server, in the order of its networks. */
export const portsOfServer = (call: Call, instanceId: string): Port[] =>
  portsOf(call.store, tenantOf(call), regionOf(call)).filter(({ deviceId }) => deviceId === instanceId);

/** Floating addresses that lead into a subnet. */
export const floatingIpsOn = (call: Call, subnetId: string): Floating[] =>
  floatingIps(call).filter(
    ({ portId }) => portId !== "" && safePort(call, portId)?.fixedIps.some((fixed) => fixed.subnetId === subnetId),
  );

const safePort = (call: Call, id: string): Port | undefined =>
  portsOf(call.store, tenantOf(call), regionOf(call)).find((port) => port.id === id);

/**
 * The address inside that a floating address is to lead to. Refuses a port that does not have it, one whose subnet has
 * no way out, and one that has a floating address already.
 */
export function reachable(call: Call, portId: string, wanted: string, self?: string): string {
  const port = portAt(call, portId);
  const fixed = wanted || firstAddress(port);
  const there = port.fixedIps.find(({ ipAddress }) => ipAddress === fixed);
  if (fixed === "" || !there)
    refuse(400, `Bad floatingip request: Port ${portId} does not have fixed ip ${wanted || "(IPv4)"}.`);
  const network = publicNetworkId(regionOf(call));
  if (port.networkId === network || !gatewayOn(call.store, tenantOf(call), there.subnetId))
    refuse(
      404,
      `External network ${network} is not reachable from subnet ${there.subnetId}.  Therefore, cannot associate Port ${portId} with a Floating IP.`,
    );
  const rival = floatingIps(call).find((one) => one.id !== self && one.portId === portId && one.fixedIp === fixed);
  if (rival)
    refuse(
      409,
      `Cannot associate floating IP with port ${portId} using fixed IP ${fixed}, as that fixed IP already has a floating IP ${rival.address} on external network ${network}.`,
    );
  return fixed;
}

/** As {@link reachable}, for the whole of a floating address: refuses one inside to which single ports lead already. */
export function associable(call: Call, portId: string, wanted: string, self?: string): string {
  const fixed = reachable(call, portId, wanted, self);
  const forwarded = here(call, tokens.portForwarding).find(
    ({ inputs }) => inputs["internalPortId"] === portId && inputs["internalIpAddress"] === fixed,
  );
  if (forwarded)
    refuse(
      409,
      `Cannot associate floating IP with port ${portId} using fixed IP ${fixed}, as it already has a Port Forwarding binding.`,
    );
  return fixed;
}
