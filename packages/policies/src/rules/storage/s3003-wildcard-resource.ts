import { levels, type Rule } from "../../rule.ts";
import { documentOf, failBy, judgeAllowing, judgeValues, policyType, textsOf } from "./document.ts";
import { reachesOut } from "./resource.ts";
import { guide } from "./storage.ts";

/** A statement that allows something on buckets that are not named, or on another environment's. */
export const wildcardResource: Rule<{ shared: readonly string[] }> = {
  id: "S3003",
  slug: "wildcard-resource",
  title: "Policy documents stay within the buckets of their environment",
  group: "storage",
  severity: "high",
  levels: levels("mandatory"),
  rationale: "a key for one environment that opens another's buckets undoes the separation of their projects",
  remedy: 'name each bucket and what is in it: "arn:aws:s3:::<bucket>" and "arn:aws:s3:::<bucket>/*"',
  url: guide("s3_identity_and_access_management"),
  equivalents: ["Checkov CKV_AWS_62", "Checkov CKV_AWS_111", "cdk-nag IAM5"],
  types: [policyType],
  parameters: {
    shared: {
      description: "Names of buckets of other environments that documents may name.",
      default: [],
      pattern: "[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]",
    },
  },

  judge(view, { environment, parameters: { shared } }) {
    return judgeAllowing(documentOf(view), (statement) => {
      const [excepted] = statement.fields("NotResource");
      if (excepted) return [failBy(statement, excepted.view, "allows every bucket but those that are named")];
      return judgeValues(
        textsOf(statement, "Resource"),
        ({ text }) => text === undefined || reachesOut(text, environment, shared),
        (place) =>
          failBy(
            statement,
            place,
            "allows buckets of other environments, by name, by a wildcard or by what cannot be read",
          ),
      );
    });
  },
};
