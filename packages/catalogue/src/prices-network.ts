import { beforeRise, type Price, priced, roundedBeforeRise } from "./prices.ts";
import type { Source } from "./source.ts";

export const networkPriceSource: Source = {
  from: "Price table of a public calculator made from OVHcloud's catalogue, its months (gateways 2, 8, 35, 120, 300 EUR, load balancers 6, 15, 40, 150, floating IP 1.80) and equal prices to the cent in regions of three zones in a list of 2026-01-27; gateway s and xl and load balancer small in the test data of OVHcloud's control panel (ovh/manager)",
  date: "2026-01-27",
  confidence: "reported",
};

/** What a gateway costs an hour, by model as the older API writes it. 3xl was read nowhere. */
export const gatewayPrices: { readonly [model: string]: Price } = priced(
  { s: "0.0028", m: "0.0111", l: "0.0486", xl: "0.1667", "2xl": "0.4167" },
  beforeRise,
  networkPriceSource,
);

/** What a load balancer costs an hour, by flavor. */
export const loadBalancerPrices: { readonly [flavor: string]: Price } = priced(
  { small: "0.0083", medium: "0.0208", large: "0.0556", xl: "0.2083" },
  beforeRise,
  networkPriceSource,
);

/** What a floating IP costs an hour, attached or not. */
export const floatingIpPrice: Price = beforeRise("0.0025", networkPriceSource);

export const kubernetesPriceSource: Source = {
  from: "List made from OVHcloud's catalogue (public-cost-indicator, docs/catalogue-produits.md): the standard plan in regions of three zones, rounded to the cent",
  date: "2026-01-27",
  confidence: "reported",
};

/** What the control plane of a standard Kubernetes cluster costs an hour. That of a free one costs nothing. */
export const kubernetesStandardPrice: Price = roundedBeforeRise("0.09", kubernetesPriceSource);
