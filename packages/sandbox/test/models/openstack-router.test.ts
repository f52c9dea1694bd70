import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { nowhere, outside, type Tenant, tenant } from "./openstack.ts";
import { networkWithSubnet, serviceName } from "./ovh.ts";

let cloud: Tenant;
beforeEach(async () => {
  cloud = await tenant();
});
afterEach(() => cloud.close());

describe("a router", () => {
  it.each([
    [{ enableSnat: true }, /setting enable_snat .* requires external_network_id/],
    [{ externalNetworkId: nowhere }, /could not be found.*status 404/],
    [
      { externalNetworkId: outside, externalFixedIps: [{ ipAddress: "203.0.113.9" }] },
      /external_fixed_ips.*status 403/,
    ],
    [{ distributed: true }, /create_router:distributed.*status 403/],
  ])("is refused with %j", async (inputs, words) => {
    await expect(cloud.make("Router", inputs)).rejects.toThrow(words);
  });

  it("has a public address with an external gateway, keeps it, and goes without", async () => {
    const inner = await cloud.make("Router", {});
    expect(inner.outputs).toMatchObject({ externalFixedIps: [], enableSnat: false });
    const outer = await cloud.update(inner, { externalNetworkId: outside });
    expect(outer.outputs["externalFixedIps"]).toEqual([
      { ipAddress: expect.stringMatching(/^203\.0\.113\./), subnetId: expect.any(String) },
    ]);
    const named = await cloud.update(outer, { name: "edge" });
    expect(named.outputs["externalFixedIps"]).toEqual(outer.outputs["externalFixedIps"]);
    expect((await cloud.update(named, { externalNetworkId: undefined })).outputs["externalFixedIps"]).toEqual([]);
    const { network } = await cloud.net();
    await expect(cloud.make("Router", { externalNetworkId: network.id })).rejects.toThrow(/is not an external network/);
  });

  it("stands in subnets with a gateway address, once each, and in none that overlap", async () => {
    const { subnet } = await cloud.net("10.1.0.0/24");
    const { router, face } = await cloud.gateway(subnet);
    const enter = (subnetId: string) => cloud.make("RouterInterface", { routerId: router.id, subnetId });
    await expect(enter(subnet.id)).rejects.toThrow(/Router already has a port on subnet.*status 400/);
    await expect(enter((await cloud.net("10.1.0.0/16")).subnet.id)).rejects.toThrow(/overlaps with cidr.*status 400/);
    const { subnet: closed } = await cloud.net("10.3.0.0/24", { noGateway: true });
    await expect(enter(closed.id)).rejects.toThrow(/must have a gateway IP.*status 400/);
    await expect(cloud.delete(router)).rejects.toThrow(/still has ports.*status 409/);
    await expect(cloud.update(subnet, { gatewayIp: "10.1.0.9", noGateway: undefined })).rejects.toThrow(
      /already in use by port.*status 409/,
    );
    await cloud.delete(face);
    await cloud.delete(router);
  });

  it("routes to what it can reach, and keeps its foot there", async () => {
    const { subnet } = await cloud.net();
    const { router, face } = await cloud.gateway(subnet);
    const route = (nextHop: string, destinationCidr = "10.9.0.0/24") =>
      cloud.make("RouterRoute", { routerId: router.id, destinationCidr, nextHop });
    await expect(route("10.1.0.1")).rejects.toThrow(/is used by router.*status 400/);
    await expect(route("10.2.0.5")).rejects.toThrow(/not connected with router.*status 400/);
    await expect(route("10.1.0.5", "10.9.0.0")).rejects.toThrow(/not a valid IP subnet.*status 400/);
    const made = await route("10.1.0.5");
    expect(made.id).toBe(`${router.id}-route-10.9.0.0/24-10.1.0.5`);
    await expect(cloud.delete(face)).rejects.toThrow(/required by one or more routes.*status 409/);
    await cloud.delete(made);
    await cloud.delete(face);
  });
});

