import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { parse } from "yaml";
import { stateAt } from "../../src/life.ts";
import type { Properties } from "../../src/properties.ts";
import { type Drive, drive, type Thing } from "../drive.ts";
import { answered } from "./answered.ts";

const token = "ovh:CloudProject/kube:Kube";
const pool = "ovh:CloudProject/kubeNodePool:KubeNodePool";
let cloud: Drive;
beforeEach(() => {
  cloud = drive();
});
afterEach(() => cloud.close());

const make = (inputs: Properties = {}, name?: string) =>
  cloud.create(
    token,
    { serviceName: cloud.project, name: "cluster", region: "GRA11", ...inputs },
    { ...(name && { name }) },
  );

/** A network with a subnet in a region: its `pn-` id, its OpenStack UUID, the UUID of the subnet. */
async function network(region: string, vlanId = 42) {
  const { serviceName, ...made } = { serviceName: cloud.project, region };
  const net = await cloud.create(
    "ovh:CloudProject/networkPrivate:NetworkPrivate",
    { serviceName, name: `net-${vlanId}`, regions: [made.region], vlanId },
    { name: `net-${vlanId}` },
  );
  const uuid = (net.outputs["regionsOpenstackIds"] as Record<string, string>)[region] ?? "";
  const subnet = await cloud.create(
    "ovh:CloudProject/networkPrivateSubnetV2:NetworkPrivateSubnetV2",
    { serviceName, networkId: uuid, region, name: "subnet", cidr: "10.42.0.0/16" },
    { name: `subnet-${vlanId}` },
  );
  return { net, uuid, subnet };
}

describe("what is refused", () => {
  it.each<[string, Properties, RegExp]>([
    ["a project that is not there", { serviceName: "0".repeat(32) }, /This service does not exist.*404/],
    ["a region without the service", { region: "GRA" }, /Region GRA is not available/],
    ["a version that is gone", { version: "1.30" }, /Version 1.30 is not available/],
    ["an unknown update policy", { updatePolicy: "SOMETIMES" }, /updatePolicy/],
    ["a free cluster in a region of three zones", { region: "EU-WEST-PAR" }, /Plan free is not available/],
    ["three zones without a network", { region: "EU-WEST-PAR", plan: "standard" }, /private network is mandatory/],
    [
      "a network that is not there",
      { privateNetworkId: "00000000-0000-4000-8000-000000000000" },
      /not found in region GRA11/,
    ],
    [
      "addresses chosen on the free plan",
      { ipAllocationPolicy: { podsIpv4Cidr: "10.8.0.0/16" } },
      /only available with the standard plan/,
    ],
    [
      "public addresses for pods",
      { plan: "standard", ipAllocationPolicy: { podsIpv4Cidr: "8.8.0.0/16" } },
      /not in a private network block/,
    ],
    [
      "addresses of the other family",
      { plan: "standard", ipAllocationPolicy: { podsIpv4Cidr: "fd00::/16" } },
      /not valid for type ipv4Block/,
    ],
    [
      "an address for a block",
      { plan: "standard", ipAllocationPolicy: { podsIpv4Cidr: "10.8.0.0" } },
      /not valid for type ipv4Block/,
    ],
    [
      "too few addresses",
      { plan: "standard", ipAllocationPolicy: { servicesIpv4Cidr: "10.8.0.0/24" } },
      /smaller than \/16/,
    ],
    [
      "pods where the services are",
      { plan: "standard", ipAllocationPolicy: { podsIpv4Cidr: "10.3.0.0/16" } },
      /overlap/,
    ],
    ["Cilium on the free plan", { customizationCilium: { clusterId: 1 } }, /only available with the standard plan/],
    ["a cluster id too high", { plan: "standard", customizationCilium: { clusterId: 256 } }, /id 256 is not between/],
    [
      "a mesh without a cluster id",
      { plan: "standard", customizationCilium: { clusterMesh: { enabled: true } } },
      /cluster id is required/,
    ],
    [
      "a foreign plugin",
      { customizationApiservers: [{ admissionplugins: [{ enableds: ["PodSecurity"] }] }] },
      /PodSecurity cannot be customized/,
    ],
    [
      "a plugin on and off",
      {
        customizationApiservers: [
          { admissionplugins: [{ enableds: ["AlwaysPullImages"], disableds: ["AlwaysPullImages"] }] },
        ],
      },
      /both enabled and disabled/,
    ],
    [
      "a mesh behind another kind of service",
      {
        plan: "standard",
        customizationCilium: { clusterId: 1, clusterMesh: { enabled: true, apiServer: { serviceType: "ClusterIP" } } },
      },
      /service type ClusterIP is not one of/,
    ],
    [
      "NodeRestriction off",
      { customizationApiservers: [{ admissionplugins: [{ disableds: ["NodeRestriction"] }] }] },
      /cannot be disabled/,
    ],
  ])("%s", async (_what, inputs, words) => {
    await expect(make(inputs)).rejects.toThrow(words);
  });

  it("the pn- id of a network, in the API's words (ovh-facts 7.1)", async () => {
    const { net } = await network("GRA11");
    await expect(make({ privateNetworkId: net.id })).rejects.toThrow(`Private network ${net.id} is not a correct uuid`);
  });

  it("a subnet of another network", async () => {
    const [one, other] = [await network("GRA11", 1), await network("GRA11", 2)];
    await expect(make({ privateNetworkId: one.uuid, nodesSubnetId: other.subnet.id })).rejects.toThrow(
      /Subnet .* not found in private network/,
    );
  });

  it("the twenty-first cluster of a project", async () => {
    for (let i = 0; i < 20; i++) await make({}, `cluster-${i}`);
    await expect(make({}, "one-more")).rejects.toThrow(/may hold 20/);
  }, 60_000);
});

