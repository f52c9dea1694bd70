import { describe, expect, it } from "vitest";
import {
  computeFlavors,
  computeMonthPrices,
  computePrices,
  computeRegions,
  floatingIpPrice,
  gatewayModels,
  gatewayPrices,
  hoursPerMonth,
  kubernetesStandardPrice,
  loadBalancerFlavors,
  loadBalancerPrices,
  objectStoragePrices,
  type Price,
  postgresFlavors,
  postgresPlans,
  postgresPrices,
  priceZone,
  replicaClasses,
  volumeBackupPrice,
  volumePrices,
  volumeTypes,
} from "../src/index.ts";

const tables: { [table: string]: { readonly [name: string]: Price } } = {
  computePrices,
  computeMonthPrices,
  ...Object.fromEntries(
    Object.entries(postgresPrices).map(([plan, prices]) => [`postgresPrices.${plan}`, prices] as const),
  ),
  gatewayPrices,
  loadBalancerPrices,
  volumePrices,
  ...Object.fromEntries(
    Object.entries(objectStoragePrices).map(([zone, prices]) => [`objectStoragePrices.${zone}`, prices] as const),
  ),
  single: { floatingIpPrice, kubernetesStandardPrice, volumeBackupPrice },
};
const all = Object.entries(tables).flatMap(([table, prices]) =>
  Object.entries(prices).map(([name, price]) => [`${table} ${name}`, price] as const),
);
const euros = (e8: bigint) => Number(e8) / 1e8;
const month = ({ figure }: Price | undefined = { figure: 0n } as Price) => euros(figure * hoursPerMonth);

describe("prices", () => {
  it.each(all)("GOV005 %s is above nothing, within its bounds, dated and sourced", (_, price) => {
    expect(price.low).toBeGreaterThan(0n);
    expect(price.low).toBeLessThanOrEqual(price.figure);
    expect(price.figure).toBeLessThanOrEqual(price.high);
    expect(price.source).toMatchObject({
      from: expect.stringMatching(/.{20,}/),
      date: expect.stringMatching(/^2026-/),
    });
    expect(price.source.confidence).not.toBe("read");
  });

  // ovh-facts 6 and the readings that the sources name.
  it.each([
    ["b3-8 an hour", euros(computePrices["b3-8"]?.figure ?? 0n), 0.0512],
    ["b3-8 a month", month(computePrices["b3-8"]), 37.376],
    ["b3-16 a month", month(computePrices["b3-16"]), 74.679],
    ["d2-2 by the month", euros(computeMonthPrices["d2-2"]?.figure ?? 0n), 5.71],
    ["b2-7 by the month", euros(computeMonthPrices["b2-7"]?.figure ?? 0n), 25.17],
    ["essential db1-4 a month", month(postgresPrices["essential"]?.["db1-4"]), 54.458],
    ["a node of business db1-7 an hour", euros(postgresPrices["business"]?.["db1-7"]?.figure ?? 0n), 0.17],
    ["gateway s a month", month(gatewayPrices["s"]), 2.044],
    ["floating IP a month", month(floatingIpPrice), 1.825],
    ["load balancer small a month", month(loadBalancerPrices["small"]), 6.059],
    ["one GB in one zone a month", euros(objectStoragePrices["one-zone"]?.["STANDARD"]?.figure ?? 0n), 0.007],
    ["one GB in three zones a month", euros(objectStoragePrices["three-zones"]?.["STANDARD"]?.figure ?? 0n), 0.014],
    ["one GB of a classic volume a month", month(volumePrices["classic"]), 0.04307],
    ["one GB of a volume backup a month", month(volumeBackupPrice), 0.02044],
  ])("GOV005 %s", (_, read, expected) => {
    expect(read).toBeCloseTo(expected, 8);
  });

  it("GOV005 leaves room in a figure that was rounded before the rise of April 2026", () => {
    expect(postgresPrices["business"]?.["db1-7"]).toMatchObject({ low: 16_500_000n, high: 19_425_000n });
  });

  it("GOV005 has names that the other tables know", () => {
    for (const flavor of [...Object.keys(computePrices), ...Object.keys(computeMonthPrices)]) {
      expect(computeFlavors).toHaveProperty([flavor]);
    }
    for (const [plan, prices] of Object.entries(postgresPrices)) {
      for (const flavor of Object.keys(prices)) {
        expect(postgresFlavors[flavor]?.generation, flavor).toBe(postgresPlans[plan]?.generation);
      }
    }
    for (const model of Object.keys(gatewayPrices)) expect(gatewayModels).toContain(model);
    expect(Object.keys(loadBalancerPrices)).toEqual(loadBalancerFlavors);
    for (const type of Object.keys(volumePrices)) expect(volumeTypes).toContain(type);
    for (const prices of Object.values(objectStoragePrices)) {
      for (const name of Object.keys(prices)) expect(replicaClasses).toContain(name);
    }
  });

  it("GOV005 prices every plan of PostgreSQL, and what its default is", () => {
    expect(Object.keys(postgresPrices)).toEqual(Object.keys(postgresPlans));
    for (const [plan, { generation }] of Object.entries(postgresPlans)) {
      expect(postgresPrices[plan]).toHaveProperty([generation === 3 ? "b3-8" : "db1-4"]);
    }
  });

  it("GOV005 asks more for the larger of a family", () => {
    const sizes = (prefix: string) =>
      Object.entries(computePrices)
        .filter(([flavor]) => flavor.startsWith(prefix) && /^\w+-\d+$/.test(flavor))
        .sort(([a], [b]) => (computeFlavors[a]?.memoryGb ?? 0) - (computeFlavors[b]?.memoryGb ?? 0))
        .map(([, { figure }]) => figure);
    for (const prefix of ["d2-", "b2-", "c2-", "r2-", "b3-", "c3-", "r3-"]) {
      const figures = sizes(prefix);
      expect(figures.length).toBeGreaterThan(2);
      expect(figures).toEqual([...new Set(figures)].sort((a, b) => (a < b ? -1 : 1)));
    }
  });
});

describe("price lists", () => {
  it.each([
    ["GRA11", "one-zone"],
    ["gra", "one-zone"],
    ["BHS", "one-zone"],
    ["RBX-A", "one-zone"],
    ["EU-WEST-PAR", "three-zones"],
    ["EU-SOUTH-MIL", "three-zones"],
    ["SGP", "asia-pacific"],
    ["SYD1", "asia-pacific"],
    ["AP-SOUTH-MUM-1", "asia-pacific"],
    ["EU-SOUTH-LZ-MIL-A", "local-zone"],
    ["US-EAST-LZ-NYC-A", "local-zone"],
    ["US-EAST-VA-1", "united-states"],
    ["MARS-1", undefined],
    ["constructor", undefined],
    ["", undefined],
  ])("GOV005 puts %s under %s", (region, expected) => {
    expect(priceZone(region)).toBe(expected);
  });

  it("GOV005 knows the price list of every compute region", () => {
    for (const [name, { localZone, zones }] of Object.entries(computeRegions)) {
      const zone = priceZone(name);
      expect(zone, name).toBeDefined();
      expect(zone === "local-zone", name).toBe(localZone);
      expect(zone === "three-zones", name).toBe(zones.length > 0);
    }
  });
});
