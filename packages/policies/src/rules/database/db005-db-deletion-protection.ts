import { levels, type Rule } from "../../rule.ts";
import { failIf, isOneOf, not } from "../../truth.ts";
import { fail, type Verdict } from "../../verdict.ts";
import { at, type View } from "../../view.ts";
import { databaseType, guide } from "./database.ts";

/** A database that one call, or one line less in the program, deletes with all its backups. */
export const dbDeletionProtection: Rule = {
  id: "DB005",
  slug: "db-deletion-protection",
  title: "Databases are protected against deletion, by the service and by the engine",
  group: "database",
  severity: "high",
  levels: levels("advisory", "advisory", "mandatory"),
  rationale:
    "the service's flag stops every caller of the API and the engine's stops every program, and neither stops what the other does",
  remedy: "set deletionProtection to true, and the resource option protect as well",
  url: guide("databases_19_deletion_protection"),
  equivalents: ["Checkov CKV_AWS_293", "Trivy AWS-0177", "cdk-nag RDS10"],
  types: [databaseType],
  parameters: {},

  judge(view, { options: { protect } }) {
    const flag = at(view, "deletionProtection");
    return [
      ...failIf(not(isOneOf(flag, true)), flag, "the service lets everyone delete it who may call its API"),
      ...judgeOption(view, protect),
    ];
  },
};

/** Whoever asks without the options of the resource gets a doubt: they are part of no property. */
function judgeOption(view: View, protect: boolean | undefined): Verdict[] {
  if (protect === undefined) {
    return [{ outcome: "UNKNOWN", path: "", problem: "whether the option protect is set is not told here" }];
  }
  return protect ? [] : [fail(view, "the resource option protect is not set")];
}
