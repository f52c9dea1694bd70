import { floatingIpPrice, kubernetesLimits, kubernetesStandardPrice } from "@accoreboot/catalogue";
import { at, type View } from "../view.ts";
import { instances } from "./compute.ts";
import { hourly, type Part, type Quantity, times, unpriced } from "./part.ts";
import { fromFlag, fromNumber, fromText, inRegion } from "./read.ts";

/** A cluster: the control plane of the free plan, which is the default, costs nothing. */
export function cluster(view: View): Part[] {
  const plan = at(view, "plan");
  if (plan.kind === "absent") return [];
  return fromText(plan, "the plan", (name) => {
    if (name === "free") return [];
    if (name !== "standard") return [unpriced(plan, "no price is known for this plan")];
    return inRegion(at(view, "region"), ["three-zones"], (assumption) => [
      hourly("control plane standard", kubernetesStandardPrice, times(1), assumption),
    ]);
  });
}

/** A pool: its nodes as asked for, between the least and the most that autoscaling may make of them. */
export function nodePool(view: View): Part[] {
  return fromNumber(at(view, "desiredNodes"), "the number of nodes", (asked) =>
    fromFlag(at(view, "autoscale"), "whether the pool scales by itself", (scales) =>
      scales ? scaled(view, asked) : pool(view, times(asked)),
    ),
  );
}

function scaled(view: View, asked: number): Part[] {
  return fromNumber(
    at(view, "minNodes"),
    "the least number of nodes",
    (least) =>
      fromNumber(
        at(view, "maxNodes"),
        "the most nodes",
        (most) =>
          pool(
            view,
            {
              asked: BigInt(asked),
              least: BigInt(Math.min(least, asked)),
              most: BigInt(Math.max(most, asked)),
            },
            "the pool scales by itself, and is counted with the nodes asked for",
          ),
        kubernetesLimits.poolNodes,
      ),
    0,
  );
}

function pool(view: View, quantity: Quantity, assumption?: string): Part[] {
  return [
    ...fromFlag(at(view, "monthlyBilled"), "how the nodes are billed", (byMonth) =>
      instances(at(view, "flavorName"), quantity, assumption, byMonth ? "month" : "hour"),
    ),
    ...fromFlag(at(at(view, "attachFloatingIps"), "enabled"), "whether nodes have floating IPs", (enabled) =>
      enabled ? [hourly(`floating IP of each of ${quantity.asked} nodes`, floatingIpPrice, quantity, assumption)] : [],
    ),
  ];
}
