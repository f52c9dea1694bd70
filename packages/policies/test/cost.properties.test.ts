import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Estimate, estimate, formatEuros, freeTypes, pricedTypes } from "../src/cost/index.ts";
import { viewOf } from "../src/view.ts";
import { encrypted, secret, unknown } from "./hidden.ts";

const node = { region: "GRA", networkId: "7f1e2c1e-net", subnetId: "1b9d6bcd-sub" };

const types = [...pricedTypes.keys(), ...freeTypes, "ovh:CloudProject/rancher:Rancher", "__proto__"];

/** Values that mean something somewhere, hidden ones, and rubbish. */
const leaf = fc.oneof(
  fc.constantFrom<unknown>(
    ...["b3-8", "b2-7", "db1-4", "6e6a", "essential", "business", "postgresql", "GRA11", "EU-WEST-PAR", "US-EAST-VA-1"],
    ...["s", "2XL", "small", "classic", "HIGH_SPEED", "STANDARD", "hourly", "monthly", "SHELVED", "free", "standard"],
    ...[
      "volume",
      "image",
      "constructor",
      "__proto__",
      "toString",
      true,
      false,
      0,
      1,
      3,
      100,
      -1,
      0.5,
      1e308,
      Number.NaN,
    ],
  ),
  fc.constantFrom<unknown>(unknown, encrypted, null, undefined, secret("b3-8"), secret(3), secret(unknown)),
  fc.anything(),
);
const list = fc.array(fc.oneof(fc.constant<unknown>(node), leaf), { maxLength: 4 });
const object = (...names: string[]) =>
  fc.record(Object.fromEntries(names.map((name) => [name, leaf])), { requiredKeys: [] });

const properties = fc.oneof(
  leaf,
  fc.record(
    {
      ...Object.fromEntries(
        ["flavorName", "flavorId", "flavor", "region", "regionName", "billingPeriod", "bulk", "powerState", "engine"]
          .concat(["plan", "model", "size", "type", "volumeType", "desiredNodes", "minNodes", "maxNodes", "autoscale"])
          .concat(["monthlyBilled", "multiattach", "externalNetworkId", "diskSize", "autoBackup"])
          .map((name) => [name, leaf]),
      ),
      nodes: fc.oneof(list, leaf),
      blockDevices: fc.oneof(fc.array(object("sourceType", "destinationType", "volumeSize", "volumeType")), leaf),
      externalGateway: fc.oneof(object("enabled", "model"), leaf),
      network: fc.oneof(fc.record({ private: fc.oneof(object("floatingIpCreate", "gatewayCreate"), leaf) }), leaf),
      currentState: fc.oneof(fc.record({ flavor: fc.oneof(object("name"), leaf) }), leaf),
      attachFloatingIps: fc.oneof(object("enabled"), leaf),
      replication: fc.oneof(
        fc.record({ rules: fc.oneof(fc.array(fc.record({ destination: object("region", "storageClass") })), leaf) }),
        leaf,
      ),
    },
    { requiredKeys: [] },
  ),
);
const resource = fc
  .record({ type: fc.oneof(fc.constantFrom(...types), fc.string()), name: fc.string(), properties })
  .map(({ type, name, properties: given }) => ({ type, name, view: viewOf(given) }));

const sum = (amounts: readonly bigint[]) => amounts.reduce((total, amount) => total + amount, 0n);
const sorted = ({ lines, usage, unpriced, unknown: unread }: Estimate) =>
  [lines, usage, unpriced, unread].map((parts) =>
    parts.map((part) => JSON.stringify(part, (_, value) => (typeof value === "bigint" ? String(value) : value))).sort(),
  );

