import { levels, type Rule } from "../../rule.ts";
import { holds, when } from "../../truth.ts";
import { each, isHidden, unproved, type Verdict } from "../../verdict.ts";
import { at, entries, members, type View } from "../../view.ts";
import { Budget, judgeLeaf, leavesOf } from "./leaves.ts";

/** Properties that consoles, bills and lists show in clear. */
const shown = new Set([
  "metadata",
  "tags",
  "description",
  "name",
  "advancedConfiguration",
  "labels",
  "comment",
  "displayName",
]);

/** Records of a zone: the properties with a record's type and with its value, which everybody can read. */
const records: { readonly [type: string]: readonly [type: string, content: string] } = {
  "cloudflare:index/dnsRecord:DnsRecord": ["type", "content"],
  "cloudflare:index/record:Record": ["type", "content"],
  "ovh:Domain/zoneRecord:ZoneRecord": ["fieldtype", "target"],
};

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

/** A name, a description, a label, metadata or a TXT record that looks like holding a secret. */
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

  judge(view, { type }) {
    const budget = new Budget();
    const judgeAll = (name: string, value: View) => each(leavesOf(value, name), (leaf) => judgeLeaf(leaf, budget));
    const labels = each(entries(view) ?? [], ([name, value]) => {
      if (shown.has(name)) return judgeAll(name, value);
      if (value.kind === "known" && typeof value.value !== "object") return [];
      return each(members(value) ?? [value], (inner) => {
        if (isHidden(inner)) return holders.has(name) ? [unproved(inner)] : [];
        return each(entries(inner) ?? [], ([key, label]) => (shown.has(key) ? judgeAll(key, label) : []));
      });
    });
    return [...labels, ...judgeRecord(type, view, judgeAll)];
  },
};

/** Other records than TXT hold names and addresses. */
function judgeRecord(type: string, view: View, judgeAll: (name: string, value: View) => Verdict[]): Verdict[] {
  const record = Object.hasOwn(records, type) ? records[type] : undefined;
  if (!record) return [];
  const [kind, content] = record;
  const isText = holds(at(view, kind), (value) => typeof value !== "string" || value.toUpperCase() === "TXT");
  return when(isText, () => judgeAll(content, at(view, content)));
}
