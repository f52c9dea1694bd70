import type { Things } from "../../store.ts";
import { lbTokens } from "./tokens.ts";

/** What goes with a thing of each type, and the input that names it. */
const dependents: { readonly [token: string]: readonly (readonly [token: string, input: string])[] } = {
  [lbTokens.listener]: [[lbTokens.l7Policy, "listenerId"]],
  [lbTokens.l7Policy]: [[lbTokens.l7Rule, "l7policyId"]],
  [lbTokens.pool]: [
    [lbTokens.member, "poolId"],
    [lbTokens.members, "poolId"],
    [lbTokens.monitor, "poolId"],
  ],
  [lbTokens.ovhLoadBalancer]: [
    [lbTokens.pool, "loadbalancerId"],
    [lbTokens.listener, "loadbalancerId"],
  ],
};

/** Takes down what cannot live without a thing. A listener's pool can, but where its load balancer goes it goes too. */
export function takeDependents(store: Things, token: string, id: string): void {
  const found = (dependents[token] ?? []).flatMap(([child, input]) =>
    store.entries(child).filter(({ inputs }) => inputs[input] === id),
  );
  for (const child of found) {
    const pools = token === lbTokens.ovhLoadBalancer ? store.entries(lbTokens.pool) : [];
    for (const entry of [child, ...pools.filter(({ inputs }) => inputs["listenerId"] === child.id)]) {
      takeDependents(store, entry.token, entry.id);
      store.remove(entry.token, entry.scope, entry.id);
    }
  }
}
