import { overlaps, parseCidr } from "@accoreboot/core";
import type { Call } from "../../model.ts";
import { gatewayTokens } from "../../neutron/gateways.ts";
import { type Subnet, subnetById } from "../../neutron/networks.ts";
import { publicAddress } from "../../neutron/public-addresses.ts";
import { names } from "../../rules.ts";
import type { Entry } from "../../store.ts";
import { list, object, text } from "../../text.ts";
import { absent, bad, conflict, oneOf } from "../refusals.ts";
import { apiV2, type Thing } from "./envelope.ts";
import { life } from "./lives.ts";
import { inRegion, inZone, locationOf } from "./places.ts";
import { v2Tokens } from "./tokens.ts";

const sizes = ["S", "M", "L", "XL", "2XL", "3XL"];

/**
 * A gateway: it leads subnets to the public network, under an address of its own that nobody chooses. It may go while
 * floating IPs still need it: the API works that off in the background, and they stay without a way out.
 */
export const gateway = apiV2({
  token: v2Tokens.gateway,
  importId: "serviceName/id",
  life: life(
    { making: 60, changing: 30, leaving: 30 },
    20,
    "the provider's wait, and a cap of 10 minutes for the older gateway (ovh-facts 5)",
  ),
  need: () => ({ service: "network", items: { gateways: 1 } }),
  judge(call, entry) {
    inRegion(call);
    inZone(call, "optional");
    const external = object(call.inputs, "externalGateway");
    oneOf("externalGateway.model", external["model"], sizes);
    if (external["enabled"] === true && text(external, "model") === "")
      bad("externalGateway.model is required when externalGateway.enabled is true");
    const subnets = list(call.inputs, "subnetIds").map((id) => attachable(call, String(id), entry));
    disjoint(subnets);
  },
  current: (call, thing) => ({
    name: text(thing.target, "name"),
    description: text(thing.target, "description"),
    status: "ACTIVE",
    externalGateway: { enabled: leadsOut(thing), model: object(thing.target, "externalGateway")["model"] ?? "" },
    externalIp: externalIp(call, thing),
    subnets: list(thing.target, "subnetIds").map((id) => ({ id })),
    location: locationOf(thing.target),
  }),
});

const leadsOut = ({ target }: Thing): boolean => object(target, "externalGateway")["enabled"] === true;

/** The address it has, a new one when it leads out for the first time, none when it does not. */
function externalIp({ store }: Call, thing: Thing): string {
  if (!leadsOut(thing)) return "";
  return text(object(thing.before?.outputs ?? {}, "currentState"), "externalIp") || publicAddress(store);
}

/** A subnet that no other router has: it would need the subnet's gateway address twice. */
function attachable({ store, inputs }: Call, id: string, self: Entry | undefined): Subnet {
  const [project, region] = [text(inputs, "serviceName"), text(inputs, "region")];
  const subnet = subnetById(store, project, region, id);
  if (!subnet) absent(`Subnet ${id} could not be found in region ${region}`);
  if (subnet.gatewayIp === "") bad(`Subnet ${id} has no gateway IP for a router interface`);
  const { router: _router, ...holders } = gatewayTokens;
  const other = Object.values(holders)
    .flatMap((token) => store.entries(token))
    .find((entry) => entry.id !== self?.id && names(entry.inputs, [id]));
  if (other)
    conflict(`IP address ${subnet.gatewayIp} already allocated in subnet ${id}, by ${other.token} ${other.id}`);
  return subnet;
}

function disjoint(subnets: readonly Subnet[]): void {
  for (const [i, a] of subnets.entries()) {
    for (const b of subnets.slice(i + 1)) {
      if (a.id === b.id) bad(`Router already has a port on subnet ${a.id}`);
      const [left, right] = [parseCidr(a.cidr), parseCidr(b.cidr)];
      if (left && right && overlaps(left, right))
        bad(`Cidr ${b.cidr} of subnet ${b.id} overlaps with cidr ${a.cidr} of subnet ${a.id}`);
    }
  }
}
