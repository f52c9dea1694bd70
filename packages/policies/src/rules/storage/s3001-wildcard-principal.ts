import { levels, type Rule } from "../../rule.ts";
import { documentOf, failBy, judgeAllowing, judgeValues, policyType, textsOf } from "./document.ts";
import { guide } from "./storage.ts";

/** A statement that allows something to everybody, or to everybody but some. */
export const wildcardPrincipal: Rule = {
  id: "S3001",
  slug: "wildcard-principal",
  title: "No policy document lets everybody in",
  group: "storage",
  severity: "critical",
  levels: levels("mandatory"),
  rationale: "a wildcard as principal stands for everybody, people without a key among them",
  remedy:
    "leave Principal and NotPrincipal out: OVHcloud attaches a document to the user whose userId stands beside it",
  url: guide("s3_identity_and_access_management"),
  equivalents: ["Checkov CKV_AWS_70", "KICS s3_bucket_access_to_any_principal"],
  types: [policyType],
  parameters: {},

  judge(view) {
    return judgeAllowing(documentOf(view), (statement) => {
      const [excepted] = statement.fields("NotPrincipal");
      if (excepted) return [failBy(statement, excepted.view, "allows everybody but those that are named")];
      return judgeValues(
        textsOf(statement, "Principal"),
        ({ text }) => text === undefined || /[*?]/.test(text),
        (place) => failBy(statement, place, "allows everybody, by a wildcard or by what cannot be read"),
      );
    });
  },
};
