import {
  floatingIpPrice,
  gatewayPrices,
  loadBalancerFlavors,
  loadBalancerPrices,
  type PriceZone,
} from "@accoreboot/catalogue";
import { isHidden } from "../verdict.ts";
import { at, type View } from "../view.ts";
import { hourly, type Part, times, unknown, unpriced } from "./part.ts";
import { entry, fromFlag, fromText, ifGiven, inRegion } from "./read.ts";

const zones: readonly PriceZone[] = ["one-zone", "three-zones", "asia-pacific"];

/** A gateway of the model that a text names, in either API's spelling. */
function gatewayOf(model: View, assumption?: string): Part[] {
  return fromText(model, "the model", (text) => {
    const name = text.toLowerCase();
    const price = entry(gatewayPrices, name);
    if (!price) return [unpriced(model, "no price is known for this model of gateway")];
    return [hourly(`gateway ${name}`, price, times(1), assumption)];
  });
}

/** A gateway of the older API. */
export const gateway = (view: View) =>
  inRegion(at(view, "region"), zones, (assumption) => gatewayOf(at(view, "model"), assumption));

/** A gateway of the API v2, which costs while it leads out. */
export function cloudGateway(view: View): Part[] {
  const external = at(view, "externalGateway");
  return fromFlag(at(external, "enabled"), "whether the gateway leads out", (enabled) =>
    enabled ? inRegion(at(view, "region"), zones, (assumption) => gatewayOf(at(external, "model"), assumption)) : [],
  );
}

/** A router of OpenStack is a gateway once it has an external network; which model it is, is not among its properties. */
export function router(view: View): Part[] {
  const external = [at(view, "externalNetworkId"), at(view, "externalGateway")].find(({ kind }) => kind !== "absent");
  if (!external) return [];
  return ifGiven(external, "whether the router leads out", () => [
    unpriced(external, "the model of gateway that a router is billed as is not known"),
  ]);
}

/** A floating IP, attached or not. */
export const floatingIp = (view: View) => floatingIpIn(at(view, "region"));

const floatingIpIn = (region: View) =>
  inRegion(region, zones, (assumption) => [hourly("floating IP", floatingIpPrice, times(1), assumption)]);

/** What the older API makes along with an instance or a load balancer in a private network of that region. */
export function createdWith(network: View, region: View): Part[] {
  if (isHidden(network)) return [unknown(network, "what is made along with it")];
  const [address, leadsOut] = [at(network, "floatingIpCreate"), at(network, "gatewayCreate")];
  return [
    ...ifGiven(address, "whether a floating IP is made along with it", () => floatingIpIn(region)),
    ...ifGiven(leadsOut, "whether a gateway is made along with it", () =>
      inRegion(region, zones, (assumption) => gatewayOf(at(leadsOut, "model"), assumption)),
    ),
  ];
}

/** A load balancer of the older API. Its flavor is an id, unless it is given by name. */
export const ovhLoadBalancer = (view: View) => [
  ...balancer(at(view, "flavorId"), at(view, "regionName")),
  ...createdWith(at(at(view, "network"), "private"), at(view, "regionName")),
];

/** A load balancer of OpenStack. Without a flavor it is the smallest. */
export const openstackLoadBalancer = (view: View) => balancer(at(view, "flavorId"), at(view, "region"));

function balancer(flavor: View, region: View): Part[] {
  const given =
    flavor.kind === "absent" ? { kind: "known" as const, path: flavor.path, value: loadBalancerFlavors[0] } : flavor;
  return inRegion(region, zones, (assumption) =>
    fromText(given, "the flavor", (name) => {
      const price = entry(loadBalancerPrices, name);
      if (!price) return [unpriced(flavor, "the flavor is given by its id, which names no price")];
      return [hourly(`load balancer ${name}`, price, times(1), assumption)];
    }),
  );
}
