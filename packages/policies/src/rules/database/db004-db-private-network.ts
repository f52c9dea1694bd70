import type { Rule } from "../rule.ts";
import { each, fail, isHidden, unproved, type Verdict } from "../verdict.ts";
import { at, members, type View } from "../view.ts";
import { databaseType, guide } from "./database.ts";

/** A database with a node outside a private network: the service then has a public endpoint. */
export const dbPrivateNetwork: Rule<never> = {
  id: "DB004",
  slug: "db-private-network",
  title: "Every database node is in a private network",
  severity: "critical",
  enforcement: "mandatory",
  rationale: "a service is made with a public endpoint unless its nodes name a network and a subnet",
  remedy: "give every node the networkId and the subnetId of the environment's private network",
  url: guide("databases_08_vrack"),
  types: [databaseType],
  parameters: {},

  judge(view) {
    const nodes = at(view, "nodes");
    if (isHidden(nodes)) return [unproved(nodes)];
    const list = members(nodes);
    if (!list?.length) return [fail(nodes, "there is no list of nodes, so none is known to be private")];
    return each(list, judgeNode);
  },
};

/** A value that is not known yet counts as present: which network it is, is not this rule's question. */
function judgeNode(node: View): Verdict[] {
  if (isHidden(node)) return [unproved(node)];
  return each(["networkId", "subnetId"], (name) => {
    const id = at(node, name);
    const present = isHidden(id) || (id.kind === "known" && typeof id.value === "string" && id.value.trim() !== "");
    return present ? [] : [fail(id, `the node has no ${name}, so the service would be public`)];
  });
}
