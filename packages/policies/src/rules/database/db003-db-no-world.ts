import type { Cidr } from "@accoreboot/core/pure";
import { levels, type Rule } from "../../rule.ts";
import { each, evidenceFrom, fail, isHidden, unproved, type Verdict } from "../../verdict.ts";
import { at, type View } from "../../view.ts";
import { longestList, membersWithin } from "../bounded.ts";
import { blocksOf, entryProblem, type Limits, publicNames, unionProblem } from "../exposure.ts";
import { databaseType, guide, hostingAllowlistType, ipRestrictionType } from "./database.ts";

/** A database whose allow-list admits the internet or a wide public range, in whatever spelling or number of parts. */
export const dbNoWorld: Rule<Limits> = {
  id: "DB003",
  slug: "db-no-world",
  title: "No database is open to the world",
  group: "database",
  severity: "critical",
  levels: levels("mandatory"),
  rationale: "the allow-list is all that stands between a database and everyone who has its address",
  remedy: "allow the environment's private subnet, or single public addresses as /32 or /128",
  url: guide("postgresql_07_prepare_for_incoming_connections"),
  equivalents: [
    "Checkov CKV_AWS_17",
    "Trivy AWS-0180",
    "KICS rds_db_instance_publicly_accessible",
    "AWSGuard rds-instance-public-access",
    "cdk-nag RDSInstancePublicAccess",
  ],
  notWaivable: ["prod"],
  types: [databaseType, ipRestrictionType, hostingAllowlistType],
  parameters: {
    publicPrefix4: {
      description: "Shortest prefix of a public IPv4 range that is accepted.",
      default: 24,
      minimum: 16,
      maximum: 32,
    },
    publicPrefix6: {
      description: "Shortest prefix of a public IPv6 range that is accepted.",
      default: 48,
      minimum: 32,
      maximum: 128,
    },
    publicRanges: {
      description: "How many ranges of that size the whole list may admit.",
      default: 4,
      minimum: 1,
      maximum: 64,
    },
  },

  judge(view, { parameters: limits, type }) {
    if (type !== databaseType) return judgeEntry(view, limits).verdicts;
    const list = at(view, "ipRestrictions");
    if (list.kind === "absent") return [];
    if (isHidden(list)) return [unproved(list)];
    const entries = membersWithin(list)?.map((entry) => judgeEntry(entry, limits));
    if (!entries) return [fail(list, `this is not a list of at most ${longestList} blocks`)];
    const accepted = entries.flatMap((entry) => entry.accepted);
    const together = unionProblem(accepted, limits);
    const evidence = () => evidenceFrom([list, ...entries.map(({ ip }) => ip)], () => publicNames(accepted));
    return [...each(entries, ({ verdicts }) => verdicts), ...(together ? [fail(list, together, evidence())] : [])];
  },
};

/** Judges one entry, and gives the blocks of one that is fine alone. */
function judgeEntry(entry: View, limits: Limits): { ip: View; verdicts: Verdict[]; accepted: Cidr[] } {
  const ip = at(entry, "ip");
  if (isHidden(ip)) return { ip, verdicts: [unproved(isHidden(entry) ? entry : ip)], accepted: [] };
  if (ip.kind !== "known") return { ip, verdicts: [fail(ip, "the entry names no block")], accepted: [] };
  const blocks = typeof ip.value === "string" ? blocksOf(ip.value) : undefined;
  const problem = blocks ? entryProblem(blocks, limits) : "this cannot be read as a block of addresses";
  return problem ? { ip, verdicts: [fail(ip, problem)], accepted: [] } : { ip, verdicts: [], accepted: blocks ?? [] };
}
