import { type Cidr, contains, formatAddress, parseCidr } from "@accoreboot/core";
import type { Call, Model } from "../../model.ts";
import { subnetsOf } from "../../neutron/networks.ts";
import { lbTokens } from "../../openstack/loadbalancer/tokens.ts";
import type { Properties } from "../../properties.ts";
import { idOf, newId } from "../../random.ts";
import { names } from "../../rules.ts";
import type { Entry } from "../../store.ts";
import { list, object, objects, text } from "../../text.ts";
import { entriesIn, inProject, projectOf } from "../project.ts";
import { bad, conflict } from "../refusals.ts";
import { regionIn } from "./places.ts";
import { infraTokens } from "./tokens.ts";

/**
 * A network of one region with its subnet, the only way to a private network in a Local Zone. Neither the subnet's id
 * nor its gateway address is shown. Everything replaces.
 */
export const regionNetwork: Model = inProject({
  token: infraTokens.regionNetwork,
  importId: "serviceName/regionName/id",
  unlimited: "as many as there are VLANs: 1 to 4000",
  life: {
    making: [["in-progress", 30]],
    ready: "completed",
    patience: { create: 60 },
    idAfterWait: true,
    source: "the provider waits 60 minutes for an operation (its source, 2.19); seconds assumed",
  },
  judge(call) {
    const { inputs } = call;
    const region = regionIn(call, "regionName");
    const vlan = inputs["vlanId"];
    if (vlan !== undefined && vlan !== null && !(Number(vlan) >= 1 && Number(vlan) <= 4000))
      bad(`vlanId ${String(vlan)} is not between 1 and 4000`);
    const taken = neighbours(call, region).find(({ outputs }) => vlan && Number(outputs["vlanId"]) === Number(vlan));
    if (taken) conflict(`VLAN ${String(vlan)} is already used by network ${taken.id}`);
    judgeSubnet(object(inputs, "subnet"));
  },
  create(call) {
    const { inputs } = call;
    const region = text(inputs, "regionName");
    const subnet = object(inputs, "subnet");
    const gateway = subnet["enableGatewayIp"] === true;
    const hidden = {
      gatewayIp: gateway ? gatewayOf(subnet) : "",
      enableGatewayIp: gateway,
      dhcp: subnet["enableDhcp"],
    };
    const vlanId = Number(inputs["vlanId"] ?? freeVlan(call, region));
    return { id: newId.uuid(), outputs: { ...hidden, region, visibility: "private", vlanId } };
  },
  read: (_call, { outputs }) => shown(outputs),
  remove({ store }, entry) {
    const subnet = idOf(`subnet of ${entry.id}`);
    const user = store
      .entries()
      .filter(({ token, id }) => id !== entry.id && token !== lbTokens.member && token !== lbTokens.members)
      .find((other) => names(other.inputs, [entry.id, subnet]));
    if (user) conflict(`the network is still used by ${user.token} ${user.id}`);
  },
});

/** What the rest of the sandbox knows of the subnet, and the API does not show. */
function shown({ gatewayIp: _gateway, enableGatewayIp: _enabled, dhcp: _dhcp, ...outputs }: Properties): Properties {
  return outputs;
}

const neighbours = (call: Call, region: string): Entry[] =>
  entriesIn(call.store, infraTokens.regionNetwork, projectOf(call)).filter(
    ({ inputs }) => inputs["regionName"] === region,
  );

/** The lowest VLAN that no network of the project has. */
function freeVlan(call: Call, region: string): number {
  const others = [...neighbours(call, region), ...entriesIn(call.store, infraTokens.networkPrivate, projectOf(call))];
  const taken = others.map(({ outputs }) => Number(outputs["vlanId"]));
  let vlan = 1;
  while (taken.includes(vlan)) vlan++;
  return vlan;
}

function judgeSubnet(subnet: Properties): void {
  const cidr = text(subnet, "cidr");
  const block = cidr.includes("/") ? parseCidr(cidr) : undefined;
  if (!block?.canonical) bad(`cidr ${cidr} is not a block`);
  const version = Number(subnet["ipVersion"]);
  if (version !== block.family) bad(`ipVersion ${version} does not go with cidr ${cidr}`);
  const inside = (address: string) => {
    const one = parseCidr(address);
    return one !== undefined && contains(block, one);
  };
  const gateway = text(subnet, "gatewayIp");
  if (gateway !== "" && !inside(gateway)) bad(`gateway ${gateway} does not lie inside the block`);
  for (const { start, end } of objects(subnet, "allocationPools"))
    if (!inside(String(start)) || !inside(String(end)))
      bad(`allocation pool ${String(start)} to ${String(end)} does not lie inside the block`);
  for (const { destination, nextHop } of objects(subnet, "hostRoutes"))
    if (!parseCidr(String(destination)) || !parseCidr(String(nextHop)))
      bad(`host route ${String(destination)} is not one`);
  for (const server of list(subnet, "dnsNameServers"))
    if (!parseCidr(String(server))) bad(`${String(server)} is not an address`);
}

function gatewayOf(subnet: Properties): string {
  const block = parseCidr(text(subnet, "cidr")) as Cidr;
  return text(subnet, "gatewayIp") || formatAddress(block.family, block.first + 1n);
}

/** Whether a region of the project has a subnet on that network that overlaps with a block. */
export function overlapping(call: Call, region: string, networkId: string, block: Cidr): string | undefined {
  return subnetsOf(call.store, projectOf(call), region).find((one) => {
    const other = parseCidr(one.cidr);
    return one.networkId === networkId && other && other.first <= block.last && block.first <= other.last;
  })?.id;
}
