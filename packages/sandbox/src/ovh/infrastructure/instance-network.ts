import { habit } from "../../habit.ts";
import type { Call } from "../../model.ts";
import { takeAddress } from "../../neutron/addresses.ts";
import { publicAddress, publicAddress6 } from "../../neutron/public-addresses.ts";
import type { Properties } from "../../properties.ts";
import { idOf } from "../../random.ts";
import { object, text } from "../../text.ts";
import { projectOf } from "../project.ts";
import { bad } from "../refusals.ts";
import { judgeFloatingIp, takeFloatingIp, type Wish } from "./floating-ips.ts";
import { judgeGateway } from "./load-balancer-rules.ts";
import { type Spot, spotAt } from "./places.ts";
import { regionNetwork } from "./region-network.ts";

export const nestedLeaks = habit(
  "instance.floating-ip-leaks",
  "a floating IP or a network that an Instance made beside itself stays when the Instance goes",
  "ovh-facts 3.2 (assumed there, after the load balancer's)",
);

/** What an instance shows of its only interface, and what it made beside itself. */
export interface Attached {
  readonly addresses: readonly Properties[];
  /** Floating address that it made, and id of the network that it made. */
  readonly madeIp?: string;
  readonly madeNetwork?: string;
}

const privatePart = (inputs: Properties): Properties => object(object(inputs, "network"), "private");

/** Refuses an instance that is to be on both sides or on none, and a private side that does not exist. */
export function judgeNetwork(call: Call, region: string): void {
  const network = object(call.inputs, "network");
  const asked = privatePart(call.inputs);
  const isPrivate = Object.keys(asked).length > 0;
  if (isPrivate === (network["public"] === true)) bad("network takes either public: true or private");
  if (!isPrivate) return;
  const [named, made] = [object(asked, "network"), asked["networkCreate"]];
  if ((text(named, "id") !== "") === Boolean(made)) bad("network.private takes either network or networkCreate");
  if (made) {
    regionNetwork.judge?.({ ...call, inputs: networkInputs(call, region) });
    judgeFloatingIp(call, { project: projectOf(call), region, subnetId: "", asked });
    return;
  }
  const spot = spotOf(call, region);
  judgeGateway(call, region, spot, asked);
  judgeFloatingIp(call, wishOf(call, region, spot));
  if (text(asked, "ip") !== "") takeAddress(call.store, spot.subnet, text(asked, "ip"));
}

/** Gives the interface its addresses, and makes what is to be made beside it. */
export function attach(call: Call, region: string): Attached {
  const asked = privatePart(call.inputs);
  if (Object.keys(asked).length === 0) {
    return { addresses: [address(publicAddress(call.store)), address(publicAddress6(call.store))] };
  }
  const madeNetwork = asked["networkCreate"] ? makeNetwork(call, region) : undefined;
  const spot = madeNetwork ? spotAt(call, region, madeNetwork, idOf(`subnet of ${madeNetwork}`)) : spotOf(call, region);
  const fixed = takeAddress(call.store, spot.subnet, text(asked, "ip"));
  const floating = takeFloatingIp(call, wishOf(call, region, spot));
  const madeIp = asked["floatingIpCreate"] && floating ? floating.ip : undefined;
  return {
    addresses: [address(fixed), ...(floating ? [address(floating.ip)] : [])],
    ...(madeIp !== undefined && { madeIp }),
    ...(madeNetwork !== undefined && { madeNetwork }),
  };
}

const address = (ip: string): Properties => ({ ip, version: ip.includes(":") ? 6 : 4 });

function spotOf(call: Call, region: string): Spot {
  const { id, subnetId } = object(privatePart(call.inputs), "network");
  return spotAt(call, region, String(id), String(subnetId ?? ""));
}

const wishOf = (call: Call, region: string, { subnet }: Spot): Wish => ({
  project: projectOf(call),
  region,
  subnetId: subnet.id,
  asked: privatePart(call.inputs),
});

/** What `networkCreate` asks for, as a RegionNetwork would. */
function networkInputs(call: Call, region: string): Properties {
  const made = object(privatePart(call.inputs), "networkCreate");
  const subnet = object(made, "subnet");
  return {
    serviceName: projectOf(call),
    regionName: region,
    name: text(made, "name"),
    ...(made["vlanId"] ? { vlanId: made["vlanId"] } : {}),
    subnet: {
      cidr: text(subnet, "cidr"),
      enableDhcp: subnet["enableDhcp"] === true,
      enableGatewayIp: true,
      ipVersion: Number(subnet["ipVersion"] || 4),
    },
  };
}

function makeNetwork(call: Call, region: string): string {
  const inputs = networkInputs(call, region);
  const { id, outputs } = regionNetwork.create({ ...call, inputs });
  const timeline = { made: call.now, states: [], settles: call.now };
  const shown = { ...inputs, ...outputs };
  call.store.put({
    token: regionNetwork.token,
    scope: "",
    id,
    urn: "",
    inputs,
    outputs: shown,
    timeline,
    seeded: false,
  });
  return id;
}
