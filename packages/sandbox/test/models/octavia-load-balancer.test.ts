import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { makeByHand } from "../../src/handmade.ts";
import { stateAt } from "../../src/life.ts";
import { publicNetworkId } from "../../src/neutron/networks.ts";
import { flavorIdOf } from "../../src/openstack/loadbalancer/load-balancer.ts";
import { lbTokens } from "../../src/openstack/loadbalancer/tokens.ts";
import type { Properties } from "../../src/properties.ts";
import type { Thing } from "../drive.ts";
import { type Octavia, octavia } from "./octavia.ts";
import { nowhere } from "./openstack.ts";

let cloud: Octavia;
let balancer: Thing;
beforeAll(async () => {
  cloud = await octavia();
  balancer = await cloud.balancer();
});
afterAll(() => cloud.close());

const stateOf = ({ token, id }: Thing) => {
  const entry = cloud.cloud.store.find(token, cloud.project, id);
  return entry && stateAt(entry.timeline, cloud.cloud.clock.now());
};

describe("the address of a load balancer", () => {
  it("is of the subnet, with a port of its own that Neutron shows, and is small where no flavor is asked for", async () => {
    const { vipAddress, vipPortId, vipNetworkId, flavorId, loadbalancerProvider } = balancer.outputs;
    expect({ vipAddress, vipNetworkId, flavorId, loadbalancerProvider }).toEqual({
      vipAddress: "10.1.0.10",
      vipNetworkId: cloud.network.id,
      flavorId: flavorIdOf("small", "GRA11"),
      loadbalancerProvider: "amphora",
    });
    const { gateway, make } = cloud;
    await gateway(cloud.subnet);
    const floating = await make("FloatingIp", { pool: "Ext-Net", portId: vipPortId });
    expect(floating.outputs["fixedIp"]).toBe(vipAddress);
    await cloud.delete(floating);
  });

  it("is of a port that was made before, of a network, or public", async () => {
    const port = await cloud.make("Port", { networkId: cloud.network.id, fixedIps: [{ subnetId: cloud.subnet.id }] });
    const onPort = await cloud.balancer({ vipPortId: port.id });
    expect(onPort.outputs).toMatchObject({ vipPortId: port.id, vipSubnetId: cloud.subnet.id });
    await expect(cloud.balancer({ vipPortId: port.id })).rejects.toThrow(/already used by device.*status 400/);
    const onNetwork = await cloud.balancer({ vipNetworkId: cloud.network.id, vipAddress: "10.1.0.77" });
    expect(onNetwork.outputs).toMatchObject({ vipAddress: "10.1.0.77", vipSubnetId: cloud.subnet.id });
    const open = await cloud.balancer({ vipNetworkId: publicNetworkId("GRA11") });
    expect(open.outputs["vipAddress"]).toMatch(/^(203\.0\.113|198\.51\.100|192\.0\.2)\./);
  });

  it.each<[string, Properties, RegExp]>([
    ["nothing at all", {}, /VIP must contain one of.*status 400/],
    ["a subnet that is not there", { vipSubnetId: nowhere }, /Subnet .* not found.*status 400/],
    ["a network that is not there", { vipNetworkId: nowhere }, /Network .* not found.*status 400/],
    ["a port that is not there", { vipPortId: nowhere }, /Port .* not found.*status 400/],
    ["an address outside", { vipAddress: "10.9.0.1" }, /not a valid IP for the subnet.*status 400/],
    ["an address that is taken", { vipAddress: "10.1.0.10" }, /already allocated in subnet.*status 409/],
    ["a flavor of another region", { flavorId: flavorIdOf("small", "SBG5") }, /Invalid flavor_id.*status 400/],
    ["a foreign provider", { loadbalancerProvider: "vmware" }, /Provider 'vmware' is not enabled.*status 400/],
    ["a zone where there are none", { availabilityZone: "a" }, /Invalid availability zone.*status 400/],
    ["a group that is not there", { securityGroupIds: [nowhere] }, /Security group .* does not exist.*status 404/],
    ["another tenant", { tenantId: "f".repeat(32) }, /Policy does not allow.*status 403/],
  ])("cannot be asked for with %s", async (_what, inputs, words) => {
    const bare = ["nothing at all", "a network that is not there", "a port that is not there"].includes(_what);
    await expect(cloud.balancer(bare ? inputs : { vipSubnetId: cloud.subnet.id, ...inputs })).rejects.toThrow(words);
  });
});

