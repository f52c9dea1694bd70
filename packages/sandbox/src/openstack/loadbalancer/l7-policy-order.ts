import type { Call } from "../../model.ts";
import type { Entry } from "../../store.ts";
import { childrenOf } from "./parents.ts";
import { lbTokens } from "./tokens.ts";

/** The policies of a listener in the order in which they are asked: each goes in where it wants, the last at the end. */
export function policiesInOrder(call: Call, listenerId: string): Entry[] {
  const order: Entry[] = [];
  for (const policy of childrenOf(call, lbTokens.l7Policy, "listenerId", listenerId))
    order.splice(Math.min(Number(policy.inputs["position"] ?? Number.MAX_SAFE_INTEGER) - 1, order.length), 0, policy);
  return order;
}
