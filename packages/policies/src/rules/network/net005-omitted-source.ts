import { levels, type Rule } from "../../rule.ts";
import { every, failIf } from "../../truth.ts";
import { each } from "../../verdict.ts";
import { evidenceIn, ingressOf, isSourceless } from "./ingress.ts";
import { ingressTypes, securityGroupRuleReference } from "./types.ts";

/** A rule for what comes in that does not say from where, which means from everywhere. */
export const omittedSource: Rule = {
  id: "NET005",
  slug: "omitted-source",
  title: "Every rule for what comes in says from where",
  group: "network",
  severity: "high",
  levels: levels("mandatory"),
  rationale:
    "a rule without a block and without a group allows any source (OpenStack API reference, create security group rule), and reads as if it allowed none",
  remedy: "write the block or the group that may come in, and 0.0.0.0/0 or ::/0 where everyone may",
  url: securityGroupRuleReference,
  equivalents: [],
  types: ingressTypes,
  parameters: {},

  judge(view, { type }) {
    const { rules, verdicts } = ingressOf(view, type);
    const problem = "there is no block and no group, so every source is allowed";
    return [
      ...verdicts,
      ...each(rules, (rule) =>
        failIf(every(rule.incoming, isSourceless(rule)), rule.source, problem, () => evidenceIn([rule])),
      ),
    ];
  },
};
