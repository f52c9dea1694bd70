/** Regions of OVHcloud by the law they stand under, and where a resource's properties name one. */
import { computeRegions, regions as places } from "@accoreboot/catalogue";
import { at, entries, once, type View } from "../../view.ts";
import { membersWithin } from "../bounded.ts";

/** Members of the European Union in which OVHcloud has a region. */
const union = ["AT", "BE", "BG", "CZ", "DE", "DK", "ES", "FI", "FR", "IE", "IT", "LU", "NL", "PL", "PT", "RO", "SE"];

const compute = Object.keys(computeRegions).filter((name) => union.includes(computeRegions[name]?.country ?? ""));

/** Every region in the European Union under the names of all products; those in Roubaix have no compute region beside them. */
export const euRegions: readonly string[] = [
  ...new Set([
    ...compute,
    ...compute.flatMap((name) => [places[name]?.database ?? name, places[name]?.storage ?? name]),
    "RBX",
    "RBX-ARCHIVE",
  ]),
];

/**
 * Whether a text names one of these regions, in whatever case. Products name one place differently: who lists the
 * database region `GRA` accepts the compute regions beside it, and who lists `GRA11` accepts the databases beside it.
 */
export const regionTest = once((listed: readonly string[]): ((text: string) => boolean) => {
  const given = new Set(listed.map((name) => name.toUpperCase()));
  const beside = Object.values(places).flatMap((place) => {
    const others = [place.database, place.storage];
    if (given.has(place.compute)) return others;
    return others.some((name) => given.has(name)) ? [place.compute] : [];
  });
  const accepted = new Set([...given, ...beside]);
  return (text) => accepted.has(text.toUpperCase());
});

/** Every place among a resource's properties that names a region. What is no list, or one too long, stands for itself. */
export function regionsIn(view: View): View[] {
  return [
    at(view, "region"),
    at(view, "regionName"),
    ...listIn(view, "backupRegions"),
    ...listIn(view, "regions", (entry) => (entries(entry) ? at(entry, "region") : entry)),
    ...listIn(view, "nodes", (node) => at(node, "region")),
    ...listIn(at(view, "replication"), "rules", (rule) => at(at(rule, "destination"), "region")),
  ];
}

function listIn(view: View, name: string, read = (member: View) => member): View[] {
  const list = at(view, name);
  return membersWithin(list)?.map(read) ?? [list];
}