describe("a floating address", () => {
  const unreachable = /External network .* is not reachable from subnet .* {2}Therefore, cannot associate Port .*404/;

  it("leads only to a port behind a gateway, whichever API made that (ovh-facts 3.2)", async () => {
    const { network, subnet } = await cloud.net();
    const port = await cloud.make("Port", { networkId: network.id });
    const floating = await cloud.make("FloatingIp", { pool: "Ext-Net" });
    const link = () => cloud.make("FloatingIpAssociate", { floatingIp: floating.outputs["address"], portId: port.id });
    await expect(link()).rejects.toThrow(unreachable);
    const inner = await cloud.make("Router", {});
    const face = await cloud.make("RouterInterface", { routerId: inner.id, subnetId: subnet.id });
    await expect(link()).rejects.toThrow(unreachable);
    await cloud.update(inner, { externalNetworkId: outside });
    const made = await link();
    expect(made).toMatchObject({
      id: floating.id,
      outputs: { fixedIp: (port.outputs["allFixedIps"] as string[])[0] },
    });
    expect((await cloud.read(floating))?.outputs["portId"]).toBe(port.id);
    await expect(cloud.delete(face)).rejects.toThrow(/required by one or more floating IPs.*status 409/);
    await expect(cloud.update(inner, { externalNetworkId: undefined })).rejects.toThrow(/required by one or more/);
    await cloud.delete(made);
    expect((await cloud.read(floating))?.outputs["portId"]).toBe("");
    await cloud.delete(face);
  });

  it("leads behind OVHcloud's own Gateway too", async () => {
    const { networkId, subnetId } = await networkWithSubnet(cloud);
    const port = await cloud.make("Port", { networkId, fixedIps: [{ subnetId }] });
    await expect(cloud.make("FloatingIp", { pool: "Ext-Net", portId: port.id })).rejects.toThrow(unreachable);
    cloud.cloud.store.put({
      token: "ovh:CloudProject/gateway:Gateway",
      scope: "",
      id: nowhere,
      urn: "",
      inputs: { serviceName, region: "GRA11", networkId, subnetId, model: "s" },
      outputs: {},
      seeded: false,
    });
    const { outputs } = await cloud.make("FloatingIp", { pool: "Ext-Net", portId: port.id });
    expect(outputs["fixedIp"]).toBe((port.outputs["allFixedIps"] as string[])[0]);
  });

  it.each([
    [{ pool: "public" }, /No network found with name: public/],
    [{ pool: "Ext-Net", address: "203.0.113.200" }, /floating_ip_address\) is disallowed by policy.*status 403/],
    [{ pool: "Ext-Net", portId: nowhere }, /Port .* could not be found.*status 404/],
    [{ pool: "Ext-Net", fixedIp: "10.1.0.5" }, /cannot be specified without a port_id.*status 400/],
    [{ pool: "Ext-Net", subnetId: nowhere }, /Subnet .* could not be found.*status 404/],
  ])("is refused with %j", async (inputs, words) => {
    await expect(cloud.make("FloatingIp", inputs)).rejects.toThrow(words);
  });

  it("is the only one of a port, and leads to a server's port that nobody declared", async () => {
    const { network, subnet } = await cloud.net();
    await cloud.gateway(subnet);
    const server = await cloud.make("Instance", {
      flavorName: "b3-8",
      imageName: "Debian 12",
      networks: [{ uuid: network.id }],
    });
    const port = await cloud.call("openstack:networking/getPort:getPort", {
      deviceId: server.id,
      networkId: network.id,
    });
    await cloud.make("FloatingIp", { pool: "Ext-Net", portId: port["id"] });
    await expect(cloud.make("FloatingIp", { pool: "Ext-Net", portId: port["id"] })).rejects.toThrow(
      /that fixed IP already has a floating IP.*status 409/,
    );
    const free = await cloud.make("FloatingIp", { pool: "Ext-Net" });
    const [internalIpAddress] = port["allFixedIps"] as string[];
    const forward = {
      externalPort: 22,
      internalPort: 22,
      protocol: "tcp",
      internalPortId: port["id"],
      internalIpAddress,
    };
    await expect(cloud.make("PortForwardingV2", { floatingipId: free.id, ...forward })).rejects.toThrow(
      /already has a/,
    );
  });
});
