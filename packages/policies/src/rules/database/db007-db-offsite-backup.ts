import { offsiteBackup } from "@accoreboot/catalogue";
import { levels, type Rule } from "../../rule.ts";
import { every, everyOf, failIf, given, holds, not, someOf, type Truth, textOf, when } from "../../truth.ts";
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
  return failIf(
    not(someOf(regions.map((region) => everyOf(homes.map((home) => differ(region, home)))))),
    backups,
    "none of these regions is another one than the nodes'",
  );
}

/** Without a list the service takes a second region by itself, for the regions that OVHcloud's guide names. */
const judgeDefault = (backups: View, homes: readonly View[]): Verdict[] =>
  failIf(
    not(everyOf(homes.map((home) => holds(home, (name) => Object.hasOwn(offsiteBackup, siteOf(name) ?? ""))))),
    backups,
    "no region is given, and the service is not known to have a second one for the nodes' region by itself",
  );

/** Whether both are names of regions, of two sites. */
const differ = (region: View, home: View): Truth =>
  every(
    holds(region, (there) => siteOf(there) !== undefined),
    holds(home, (here) => siteOf(here) !== undefined && siteOf(here) !== siteOf(textOf(region))),
  );

/** `GRA` for `gra` and for the compute region `GRA11`; undefined for what is no name. */
const siteOf = (region: unknown): string | undefined => nameOf(region)?.toUpperCase().replace(/\d+$/, "") || undefined;
