import { exact, type Price, priced } from "./prices.ts";
import type { Source } from "./source.ts";

export const computePriceSource: Source = {
  from: "Two public tables taken from OVHcloud's catalogue (order/catalog/public/cloud) that agree on all they share: one of a machine scheduler, June 2026, one for the subsidiary DE, 2026-07-04; b3-8, d2-* and b2-7 again in a note on hosting costs of 2026-09-05. A list of 2026-01-27 has the same price to the cent in regions of one and of three zones",
  date: "2026-07-04",
  confidence: "reported",
};

/** What an instance costs an hour, by flavor. Linux, in regions that are no Local Zone and not in the United States. */
export const computePrices: { readonly [flavor: string]: Price } = priced(
  {
    "d2-2": "0.0104",
    "d2-4": "0.0206",
    "d2-8": "0.0372",
    "b2-7": "0.0709",
    "b2-15": "0.1342",
    "b2-30": "0.2715",
    "b2-60": "0.5260",
    "b2-120": "1.0330",
    "c2-7": "0.1018",
    "c2-15": "0.1976",
    "c2-30": "0.3984",
    "c2-60": "0.7790",
    "c2-120": "1.5400",
    "r2-15": "0.1018",
    "r2-30": "0.1176",
    "r2-60": "0.2288",
    "r2-120": "0.4610",
    "r2-240": "0.9060",
    "b3-8": "0.0512",
    "b3-16": "0.1023",
    "b3-32": "0.2046",
    "b3-64": "0.4092",
    "b3-128": "0.8190",
    "b3-256": "1.6370",
    "b3-512": "3.2740",
    "b3-640": "4.0920",
    "c3-4": "0.0457",
    "c3-8": "0.0913",
    "c3-16": "0.1825",
    "c3-32": "0.3650",
    "c3-64": "0.7301",
    "c3-128": "1.4610",
    "c3-256": "2.9210",
    "c3-320": "3.6510",
    "r3-16": "0.0663",
    "r3-32": "0.1324",
    "r3-64": "0.2648",
    "r3-128": "0.5300",
    "t1-45": "0.70",
    "t1-90": "1.40",
    "t1-180": "2.80",
    "t1-le-45": "0.70",
    "t1-le-90": "1.40",
    "t1-le-180": "2.80",
    "t2-45": "0.80",
    "t2-90": "1.60",
    "t2-180": "3.20",
    "t2-le-45": "0.80",
    "t2-le-90": "1.60",
    "t2-le-180": "3.20",
    "rtx5000-28": "0.36",
    "rtx5000-56": "0.72",
    "rtx5000-84": "1.08",
    "a10-45": "0.76",
    "a10-90": "1.52",
    "l4-90": "0.75",
  },
  exact,
  computePriceSource,
);

export const computeMonthSource: Source = {
  from: "A note on hosting costs that read OVHcloud's catalogue (order/catalog/public/cloud, subsidiary FR)",
  date: "2026-09-05",
  confidence: "reported",
};

/** What an instance costs a month when it is billed by the month, by flavor. Generation 3 is billed by the hour only. */
export const computeMonthPrices: { readonly [flavor: string]: Price } = priced(
  { "d2-2": "5.71", "d2-4": "11.44", "d2-8": "20.60", "b2-7": "25.17" },
  exact,
  computeMonthSource,
);
