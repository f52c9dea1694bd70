import { computeRegions, regions, storageRegions } from "@accoreboot/catalogue";
import {
  all,
  type Finding,
  isLater,
  judgePlain,
  matches,
  oneOf,
  optional,
  type Region,
  type Rule,
  required,
  textOr,
} from "@accoreboot/core";

/** The arguments that say where something stands. */
export interface RegionArgs {
  readonly region?: string;
  readonly databaseRegion?: string;
  readonly storageRegion?: string;
}

/** What is wrong with the three names; `also` is what the compute region has to be beside that. */
export function regionFindings(args: RegionArgs, also: Rule = () => undefined): Finding[] {
  const othersGiven = args.databaseRegion !== undefined && args.storageRegion !== undefined;
  return judgePlain([
    { path: "region", value: args.region, rule: all(also, computeRegion(othersGiven)) },
    { path: "databaseRegion", value: args.databaseRegion, rule: optional(productRegion("database")) },
    { path: "storageRegion", value: args.storageRegion, rule: optional(productRegion("storage")) },
  ]);
}

/** Names of the region in the three products; the compute region's own name where nothing better is known. */
export function regionOf(args: RegionArgs): Region {
  const compute = textOr(args.region, "");
  const known = Object.hasOwn(regions, compute) ? regions[compute] : undefined;
  return {
    compute,
    database: args.databaseRegion ?? known?.database ?? compute,
    storage: args.storageRegion ?? known?.storage ?? compute,
  };
}

const regionName = matches(
  /^[A-Z][A-Z0-9]*(-[A-Z0-9]+)*$/,
  "a region's name",
  "Write it as the OVH API does, in upper case, such as GRA or EU-WEST-PAR",
);

/** A compute region of the catalogue; any other when its database and storage regions are given beside it. */
const computeRegion = (othersGiven: boolean): Rule =>
  all(required("Give a compute region, such as GRA11"), notOfAProduct, (value, show) => {
    const verdict = oneOf(Object.keys(regions), "region")(value, show);
    if (!verdict || (othersGiven && regionName(value, show) === undefined)) return undefined;
    return {
      problem: verdict.problem,
      remedy: `${verdict.remedy}; for another one give databaseRegion and storageRegion too`,
    };
  });

/** Refuses the name under which databases or object storage know a place, where no compute region has that name. */
const notOfAProduct: Rule = (value, show) => {
  if (typeof value !== "string" || Object.hasOwn(computeRegions, value)) return undefined;
  const places = Object.values(regions).filter(({ database, storage }) => [database, storage].includes(value));
  if (places.length === 0 && !storageRegions.includes(value)) return undefined;
  return {
    problem: `${show(value)} is a region of object storage or databases, and none of servers and networks`,
    remedy: `Give a compute region, such as ${places.map(({ compute }) => compute).join(", ") || "GRA11"}`,
  };
};

/** A region of databases or object storage: not a compute region that goes by another name there. */
const productRegion =
  (product: "database" | "storage"): Rule =>
  (value, show) => {
    const known = typeof value === "string" && Object.hasOwn(regions, value) ? regions[value] : undefined;
    if (!known || known[product] === value) return regionName(value, show);
    return {
      problem: `${show(value)} is a compute region`,
      remedy: `There, ${product === "database" ? "databases" : "buckets"} are in ${JSON.stringify(known[product])}`,
    };
  };

/** A region that a private network can reach: no Local Zone, which has none of the vRack (catalogue of regions). */
export const networkRegion: Rule = (value, show) =>
  typeof value === "string" && Object.hasOwn(computeRegions, value) && computeRegions[value]?.localZone
    ? {
        problem: `${show(value)} is a Local Zone, where OVHcloud has no private network of the vRack`,
        remedy: "Give a region such as GRA11",
      }
    : undefined;

/** A compute region in which a private network can be. */
const placed: Rule = all(notOfAProduct, oneOf(Object.keys(computeRegions), "region"), networkRegion);

/**
 * Regions of a network as an override gives them, each once: compute regions that have the vRack, or `own` ones; no
 * second one beside a gateway, for OVHcloud's takes a network of one region (guide on the concepts of the network).
 */
export const networkRegions =
  (own: readonly string[], gateway: boolean): Rule =>
  (value, show) => {
    const list = Array.isArray(value) ? value : [];
    const second = gateway && list.length > 1;
    if (second) {
      return {
        problem: `${show(value)} is more than one region, and OVHcloud's Gateway takes no such network`,
        remedy: "Leave gateway out; for a router of yours give overrides.subnet.enableGatewayIp",
      };
    }
    for (const [i, name] of list.entries()) {
      const known = isLater(name) || own.includes(name) ? undefined : placed(name, show);
      if (known) return known;
      if (list.indexOf(name) < i) return { problem: `${show(name)} is in the list twice`, remedy: "Give it once" };
    }
    return undefined;
  };

/** Compute regions beside the environment's own, each once. */
export const furtherRegions =
  (own: string): Rule =>
  (value, show) => {
    const remedy = 'Give compute regions beside the environment\'s own, each once, such as ["SBG5"]';
    if (!Array.isArray(value)) return { problem: `${show(value)} is not a list of regions`, remedy };
    const seen = new Set<unknown>([own]);
    for (const name of value) {
      const verdict =
        placed(name, show) ??
        (seen.has(name) ? { problem: `${show(name)} is in the environment already`, remedy } : undefined);
      if (verdict) return verdict;
      seen.add(name);
    }
    return undefined;
  };
