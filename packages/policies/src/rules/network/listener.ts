/** Listeners of load balancers in one shape. */
import { every, given, holds, type Scalar, type Truth, textOf } from "../../truth.ts";
import { evidenceFrom, fail, isHidden, unproved, type Verdict } from "../../verdict.ts";
import { at, type View } from "../../view.ts";
import { longestList, membersWithin } from "../bounded.ts";
import type { Limits } from "../exposure.ts";
import { hasPublicAddress } from "./floating.ts";
import { exposureOfList } from "./source.ts";

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
  const listeners = membersWithin(list)?.map((listener) => ({
    protocol: at(listener, "protocol"),
    port: at(listener, "port"),
    allowed: at(listener, "allowedCidrs"),
    versions: at(listener, "tlsVersions"),
    serves: given(at(listener, "pool")),
    reached,
  }));
  if (listeners || list.kind === "absent") return { listeners: listeners ?? [], verdicts: [] };
  const problem = `this is not a list of at most ${longestList} listeners`;
  return { listeners: [], verdicts: [isHidden(list) ? unproved(list) : fail(list, problem)] };
}

/** Whether it speaks one of these protocols, in the spelling of either API: `TERMINATED_HTTPS`, `terminatedHTTPS`. */
export const speaks = ({ protocol }: Listener, ...protocols: readonly string[]): Truth =>
  holds(protocol, (value) => protocols.includes(protocolName(value)));

const protocolName = (value: Scalar): string => (typeof value === "string" ? value.toUpperCase().replace("_", "") : "");

/** Whether the world, or a wide public range, reaches it. */
export const isOpen = ({ reached, allowed }: Listener, limits: Limits): Truth =>
  every(reached, exposureOfList(allowed, limits).open);

/** What offends in a listener that the world reaches: its protocol, its port and the blocks that are too wide. */
export function evidenceOfListener({ protocol, port, allowed }: Listener, limits: Limits): string {
  const blocks = exposureOfList(allowed, limits).evidence();
  if (blocks === "") return "";
  const number = port.kind === "known" && typeof port.value === "number" ? port.value : null;
  return evidenceFrom([protocol, port], () => [protocolName(textOf(protocol)), number, blocks]);
}
