import { type ComputeRegion, computeRegions } from "./compute-regions.ts";
import type { Source } from "./source.ts";

export const cloudRegionSource: Source = {
  from: "Fields of the data source cloud_region in Terraform provider 2.19.0; the services as the older API names them, the towns from OVHcloud's list of locations; that a Local Zone lacks the others is reported by users",
  date: "2026-08-21",
  confidence: "reported",
};

/** Town by the letters that stand for it in a region's name. */
const towns: { readonly [letters: string]: string } = {
  GRA: "Gravelines",
  SBG: "Strasbourg",
  RBX: "Roubaix",
  DE: "Frankfurt",
  UK: "London",
  WAW: "Warsaw",
  BHS: "Beauharnois",
  SGP: "Singapore",
  SYD: "Sydney",
  PAR: "Paris",
  MIL: "Milan",
  TOR: "Toronto",
  MUM: "Mumbai",
  VA: "Vint Hill",
  OR: "Hillsboro",
};

const america = ["CA", "US"];
const asia = ["AU", "IN", "SG"];

/** What the API v2 says of a compute region beside its country and zones. */
export interface RegionPlace {
  /** `EU`, `NA`, `ASIA` or `AF`. */
  readonly continent: string;
  /** Town, or its three letters where the town is not known here. */
  readonly datacenter: string;
  readonly services: readonly string[];
}

/** Where a compute region lies and what it offers; undefined for a name that is none. */
export function regionPlace(name: string): RegionPlace | undefined {
  const region = Object.hasOwn(computeRegions, name) ? computeRegions[name] : undefined;
  if (!region) return undefined;
  const letters = name
    .split(/[-\d]+/)
    .filter((part) => !/^(EU|US|CA|AP|AF|WEST|EAST|SOUTH|NORTH|CENTRAL|LZ|A)$/.test(part));
  const code = letters.find(Boolean) ?? name;
  return { continent: continentOf(region), datacenter: towns[code] ?? code, services: servicesOf(region) };
}

function continentOf({ country }: ComputeRegion): string {
  if (america.includes(country)) return "NA";
  if (asia.includes(country)) return "ASIA";
  return country === "MA" ? "AF" : "EU";
}

function servicesOf({ localZone }: ComputeRegion): readonly string[] {
  const basic = ["image", "instance", "network", "volume"];
  return localZone ? basic : [...basic, "key-manager", "octavialoadbalancer", "share", "storage"];
}
