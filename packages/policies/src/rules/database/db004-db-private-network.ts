import { levels, ofResource, type Rule } from "../../rule.ts";
import { failIf, holds, textOf } from "../../truth.ts";
import { each, fail, isHidden, unproved, type Verdict } from "../../verdict.ts";
import { at, type View } from "../../view.ts";
import { membersWithin } from "../bounded.ts";
import { databaseType, guide } from "./database.ts";

/** A database with a node outside a private network: the service then has a public endpoint. */
export const dbPrivateNetwork: Rule = {
  id: "DB004",
  slug: "db-private-network",
  title: "Every database node is in a private network",
  group: "database",
  severity: "critical",
  levels: levels("advisory", "mandatory", "mandatory"),
  rationale: "a service is made with a public endpoint unless its nodes name a network and a subnet",
  remedy: "give every node the networkId and the subnetId of the environment's private network",
  url: guide("databases_08_vrack"),
  equivalents: ["Checkov CKV_AWS_17 (near)", "AWSGuard elasticsearch-in-vpc-only"],
  types: [databaseType],
  parameters: {},

  judge(view) {
    const nodes = at(view, "nodes");
    if (isHidden(nodes)) return [unproved(nodes)];
    const list = membersWithin(nodes);
    if (!list?.length) return [fail(nodes, "there is no list of nodes, so none is known to be private")];
    return each(list, judgeNode);
  },

  /**
   * What the service says it became. While that is not known yet, the nodes speak for it: they decide it, and are judged
   * alone.
   */
  judgeStack(subjects) {
    const databases = subjects.filter(({ type }) => type === databaseType);
    return databases.flatMap(({ urn, properties }) => {
      const network = at(properties, "networkType");
      const isPublic = holds(network, (value) => value !== undefined && value !== "private") === true;
      return ofResource(urn, failIf(isPublic, network, "the service says that its network is not private"));
    });
  },
};

/** A value that is not known yet counts as present: which network it is, is not this rule's question. */
function judgeNode(node: View): Verdict[] {
  if (isHidden(node)) return [unproved(node)];
  return each(["networkId", "subnetId"], (name) => {
    const id = at(node, name);
    return isHidden(id) || textOf(id)?.trim()
      ? []
      : [fail(id, `the node has no ${name}, so the service would be public`)];
  });
}
