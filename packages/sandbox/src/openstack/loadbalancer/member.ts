import { isIP } from "node:net";
import type { Call, Model } from "../../model.ts";
import type { Properties } from "../../properties.ts";
import type { Entry } from "../../store.ts";
import { objects, text } from "../../text.ts";
import { refuse } from "../refusal.ts";
import { child } from "./child.ts";
import { balancerOfPool, childrenOf, poolAt } from "./parents.ts";
import { lbTokens } from "./tokens.ts";
import { subnetAt } from "./vip.ts";

/** One machine of a pool, by address and port. Whether anything answers there is not asked. */
export const member: Model = child({
  token: lbTokens.member,
  importId: "poolId/id",
  balancer: (call) => balancerOfPool(call, poolAt(call, text(call.inputs, "poolId"))),
  judge(call, entry) {
    judgeMember(call, call.inputs);
    const { inputs } = call;
    const rival = membersOf(call, text(inputs, "poolId"), entry).some((one) => sameSpot(one, inputs));
    if (rival) duplicate(inputs);
  },
  shown: ({ inputs }, before) => ({
    ...memberShown(inputs),
    weight: Number(inputs["weight"] ?? before?.outputs["weight"] ?? 1),
  }),
});

/** What Octavia fills in for a member. */
export const memberShown = (inputs: Properties): Properties => ({
  adminStateUp: inputs["adminStateUp"] ?? true,
  backup: inputs["backup"] ?? false,
  monitorAddress: text(inputs, "monitorAddress"),
  monitorPort: Number(inputs["monitorPort"] ?? 0),
  subnetId: text(inputs, "subnetId"),
  weight: Number(inputs["weight"] ?? 1),
});

/** Refuses values of one member. */
export function judgeMember(call: Call, values: Properties): void {
  for (const name of ["address", "monitorAddress"]) {
    const value = text(values, name);
    if ((name === "address" || value !== "") && isIP(value) === 0)
      refuse(400, `Invalid input for field/attribute ${name}. Value: '${value}'. Value should be IPv4 or IPv6 format`);
  }
  const subnetId = text(values, "subnetId");
  if (subnetId !== "") subnetAt(call, subnetId);
}

/** Members of a pool, whichever resource made them, but for those of one entry. */
export const membersOf = (call: Call, poolId: string, self?: Entry): Properties[] => [
  ...childrenOf(call, lbTokens.member, "poolId", poolId)
    .filter(({ id }) => id !== self?.id)
    .map(({ inputs }) => inputs),
  ...childrenOf(call, lbTokens.members, "poolId", poolId)
    .filter(({ token }) => token !== self?.token)
    .flatMap(({ inputs }) => objects(inputs, "members")),
];

/** Whether two members are the same address and port. */
export const sameSpot = (a: Properties, b: Properties): boolean =>
  a["address"] === b["address"] && Number(a["protocolPort"]) === Number(b["protocolPort"]);

export function duplicate(values: Properties): never {
  refuse(
    409,
    `Another member on this pool is already using ip ${text(values, "address")} on protocol_port ${text(values, "protocolPort")}`,
  );
}
