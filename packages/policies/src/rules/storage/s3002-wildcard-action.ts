import { levels, type Rule } from "../../rule.ts";
import { unproved, type Verdict } from "../../verdict.ts";
import { documentOf, failBy, judgeAllowing, judgeValues, policyType, type Statement, textsOf } from "./document.ts";
import { type Denials, denialsIn, ownsSafely } from "./owner.ts";
import { guide } from "./storage.ts";

type Limits = { readonly wildcards: readonly string[]; readonly owners: boolean };

/** A statement that allows actions by a wildcard, or all but some. */
export const wildcardAction: Rule<Limits> = {
  id: "S3002",
  slug: "wildcard-action",
  title: "Policy documents name the actions they allow",
  group: "storage",
  severity: "high",
  levels: levels("mandatory"),
  rationale: "a wildcard allows deleting buckets and changing who may do what, and what the service learns later",
  remedy:
    'name the actions, such as "s3:GetObject" and "s3:PutObject", or use policyDocument of @accoreboot/ovh-s3-iam',
  url: guide("s3_identity_and_access_management"),
  equivalents: ["Checkov CKV_AWS_63", "Trivy AWS-0057", "cdk-nag IAM5"],
  types: [policyType],
  parameters: {
    wildcards: {
      description: "Beginnings of actions behind which a wildcard is accepted, in any case.",
      default: ["s3:Get", "s3:List"],
      pattern: "s3:[A-Z][A-Za-z]*",
    },
    owners: {
      description: "Whether s3:* is accepted on buckets that are named and that the document denies to delete.",
      default: true,
    },
  },

  judge(view, { parameters }) {
    const document = documentOf(view);
    const denials = denialsIn(document);
    return judgeAllowing(document, (statement) => judgeActions(statement, denials, parameters));
  },
};

function judgeActions(statement: Statement, denials: Denials, { wildcards, owners }: Limits): Verdict[] {
  const [excepted] = statement.fields("NotAction");
  if (excepted) return [failBy(statement, excepted.view, "allows every action but those that are named")];
  const actions = textsOf(statement, "Action");
  const owns = owners && actions.some(({ text }) => text === "s3:*") && ownsSafely(statement, denials);
  const found = judgeValues(
    actions,
    ({ text }) => text === undefined || (isWide(text, wildcards) && (owns === false || text !== "s3:*")),
    (place) => failBy(statement, place, "allows actions by a wildcard, or by what cannot be read"),
  );
  return typeof owns === "boolean" ? found : [...found, unproved(owns)];
}

/** Whether an action has a wildcard that stands behind none of these beginnings. */
const isWide = (action: string, beginnings: readonly string[]): boolean =>
  /[*?[]/.test(action) && !beginnings.some((beginning) => action.toLowerCase().startsWith(beginning.toLowerCase()));
