import type { Source } from "./source.ts";

/** One place under the names of the three products. */
export interface RegionNames {
  readonly compute: string;
  readonly database: string;
  readonly storage: string;
}

export const regionSource: Source = {
  from: "OVHcloud guides: object storage endpoints, managed databases 1-AZ to 3-AZ migration; provider 2.19 examples. That a database region pairs with this compute region is stated nowhere, and that EU-SOUTH-MIL has databases follows from EU-WEST-PAR",
  date: "2026-04-27",
  confidence: "reported",
};

/** Compute regions that have databases and object storage too, with the name of each beside it. */
export const regions: { readonly [compute: string]: RegionNames } = {
  GRA9: { compute: "GRA9", database: "GRA", storage: "GRA" },
  GRA11: { compute: "GRA11", database: "GRA", storage: "GRA" },
  GRA5: { compute: "GRA5", database: "GRA", storage: "GRA" },
  GRA7: { compute: "GRA7", database: "GRA", storage: "GRA" },
  SBG5: { compute: "SBG5", database: "SBG", storage: "SBG" },
  SBG7: { compute: "SBG7", database: "SBG", storage: "SBG" },
  DE1: { compute: "DE1", database: "DE", storage: "DE" },
  UK1: { compute: "UK1", database: "UK", storage: "UK" },
  WAW1: { compute: "WAW1", database: "WAW", storage: "WAW" },
  BHS5: { compute: "BHS5", database: "BHS", storage: "BHS" },
  SGP1: { compute: "SGP1", database: "SGP", storage: "SGP" },
  "EU-WEST-PAR": { compute: "EU-WEST-PAR", database: "EU-WEST-PAR", storage: "EU-WEST-PAR" },
  "EU-SOUTH-MIL": { compute: "EU-SOUTH-MIL", database: "EU-SOUTH-MIL", storage: "EU-SOUTH-MIL" },
};

/** S3 endpoint of a storage region: `GRA` gives `https://s3.gra.io.cloud.ovh.net`. Guide on S3 locations, 2026-02-03. */
export function s3Endpoint(storageRegion: string): string {
  const name = storageRegion.toLowerCase();
  return `https://s3.${name}.io.cloud.ovh.${name.startsWith("us-") ? "us" : "net"}`;
}
