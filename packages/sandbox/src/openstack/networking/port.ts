import type { Call, Model } from "../../model.ts";
import { takeAddress } from "../../neutron/addresses.ts";
import { type Subnet, subnetsOf } from "../../neutron/networks.ts";
import { addressesOf, type Port, portById } from "../../neutron/ports.ts";
import { publicAddress, publicAddress6 } from "../../neutron/public-addresses.ts";
import { equal, type Properties } from "../../properties.ts";
import { newId } from "../../random.ts";
import type { Entry } from "../../store.ts";
import { list, objects, text } from "../../text.ts";
import { regionOf, tenantOf } from "../keystone.ts";
import { refuse } from "../refusal.ts";
import { here, owned, resource, sameMembers } from "../resource.ts";
import { tokens } from "../tokens.ts";
import { networkAt } from "./network.ts";
import { judgePort } from "./port-rules.ts";
import { defaultGroupId, groupsOf } from "./security-group.ts";
import { inBlock } from "./subnet.ts";

/** A port on a network, whichever API made the network; on the public one it has public addresses. */
export const port: Model = resource({
  token: tokens.port,
  service: "network",
  immediate: "Neutron answers with the port's addresses; the provider looks once after 5 s (its source, 1.54)",
  quota: { limit: 500, per: "region", source: "Neutron's default quota; OVHcloud raises it account by account" },
  same: { securityGroupIds: sameMembers, allowedAddressPairs: sameMembers, tags: sameMembers },
  judge: judgePort,
  shown(call, before) {
    const { inputs } = call;
    const secured = inputs["portSecurityEnabled"] ?? true;
    return {
      ...owned(call),
      adminStateUp: inputs["adminStateUp"] ?? true,
      allFixedIps: addresses(call, before),
      allSecurityGroupIds: groups(call, before),
      binding: {
        hostId: "",
        profile: "",
        vifDetails: {},
        vifType: "",
        vnicType: "normal",
        ...objectIn(inputs, "binding"),
      },
      description: text(inputs, "description"),
      deviceId: inputs["deviceId"] ?? before?.outputs["deviceId"] ?? "",
      deviceOwner: inputs["deviceOwner"] ?? before?.outputs["deviceOwner"] ?? "",
      dnsAssignments: [],
      dnsName: text(inputs, "dnsName"),
      macAddress: inputs["macAddress"] ?? before?.outputs["macAddress"] ?? newId.mac(),
      portSecurityEnabled: secured,
      qosPolicyId: text(inputs, "qosPolicyId"),
    };
  },
  read(call, entry) {
    const now = portById(call.store, tenantOf(call), text(entry.outputs, "region"), entry.id);
    const { deviceId, deviceOwner } = now ?? { deviceId: "", deviceOwner: "" };
    return { ...entry.outputs, deviceId, deviceOwner, allSecurityGroupIds: now ? groupIds(call, now) : [] };
  },
  remove(call, entry) {
    const now = portById(call.store, tenantOf(call), text(entry.outputs, "region"), entry.id);
    const owner = now?.deviceOwner ?? "";
    if (owner.startsWith("network:"))
      refuse(409, `Port ${entry.id} cannot be deleted directly via the port API: has device owner ${owner}.`);
    const trunk = call.store.entries(tokens.trunk).find(({ inputs }) => inputs["portId"] === entry.id);
    if (trunk) refuse(409, `Port ${entry.id} is currently a parent port for trunk ${trunk.id}.`);
    if (owner === "trunk:subport")
      refuse(409, `Port ${entry.id} is currently a subport for trunk ${now?.deviceId ?? ""}.`);
  },
});

const objectIn = (inputs: Properties, name: string) => (inputs[name] ?? {}) as Properties;

/** Groups of the port by itself: what it asks for, else the default one; none where port security is off. */
function groups(call: Call, before?: Entry): unknown {
  const { inputs } = call;
  const given = inputs["securityGroupIds"];
  if (inputs["noSecurityGroups"] === true || inputs["portSecurityEnabled"] === false) return [];
  if (given !== undefined) return [...list(inputs, "securityGroupIds")].sort();
  if (before) return before.inputs["securityGroupIds"] === undefined ? before.outputs["allSecurityGroupIds"] : [];
  return [defaultGroupId(call)];
}

