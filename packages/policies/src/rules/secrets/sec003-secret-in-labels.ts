import { levels, type Rule } from "../../rule.ts";
import { each, isHidden, unproved, type Verdict } from "../../verdict.ts";
import { entries, members, type View } from "../../view.ts";
import { judgeLeaf, leavesOf } from "./leaves.ts";

/** Properties that consoles, bills and lists show in clear. */
const shown = new Set(["metadata", "tags", "description", "name", "advancedConfiguration", "labels"]);

/** Properties whose members have some of these: what is in one of them is not known while it is not. */
const holders = new Set([
  "entries",
  "ipRestrictions",
  "items",
  "listeners",
  "members",
  "origins",
  "rules",
  "sshKeyCreate",
  "subnet",
  "template",
]);

/** A name, a description, a label or metadata that looks like holding a secret. */
export const secretInLabels: Rule = {
  id: "SEC003",
  slug: "secret-in-labels",
  title: "No secret is in a name, a description, a label or metadata",
  group: "secrets",
  severity: "high",
  levels: levels("mandatory"),
  rationale: "consoles, lists, bills and logs show them in clear to everyone who may look at the resource",
  remedy: "keep the secret in a secret store or in the stack's encrypted configuration, and name only where it is kept",
  url: "https://www.pulumi.com/docs/iac/concepts/secrets/",
  equivalents: [],
  types: "all",
  parameters: {},

  judge: (view) =>
    each(entries(view) ?? [], ([name, value]) => {
      if (shown.has(name)) return judgeAll(name, value);
      return each(members(value) ?? [value], (inner) => {
        if (isHidden(inner)) return holders.has(name) ? [unproved(inner)] : [];
        return each(entries(inner) ?? [], ([key, label]) => (shown.has(key) ? judgeAll(key, label) : []));
      });
    }),
};

const judgeAll = (name: string, value: View): Verdict[] => each(leavesOf(value, name), judgeLeaf);
