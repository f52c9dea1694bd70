import type { Call } from "../../model.ts";
import { gatewayOn } from "../../neutron/gateways.ts";
import { portsOf } from "../../neutron/ports.ts";
import type { Properties } from "../../properties.ts";
import type { Entry, Things } from "../../store.ts";
import { object, objects, text } from "../../text.ts";
import { absent, bad, conflict } from "../refusals.ts";
import { floatingIp as floatingIpV2 } from "../v2/floating-ip.ts";
import { infraTokens } from "./tokens.ts";

/** A floating IP of a project, whichever API made it. */
export interface FloatingIp {
  /** OpenStack UUID, by which the older API names it. */
  readonly id: string;
  readonly ip: string;
  readonly entry: Entry;
}

const openstackToken = "openstack:networking/floatingIp:FloatingIp";
const associateToken = "openstack:networking/floatingIpAssociate:FloatingIpAssociate";

/** The floating IPs of a project in a region. */
export function floatingIpsOf(store: Things, project: string, region: string): FloatingIp[] {
  const openstack = store
    .entries(openstackToken)
    .filter(({ scope, outputs }) => scope === project && outputs["region"] === region)
    .map((entry) => ({ id: entry.id, ip: text(entry.outputs, "address"), entry }));
  const v2 = store
    .entries(floatingIpV2.token)
    .filter(({ inputs }) => inputs["serviceName"] === project && inputs["region"] === region)
    .map((entry) => ({ id: text(object(entry.outputs, "currentState"), "id"), ip: entry.id, entry }));
  return [...openstack, ...v2];
}

/** What a floating IP leads to, as the older API shows it. */
export interface Holder {
  readonly id: string;
  readonly ip: string;
  readonly type: "instance" | "loadbalancer" | "unknown";
}

/** What a floating IP leads to; undefined while it leads nowhere. */
export function holderOf(
  store: Things,
  project: string,
  region: string,
  { id, ip, entry }: FloatingIp,
): Holder | undefined {
  const own = (token: string) => store.entries(token).filter(({ inputs }) => inputs["serviceName"] === project);
  const balancer = own(infraTokens.loadBalancer).find(({ outputs }) => object(outputs, "floatingIp")["id"] === id);
  if (balancer) return { id: balancer.id, ip: text(balancer.outputs, "vipAddress"), type: "loadbalancer" };
  const instance = [infraTokens.instance, "ovh:index/cloudInstance:CloudInstance"]
    .flatMap(own)
    .find(({ outputs }) => shows(outputs, ip));
  if (instance) return { id: instance.id, ip: fixedOf(instance), type: "instance" };
  const associated = store.entries(associateToken).find(({ inputs }) => inputs["floatingIp"] === ip);
  const portId = text(entry.inputs, "portId") || text(associated?.inputs ?? {}, "portId");
  if (portId === "") return undefined;
  const port = portsOf(store, project, region).find((one) => one.id === portId);
  const type =
    port?.deviceOwner === "Octavia" ? "loadbalancer" : port?.deviceOwner === "compute:nova" ? "instance" : "unknown";
  return { id: port?.deviceId.replace(/^lb-/, "") || portId, ip: port?.fixedIps[0]?.ipAddress ?? "", type };
}

const addresses = (outputs: Properties): Properties[] => [
  ...objects(outputs, "addresses"),
  ...objects(object(outputs, "currentState"), "networks").flatMap((nic) => objects(nic, "addresses")),
];
const shows = (outputs: Properties, ip: string): boolean => addresses(outputs).some((address) => address["ip"] === ip);
const fixedOf = ({ outputs }: Entry): string => text(addresses(outputs)[0] ?? {}, "ip");

/** What the `private` part of a nested network asks for. */
export interface Wish {
  readonly project: string;
  readonly region: string;
  readonly subnetId: string;
  /** The part itself. */
  readonly asked: Properties;
}

/** Refuses a floating IP that is elsewhere, taken or out of reach, and one that is both named and made. */
export function judgeFloatingIp({ store }: Call, { project, region, subnetId, asked }: Wish): void {
  const [named, made] = [text(object(asked, "floatingIp"), "id"), asked["floatingIpCreate"]];
  const wanted = named !== "" || (made !== undefined && made !== null);
  if (named !== "" && made) bad("floatingIp and floatingIpCreate must not both be given");
  const way = asked["gateway"] ?? asked["gatewayCreate"] ?? gatewayOn(store, project, subnetId);
  if (wanted && !way) bad(`External network is not reachable from subnet ${subnetId}: it has no gateway`);
  if (named === "") return;
  const found = floatingIpsOf(store, project, region).find(({ id }) => id === named);
  if (!found) absent(`Floating IP ${named} not found in region ${region}`);
  const holder = holderOf(store, project, region, found);
  if (holder) conflict(`Floating IP ${found.ip} is already associated with ${holder.type} ${holder.id}`);
}

/** The floating IP that was asked for, made where it has to be; undefined when none was. */
export function takeFloatingIp(call: Call, { project, region, asked }: Wish): { id: string; ip: string } | undefined {
  const named = text(object(asked, "floatingIp"), "id");
  if (named !== "") {
    const found = floatingIpsOf(call.store, project, region).find(({ id }) => id === named);
    return found && { id: found.id, ip: found.ip };
  }
  if (!asked["floatingIpCreate"]) return undefined;
  const inputs = { serviceName: project, region, description: text(object(asked, "floatingIpCreate"), "description") };
  const { id, outputs } = floatingIpV2.create({ ...call, inputs });
  const timeline = { made: call.now, states: [], settles: call.now };
  call.store.put({ token: floatingIpV2.token, scope: "", id, urn: "", inputs, outputs, timeline, seeded: false });
  return { id: text(object(outputs, "currentState"), "id"), ip: id };
}

/** Takes down a floating IP that was made beside something. */
export function dropFloatingIp(store: Things, { ip }: { readonly ip: string }): void {
  store.remove(floatingIpV2.token, "", ip);
}
