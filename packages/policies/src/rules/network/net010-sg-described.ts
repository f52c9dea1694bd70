import { levels, type Rule } from "../../rule.ts";
import { each, fail } from "../../verdict.ts";
import { at, type View } from "../../view.ts";
import { isNamed } from "./given.ts";
import { rulesOf } from "./ingress.ts";
import {
  cloudSecurityGroupType,
  novaSecGroupType,
  secGroupRuleType,
  secGroupType,
  securityGroupGuide,
} from "./types.ts";

/** A security group or a rule of one that does not say what it is for. */
export const sgDescribed: Rule = {
  id: "NET010",
  slug: "sg-described",
  title: "Every security group and every rule says what it is for",
  group: "network",
  severity: "low",
  levels: levels("advisory"),
  rationale: "a rule that nobody can explain is a rule that nobody dares to remove",
  remedy: "write a description that says who comes in and why",
  url: securityGroupGuide,
  equivalents: ["Trivy OPNSTK-0005", "Checkov CKV_AWS_23", "Trivy AWS-0099"],
  types: [secGroupType, secGroupRuleType, novaSecGroupType, cloudSecurityGroupType],
  parameters: {},

  judge(view, { type }) {
    if (type !== cloudSecurityGroupType) return judgeDescription(view);
    const { list, verdicts } = rulesOf(view);
    return [...judgeDescription(view), ...verdicts, ...each(list, judgeDescription)];
  },
};

/** A description that is not known yet is one. */
function judgeDescription(described: View) {
  const description = at(described, "description");
  return isNamed(description) ? [] : [fail(description, "there is no description")];
}
