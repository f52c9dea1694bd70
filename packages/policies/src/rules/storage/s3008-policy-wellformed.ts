import { levels, type Rule } from "../../rule.ts";
import { fail, isHidden, unproved } from "../../verdict.ts";
import { documentOf, policyType } from "./document.ts";
import { guide } from "./storage.ts";
import { doubtsIn } from "./wellformed.ts";

/** A document that cannot be read, or that two readers take for different things. */
export const policyWellformed: Rule = {
  id: "S3008",
  slug: "policy-wellformed",
  title: "Policy documents can be read, and in one way only",
  group: "storage",
  severity: "high",
  levels: levels("mandatory"),
  rationale:
    "what cannot be read cannot be judged, and OVHcloud refuses a document as a whole for one word it does not know",
  remedy:
    'write JSON.stringify({ Statement: [{ Effect: "Allow", Action: ["s3:GetObject"], Resource: ["arn:aws:s3:::<bucket>/*"] }] }), or use policyDocument of @accoreboot/ovh-s3-iam',
  url: guide("s3_identity_and_access_management"),
  equivalents: [],
  types: [policyType],
  parameters: {},

  judge(view) {
    const document = documentOf(view);
    if (isHidden(document.policy)) return [unproved(document.policy)];
    const doubts = doubtsIn(document).map((doubt) => [`${doubt.view.path} ${doubt.problem}`, doubt] as const);
    return [...new Map(doubts).values()].map(({ view: place, problem }) =>
      problem === undefined ? unproved(place) : fail(place, problem),
    );
  },
};
