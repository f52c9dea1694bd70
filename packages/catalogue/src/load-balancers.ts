import type { Source } from "./source.ts";

export const loadBalancerSource: Source = {
  from: "OVHcloud guide on Octavia (flavors by name, the smallest as default, provider amphora); XL from price lists; gateway models from the provider's validators and its documentation of cloud_gateway",
  date: "2026-08-21",
  confidence: "reported",
};

/** Flavors of Octavia load balancers, the one taken without a flavor first. Every region has ids of its own. */
export const loadBalancerFlavors = ["small", "medium", "large", "xl"] as const;

/** Models of a gateway as the older API writes them, from small to large. */
export const gatewayModels = ["s", "m", "l", "xl", "2xl", "3xl"] as const;
