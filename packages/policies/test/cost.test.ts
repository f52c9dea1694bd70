import { describe, expect, it } from "vitest";
import { estimate, formatEuros } from "../src/cost/index.ts";
import { viewOf } from "../src/view.ts";
import type { Properties } from "./fixtures/fixture.ts";
import { encrypted, secret, unknown } from "./hidden.ts";

const node = { region: "GRA", networkId: "7f1e2c1e-net", subnetId: "1b9d6bcd-sub" };

const of = (type: string, properties: unknown) => estimate([{ type, name: "it", view: viewOf(properties) }]);
const database = "ovh:CloudProject/database:Database";
const instance = "openstack:compute/instance:Instance";
const pool = "ovh:CloudProject/kubeNodePool:KubeNodePool";
const postgres = { engine: "postgresql", version: "17", plan: "business", flavor: "db1-7", nodes: [node, node] };

describe("the estimate of a resource", () => {
  // EUR a month: the catalogue's figure an hour, 730 hours, as many as there are.
  const lines: [string, Properties, [part: string, euros: string][]][] = [
    [instance, { flavorName: "b3-8" }, [["1 instance b3-8", "37.38 EUR"]]],
    [instance, { flavorName: "b3-16", region: "GRA11", powerState: "shutoff" }, [["1 instance b3-16", "74.68 EUR"]]],
    [instance, { flavorId: "d2-2" }, [["1 instance d2-2", "7.59 EUR"]]],
    [
      instance,
      {
        flavorName: "d2-2",
        region: "GRA11",
        blockDevices: [
          { sourceType: "image", destinationType: "volume", volumeSize: 50 },
          { sourceType: "volume", destinationType: "volume" },
          { sourceType: "image", destinationType: "local" },
        ],
      },
      [
        ["1 instance d2-2", "7.59 EUR"],
        ["50 GB volume classic", "2.15 EUR"],
      ],
    ],
    [
      database,
      { ...postgres, plan: "essential", flavor: "db1-4", nodes: [node] },
      [["1 node essential db1-4", "54.46 EUR"]],
    ],
    [database, { ...postgres, flavor: "db1-4" }, [["2 nodes business db1-4", "131.40 EUR"]]],
    [database, postgres, [["2 nodes business db1-7", "248.20 EUR"]]],
    [database, { ...postgres, diskSize: 160 }, [["2 nodes business db1-7", "248.20 EUR"]]],
    [
      database,
      { ...postgres, plan: "advanced", flavor: "b3-8", nodes: [node, node, node] },
      [["3 nodes advanced b3-8", "503.70 EUR"]],
    ],
    [
      "ovh:CloudProject/instance:Instance",
      { region: "GRA11", billingPeriod: "hourly", flavor: { flavorId: "6e6a" }, flavorName: "b3-8", bulk: 3 },
      [["3 instances b3-8", "112.13 EUR"]],
    ],
    [
      "ovh:CloudProject/instance:Instance",
      {
        region: "GRA11",
        billingPeriod: "monthly",
        flavor: { flavorId: "b2-7" },
        network: { private: { floatingIpCreate: {}, gatewayCreate: { model: "s" } } },
      },
      [
        ["1 instance b2-7", "25.17 EUR"],
        ["floating IP", "1.82 EUR"],
        ["gateway s", "2.04 EUR"],
      ],
    ],
    [
      "ovh:index/cloudInstance:CloudInstance",
      { region: "GRA11", flavorId: "6e6a", currentState: { flavor: { name: "c3-4" } } },
      [["1 instance c3-4", "33.36 EUR"]],
    ],
    ["ovh:CloudProject/gateway:Gateway", { region: "GRA11", model: "m" }, [["gateway m", "8.10 EUR"]]],
    [
      "ovh:index/cloudGateway:CloudGateway",
      { region: "EU-WEST-PAR", externalGateway: { enabled: true, model: "2XL" } },
      [["gateway 2xl", "304.19 EUR"]],
    ],
    ["ovh:index/cloudGateway:CloudGateway", { region: "GRA11", externalGateway: { enabled: false } }, []],
    ["ovh:index/cloudGateway:CloudGateway", { region: "GRA11" }, []],
    ["openstack:networking/router:Router", { name: "inside" }, []],
    ["ovh:index/cloudFloatingIp:CloudFloatingIp", { region: "GRA11" }, [["floating IP", "1.82 EUR"]]],
    ["openstack:networking/floatingIp:FloatingIp", { pool: "Ext-Net" }, [["floating IP", "1.82 EUR"]]],
    ["openstack:loadbalancer/loadBalancer:LoadBalancer", {}, [["load balancer small", "6.06 EUR"]]],
    [
      "ovh:CloudProject/loadBalancer:LoadBalancer",
      { regionName: "GRA11", flavorId: "xl", network: { private: { floatingIpCreate: { description: "x" } } } },
      [
        ["load balancer xl", "152.06 EUR"],
        ["floating IP", "1.82 EUR"],
      ],
    ],
    [
      "ovh:CloudProject/volume:Volume",
      { regionName: "GRA11", size: 100, type: "high-speed-gen2" },
      [["100 GB volume high-speed-gen2", "9.56 EUR"]],
    ],
    [
      "ovh:index/cloudStorageBlockVolume:CloudStorageBlockVolume",
      { region: "GRA11", size: 10, volumeType: "HIGH_SPEED_GEN2" },
      [["10 GB volume high-speed-gen2", "0.96 EUR"]],
    ],
    ["openstack:blockstorage/volume:Volume", { size: 10 }, [["10 GB volume classic", "0.43 EUR"]]],
    ["ovh:CloudProject/kube:Kube", { region: "GRA11" }, []],
    ["ovh:CloudProject/kube:Kube", { region: "GRA11", plan: "free" }, []],
    [
      "ovh:CloudProject/kube:Kube",
      { region: "EU-WEST-PAR", plan: "standard" },
      [["control plane standard", "65.70 EUR"]],
    ],
    [pool, { flavorName: "b3-8", desiredNodes: 3 }, [["3 instances b3-8", "112.13 EUR"]]],
    [pool, { flavorName: "b2-7", desiredNodes: 2, monthlyBilled: true }, [["2 instances b2-7", "50.34 EUR"]]],
    [
      pool,
      { flavorName: "b3-8", desiredNodes: 2, attachFloatingIps: { enabled: true } },
      [
        ["2 instances b3-8", "74.75 EUR"],
        ["floating IP of each of 2 nodes", "3.65 EUR"],
      ],
    ],
  ];

  it.each(lines)("GOV005 prices %s %j", (type, properties, expected) => {
    const { lines: found, usage, unpriced, unknown: unread } = of(type, properties);
    expect(found.map(({ part, monthly }) => [part, formatEuros(monthly)])).toEqual(expected);
    expect([usage, unpriced, unread]).toEqual([[], [], []]);
    for (const line of found) expect(line).toMatchObject({ type, name: "it", source: { confidence: "reported" } });
  });

  const gaps: [string, Properties, string][] = [
    [instance, {}, "flavorId"],
    [instance, { flavorName: "b3-9" }, "flavorName"],
    [instance, { flavorName: "constructor" }, "flavorName"],
    [instance, { flavorName: 8 }, "flavorId"],
    [instance, { flavorName: "b3-8", region: "EU-WEST-LZ-BRU-A" }, "region"],
    [instance, { flavorName: "b3-8", region: "US-EAST-VA-1" }, "region"],
    [instance, { flavorName: "b3-8", powerState: "shelved_offloaded" }, "powerState"],
    [
      "ovh:CloudProject/instance:Instance",
      { billingPeriod: "hourly", flavor: { flavorId: "6e6a" } },
      "flavor.flavorId",
    ],
    ["ovh:CloudProject/instance:Instance", { billingPeriod: "monthly", flavorName: "b3-8" }, "flavorName"],
    ["ovh:index/cloudInstance:CloudInstance", { flavorId: "6e6a" }, "flavorId"],
    [database, { ...postgres, engine: "mysql" }, "engine"],
    [database, { ...postgres, engine: undefined }, "engine"],
    [database, { ...postgres, plan: "production" }, "flavor"],
    [database, { ...postgres, plan: "__proto__" }, "flavor"],
    [database, { ...postgres, flavor: "b2-7" }, "flavor"],
    [database, { ...postgres, nodes: [] }, "nodes"],
    [database, { ...postgres, nodes: 2 }, "nodes"],
    [database, { ...postgres, nodes: [{ region: "SGP" }] }, "nodes[0].region"],
    ["ovh:CloudProject/gateway:Gateway", { region: "GRA11", model: "3xl" }, "model"],
    ["ovh:index/cloudGateway:CloudGateway", { externalGateway: { enabled: true } }, "externalGateway.model"],
    ["openstack:networking/router:Router", { externalNetworkId: "6e6a" }, "externalNetworkId"],
    ["openstack:loadbalancer/loadBalancer:LoadBalancer", { flavorId: "6e6a" }, "flavorId"],
    ["ovh:CloudProject/volume:Volume", { regionName: "GRA11" }, "size"],
    ["ovh:CloudProject/volume:Volume", { regionName: "GRA11", size: 0.5 }, "size"],
    ["ovh:CloudProject/volume:Volume", { regionName: "GRA11", size: -1 }, "size"],
    ["ovh:CloudProject/volume:Volume", { regionName: "EU-WEST-PAR", size: 10 }, "regionName"],
    ["openstack:blockstorage/volume:Volume", { size: 10, multiattach: true }, "multiattach"],
    ["openstack:blockstorage/volume:Volume", { size: 10, volumeType: "classic-multiattach" }, "volumeType"],
    ["ovh:CloudProject/storage:Storage", { regionName: "SYD" }, "regionName"],
    ["ovh:CloudProject/kube:Kube", { region: "GRA11", plan: "standard" }, "region"],
    [pool, { flavorName: "b3-8" }, "desiredNodes"],
    ["ovh:CloudProject/containerRegistry:ContainerRegistry", { planId: "6e6a" }, ""],
    ["cloudflare:index/zone:Zone", {}, ""],
    ["random:index/randomPassword:RandomPassword", {}, ""],
    ["constructor", {}, ""],
  ];

  it.each(gaps)("GOV005 says that it has no price for %s %j", (type, properties, path) => {
    const { lines: found, total, unpriced, unknown: unread } = of(type, properties);
    expect(unpriced).toEqual([{ type, name: "it", path, reason: expect.stringMatching(/.{10,}/) }]);
    expect([found, total, unread]).toEqual([[], 0n, []]);
  });

  it("GOV005 prices the nodes of a database whose larger disk has no price", () => {
    const { total, unpriced } = of(database, { ...postgres, diskSize: 200 });
    expect(formatEuros(total)).toBe("248.20 EUR");
    expect(unpriced).toMatchObject([{ path: "diskSize" }]);
  });

  const hidden: [string, Properties, string][] = [
    [instance, { flavorName: "b3-8" }, "flavorName"],
    [instance, { flavorName: "b3-8", powerState: "active" }, "powerState"],
    [instance, { flavorId: "b3-8" }, "flavorId"],
    ["ovh:CloudProject/instance:Instance", { billingPeriod: "hourly", flavorName: "b3-8" }, "billingPeriod"],
    ["ovh:CloudProject/instance:Instance", { billingPeriod: "hourly", flavorName: "b3-8", bulk: 2 }, "bulk"],
    [database, postgres, "engine"],
    [database, postgres, "plan"],
    [database, postgres, "flavor"],
    [database, postgres, "nodes"],
    ["ovh:CloudProject/gateway:Gateway", { region: "GRA11", model: "s" }, "model"],
    ["ovh:index/cloudGateway:CloudGateway", { region: "GRA11", externalGateway: {} }, "externalGateway"],
    ["openstack:networking/router:Router", { externalNetworkId: "x" }, "externalNetworkId"],
    ["openstack:loadbalancer/loadBalancer:LoadBalancer", { flavorId: "small" }, "flavorId"],
    ["ovh:CloudProject/volume:Volume", { regionName: "GRA11", size: 10 }, "size"],
    ["ovh:CloudProject/volume:Volume", { regionName: "GRA11", size: 10, type: "classic" }, "type"],
    ["openstack:blockstorage/volume:Volume", { size: 10, multiattach: false }, "multiattach"],
    ["ovh:CloudProject/kube:Kube", { region: "GRA11", plan: "free" }, "plan"],
    [pool, { flavorName: "b3-8", desiredNodes: 3 }, "desiredNodes"],
    [pool, { flavorName: "b3-8", desiredNodes: 3 }, "flavorName"],
    [pool, { flavorName: "b3-8", desiredNodes: 3, autoscale: false }, "autoscale"],
  ];

  it.each(hidden)("GOV005 counts nothing for %s %j while %s is hidden", (type, properties, path) => {
    for (const [value, reason] of [
      [unknown, "not known yet"],
      [encrypted, "secret"],
    ]) {
      const found = of(type, { ...properties, [path]: value });
      expect([found.lines, found.total, found.unpriced]).toEqual([[], 0n, []]);
      expect(found.unknown[0]).toMatchObject({
        path: expect.stringContaining(path),
        reason: expect.stringContaining(String(reason)),
      });
    }
    expect(of(type, { ...properties, [path]: secret((properties as Properties)[path]) })).toEqual(of(type, properties));
  });

  it("GOV005 counts the nodes of a database that are not known yet, and assumes their region", () => {
    const { lines: found } = of(database, { ...postgres, nodes: [unknown, unknown] });
    expect(found).toMatchObject([{ part: "2 nodes business db1-7", assumption: expect.stringContaining("region") }]);
  });

  it("GOV005 lists a bucket by the GB, and counts none of it", () => {
    const found = of("ovh:CloudProject/storage:Storage", {
      regionName: "GRA",
      replication: { rules: [{ destination: { name: "x", region: "SBG", storageClass: "HIGH_PERF" } }] },
    });
    expect(found).toMatchObject({ lines: [], total: 0n, unpriced: [], unknown: [] });
    expect(found.usage).toMatchObject([
      {
        part: "object storage, standard",
        perGbMonth: 700_000n,
        low: 0n,
        high: 70_000_000n,
        assumption: expect.stringContaining("0 to 100 GB, not counted"),
      },
      { part: "replica, HIGH_PERF", perGbMonth: 1_800_000n },
    ]);
  });

  it("GOV005 lists a bucket in three zones at the price of those, and has none for the other class there", () => {
    const region = "EU-WEST-PAR";
    const bucketOf = (destination: object) =>
      of("ovh:CloudProject/storage:Storage", { regionName: region, replication: { rules: [{ destination }] } });
    const standard = { part: "object storage, standard", perGbMonth: 1_400_000n, source: { confidence: "reported" } };
    expect(bucketOf({ region })).toMatchObject({ total: 0n, unpriced: [], usage: [standard, standard] });
    expect(bucketOf({ region: "GRA", storageClass: "HIGH_PERF" }).usage[1]).toMatchObject({ perGbMonth: 1_800_000n });
    expect(bucketOf({ region, storageClass: "HIGH_PERF" })).toMatchObject({
      unpriced: [{ path: "replication.rules[0].destination.storageClass" }],
      usage: [standard],
    });
  });

  it("GOV005 lists a volume backup by the GB", () => {
    expect(
      of("ovh:index/cloudStorageBlockVolumeBackup:CloudStorageBlockVolumeBackup", { region: "GRA11" }).usage,
    ).toMatchObject([{ part: "volume backup", perGbMonth: 2_044_000n }]);
  });

  it("GOV005 bounds a pool that scales by itself", () => {
    const scaling = { flavorName: "b3-8", desiredNodes: 3, autoscale: true, minNodes: 1, maxNodes: 5 };
    const one = 3_737_600_000n;
    expect(of(pool, scaling)).toMatchObject({ total: 3n * one, low: one, high: 5n * one });
    expect(of(pool, { ...scaling, maxNodes: undefined, minNodes: undefined })).toMatchObject({
      low: 0n,
      high: 100n * one,
    });
    expect(of(pool, scaling).lines[0]?.assumption).toContain("scales by itself");
  });

  it("GOV005 bounds a price that was read rounded", () => {
    expect(of(database, postgres)).toMatchObject({ low: 2n * 730n * 16_500_000n, high: 2n * 730n * 19_425_000n });
  });

  it("GOV005 assumes the region that a resource does not have, and says so", () => {
    expect(of(instance, { flavorName: "b3-8" }).lines[0]?.assumption).toContain("region");
    expect(of(instance, { flavorName: "b3-8", region: "GRA11" }).lines[0]).not.toHaveProperty("assumption");
  });
});

describe("amounts", () => {
  it.each([
    [0n, "0.00 EUR"],
    [1n, "0.00 EUR"],
    [499_999n, "0.00 EUR"],
    [500_000n, "0.00 EUR"],
    [500_001n, "0.01 EUR"],
    [1_500_000n, "0.02 EUR"],
    [2_500_000n, "0.02 EUR"],
    [100_000_000n, "1.00 EUR"],
    [9_183_360_000n, "91.83 EUR"],
    [123_456_789_012_345_678n, "1234567890.12 EUR"],
    [-500_000n, "0.00 EUR"],
    [-1_500_000n, "-0.02 EUR"],
    [-9_183_360_000n, "-91.83 EUR"],
  ])("GOV005 %s are %s", (value, text) => {
    expect(formatEuros(value)).toBe(text);
  });
});
