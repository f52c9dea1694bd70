import type { Call, Model } from "../../model.ts";
import type { Properties } from "../../properties.ts";
import type { Entry } from "../../store.ts";
import { object, text } from "../../text.ts";
import { refuse, unsent } from "../refusal.ts";
import { here } from "../resource.ts";
import { child } from "./child.ts";
import { balancerOfPool, childrenOf, listenerAt } from "./parents.ts";
import { isDatagram, judgePair } from "./protocols.ts";
import { invalid } from "./refusals.ts";
import { lbTokens } from "./tokens.ts";

/** Machines behind a load balancer. Members and monitor go with it; a policy that leads to it holds it. */
export const pool: Model = child({
  token: lbTokens.pool,
  balancer: (call) => balancerOfPool(call, call),
  judge(call, entry) {
    const { inputs } = call;
    if (inputs["lbMethod"] === "SOURCE_IP_PORT")
      refuse(
        501,
        "Provider 'amphora' does not support a requested option: Amphora provider does not support SOURCE_IP_PORT algorithm",
      );
    if (!entry) judgeListener(call);
    judgePersistence(inputs);
  },
  shown: ({ inputs }) => ({
    adminStateUp: inputs["adminStateUp"] ?? true,
    description: text(inputs, "description"),
    listenerId: text(inputs, "listenerId"),
    loadbalancerId: text(inputs, "loadbalancerId"),
    persistence: inputs["persistence"] ?? { type: "", cookieName: "" },
  }),
  remove(call, entry) {
    const policy = here(call, lbTokens.l7Policy).find(({ inputs }) => inputs["redirectPoolId"] === entry.id);
    if (policy) refuse(409, `Pool ${entry.id} is in use by L7 policy ${policy.id}`);
  },
});

/** Octavia judges whether the listener has room for the pool. */
function judgeListener(call: Call): void {
  const { inputs } = call;
  const id = text(inputs, "listenerId");
  if (id === "") return;
  const parent: Entry = listenerAt(call, id);
  if (text(parent.inputs, "protocol") === "PROMETHEUS")
    refuse(400, "Protocol PROMETHEUS listeners cannot have child objects.");
  judgePair(parent.inputs, inputs);
  const taken =
    text(parent.inputs, "defaultPoolId") !== "" || childrenOf(call, lbTokens.pool, "listenerId", id).length > 0;
  if (taken) refuse(409, "This listener already has a default pool");
}

function judgePersistence(inputs: Properties): void {
  const persistence = object(inputs, "persistence");
  const [type, cookie] = [text(persistence, "type"), text(persistence, "cookieName")];
  if (type === "") return;
  if (type === "APP_COOKIE" && cookie === "")
    unsent("Persistence cookie_name needs to be set if using 'APP_COOKIE' persistence type");
  if (type !== "APP_COOKIE" && cookie !== "")
    unsent("Persistence cookie_name can only be set if using 'APP_COOKIE' persistence type");
  if (/[\s,;\\"()/:<=>?@[\]{}]/.test(cookie)) invalid('Supplied "cookie_name" is invalid.');
  const protocol = text(inputs, "protocol");
  if (isDatagram(protocol) && type !== "SOURCE_IP")
    invalid(`Session persistence of type ${type} is not supported for UDP/SCTP protocol pools.`);
}
