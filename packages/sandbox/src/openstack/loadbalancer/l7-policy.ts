import type { Call, Model } from "../../model.ts";
import { text } from "../../text.ts";
import { refuse, unsent } from "../refusal.ts";
import { child } from "./child.ts";
import { policiesInOrder } from "./l7-policy-order.ts";
import { balancerOfListener, balancerOfPool, listenerAt, poolAt } from "./parents.ts";
import { judgePair } from "./protocols.ts";
import { absent, oneExactly, within } from "./refusals.ts";
import { lbTokens } from "./tokens.ts";

const actions = ["REDIRECT_TO_POOL", "REDIRECT_TO_URL", "REJECT"];

/** What a listener does with the requests that a policy's rules fit. */
export const l7Policy: Model = child({
  token: lbTokens.l7Policy,
  balancer: (call) => balancerOfListener(call, listenerAt(call, text(call.inputs, "listenerId"))),
  judge(call) {
    const { inputs } = call;
    oneExactly("action", inputs["action"], actions);
    within("position", inputs["position"], 1, 2_147_483_647);
    judgeTarget(call);
    if (text(listenerAt(call, text(inputs, "listenerId")).inputs, "protocol") === "PROMETHEUS")
      refuse(400, "Protocol PROMETHEUS listeners cannot have child objects.");
  },
  shown({ inputs }) {
    return {
      adminStateUp: inputs["adminStateUp"] ?? true,
      description: text(inputs, "description"),
      position: Number(inputs["position"] ?? 0),
      redirectPoolId: text(inputs, "redirectPoolId"),
      redirectUrl: text(inputs, "redirectUrl"),
    };
  },
  read(call, { id, inputs, outputs }) {
    const order = policiesInOrder(call, text(inputs, "listenerId"));
    return { ...outputs, position: order.findIndex((policy) => policy.id === id) + 1 };
  },
});

/** The provider judges what the action leaves no place for, Octavia what it needs. */
function judgeTarget(call: Call): void {
  const { inputs } = call;
  const [action, poolId, url] = ["action", "redirectPoolId", "redirectUrl"].map((name) => text(inputs, name)) as [
    string,
    string,
    string,
  ];
  const refused = (name: string) => unsent(`${name} must be empty when action is set to ${action}`);
  if (action === "REJECT" && poolId + url !== "") refused("redirect_url and redirect_pool_id");
  if (action === "REDIRECT_TO_POOL" && url !== "") refused("redirect_url");
  if (action === "REDIRECT_TO_URL" && poolId !== "") refused("redirect_pool_id");
  const missing = (name: string) => refuse(400, `Invalid L7 Policy arguments: ${name} must not be None`);
  if (action === "REDIRECT_TO_POOL" && poolId === "") missing("redirect_pool_id or redirect_pool");
  if (action === "REDIRECT_TO_URL" && url === "") missing("redirect_url");
  if (url !== "" && !/^(https?:\/\/[^\s/]+|\/)\S*$/.test(url))
    unsent(`URL is not valid: parse "${url}": invalid URI for request`);
  if (poolId !== "") judgePool(call, poolId);
}

function judgePool(call: Call, id: string): void {
  const [pool, parent] = [poolAt(call, id), listenerAt(call, text(call.inputs, "listenerId"))];
  if (balancerOfPool(call, pool).id !== text(parent.inputs, "loadbalancerId")) absent("Pool", id);
  judgePair(parent.inputs, pool.inputs);
}
