import { levels, type Rule } from "../../rule.ts";
import type { Verdict } from "../../verdict.ts";
import type { View } from "../../view.ts";
import { accountTokenType, apiTokenType, judgeToken } from "./cloudflare-token.ts";
import {
  iamPolicyType,
  judgeGroup,
  judgePolicy,
  judgeUserToken,
  permissionsGroupType,
  userTokenType,
} from "./iam-policy.ts";

/** Rights on everything, or rights of a person that never end. */
export const iamScope: Rule = {
  id: "SEC006",
  slug: "ovh-iam-scope",
  title: "Rights are bounded to some resources, and those of people in time",
  group: "secrets",
  severity: "high",
  levels: levels("advisory", "mandatory", "mandatory"),
  rationale: "who gets hold of one such identity or token has the whole account, and has it until somebody notices",
  remedy:
    "name the actions of one product or the resources they are meant for, and set expiredAt for users, groups and accounts, expiresAt or expiresIn for a personal token, and expiresOn for a user's token of Cloudflare",
  url: "https://help.ovhcloud.com/csm/en-customer-iam-policies-api?id=kb_article_view&sysparm_article=KB0056805",
  equivalents: ["Checkov CKV_AWS_62", "Checkov CKV_AWS_63", "cdk-nag IAM5"],
  types: [iamPolicyType, permissionsGroupType, userTokenType, apiTokenType, accountTokenType],
  parameters: {},

  judge: (view, { type }) => judges[type]?.(view) ?? [],
};

const judges: { readonly [type: string]: (view: View) => Verdict[] } = {
  [iamPolicyType]: judgePolicy,
  [permissionsGroupType]: judgeGroup,
  [userTokenType]: judgeUserToken,
  [apiTokenType]: (view) => judgeToken(view, true),
  [accountTokenType]: (view) => judgeToken(view, false),
};