describe("the estimate", () => {
  it("GOV005 is the sum of its lines, for any resources", () => {
    fc.assert(
      fc.property(fc.array(resource), (resources) => {
        const { lines, total, low, high } = estimate(resources);
        expect(total).toBe(sum(lines.map(({ monthly }) => monthly)));
        expect(low).toBe(sum(lines.map((line) => line.low)));
        expect(high).toBe(sum(lines.map((line) => line.high)));
        for (const line of lines) {
          expect(line.low <= line.monthly && line.monthly <= line.high && line.low >= 0n).toBe(true);
        }
      }),
      { numRuns: 500 },
    );
  });

  it("GOV005 does not depend on the order, and resources do not depend on each other", () => {
    fc.assert(
      fc.property(
        fc
          .array(resource)
          .chain((all) => fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length }))),
        ([resources, shuffled]) => {
          const [one, other] = [estimate(resources), estimate(shuffled)];
          expect(other.total).toBe(one.total);
          expect(sorted(other)).toEqual(sorted(one));
          expect(sum(resources.map((single) => estimate([single]).total))).toBe(one.total);
        },
      ),
    );
  });

  it("GOV005 tells of every resource that is not free: a line, a usage or a gap, unless nothing of it costs", () => {
    const nothing = new Set([
      "ovh:index/cloudGateway:CloudGateway",
      "openstack:networking/router:Router",
      "ovh:CloudProject/kube:Kube",
    ]);
    fc.assert(
      fc.property(resource, (single) => {
        fc.pre(!freeTypes.has(single.type) && !nothing.has(single.type));
        const { lines, usage, unpriced, unknown: unread } = estimate([single]);
        expect(lines.length + usage.length + unpriced.length + unread.length).toBeGreaterThan(0);
      }),
      { numRuns: 500 },
    );
  });

  it("GOV005 counts nothing of a resource of which nothing can be read", () => {
    for (const type of pricedTypes.keys()) {
      for (const hidden of [unknown, encrypted]) {
        const found = estimate([{ type, name: "it", view: viewOf(hidden) }]);
        // A floating IP has one price, and a bucket's or a backup's use is not counted.
        if (/loatingIp$/.test(type)) expect(found.lines).toHaveLength(1);
        else expect([type, found.lines, found.total]).toEqual([type, [], 0n]);
        expect(found.unknown.length + found.usage.length + found.lines.length).toBeGreaterThan(0);
      }
    }
  });

  it("GOV005 stands what throws when it is read", () => {
    const refuse = () => {
      throw new Error("no");
    };
    const revoked = Proxy.revocable({}, {});
    revoked.revoke();
    const hostile = [
      new Proxy({}, { get: refuse, getOwnPropertyDescriptor: refuse, has: refuse, ownKeys: refuse }),
      revoked.proxy,
      Object.create(null),
      { toString: refuse, valueOf: refuse },
      Symbol("no"),
      10n,
    ];
    const keys = ["flavorName", "flavorId", "flavor", "plan", "nodes", "size", "type", "region", "network", "model"];
    for (const type of types) {
      for (const value of hostile) {
        for (const given of [value, Object.fromEntries(keys.map((key) => [key, value]))]) {
          for (const engine of [{}, { engine: "postgresql", diskSize: 100 }]) {
            const view = viewOf(given === value ? given : { ...(given as object), ...engine });
            expect(() => estimate([{ type, name: "it", view }])).not.toThrow();
          }
        }
      }
    }
  });

  it("GOV005 puts no value of a property in a reason or an assumption", () => {
    const canary = "c4n4ry";
    const keys = [
      "flavorName",
      "flavorId",
      "flavor",
      "plan",
      "model",
      "type",
      "volumeType",
      "engine",
      "region",
      "size",
    ];
    for (const type of types) {
      const given = Object.fromEntries([...keys, "nodes", "powerState", "billingPeriod"].map((key) => [key, canary]));
      const { unpriced, unknown: unread, lines, usage } = estimate([{ type, name: "it", view: viewOf(given) }]);
      expect(
        sorted({ unpriced, unknown: unread, lines, usage } as Estimate)
          .flat()
          .join(),
      ).not.toContain(canary);
    }
  });

  it("GOV005 is formatted with an error of half a cent at the most", () => {
    fc.assert(
      fc.property(fc.bigInt({ min: -(10n ** 20n), max: 10n ** 20n }), (value) => {
        const text = formatEuros(value);
        expect(text).toMatch(/^-?\d+\.\d\d EUR$/);
        const cents = BigInt(text.replace(/[^\d-]/g, ""));
        const off = value - cents * 1_000_000n;
        expect(off >= -500_000n && off <= 500_000n).toBe(true);
        if (off === 500_000n || off === -500_000n) expect(cents % 2n).toBe(0n);
      }),
    );
  });
});