/** Ids of all groups on a port, whoever put them there. */
export function groupIds(call: Call, { id, groups: worn }: Port): string[] {
  const known = groupsOf(call);
  const own = worn.map((name) => known.find((group) => group.id === name || group.name === name)?.id ?? name);
  const more = here(call, tokens.portSecGroupAssociate).filter(({ inputs }) => inputs["portId"] === id);
  const enforced = more.find(({ inputs }) => inputs["enforce"] === true);
  const added = (entries: readonly Entry[]) =>
    entries.flatMap(({ inputs }) => list(inputs, "securityGroupIds").map(String));
  return [...new Set(enforced ? added([enforced]) : [...own, ...added(more)])].sort();
}

/** The port's addresses: those it asks for, else one of the network's first subnet; an address once had is kept. */
function addresses(call: Call, before?: Entry): string[] {
  const { inputs } = call;
  const held = list(before?.outputs ?? {}, "allFixedIps").map(String);
  if (before && equal(inputs["fixedIps"], before.inputs["fixedIps"])) return held;
  if (inputs["noFixedIp"] === true) return [];
  return addressesOn(call, text(inputs, "networkId"), { wanted: objects(inputs, "fixedIps"), self: before, held });
}

/** What is asked of a network for a port. */
interface Wish {
  /** `{subnetId, ipAddress}` each; without any the network chooses. */
  readonly wanted?: readonly Properties[];
  /** The port itself, where it has addresses already, and those it had. */
  readonly self?: Entry | undefined;
  readonly held?: readonly string[];
  /** Addresses just given to others. */
  readonly taken?: readonly string[];
}

/** Addresses for a port on a network; on the public one an IPv4 and an IPv6 address. */
export function addressesOn(call: Call, networkId: string, wish: Wish = {}): string[] {
  const { wanted = [], self, held = [], taken = [] } = wish;
  const { store } = call;
  if (networkAt(call, networkId).external) return [publicAddress(store, taken), publicAddress6(store, taken)];
  const subnets = subnetsOf(store, tenantOf(call), regionOf(call)).filter((one) => one.networkId === networkId);
  const found: string[] = [];
  for (const fixed of wanted.length > 0 ? wanted : byDefault(subnets)) {
    const subnet = subnetFor(subnets, fixed, networkId);
    const again = held.find((address) => inBlock(subnet.cidr, address) && !found.includes(address));
    const asks = text(fixed, "ipAddress");
    found.push(asks === "" && again ? again : takeAddress(store, subnet, asks, self, [...found, ...taken]));
  }
  return found;
}

/** A port without wishes gets one IPv4 address, and one of every IPv6 subnet that gives them out by itself. */
function byDefault(subnets: readonly Subnet[]): Properties[] {
  const four = subnets.find(({ cidr }) => !cidr.includes(":"));
  const six = subnets.filter(({ cidr, entry }) => cidr.includes(":") && text(entry.outputs, "ipv6AddressMode") !== "");
  const only = four ? [four] : subnets.filter(({ cidr }) => cidr.includes(":")).slice(0, 1);
  return [...new Set([...only, ...six])].map(({ id }) => ({ subnetId: id }));
}

function subnetFor(subnets: readonly Subnet[], fixed: Properties, networkId: string): Subnet {
  const [id, address] = [text(fixed, "subnetId"), text(fixed, "ipAddress")];
  const found = subnets.find((one) => (id === "" ? inBlock(one.cidr, address) : one.id === id));
  if (found) return found;
  if (id === "")
    return refuse(400, `IP address ${address} is not a valid IP for any of the subnets on the specified network.`);
  return refuse(
    400,
    `Invalid input for operation: Failed to create port on network ${networkId}, because fixed_ips included invalid subnet ${id}.`,
  );
}

/** The port with that id in the call's region, whoever made it; refuses one that is not there. */
export function portAt(call: Call, id: string): Port {
  const found = portById(call.store, tenantOf(call), regionOf(call), id);
  return found ?? refuse(404, `Port ${id} could not be found.`);
}

/** The first IPv4 address of a port, empty when it has none. */
export const firstAddress = (one: Port): string => addressesOf(one).find((address) => !address.includes(":")) ?? "";
