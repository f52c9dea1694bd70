import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { infraTokens } from "../../src/ovh/infrastructure/tokens.ts";
import type { Properties } from "../../src/properties.ts";
import { answered } from "./answered.ts";
import { balancerFlavor, type Infrastructure, infrastructure, nowhere, region, type Spot } from "./infrastructure.ts";

let cloud: Infrastructure;
let spot: Spot;
const floatingIpToken = "ovh:index/cloudFloatingIp:CloudFloatingIp";
const lookup = (name: string) => `ovh:CloudProject/${name}:${name}`;
beforeAll(async () => {
  cloud = infrastructure();
  await cloud.login();
  spot = (await cloud.net()).spot;
});
afterAll(() => cloud.close());

describe("a load balancer of the older API", () => {
  it("has an address inside, changes name and flavor in place, and is replaced by other listeners", async () => {
    const made = await cloud.balancer(spot, {}, { listeners: [{ port: 80, protocol: "http" }] });
    expect(made.outputs).toMatchObject({
      vipNetworkId: spot.id,
      vipSubnetId: spot.subnetId,
      operatingStatus: "online",
      provisioningStatus: "active",
      region,
    });
    const larger = await cloud.update(made, { name: "larger", flavorId: balancerFlavor("large") });
    expect(larger.outputs).toMatchObject({ name: "larger", vipAddress: made.outputs["vipAddress"] });
    await expect(cloud.update(made, { listeners: [{ port: 81, protocol: "http" }] })).rejects.toThrow(
      /replaces: listeners/,
    );
  });

  it("is Octavia's too: a Listener of OpenStack hangs on it, and goes with it", async () => {
    const made = await cloud.balancer(spot);
    const listener = await cloud.create("openstack:loadbalancer/listener:Listener", {
      loadbalancerId: made.id,
      protocol: "TCP",
      protocolPort: 22,
    });
    await cloud.delete(made);
    expect(await cloud.read(listener)).toBeUndefined();
  });

  it.each<[string, Properties, RegExp]>([
    ["a flavor of another region", { flavorId: balancerFlavor("small", "SBG5") }, /flavor .* not found.*status 404/],
    ["a network that is not there", { network: { private: { network: { id: nowhere, subnetId: nowhere } } } }, /404/],
    [
      "one port twice",
      { listeners: [8080, 8080].map((port) => ({ port, protocol: "http" })) },
      /protocol_port 8080.*409/,
    ],
    ["TLS without a secret", { listeners: [{ port: 443, protocol: "terminatedHTTPS" }] }, /secretId goes with.*400/],
    [
      "a pool of UDP behind TCP",
      { listeners: [{ port: 1, protocol: "tcp", pool: { protocol: "udp" } }] },
      /'udp' is invalid/,
    ],
    [
      "a member by name",
      { listeners: [member({ address: "web", protocolPort: 80 })] },
      /web is not an IP address.*400/,
    ],
    ["a weight of nothing", { listeners: [member({ address: "10.1.0.9", protocolPort: 80, weight: 0 })] }, /weight 0/],
  ])("is refused with %s", async (_what, inputs, words) => {
    await expect(cloud.balancer(spot, {}, inputs)).rejects.toThrow(words);
  });
});

function member(one: Properties): Properties {
  return { port: 80, protocol: "http", pool: { protocol: "http", algorithm: "roundRobin", members: [one] } };
}

