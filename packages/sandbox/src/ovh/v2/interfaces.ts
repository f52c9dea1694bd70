import { contains, parseCidr } from "@accoreboot/core";
import type { Call } from "../../model.ts";
import { takeAddress } from "../../neutron/addresses.ts";
import { gatewayOn } from "../../neutron/gateways.ts";
import { type Subnet, subnetById } from "../../neutron/networks.ts";
import { publicAddress, publicAddress6 } from "../../neutron/public-addresses.ts";
import type { Properties } from "../../properties.ts";
import { newId } from "../../random.ts";
import { object, objects, text } from "../../text.ts";
import type { Thing } from "./envelope.ts";
import { exportAddresses } from "./export-addresses.ts";

/** Whether an interface is asked for on a private network, and not on the public one. */
export const isPrivate = (asked: Properties): boolean => text(asked, "networkId") !== "";

/** True when an address lies in the subnet, and so is the interface's own and no floating IP. */
export function isFixed(address: string, { cidr }: Subnet): boolean {
  const [block, asked] = [parseCidr(cidr), parseCidr(address)];
  return block !== undefined && asked !== undefined && contains(block, asked);
}

/**
 * The interfaces of an instance as the backend shows them: one without id for the public network, one for each private
 * network, by network id. What the instance had before it keeps. A floating IP shows once its subnet has a way out.
 */
export function interfacesOf(call: Call, { target, before }: Thing): Properties[] {
  const asked = objects(target, "networks");
  const shown = objects(object(before?.outputs ?? {}, "currentState"), "networks");
  const old = (id: string) => objects(shown.find((one) => one["id"] === id) ?? {}, "addresses");
  const open = asked.filter((one) => !isPrivate(one));
  const networks = [...new Set(asked.filter(isPrivate).map((one) => text(one, "networkId")))];
  const closed = networks.map((id) => {
    const mine = asked.filter((one) => one["networkId"] === id);
    return privateInterface({ call, target, before, old: old(id) }, id, mine);
  });
  const all = open.length > 0 ? [publicInterface(call, open, old("")), ...closed] : closed;
  return all.sort((a, b) => (text(a, "id") < text(b, "id") ? -1 : 1));
}

/** True while a floating IP is asked for on a subnet that has no way out. */
export function waitsForGateway({ store }: Call, target: Properties): boolean {
  const [project, region] = [text(target, "serviceName"), text(target, "region")];
  return objects(target, "networks").some((one) => {
    const [ip, subnetId] = [text(one, "ip"), text(one, "subnetId")];
    const subnet = isPrivate(one) && ip !== "" ? subnetById(store, project, region, subnetId) : undefined;
    return subnet !== undefined && !isFixed(ip, subnet) && !gatewayOn(store, project, subnetId);
  });
}

function publicInterface({ store }: Call, asked: readonly Properties[], old: readonly Properties[]): Properties {
  const mac = text(old[0] ?? {}, "mac") || newId.mac();
  const fixed = old.filter(({ type }) => type === "FIXED");
  const assigned = () => [publicAddress(store), publicAddress6(store)].map((ip) => address(ip, mac, "FIXED"));
  const wanted = asked.some((one) => one["autoAssignPublicIp"] === true);
  const own = fixed.length > 0 ? () => fixed : assigned;
  const routed = asked.map((one) => text(one, "ip")).filter(Boolean);
  const addresses = [...(wanted ? own() : []), ...routed.map((ip) => address(ip, mac, "ADDITIONAL"))];
  return { id: "", subnetId: "", gatewayId: "", addresses: byTypeAndIp(addresses) };
}

interface At extends Pick<Thing, "target" | "before"> {
  readonly call: Call;
  /** Addresses that the interface had. */
  readonly old: readonly Properties[];
}

function privateInterface({ call, target, before, old }: At, id: string, asked: readonly Properties[]): Properties {
  const { store } = call;
  const [project, region] = [text(target, "serviceName"), text(target, "region")];
  const mac = text(old[0] ?? {}, "mac") || newId.mac();
  const addresses: Properties[] = [];
  let gatewayId = "";
  for (const one of asked) {
    const subnet = subnetById(store, project, region, text(one, "subnetId"));
    if (!subnet) continue;
    const way = gatewayOn(store, project, subnet.id);
    gatewayId ||= way?.id ?? "";
    const wanted = text(one, "ip");
    const pinned = wanted !== "" && isFixed(wanted, subnet);
    const taken = addresses.map((other) => text(other, "ip"));
    const again = old.find(
      ({ ip, type }) => type === "FIXED" && !taken.includes(String(ip)) && isFixed(String(ip), subnet),
    );
    const fixed = pinned
      ? wanted
      : (again?.["ip"] ?? takeAddress(store, subnet, "", before, [...taken, ...exportAddresses(store)]));
    addresses.push(address(String(fixed), mac, "FIXED"));
    if (wanted !== "" && !pinned && way) addresses.push(address(wanted, mac, "FLOATING"));
  }
  return { id, subnetId: text(asked[0] ?? {}, "subnetId"), gatewayId, addresses: byTypeAndIp(addresses) };
}

const address = (ip: string, mac: string, type: string): Properties => ({
  ip,
  mac,
  type,
  version: ip.includes(":") ? 6 : 4,
});

const byTypeAndIp = (addresses: readonly Properties[]): Properties[] => {
  const key = (one: Properties) => `${text(one, "type")} ${text(one, "ip")}`;
  return [...addresses].sort((a, b) => (key(a) < key(b) ? -1 : 1));
};