describe("the states of a load balancer", () => {
  it("wait for its machines, and for every change below it", async () => {
    const { clock } = cloud.cloud;
    const began = clock.now();
    const own = await cloud.balancer();
    expect(clock.now() - began).toBeGreaterThanOrEqual(90_000);
    clock.set({ scale: 0, skips: false });
    const pending = cloud.listener(own);
    await expect.poll(() => stateOf(own)).toBe("PENDING_UPDATE");
    clock.advance(5000);
    const made = await pending;
    expect([stateOf(own), stateOf(made)]).toEqual(["ACTIVE", "ACTIVE"]);
    clock.set({ scale: 1, skips: true });
  });

  it("refuse a change by hand while another is under way, as Octavia does where nobody waits", async () => {
    const own = await cloud.balancer();
    const { clock } = cloud.cloud;
    clock.set({ scale: 0, skips: false });
    const pending = cloud.listener(own);
    await expect.poll(() => stateOf(own)).toBe("PENDING_UPDATE");
    const inputs = { region: "GRA11", loadbalancerId: own.id, protocol: "TCP", protocolPort: 22 };
    await expect(makeByHand(cloud.cloud, lbTokens.listener, inputs)).rejects.toThrow(
      /is immutable and cannot be updated/,
    );
    clock.advance(5000);
    await pending;
    clock.set({ scale: 1, skips: true });
  });

  it("leak a load balancer whose time-out comes before its machines: no state knows it", async () => {
    const before = cloud.cloud.store.entries(lbTokens.loadBalancer).length;
    const late = cloud.create(lbTokens.loadBalancer, { vipSubnetId: cloud.subnet.id }, { name: "late", timeout: 30 });
    await expect(late).rejects.toThrow(/timeout while waiting for late to be ACTIVE/);
    expect(cloud.cloud.store.entries(lbTokens.loadBalancer)).toHaveLength(before + 1);
  });
});

describe("taking a load balancer down", () => {
  it("waits until its listeners and pools are gone", async () => {
    const own = await cloud.balancer();
    const pool = await cloud.pool(own);
    await expect(cloud.delete(own)).rejects.toThrow(/it has children.*status 400/);
    await cloud.delete(pool);
    await cloud.delete(own);
    expect(await cloud.read(own)).toBeUndefined();
  });

  it("lets nothing new hang on it meanwhile", async () => {
    const own = await cloud.balancer();
    const { clock } = cloud.cloud;
    clock.set({ scale: 0, skips: false });
    const going = cloud.delete(own);
    await expect.poll(() => stateOf(own)).toBe("PENDING_DELETE");
    await expect(cloud.listener(own)).rejects.toThrow(/is immutable and cannot be updated.*status 409/);
    clock.advance(20_000);
    await going;
    clock.set({ scale: 1, skips: true });
  });

  it("behind the engine's back leaves children that go without harm", async () => {
    const own = await cloud.balancer();
    const listener = await cloud.listener(own);
    cloud.cloud.store.remove(own.token, cloud.project, own.id);
    await cloud.delete(listener);
    expect(await cloud.read(listener)).toBeUndefined();
  });

  it("frees its subnet, which it held", async () => {
    const { subnet, network } = await cloud.net("10.2.0.0/24");
    const own = await cloud.balancer({ vipSubnetId: subnet.id });
    await expect(cloud.delete(subnet)).rejects.toThrow(/status 409/);
    await cloud.delete(own);
    await cloud.delete(subnet);
    await cloud.delete(network);
  });
});
