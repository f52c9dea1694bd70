import { habit } from "../../habit.ts";
import type { Call, Model } from "../../model.ts";
import type { Properties } from "../../properties.ts";
import { newId } from "../../random.ts";
import type { Entry } from "../../store.ts";
import { objects, text } from "../../text.ts";
import { sameMembers } from "../resource.ts";
import { child } from "./child.ts";
import { duplicate, judgeMember, memberShown, sameSpot } from "./member.ts";
import { balancerOfPool, childrenOf, poolAt } from "./parents.ts";
import { lbTokens } from "./tokens.ts";

const takesAll = habit(
  "loadbalancer.members-take-all",
  "Members is the whole of a pool: it drops every Member that another resource made there",
  "batch update of members in Octavia's API, which the provider's Members calls (its source, 1.54)",
);

/** All machines of a pool at once. Its id is the pool's. */
export const members: Model = child({
  token: lbTokens.members,
  habits: [takesAll],
  same: { members: sameMembers },
  balancer: (call) => balancerOfPool(call, poolAt(call, text(call.inputs, "poolId"))),
  judge(call) {
    const all = objects(call.inputs, "members");
    for (const [i, one] of all.entries()) {
      judgeMember(call, one);
      if (all.slice(0, i).some((other) => sameSpot(other, one))) duplicate(one);
    }
  },
  id: (call) => text(call.inputs, "poolId"),
  shown(call, before) {
    if (call.has(takesAll)) dropOthers(call);
    return { members: objects(call.inputs, "members").map((one) => shownMember(one, before)) };
  },
  read: (_call, { outputs }) => withoutTenant(outputs),
});

function dropOthers(call: Call): void {
  const poolId = text(call.inputs, "poolId");
  for (const { scope, id } of childrenOf(call, lbTokens.member, "poolId", poolId))
    call.store.remove(lbTokens.member, scope, id);
}

/** A member keeps its id while its address and port stay. */
function shownMember(one: Properties, before?: Entry): Properties {
  const old = objects(before?.outputs ?? {}, "members").find((other) => sameSpot(other, one));
  return { ...one, ...memberShown(one), name: text(one, "name"), id: old?.["id"] ?? newId.uuid() };
}

const withoutTenant = ({ tenantId: _tenantId, ...outputs }: Properties): Properties => outputs;
