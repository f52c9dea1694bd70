/** Listeners of load balancers in one shape. */
import { every, given, holds, type Truth } from "../../truth.ts";
import { fail, isHidden, unproved, type Verdict } from "../../verdict.ts";
import { at, members, type View } from "../../view.ts";
import type { Limits } from "../exposure.ts";
import { hasPublicAddress } from "./floating.ts";
import { isOpenList } from "./source.ts";

export interface Listener {
  readonly protocol: View;
  readonly port: View;
  readonly allowed: View;
  readonly versions: View;
  /** True when it hands what comes in to servers. */
  readonly serves: boolean;
  /** Whether the internet reaches the load balancer, as far as the resource tells. */
  readonly reached: Truth;
}

export const octaviaListener = (view: View): Listener => ({
  protocol: at(view, "protocol"),
  port: at(view, "protocolPort"),
  allowed: at(view, "allowedCidrs"),
  versions: at(view, "tlsVersions"),
  serves: given(at(view, "defaultPoolId")),
  reached: true,
});

/** The listeners in a load balancer of OVHcloud's API; verdicts instead when they cannot be told apart. */
export function listenersOf(view: View): { listeners: Listener[]; verdicts: Verdict[] } {
  const list = at(view, "listeners");
  const reached = hasPublicAddress(at(at(view, "network"), "private"));
  const listeners = members(list)?.map((listener) => ({
    protocol: at(listener, "protocol"),
    port: at(listener, "port"),
    allowed: at(listener, "allowedCidrs"),
    versions: at(listener, "tlsVersions"),
    serves: given(at(listener, "pool")),
    reached,
  }));
  if (listeners || list.kind === "absent") return { listeners: listeners ?? [], verdicts: [] };
  return { listeners: [], verdicts: [isHidden(list) ? unproved(list) : fail(list, "this is not a list of listeners")] };
}

/** Whether it speaks one of these protocols, in the spelling of either API: `TERMINATED_HTTPS`, `terminatedHTTPS`. */
export const speaks = ({ protocol }: Listener, ...protocols: readonly string[]): Truth =>
  holds(protocol, (value) => typeof value === "string" && protocols.includes(value.toUpperCase().replace("_", "")));

/** Whether the world, or a wide public range, reaches it. */
export const isOpen = ({ reached, allowed }: Listener, limits: Limits): Truth =>
  every(reached, isOpenList(allowed, limits));
