import type { Source } from "./source.ts";

/** A compute region, which is an OpenStack region of its own. */
export interface ComputeRegion {
  /** ISO 3166 code of the country. */
  readonly country: string;
  /** Names of the availability zones, for a region that has three. */
  readonly zones: readonly string[];
  /** A small place near users: no private network over the vRack, no databases. */
  readonly localZone: boolean;
}

export const computeRegionSource: Source = {
  from: "Region names of the API's public client libraries and of the control panel's test data; the list of a project is at /cloud/project/{id}/region",
  date: "2026-09",
  confidence: "reported",
};

const single = (country: string): ComputeRegion => ({ country, zones: [], localZone: false });
const local = (country: string): ComputeRegion => ({ country, zones: [], localZone: true });
const three = (name: string, country: string): ComputeRegion => ({
  country,
  zones: ["a", "b", "c"].map((letter) => `${name.toLowerCase()}-${letter}`),
  localZone: false,
});

/** Every compute region by name, the ones with all products first. */
export const computeRegions: { readonly [name: string]: ComputeRegion } = {
  GRA9: single("FR"),
  GRA11: single("FR"),
  GRA5: single("FR"),
  GRA7: single("FR"),
  SBG5: single("FR"),
  SBG7: single("FR"),
  DE1: single("DE"),
  UK1: single("GB"),
  WAW1: single("PL"),
  BHS5: single("CA"),
  SGP1: single("SG"),
  "EU-WEST-PAR": three("EU-WEST-PAR", "FR"),
  "EU-SOUTH-MIL": three("EU-SOUTH-MIL", "IT"),
  GRA1: single("FR"),
  GRA3: single("FR"),
  SBG3: single("FR"),
  BHS1: single("CA"),
  BHS3: single("CA"),
  SYD1: single("AU"),
  "RBX-A": single("FR"),
  "EU-WEST-RBX": single("FR"),
  "CA-EAST-TOR": single("CA"),
  "AP-SOUTH-MUM": single("IN"),
  "AP-SOUTH-MUM-1": single("IN"),
  "AP-SOUTHEAST-SYD-2": single("AU"),
  "US-EAST-VA-1": single("US"),
  "US-WEST-OR-1": single("US"),
  "EU-WEST-LZ-AMS-A": local("NL"),
  "EU-WEST-LZ-BRU-A": local("BE"),
  "EU-WEST-LZ-DLN-A": local("IE"),
  "EU-WEST-LZ-LUX-A": local("LU"),
  "EU-WEST-LZ-MRS-A": local("FR"),
  "EU-WEST-LZ-VIE-A": local("AT"),
  "EU-WEST-LZ-ZRH-A": local("CH"),
  "EU-CENTRAL-LZ-BUH-A": local("RO"),
  "EU-CENTRAL-LZ-PRG-A": local("CZ"),
  "EU-CENTRAL-LZ-SOF-A": local("BG"),
  "EU-NORTH-LZ-CPH-A": local("DK"),
  "EU-NORTH-LZ-HEL-A": local("FI"),
  "EU-NORTH-LZ-OSL-A": local("NO"),
  "EU-NORTH-LZ-STO-A": local("SE"),
  "EU-SOUTH-LZ-LIS-A": local("PT"),
  "EU-SOUTH-LZ-MAD-A": local("ES"),
  "EU-SOUTH-LZ-MIL-A": local("IT"),
  "AF-NORTH-LZ-RBA-A": local("MA"),
  "US-CENTRAL-LZ-SLC-A": local("US"),
  "US-CENTRAL-LZ-STL-A": local("US"),
  "US-EAST-LZ-ATL-A": local("US"),
  "US-EAST-LZ-BOS-A": local("US"),
  "US-EAST-LZ-CHI-A": local("US"),
  "US-EAST-LZ-DAL-A": local("US"),
  "US-EAST-LZ-MIA-A": local("US"),
  "US-EAST-LZ-NYC-A": local("US"),
  "US-WEST-LZ-DEN-A": local("US"),
  "US-WEST-LZ-LAX-A": local("US"),
  "US-WEST-LZ-PAO-A": local("US"),
  "US-WEST-LZ-PHX-A": local("US"),
  "US-WEST-LZ-SEA-A": local("US"),
};
