import { computeRegions, loadBalancerFlavors } from "@accoreboot/catalogue";
import type { Call, Model } from "../../model.ts";
import type { Properties } from "../../properties.ts";
import { idOf, newId } from "../../random.ts";
import type { Entry } from "../../store.ts";
import { list, text } from "../../text.ts";
import { regionOf, tenantOf } from "../keystone.ts";
import { groupAt } from "../networking/security-group.ts";
import { refuse } from "../refusal.ts";
import { projectQuota, resource, sameMembers, tagsOf } from "../resource.ts";
import { balancerLife, mutable } from "./changes.ts";
import { childrenOf } from "./parents.ts";
import { invalid, ownOnly } from "./refusals.ts";
import { lbTokens } from "./tokens.ts";
import { vipFor } from "./vip.ts";

/** What runs a load balancer: a pair of machines. */
const providers = ["amphora", "octavia"];

/** Id of a flavor of load balancers in a region. */
export const flavorIdOf = (name: string, region: string): string => idOf(`load balancer flavor ${name} ${region}`);

/** The flavor with that id in a region, or undefined. */
export const flavorNamed = (id: string, region: string): string | undefined =>
  loadBalancerFlavors.find((name) => flavorIdOf(name, region) === id);

/** A load balancer. No traffic passes through it. Its children must be gone before it goes. */
export const loadBalancer: Model = resource({
  token: lbTokens.loadBalancer,
  service: "network",
  life: balancerLife,
  unlimited: projectQuota,
  same: { tags: sameMembers, securityGroupIds: sameMembers },
  judge(call, entry) {
    ownOnly(call);
    for (const id of list(call.inputs, "securityGroupIds")) groupAt(call, String(id));
    if (entry) mutable(call, entry);
    else judgeKind(call);
  },
  shown(call, before) {
    const { inputs } = call;
    const fixed = before ? kept(before.outputs) : made(call);
    return {
      ...fixed,
      tenantId: tenantOf(call),
      adminStateUp: inputs["adminStateUp"] ?? true,
      availabilityZone: text(inputs, "availabilityZone"),
      description: text(inputs, "description"),
      securityGroupIds: groups(inputs, before),
      tags: tagsOf(inputs),
    };
  },
  remove(call, entry) {
    mutable(call, entry);
    const children = [lbTokens.listener, lbTokens.pool].flatMap((token) =>
      childrenOf(call, token, "loadbalancerId", entry.id),
    );
    if (children.length > 0) invalid(`Cannot delete Load Balancer ${entry.id} - it has children`);
  },
});

function judgeKind(call: Call): void {
  const { inputs } = call;
  const region = regionOf(call);
  const [flavorId, provider, zone] = ["flavorId", "loadbalancerProvider", "availabilityZone"].map((name) =>
    text(inputs, name),
  ) as [string, string, string];
  if (flavorId !== "" && !flavorNamed(flavorId, region)) invalid("Invalid flavor_id.");
  if (provider !== "" && !providers.includes(provider)) refuse(400, `Provider '${provider}' is not enabled.`);
  if (zone !== "" && !computeRegions[region]?.zones.includes(zone)) invalid("Invalid availability zone.");
}

const made = (call: Call): Properties => ({
  ...vipFor(call),
  flavorId: text(call.inputs, "flavorId") || flavorIdOf(loadBalancerFlavors[0], regionOf(call)),
  loadbalancerProvider: text(call.inputs, "loadbalancerProvider") || "amphora",
});

const fixedNames = [
  "vipAddress",
  "vipNetworkId",
  "vipPortId",
  "vipSubnetId",
  "flavorId",
  "loadbalancerProvider",
] as const;
const kept = (outputs: Properties): Properties => Object.fromEntries(fixedNames.map((name) => [name, outputs[name]]));

/** The port's groups: those asked for, else the one that Octavia makes for itself. */
function groups({ securityGroupIds: given }: Properties, before?: Entry): unknown {
  if (Array.isArray(given) && given.length > 0) return [...given].sort();
  return before?.inputs["securityGroupIds"] === undefined && before
    ? before.outputs["securityGroupIds"]
    : [newId.uuid()];
}
