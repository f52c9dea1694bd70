import { habit } from "../../habit.ts";
import type { Call, Model } from "../../model.ts";
import { takeAddress } from "../../neutron/addresses.ts";
import { takeDependents } from "../../openstack/loadbalancer/cascade.ts";
import type { Properties } from "../../properties.ts";
import { newId } from "../../random.ts";
import { object, objects, stamp, text } from "../../text.ts";
import { inProject, projectOf } from "../project.ts";
import { withinQuota } from "../v2/limits.ts";
import { dropFloatingIp, judgeFloatingIp, takeFloatingIp, type Wish } from "./floating-ips.ts";
import { judgeFlavor, judgeGateway, judgeListeners } from "./load-balancer-rules.ts";
import { regionIn, type Spot, spotAt } from "./places.ts";
import { infraTokens } from "./tokens.ts";

export const floatingIpLeaks = habit(
  "loadbalancer.floating-ip-leaks",
  "a floating IP that a LoadBalancer made by floatingIpCreate stays when the LoadBalancer goes, and is billed further",
  "ovh-facts 3.2",
);

/**
 * A load balancer (Octavia) with its listeners, pools and members in one. No traffic passes through it. A gateway that
 * it makes goes with it; what OVHcloud does there is not known.
 */
export const loadBalancer: Model = inProject({
  token: infraTokens.loadBalancer,
  importId: "serviceName/regionName/id",
  habits: [floatingIpLeaks],
  unlimited: "counted by the quota profile of its region (CloudQuota), judged with the other rules",
  life: {
    output: "provisioningStatus",
    making: [["creating", 90]],
    ready: "active",
    changing: [["updating", 30]],
    patience: { create: 60, update: 60 },
    idAfterWait: true,
    source:
      "1 to 3 minutes (ovh-facts 5); the provider waits 60, stores the id afterwards and does not wait at deletion (its source, 2.19)",
  },
  judge(call, entry) {
    const { inputs } = call;
    const region = regionIn(call, "regionName");
    judgeFlavor(region, text(inputs, "flavorId"));
    if (entry) return;
    const spot = spotOf(call, region);
    judgeGateway(call, region, spot, privatePart(inputs));
    judgeFloatingIp(call, wishOf(call, region, spot));
    judgeListeners(objects(inputs, "listeners"));
    withinQuota(call, infraTokens.loadBalancer, { service: "loadbalancer", items: { loadbalancers: 1 }, region });
  },
  create(call) {
    const region = text(call.inputs, "regionName");
    const spot = spotOf(call, region);
    const now = stamp(call);
    const floatingIp = takeFloatingIp(call, wishOf(call, region, spot));
    return {
      id: newId.uuid(),
      outputs: {
        ...(floatingIp && { floatingIp }),
        region,
        createdAt: now,
        updatedAt: now,
        operatingStatus: "online",
        vipAddress: takeAddress(call.store, spot.subnet),
        vipNetworkId: spot.network.id,
        vipSubnetId: spot.subnet.id,
      },
    };
  },
  update: (call, { outputs }) => ({ ...outputs, ...call.inputs, updatedAt: stamp(call) }),
  remove({ store, has }, { id, token, inputs, outputs }) {
    takeDependents(store, token, id);
    for (const logs of store.entries(infraTokens.loadBalancerLogs).filter((one) => one.inputs["loadbalancerId"] === id))
      store.remove(logs.token, logs.scope, logs.id);
    if (!has(floatingIpLeaks) && privatePart(inputs)["floatingIpCreate"])
      dropFloatingIp(store, object(outputs, "floatingIp") as { ip: string });
  },
});

/** The only way in that there is: `network.private`. */
const privatePart = (inputs: Properties): Properties => object(object(inputs, "network"), "private");

function spotOf(call: Call, region: string): Spot {
  const { id, subnetId } = object(privatePart(call.inputs), "network");
  return spotAt(call, region, String(id), String(subnetId));
}

const wishOf = (call: Call, region: string, { subnet }: Spot): Wish => ({
  project: projectOf(call),
  region,
  subnetId: subnet.id,
  asked: privatePart(call.inputs),
});