describe("a cluster", () => {
  it("says what the API fills in, the newest version and a free plan", async () => {
    const { outputs } = await make();
    expect(outputs).toMatchObject({
      version: "1.35",
      nextUpgradeVersions: [],
      plan: "free",
      kubeProxyMode: "iptables",
      updatePolicy: "ALWAYS_UPDATE",
      nodesSubnetId: "",
      ipAllocationPolicy: { podsIpv4Cidr: "10.2.0.0/16", servicesIpv4Cidr: "10.3.0.0/16" },
      customizationApiservers: [
        { admissionplugins: [{ enableds: ["AlwaysPullImages", "NodeRestriction"], disableds: [] }] },
      ],
    });
  });

  it("is installed for some minutes, then ready", async () => {
    const { id } = await make();
    const timeline = cloud.cloud.store.find(token, "", id)?.timeline;
    if (!timeline) throw new Error("the cluster has no timeline");
    expect(stateAt(timeline, timeline.made)).toBe("INSTALLING");
    expect(stateAt(timeline, timeline.settles)).toBe("READY");
    expect(timeline.settles - timeline.made).toBe(230_000);
  });

  it("gives a kubeconfig that is well-formed, inert, and says so", async () => {
    const { outputs } = await make();
    const file = parse(String(outputs["kubeconfig"])) as {
      clusters: { cluster: Properties }[];
      users: { user: Properties }[];
    };
    const [attributes] = outputs["kubeconfigAttributes"] as Properties[];
    expect(outputs["kubeconfig"]).toMatch(/^# SIMULATED/);
    expect(new URL(String(attributes?.["host"])).hostname).toMatch(/\.invalid$/);
    expect(file.clusters[0]?.cluster["server"]).toBe(attributes?.["host"]);
    expect(file.users[0]?.user["client-key-data"]).toBe(attributes?.["clientKey"]);
    expect(Buffer.from(String(attributes?.["clusterCaCertificate"]), "base64").toString()).toMatch(
      /^-----BEGIN CERTIFICATE-----/,
    );
  });

  it("shows plugins in the spelling that set them", async () => {
    const plugins = [{ enableds: ["NodeRestriction"], disableds: ["AlwaysPullImages"] }];
    const customizations = [{ apiservers: [{ admissionplugins: plugins }] }];
    expect((await make({ customizations })).outputs).toMatchObject({ customizations, customizationApiservers: [] });
  });

  it("of the standard plan may have Cilium without a mesh, which shows what it adds", async () => {
    const { outputs } = await make({ plan: "standard", customizationCilium: { hubble: { ui: { enabled: false } } } });
    expect(outputs["customizationCilium"]).toMatchObject({
      clusterId: 0,
      clusterMesh: { enabled: false },
      hubble: { enabled: true, relay: { enabled: true }, ui: { enabled: false } },
    });
  });

  it("of the standard plan may have a mesh", async () => {
    const clusterMesh = { enabled: true, apiServer: { serviceType: "NodePort", nodePort: 32_379 } };
    const { outputs } = await make({ plan: "standard", customizationCilium: { clusterId: 7, clusterMesh } });
    expect(outputs["customizationCilium"]).toMatchObject({ clusterId: 7, clusterMesh });
  });

  it("takes the first subnet of its network, and holds that network", async () => {
    const { net, uuid, subnet } = await network("EU-WEST-PAR");
    const { outputs } = await make({ region: "EU-WEST-PAR", plan: "standard", privateNetworkId: uuid });
    expect(outputs["nodesSubnetId"]).toBe(subnet.id);
    await expect(cloud.delete(net)).rejects.toThrow(/still used by/);
  });

  it("takes its node pools along when it goes", async () => {
    const cluster = await make();
    const nodes = await cloud.create(pool, {
      serviceName: cloud.project,
      kubeId: cluster.id,
      name: "pool",
      flavorName: "b3-8",
    });
    await cloud.delete(cluster);
    expect(await cloud.read(nodes)).toBeUndefined();
  });

  it("is found by getKube with every output", async () => {
    const { uuid } = await network("GRA11");
    const privateNetworkConfiguration = { defaultVrackGateway: "", privateNetworkRoutingAsDefault: true };
    const cluster = await make({ plan: "standard", privateNetworkId: uuid, privateNetworkConfiguration });
    const token = "ovh:CloudProject/getKube:getKube";
    const found = await answered(cloud, token, { serviceName: cloud.project, kubeId: cluster.id });
    const { kubeconfig } = cluster.outputs;
    expect(found).toMatchObject({
      id: cluster.id,
      plan: "standard",
      status: "READY",
      privateNetworkId: uuid,
      kubeconfig,
    });
    const nowhere = { serviceName: cloud.project, kubeId: "x" };
    await expect(cloud.call(token, nowhere)).rejects.toThrow(/Kubernetes cluster x not found/);
  });
});

describe("a change", () => {
  it.each<[string, string, RegExp]>([
    ["1.33", "1.35", /only next minor version is authorized/],
    ["1.34", "1.33", /cannot downgrade cluster from 1.34 to 1.33/],
  ])("from version %s to %s is refused in the provider's words", async (version, next, words) => {
    await expect(cloud.update(await make({ version }), { version: next })).rejects.toThrow(words);
  });

  it("goes up by one minor version", async () => {
    const cluster = await make({ version: "1.33" });
    expect(cluster.outputs["nextUpgradeVersions"]).toEqual(["1.34"]);
    expect((await cloud.update(cluster, { version: "1.34" })).outputs).toMatchObject({
      version: "1.34",
      nextUpgradeVersions: ["1.35"],
    });
  });

  it.each([
    ["free", "standard", /migrate from free to standard is not available yet/],
    ["standard", "free", /you cannot migrate from standard to free/],
  ])("from the %s plan to %s is refused", async (plan, next, words) => {
    await expect(cloud.update(await make({ plan }), { plan: next })).rejects.toThrow(words);
  });

  it("of something else leaves the standard plan as it is", async () => {
    const after = await cloud.update(await make({ plan: "standard" }), { updatePolicy: "NEVER_UPDATE" });
    expect(after.outputs).toMatchObject({ plan: "standard", updatePolicy: "NEVER_UPDATE" });
  });

  it("that takes an input away takes its output away", async () => {
    const cluster = await make({ customizationKubeProxy: { iptables: { syncPeriod: "PT30S" } } });
    const after = await cloud.update(cluster, { customizationKubeProxy: undefined });
    expect(after.outputs["customizationKubeProxy"]).toBeUndefined();
  });
});

describe("habits", () => {
  let cluster: Thing;
  let second: string;
  beforeEach(async () => {
    const { uuid, subnet } = await network("GRA11");
    const other = await cloud.create(
      "ovh:CloudProject/networkPrivateSubnetV2:NetworkPrivateSubnetV2",
      { serviceName: cloud.project, networkId: uuid, region: "GRA11", name: "other", cidr: "10.43.0.0/16" },
      { name: "other" },
    );
    second = other.id;
    cluster = await make({ privateNetworkId: uuid, nodesSubnetId: subnet.id, loadBalancersSubnetId: subnet.id });
  });

  it.each([true, false])(
    "kube.nodes-subnet-never-sent %s: a new nodesSubnetId does nothing (Terraform provider 2.19)",
    async (on) => {
      cloud.habit("kube.nodes-subnet-never-sent", on);
      const after = await cloud.update(cluster, { nodesSubnetId: second });
      expect((await cloud.read(after))?.inputs["nodesSubnetId"] === second).toBe(!on);
    },
  );

  it("kube.balancer-subnet-stays: loadBalancersSubnetId cannot be taken away (terraform-provider-ovh 1356)", async () => {
    await expect(cloud.update(cluster, { loadBalancersSubnetId: undefined })).rejects.toThrow(
      "[loadBalancersSubnetId] Given data () is not valid for type uuid",
    );
    cloud.habit("kube.balancer-subnet-stays", false);
    const after = await cloud.update(cluster, { loadBalancersSubnetId: undefined });
    expect(after.outputs["loadBalancersSubnetId"]).toBeUndefined();
  });

  it("kube.timeout-leaks: a cluster that comes too late is in no state (Terraform provider 2.19)", async () => {
    const late = { serviceName: cloud.project, name: "late", region: "GRA11" };
    await expect(cloud.create(token, late, { name: "late", timeout: 60 })).rejects.toThrow(/timeout while waiting/);
    expect(cloud.cloud.store.entries(token).map(({ inputs }) => inputs["name"])).toContain("late");
  });
});
