import { between, type Price, priced, roundedBeforeRise } from "./prices.ts";
import type { Source } from "./source.ts";

export const postgresPriceSource: Source = {
  from: "List made from OVHcloud's catalogue (public-cost-indicator, docs/catalogue-produits.md): hourly, rounded to the cent, before the rise of April 2026 and before disk and backups got prices of their own (announced for May 2026, without a rise). That they are for one node is what OVHcloud's price page said in 2022",
  date: "2026-01-27",
  confidence: "reported",
};

export const postgresSmallestPriceSource: Source = {
  from: "essential db1-4: 54.46 EUR a month in two notes that read OVHcloud's catalogue in September 2026; 0.0814 EUR an hour with 40 GB of disk in a deployment guide that read the price page on 2026-08-07; 51.26 EUR a month in an older comparison",
  date: "2026-09-05",
  confidence: "reported",
};

const listed = (figures: { readonly [flavor: string]: string }) =>
  priced(figures, roundedBeforeRise, postgresPriceSource);

/**
 * What one node of a managed PostgreSQL costs an hour, by plan and flavor, with the disk it comes with, its backups and
 * its traffic. Outside Asia, Oceania and the United States, which have prices of their own.
 */
export const postgresPrices: { readonly [plan: string]: { readonly [flavor: string]: Price } } = {
  essential: {
    "db1-4": between("0.0746", "0.0702", "0.0814", postgresSmallestPriceSource),
    ...listed({ "db1-7": "0.13", "db1-15": "0.27", "db1-30": "0.54" }),
  },
  business: listed({
    "db1-4": "0.09",
    "db1-7": "0.17",
    "db1-15": "0.35",
    "db1-30": "0.69",
    "db1-60": "1.39",
    "db1-120": "2.78",
  }),
  enterprise: listed({
    "db1-4": "0.09",
    "db1-7": "0.17",
    "db1-15": "0.35",
    "db1-30": "0.69",
    "db1-60": "1.39",
    "db1-120": "2.78",
  }),
  production: listed({
    "b3-8": "0.21",
    "b3-16": "0.43",
    "b3-32": "0.85",
    "b3-64": "1.70",
    "b3-128": "3.41",
    "b3-256": "6.81",
  }),
  advanced: listed({
    "b3-8": "0.23",
    "b3-16": "0.46",
    "b3-32": "0.92",
    "b3-64": "1.84",
    "b3-128": "3.67",
    "b3-256": "7.34",
  }),
};
