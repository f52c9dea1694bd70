import type { Call, Model } from "../../model.ts";
import type { Entry } from "../../store.ts";
import { list, object, text } from "../../text.ts";
import { sameMembers, tagsOf } from "../resource.ts";
import { child } from "./child.ts";
import { judgeListener } from "./listener-rules.ts";
import { balancerOfListener, childrenOf } from "./parents.ts";
import { lbTokens } from "./tokens.ts";

/** Where a load balancer listens. A pool that is made for it shows as its default pool from the next read on. */
export const listener: Model = child({
  token: lbTokens.listener,
  same: { tags: sameMembers },
  balancer: (call) => balancerOfListener(call, call),
  judge: judgeListener,
  shown(call, before) {
    const { inputs } = call;
    const settled = (name: string, otherwise: number) => Number(inputs[name] ?? before?.outputs[name] ?? otherwise);
    return {
      adminStateUp: inputs["adminStateUp"] ?? true,
      allowedCidrs: list(inputs, "allowedCidrs"),
      connectionLimit: settled("connectionLimit", -1),
      defaultPoolId: text(inputs, "defaultPoolId"),
      defaultTlsContainerRef: text(inputs, "defaultTlsContainerRef"),
      description: text(inputs, "description"),
      insertHeaders: object(inputs, "insertHeaders"),
      sniContainerRefs: list(inputs, "sniContainerRefs"),
      tags: tagsOf(inputs),
      timeoutClientData: settled("timeoutClientData", 50_000),
      timeoutMemberConnect: settled("timeoutMemberConnect", 5000),
      timeoutMemberData: settled("timeoutMemberData", 50_000),
      timeoutTcpInspect: settled("timeoutTcpInspect", 0),
    };
  },
  read: (call, entry) => ({ ...entry.outputs, defaultPoolId: defaultPoolOf(call, entry) }),
});

/** Id of the pool that a listener sends everything to that no policy catches, empty when there is none. */
export const defaultPoolOf = (call: Call, { id, inputs }: Entry): string =>
  text(inputs, "defaultPoolId") || (childrenOf(call, lbTokens.pool, "listenerId", id)[0]?.id ?? "");
