import { databaseRegions, offsiteBackup } from "@accoreboot/catalogue";
import { levels, type Rule } from "../../rule.ts";
import { everyOf, failIf, given, holds, not, type Truth, textOf, when } from "../../truth.ts";
import { fail, isHidden, unproved, type Verdict } from "../../verdict.ts";
import { at, type View } from "../../view.ts";
import { membersWithin } from "../bounded.ts";
import { databaseType, guide, nameOf } from "./database.ts";

/** Engines without backups, by their names in small letters. */
const withoutBackups: readonly (string | undefined)[] = ["kafka", "kafkaconnect", "kafkamirrormaker"];

/** A database whose backups are lost with its region. */
export const dbOffsiteBackup: Rule = {
  id: "DB007",
  slug: "db-offsite-backup",
  title: "A copy of every database's backups is in another region",
  group: "database",
  severity: "high",
  levels: levels("disabled", "advisory", "mandatory"),
  rationale: "backups that are only where the database is are lost with it",
  remedy: "list two backupRegions: the region of the nodes, and another one",
  url: guide("databases_05_automated_backups"),
  equivalents: ["Checkov CKV_AWS_133 (near)", "Trivy AWS-0077 (near)", "cdk-nag RDS13 (near)"],
  types: [databaseType],
  parameters: {},

  judge(view) {
    const kept = holds(at(view, "engine"), (engine) => !withoutBackups.includes(nameOf(engine)));
    return when(kept, () => judgeRegions(at(view, "backupRegions"), at(view, "nodes")));
  },
};

function judgeRegions(backups: View, nodes: View): Verdict[] {
  if (isHidden(nodes)) return [unproved(nodes)];
  const homes = membersWithin(nodes)?.map((node) => at(node, "region")) ?? [];
  if (homes.length === 0) return [fail(nodes, "there is no list of nodes, so their region is not known")];
  if (!given(backups)) return judgeDefault(backups, homes);
  if (isHidden(backups)) return [unproved(backups)];
  const regions = membersWithin(backups) ?? [];
  return failIf(not(isElsewhere(regions, homes)), backups, "none of these regions is another one than the nodes'");
}

/** Without a list the service takes a second region by itself, for the regions that OVHcloud's guide names. */
const judgeDefault = (backups: View, homes: readonly View[]): Verdict[] =>
  failIf(
    not(everyOf(homes.map((home) => holds(home, (name) => Object.hasOwn(offsiteBackup, siteOf(name) ?? ""))))),
    backups,
    "no region is given, and the service is not known to have a second one for the nodes' region by itself",
  );

/**
 * Whether one of the regions is a database region that no node is in. Each name is read once: both lists may be long.
 * A zone of a region, `EU-WEST-PAR-A`, is in that region.
 */
function isElsewhere(regions: readonly View[], homes: readonly View[]): Truth {
  const here = new Set(homes.filter((home) => !isHidden(home)).map((home) => siteOf(textOf(home))));
  if (here.has(undefined)) return false;
  const sites = new Set(regions.map((region) => siteOf(textOf(region)) ?? ""));
  const isFree = (site: string) => sites.has(site) && ![...here].some((home) => home?.startsWith(site));
  return databaseRegions.some(isFree) ? (homes.find(isHidden) ?? true) : (regions.find(isHidden) ?? false);
}

/** The most characters that the name of a region has. */
const longestName = 64;

/** `GRA` for `gra` and for the compute region `GRA11`; undefined for what is no name. */
const siteOf = (region: unknown): string | undefined =>
  typeof region === "string" && region.length <= longestName
    ? region.trim().toUpperCase().replace(/\d+$/, "") || undefined
    : undefined;
