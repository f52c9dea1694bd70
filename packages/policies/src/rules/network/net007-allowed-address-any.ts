import { levels, type Rule } from "../../rule.ts";
import { fail, isHidden, unproved } from "../../verdict.ts";
import { at } from "../../view.ts";
import { longestList, membersWithin } from "../bounded.ts";
import type { Limits } from "../exposure.ts";
import { judgeBlocks, sourceLimits } from "./source.ts";
import { portType } from "./types.ts";

/** A port that may send and receive with any address, or with addresses of a wide public range. */
export const allowedAddressAny: Rule<Limits> = {
  id: "NET007",
  slug: "allowed-address-any",
  title: "No port may use any address",
  group: "network",
  severity: "high",
  levels: levels("mandatory"),
  rationale:
    "an allowed address pair switches the check of source addresses off for its whole block (OpenStack API reference, allowed address pairs), so that the server can pose as any other",
  remedy: "list the virtual addresses that the server takes over as /32 or /128, or the private block that it routes",
  url: "https://docs.openstack.org/api-ref/network/v2/#allowed-address-pairs",
  equivalents: [],
  types: [portType],
  parameters: sourceLimits,

  judge(view, { parameters: limits }) {
    const pairs = at(view, "allowedAddressPairs");
    if (pairs.kind === "absent") return [];
    if (isHidden(pairs)) return [unproved(pairs)];
    const list = membersWithin(pairs);
    if (!list) return [fail(pairs, `this is not a list of at most ${longestList} address pairs`)];
    const blocks = list.map((pair) => at(pair, "ipAddress"));
    const problem = "the port may use";
    return judgeBlocks(pairs, blocks, limits, problem);
  },
};
