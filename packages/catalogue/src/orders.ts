import type { Source } from "./source.ts";

export const orderSource: Source = {
  from: "Plans in the examples of the provider's documentation; duration and pricing mode as found in practice, prices left out",
  date: "2026-08-21",
  confidence: "reported",
};

/** Something that a cart can hold. */
export interface OrderPlan {
  readonly name: string;
  /** ISO 8601 duration of one rental, `P1M`. */
  readonly duration: string;
  /** Plans that can be had with it, by code. */
  readonly options: { readonly [planCode: string]: OrderPlan };
}

const plan = (name: string, duration: string, options: OrderPlan["options"] = {}): OrderPlan => ({
  name,
  duration,
  options,
});

const projectOptions = (certification: string): OrderPlan["options"] => ({
  vrack: plan("Virtual private network", "P1M"),
  [certification]: plan("Health data hosting", "P1M"),
});

/** Plans by product and plan code. Outside the United States the project is `project.2018`, there `project`. */
export const orderPlans: { readonly [product: string]: { readonly [planCode: string]: OrderPlan } } = {
  cloud: {
    "project.2018": plan("Public Cloud project", "P1M", projectOptions("certification.hds.2018")),
    project: plan("Public Cloud project", "P1M", projectOptions("certification.hds")),
  },
  dns: { zone: plan("DNS zone", "P1Y") },
  ip: { "ip-v4-s30-ripe": plan("Additional IPv4 block /30", "P1M") },
  ipLoadbalancing: { "iplb-lb1": plan("Load Balancer Pack 1", "P1M") },
  okms: { okms: plan("Key Management Service", "P1M") },
  vrack: { vrack: plan("Virtual private network", "P1M") },
  vrackServices: { "vrack-services": plan("vRack Services", "P1M") },
};
