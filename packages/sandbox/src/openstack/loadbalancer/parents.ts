import type { Call } from "../../model.ts";
import type { Entry } from "../../store.ts";
import { text } from "../../text.ts";
import { regionOf, tenantOf } from "../keystone.ts";
import { at, here } from "../resource.ts";
import { absent } from "./refusals.ts";
import { lbTokens } from "./tokens.ts";

/** The load balancer with that id in the call's tenant and region, whichever API made it, or undefined. */
export function findBalancer(call: Call, id: string): Entry | undefined {
  const found = at(call, lbTokens.loadBalancer, id) ?? call.store.find(lbTokens.ovhLoadBalancer, "", id);
  if (found?.token !== lbTokens.ovhLoadBalancer) return found;
  const mine = found.inputs["serviceName"] === tenantOf(call) && found.inputs["regionName"] === regionOf(call);
  return mine ? found : undefined;
}

/** The load balancer with that id; refuses one that is not there. */
export const balancerAt = (call: Call, id: string): Entry => findBalancer(call, id) ?? absent("Load Balancer", id);

/** The thing of that type and id; refuses one that is not there. */
export const listenerAt = (call: Call, id: string): Entry => at(call, lbTokens.listener, id) ?? absent("Listener", id);
export const poolAt = (call: Call, id: string): Entry => at(call, lbTokens.pool, id) ?? absent("Pool", id);
export const policyAt = (call: Call, id: string): Entry => at(call, lbTokens.l7Policy, id) ?? absent("L7Policy", id);

/** Id of the load balancer that a pool is on, by itself or through its listener. */
export const balancerIdOfPool = (call: Call, { inputs }: Pick<Entry, "inputs">): string =>
  text(inputs, "loadbalancerId") || text(listenerAt(call, text(inputs, "listenerId")).inputs, "loadbalancerId");

/** The load balancer that a pool is on. */
export const balancerOfPool = (call: Call, pool: Pick<Entry, "inputs">): Entry =>
  balancerAt(call, balancerIdOfPool(call, pool));

/** The load balancer that a listener is on. */
export const balancerOfListener = (call: Call, { inputs }: Pick<Entry, "inputs">): Entry =>
  balancerAt(call, text(inputs, "loadbalancerId"));

/** Things of a type whose input names that id, oldest first. */
export const childrenOf = (call: Call, token: string, input: string, id: string): Entry[] =>
  here(call, token).filter(({ inputs }) => inputs[input] === id);
