import { isIPv4 } from "node:net";
import { type Cidr, contains, formatAddress, parseCidr } from "@accoreboot/core";
import { type Call, CloudError, type Model } from "../../model.ts";
import { lbTokens } from "../../openstack/loadbalancer/tokens.ts";
import type { Properties } from "../../properties.ts";
import { newId } from "../../random.ts";
import { names } from "../../rules.ts";
import { text } from "../../text.ts";
import { inProject, projectOf } from "../project.ts";
import { absent, bad } from "../refusals.ts";
import { regionIn } from "./places.ts";
import { overlapping } from "./region-network.ts";
import { infraTokens } from "./tokens.ts";

/** What names a subnet without holding an address of it. */
const bystanders: readonly string[] = [lbTokens.member, lbTokens.members];

/** A subnet of one region of a NetworkPrivate, which it names by the `pn-` id. Everything replaces. */
export const networkPrivateSubnet: Model = inProject({
  token: infraTokens.subnet,
  importId: "serviceName/networkId/id",
  immediate: "synchronous call (ovh-facts 5); at deletion the provider tries for 5 minutes while ports are in the way",
  unlimited: "no limit is documented",
  judge(call) {
    const { inputs } = call;
    const region = regionIn(call, "region");
    const uuid = networkUuid(call, region);
    const block = blockOf(text(inputs, "network"));
    const [start, end] = [inputs["start"], inputs["end"]].map((address) => addressIn(block, String(address))) as [
      bigint,
      bigint,
    ];
    if (start > end) bad(`start ${text(inputs, "start")} lies behind end ${text(inputs, "end")}`);
    const other = overlapping(call, region, uuid, block);
    if (other) bad(`network ${text(inputs, "network")} overlaps with subnet ${other} of the same network`);
  },
  create(call) {
    const { inputs } = call;
    const block = blockOf(text(inputs, "network"));
    const [network, region, start, end] = ["network", "region", "start", "end"].map((name) => text(inputs, name));
    const dhcp = inputs["dhcp"] ?? false;
    return {
      id: newId.uuid(),
      outputs: {
        dhcp,
        noGateway: inputs["noGateway"] ?? false,
        networkUuid: networkUuid(call, text(inputs, "region")),
        cidr: network,
        gatewayIp: inputs["noGateway"] === true ? "" : gatewayOf(block, String(start)),
        ipPools: [{ dhcp, end, network, region, start }],
      },
    };
  },
  read: (_call, { outputs }) => shown(outputs),
  remove({ store }, entry) {
    const user = store.entries().find(({ token, inputs }) => !bystanders.includes(token) && names(inputs, [entry.id]));
    if (user)
      throw new CloudError(400, `timeout deleting subnet ${entry.id}: it is still used by ${user.token} ${user.id}`);
  },
});

/** The UUID is for the rest of the sandbox; the API does not show it here. */
const shown = ({ networkUuid: _uuid, ...outputs }: Properties): Properties => outputs;

/** OpenStack UUID of the network in that region; refuses a network that is not the project's, and a UUID by name. */
function networkUuid(call: Call, region: string): string {
  const id = text(call.inputs, "networkId");
  const found = call.store.find(infraTokens.networkPrivate, "", id);
  if (found?.inputs["serviceName"] !== projectOf(call))
    absent(`Network ${id} not found in the project: networkId is the network's pn- id`);
  const ids = (found?.outputs["regionsOpenstackIds"] ?? {}) as Record<string, string>;
  return ids[region] ?? bad(`Network ${id} is not in region ${region}`);
}

function blockOf(cidr: string): Cidr {
  const block = parseCidr(cidr);
  return block?.family === 4 && block.canonical ? block : bad(`network ${cidr} is not an IPv4 block`);
}

function addressIn(block: Cidr, address: string): bigint {
  const one = isIPv4(address) ? parseCidr(address) : undefined;
  return one && contains(block, one) ? one.first : bad(`${address} does not lie inside the network`);
}

/** The first address, or the last where the pool begins with the first. */
function gatewayOf({ first, last }: Cidr, start: string): string {
  const low = formatAddress(4, first + 1n);
  return start === low ? formatAddress(4, last - 1n) : low;
}
