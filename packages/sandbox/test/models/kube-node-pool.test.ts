import { afterEach, beforeEach, expect, it } from "vitest";
import type { Properties } from "../../src/properties.ts";
import { type Drive, drive, type Thing } from "../drive.ts";
import { answered } from "./answered.ts";

const token = "ovh:CloudProject/kubeNodePool:KubeNodePool";
let cloud: Drive;
let cluster: Thing;
beforeEach(async () => {
  cloud = drive();
  cluster = await cloud.create("ovh:CloudProject/kube:Kube", {
    serviceName: cloud.project,
    name: "cluster",
    region: "GRA11",
  });
});
afterEach(() => cloud.close());

const pool = (inputs: Properties = {}, name = "pool") =>
  cloud.create(
    token,
    { serviceName: cloud.project, kubeId: cluster.id, name, flavorName: "b3-8", ...inputs },
    { name },
  );

it.each<[string, Properties, RegExp]>([
  [
    "a cluster that is not there",
    { kubeId: "00000000-0000-4000-8000-000000000000" },
    /Kubernetes cluster .* not found.*404/,
  ],
  ["an underscore in the name", { name: "my_pool" }, /only lowercase characters, digits and '-' are accepted/],
  ["capitals in the name", { name: "Pool" }, /Node pool name Pool is invalid/],
  ["a flavor that is not there", { flavorName: "b9-1000" }, /Flavor b9-1000 is not available in region GRA11/],
  ["a flavor that is too small", { flavorName: "d2-2" }, /Flavor d2-2 is not available/],
  ["more nodes than a pool has", { desiredNodes: 101 }, /desiredNodes cannot exceed 100/],
  ["half a node", { desiredNodes: 0.5 }, /\[desiredNodes\] Given data \(0.5\) is not valid/],
  ["fewer nodes than none", { minNodes: -1 }, /\[minNodes\] Given data \(-1\) is not valid/],
  ["a maximum below the minimum", { minNodes: 3, maxNodes: 2 }, /minNodes \(3\) cannot exceed maxNodes \(2\)/],
  ["nodes below the minimum", { minNodes: 3, desiredNodes: 2 }, /desiredNodes \(2\) must be between/],
  ["six nodes apart from each other", { antiAffinity: true, desiredNodes: 6 }, /cannot exceed 5 with anti-affinity/],
  ["a zone where there is one", { availabilityZones: ["gra11-a"] }, /does not exist in region GRA11/],
  ["a utilisation of three", { autoscalingScaleDownUtilizationThreshold: 3 }, /not between 0 and 1/],
])("refuses %s", async (_what, inputs, words) => {
  await expect(pool(inputs)).rejects.toThrow(words);
});

it("refuses a second pool of a name, and more nodes than the plan has", async () => {
  await pool({ desiredNodes: 60 });
  await expect(
    cloud.create(
      token,
      { serviceName: cloud.project, kubeId: cluster.id, name: "pool", flavorName: "b3-8" },
      { name: "twin" },
    ),
  ).rejects.toThrow(/pool already exists/);
  await expect(pool({ desiredNodes: 60 }, "another")).rejects.toThrow(/The cluster may have 100 nodes, not 120/);
});

it("says what the API fills in", async () => {
  expect((await pool()).outputs).toMatchObject({
    desiredNodes: 0,
    minNodes: 0,
    maxNodes: 100,
    autoscale: false,
    autoscalingScaleDownUnneededTimeSeconds: 600,
    autoscalingScaleDownUnreadyTimeSeconds: 1200,
    autoscalingScaleDownUtilizationThreshold: 0.5,
    sizeStatus: "CAPACITY_OK",
    status: "READY",
  });
  expect((await pool({ antiAffinity: true }, "apart")).outputs["maxNodes"]).toBe(5);
});

it("follows a maximum that falls below its nodes, when it was given no number", async () => {
  const made = await pool({ minNodes: 1, maxNodes: 5 });
  const more = await cloud.update(made, { minNodes: 4 });
  expect(more.outputs["desiredNodes"]).toBe(4);
  const fewer = await cloud.update(more, { minNodes: 1, maxNodes: 2 });
  expect(fewer.outputs).toMatchObject({ desiredNodes: 2, currentNodes: 2 });
});

it("names one zone of a region of three", async () => {
  const [region, serviceName] = ["EU-WEST-PAR", cloud.project];
  const net = await cloud.create("ovh:CloudProject/networkPrivate:NetworkPrivate", {
    serviceName,
    name: "net",
    regions: [region],
    vlanId: 7,
  });
  const networkId = (net.outputs["regionsOpenstackIds"] as Record<string, string>)[region];
  await cloud.create("ovh:CloudProject/networkPrivateSubnetV2:NetworkPrivateSubnetV2", {
    serviceName,
    networkId,
    region,
    name: "subnet",
    cidr: "10.7.0.0/24",
  });
  const inputs = { serviceName, name: "zones", region, plan: "standard", privateNetworkId: networkId };
  const kubeId = (await cloud.create("ovh:CloudProject/kube:Kube", inputs, { name: "zones" })).id;
  await expect(pool({ kubeId })).rejects.toThrow("availabilityZones is mandatory");
  await expect(pool({ kubeId, availabilityZones: ["eu-west-par-a", "eu-west-par-b"] })).rejects.toThrow(
    /Only one availability zone/,
  );
  const { outputs } = await pool({ kubeId, availabilityZones: ["eu-west-par-a"], desiredNodes: 3 });
  expect(outputs["availabilityZones"]).toEqual(["eu-west-par-a"]);
});

it("is found by name with its nodes, every output given", async () => {
  const on = { serviceName: cloud.project, kubeId: cluster.id };
  const made = await pool({ desiredNodes: 2 });
  const found = await answered(cloud, "ovh:CloudProject/getKubeNodePool:getKubeNodePool", { ...on, name: "pool" });
  expect(found).toMatchObject({ id: made.id, flavorName: "b3-8", desiredNodes: 2 });
  const { nodes } = await answered(cloud, "ovh:CloudProject/getKubeNodePoolNodes:getKubeNodePoolNodes", {
    ...on,
    name: "pool",
  });
  expect(nodes).toHaveLength(2);
  expect(nodes).toContainEqual(
    expect.objectContaining({ nodePoolId: made.id, name: expect.stringMatching(/^pool-node-[0-9a-f]{6}$/) }),
  );
  expect((await answered(cloud, "ovh:CloudProject/getKubeNodes:getKubeNodes", on))["nodes"]).toEqual(nodes);
  const wrong = cloud.call("ovh:CloudProject/getKubeNodePool:getKubeNodePool", { ...on, name: "none" });
  await expect(wrong).rejects.toThrow(/the nodepool named none cannot be found/);
});

it("kube.pool-timeout-leaks: a pool that comes too late is in no state (Terraform provider 2.19)", async () => {
  const inputs = { serviceName: cloud.project, kubeId: cluster.id, name: "late", flavorName: "b3-8" };
  await expect(cloud.create(token, inputs, { timeout: 60 })).rejects.toThrow(/timeout while waiting/);
  expect(cloud.cloud.store.entries(token)).toHaveLength(1);
});

it("comes and goes within the time-outs of the official example: an hour and 50 seconds", async () => {
  const made = await cloud.create(
    token,
    { serviceName: cloud.project, kubeId: cluster.id, name: "timed", flavorName: "b3-8", desiredNodes: 3 },
    { timeout: 3600 },
  );
  const before = cloud.cloud.clock.now();
  await cloud.delete(made);
  expect(cloud.cloud.clock.now() - before).toBeLessThan(50_000);
});
