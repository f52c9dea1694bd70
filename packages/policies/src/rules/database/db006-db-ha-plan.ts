import { databaseEngines } from "@accoreboot/catalogue";
import { levels, type Rule } from "../../rule.ts";
import { failIf, holds, not, when } from "../../truth.ts";
import { fail, isHidden, unproved, type Verdict } from "../../verdict.ts";
import { at, type View } from "../../view.ts";
import { membersWithin } from "../bounded.ts";
import { databaseType, guide, nameOf } from "./database.ts";

/** Engines that every plan gives one node, by their names in small letters: they cannot be had otherwise. */
const single = Object.entries(databaseEngines)
  .filter(([, { plans }]) => Object.values(plans).every(({ nodes: [, most] }) => most < 2))
  .map(([engine]) => nameOf(engine));

/** A database on one node: it is down whenever that node is, each maintenance included. */
export const dbHaPlan: Rule<{ plans: readonly string[] }> = {
  id: "DB006",
  slug: "db-ha-plan",
  title: "Databases have a second node",
  group: "database",
  severity: "medium",
  levels: levels("disabled", "advisory", "mandatory"),
  rationale: "on a plan with one node every maintenance and every failure of that node is a downtime",
  remedy: "take a plan with several nodes, business or production at least, and list as many nodes as it has",
  url: guide("postgresql_01_capabilities"),
  equivalents: ["Checkov CKV_AWS_157", "AWSGuard rds-instance-multi-az", "cdk-nag RDS3"],
  types: [databaseType],
  parameters: {
    plans: {
      description: "Plans that have more than one node.",
      default: ["business", "enterprise", "production", "advanced"],
      pattern: "[a-z][a-z0-9-]*",
    },
  },

  judge(view, { parameters: { plans } }) {
    const plan = at(view, "plan");
    const several = holds(at(view, "engine"), (engine) => !single.includes(nameOf(engine)));
    return when(several, () => [
      ...failIf(
        not(holds(plan, (name) => plans.some((known) => known === name))),
        plan,
        "this is not a plan that is known to have a second node",
      ),
      ...judgeNodes(at(view, "nodes")),
    ]);
  },
};

function judgeNodes(nodes: View): Verdict[] {
  if (isHidden(nodes)) return [unproved(nodes)];
  return (membersWithin(nodes)?.length ?? 0) < 2 ? [fail(nodes, "there are fewer than two nodes")] : [];
}