describe("a floating IP of a load balancer", () => {
  it("needs a way out of the subnet: a gateway there, or one made with it (ovh-facts 3.2)", async () => {
    const { spot: closed } = await cloud.net({ network: "10.5.0.0/24", start: "10.5.0.2", end: "10.5.0.99" });
    const asked = { floatingIpCreate: { description: "web" } };
    await expect(cloud.balancer(closed, asked)).rejects.toThrow(/External network is not reachable from subnet.*400/);
    await expect(cloud.balancer(closed, { gatewayCreate: { model: "xs" } })).rejects.toThrow(
      /gatewayCreate\.model: expected one of/,
    );
    const made = await cloud.balancer(closed, { ...asked, gatewayCreate: { model: "s", name: "out" } });
    expect(made.outputs["floatingIp"]).toMatchObject({ ip: expect.stringMatching(/^\d/) });
    await expect(cloud.gateway(closed)).rejects.toThrow(/already allocated.*by ovh:CloudProject\/loadBalancer.*409/);
    await cloud.delete(made);
    await cloud.gateway(closed);
  });

  it("stays when the load balancer that made it goes: loadbalancer.floating-ip-leaks (ovh-facts 3.2)", async () => {
    const gateway = await cloud.gateway(spot);
    const create = { gateway: { id: gateway.id }, floatingIpCreate: {} };
    const left = () => cloud.cloud.store.entries(floatingIpToken).length;
    const before = left();
    const leaking = await cloud.balancer(spot, create);
    const { id, ip } = leaking.outputs["floatingIp"] as Record<string, string>;
    await cloud.delete(leaking);
    expect(left()).toBe(before + 1);
    expect((await cloud.import(floatingIpToken, `${cloud.project}/${ip}`))?.id).toBe(ip);

    cloud.habit("loadbalancer.floating-ip-leaks", false);
    const tidy = await cloud.balancer(spot, { floatingIpCreate: {} });
    expect(left()).toBe(before + 2);
    await cloud.delete(tidy);
    expect(left()).toBe(before + 1);
    cloud.habit("loadbalancer.floating-ip-leaks", true);

    const again = await cloud.balancer(spot, { floatingIp: { id } });
    expect(again.outputs["floatingIp"]).toEqual({ id, ip });
    await expect(cloud.balancer(spot, { floatingIp: { id } })).rejects.toThrow(/already associated with loadbalancer/);
    await expect(cloud.balancer(spot, { floatingIp: { id: nowhere } })).rejects.toThrow(
      /Floating IP .* not found.*404/,
    );
  });

  it("of OpenStack serves as well", async () => {
    const floating = await cloud.create("openstack:networking/floatingIp:FloatingIp", { pool: "Ext-Net" });
    const made = await cloud.balancer(spot, { floatingIp: { id: floating.id } });
    expect(made.outputs["floatingIp"]).toEqual({ id: floating.id, ip: floating.outputs["address"] });
    const args = { serviceName: cloud.project, regionName: region };
    const all = await answered(cloud, lookup("getFloatingIPs"), args);
    expect(all["cloudProjectFloatingips"]).toContainEqual(
      expect.objectContaining({
        id: floating.id,
        status: "active",
        associatedEntity: { gatewayId: "", id: made.id, ip: made.outputs["vipAddress"], type: "loadbalancer" },
      }),
    );
  });
});

describe("functions", () => {
  it("show flavors, and load balancers of either API", async () => {
    const args = { serviceName: cloud.project, regionName: region };
    const { flavors } = await answered(cloud, lookup("getLoadBalancerFlavors"), args);
    expect((flavors as Properties[]).map(({ name }) => name)).toEqual(["small", "medium", "large", "xl"]);
    const own = await cloud.balancer(spot);
    const token = "openstack:loadbalancer/loadBalancer:LoadBalancer";
    const octavia = await cloud.create(token, { vipSubnetId: spot.subnetId });
    const all = (await answered(cloud, lookup("getLoadBalancers"), args))["loadbalancers"] as Properties[];
    expect(all.map(({ id }) => id)).toEqual(expect.arrayContaining([own.id, octavia.id]));
    const one = await answered(cloud, lookup("getLoadBalancer"), { ...args, id: octavia.id });
    expect(one).toMatchObject({ provisioningStatus: "active", flavorId: balancerFlavor("small") });
    const gone = cloud.call(lookup("getLoadBalancer"), { ...args, id: nowhere });
    await expect(gone).rejects.toThrow(/Load balancer .* not found.*status 404/);
  });

  it("show where a load balancer sends its logs, until it goes", async () => {
    const loadbalancerId = (await cloud.balancer(spot)).id;
    const args = { serviceName: cloud.project, regionName: region, loadbalancerId };
    const streamId = "11111111-1111-4111-8111-111111111111";
    const logs = await cloud.make(infraTokens.loadBalancerLogs, { ...args, kind: "haproxy", streamId });
    const twice = cloud.make(infraTokens.loadBalancerLogs, { ...args, kind: "haproxy", streamId });
    await expect(twice).rejects.toThrow(/has a subscription.*status 409/);
    const all = await answered(cloud, lookup("getRegionLoadBalancerLogSubscriptions"), args);
    expect(all["subscriptionIds"]).toEqual([logs.id]);
    const one = { ...args, subscriptionId: logs.id };
    expect((await answered(cloud, lookup("getRegionLoadBalancerLogSubscription"), one))["streamId"]).toBe(streamId);
    await cloud.delete({ token: infraTokens.loadBalancer, id: loadbalancerId });
    expect(await cloud.read(logs)).toBeUndefined();
  });
});
