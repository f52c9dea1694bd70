import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { nowhere, outside, type Tenant, tenant } from "./openstack.ts";
import { networkWithSubnet } from "./ovh.ts";

let cloud: Tenant;
beforeEach(async () => {
  cloud = await tenant();
});
afterEach(() => cloud.close());

const vlan = (id: unknown, kind = "vrack") => ({
  valueSpecs: { "provider:network_type": kind, "provider:segmentation_id": id },
});

describe("a network", () => {
  it.each([
    [vlan("4001"), /segmentation_id out of range \(0 through 4000\).*status 400/],
    [vlan("7", "vxlan"), /network_type value 'vxlan' not supported.*status 400/],
    [{ external: true }, /create_network:router:external\) is disallowed by policy.*status 403/],
    [{ tenantId: "0123456789abcdef0123456789abcdef" }, /disallowed by policy.*status 403/],
  ])("is refused with %j", async (inputs, words) => {
    await expect(cloud.make("Network", inputs)).rejects.toThrow(words);
  });

  it("takes a VLAN once in a region, whichever API had it first (ovh-facts 3.1)", async () => {
    await cloud.make("Network", vlan(42));
    await expect(cloud.make("Network", vlan("42"))).rejects.toThrow(/VLAN 42 is in use.*status 409/);
    await cloud.make("Network", { ...vlan(42), region: "SBG5" });
    await networkWithSubnet(cloud);
    await expect(cloud.make("Network", vlan(7))).rejects.toThrow(/VLAN 7 is in use.*status 409/);
  });

  it("stays while a port is on it, and takes its subnets with it", async () => {
    const { network, subnet } = await cloud.net();
    const port = await cloud.make("Port", { networkId: network.id });
    await expect(cloud.delete(network)).rejects.toThrow(/one or more ports still in use.*status 409/);
    await expect(cloud.delete(subnet)).rejects.toThrow(/have an IP allocation from this subnet.*status 409/);
    await cloud.delete(port);
    await cloud.delete(network);
    expect(await cloud.read(subnet)).toBeUndefined();
  });

  it("of OVHcloud's own API takes OpenStack's subnets and ports by its UUID, never by its pn- id (ovh-facts 1.5)", async () => {
    const { networkId, subnetId } = await networkWithSubnet(cloud);
    const port = await cloud.make("Port", { networkId, fixedIps: [{ subnetId }] });
    expect(port.outputs["allFixedIps"]).toEqual([expect.stringMatching(/^10\./)]);
    const subnet = await cloud.make("Subnet", { networkId, cidr: "192.168.5.0/24" });
    expect(subnet.outputs["gatewayIp"]).toBe("192.168.5.1");
    await expect(cloud.make("Port", { networkId: "pn-1234_0" })).rejects.toThrow(
      /Network pn-1234_0 could not be found/,
    );
  });
});

describe("a subnet", () => {
  it.each([
    [{ networkId: nowhere }, /Network .* could not be found.*status 404/],
    [{ networkId: outside }, /create_subnet\) is disallowed by policy.*status 403/],
    [{ cidr: "10.1.0.0" }, /Invalid CIDR 10\.1\.0\.0/],
    [{ cidr: "10.1.0.1/24" }, /doesn't match subnet address 10\.1\.0\.0\/24/],
    [{ cidr: undefined }, /a subnetpool must be specified in the absence of a cidr.*status 400/],
    [{ prefixLength: 24 }, /cidr: cannot be given beside prefixLength/],
    [{ ipVersion: 6 }, /ip_version '6' does not match/],
    [{ gatewayIp: "10.2.0.1" }, /Gateway is not valid on subnet.*status 400/],
    [{ gatewayIp: "10.1.0.1", noGateway: true }, /gatewayIp: cannot be given beside noGateway/],
    [
      { gatewayIp: "10.1.0.9", allocationPools: [{ start: "10.1.0.5", end: "10.1.0.20" }] },
      /conflicts with allocation/,
    ],
    [{ allocationPools: [{ start: "10.1.0.5", end: "10.1.1.20" }] }, /spans beyond the subnet cidr.*status 400/],
    [{ allocationPools: [{ start: "10.1.0.9", end: "10.1.0.5" }] }, /is not valid.*status 400/],
    [{ dnsNameservers: ["one.example"] }, /not a valid nameserver.*status 400/],
    [{ dnsNameservers: ["1.1.1.1", "1.1.1.1"] }, /duplicate nameserver 1\.1\.1\.1/],
  ])("is refused with %j", async (inputs, words) => {
    const { id: networkId } = await cloud.make("Network", {});
    await expect(cloud.make("Subnet", { networkId, cidr: "10.1.0.0/24", ...inputs })).rejects.toThrow(words);
  });

  it("does not overlap with another of its network", async () => {
    const { network } = await cloud.net("10.1.0.0/24");
    const more = (cidr: string) => cloud.make("Subnet", { networkId: network.id, cidr });
    await expect(more("10.1.0.128/25")).rejects.toThrow(/overlaps with another subnet.*status 400/);
    expect((await more("10.1.1.0/24")).outputs).toMatchObject({ gatewayIp: "10.1.1.1" });
  });

  it.each([
    [{}, "10.1.0.1", [{ start: "10.1.0.2", end: "10.1.0.254" }]],
    [{ noGateway: true }, "", [{ start: "10.1.0.1", end: "10.1.0.254" }]],
    [
      { gatewayIp: "10.1.0.100" },
      "10.1.0.100",
      [
        { start: "10.1.0.1", end: "10.1.0.99" },
        { start: "10.1.0.101", end: "10.1.0.254" },
      ],
    ],
  ])("with %j shows gateway %j and pools around it", async (inputs, gatewayIp, allocationPools) => {
    const { subnet } = await cloud.net("10.1.0.0/24", inputs);
    expect(subnet.outputs).toMatchObject({ gatewayIp, allocationPools, allocationPoolsCollection: allocationPools });
  });

  it("of a pool takes the next free block, and keeps it", async () => {
    const pool = await cloud.make("SubnetPool", { prefixes: ["10.20.0.0/22"], minPrefixlen: 24 });
    const { id: networkId } = await cloud.make("Network", {});
    const next = (prefixLength?: number) => cloud.make("Subnet", { networkId, subnetpoolId: pool.id, prefixLength });
    const first = await next();
    expect(first.outputs["cidr"]).toBe("10.20.0.0/24");
    expect((await next(25)).outputs["cidr"]).toBe("10.20.1.0/25");
    await expect(next(23)).rejects.toThrow(/minimum allowed prefix is 24.*status 400/);
    expect((await cloud.update(first, { name: "renamed" })).outputs["cidr"]).toBe("10.20.0.0/24");
    await expect(cloud.delete(pool)).rejects.toThrow(/still in use.*status 409/);
  });
});

describe("regions are apart", () => {
  it("a network of another region is not found, and the same names are taken again", async () => {
    const { network } = await cloud.net();
    await expect(cloud.make("Port", { networkId: network.id, region: "SBG5" })).rejects.toThrow(/could not be found/);
    const key = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIOMqqnkVzrm0SdG6UOoqKLsabgH5C9okWi0dh2l9GKJl";
    const here = await cloud.make("Keypair", { name: "key", publicKey: key });
    const there = await cloud.make("Keypair", { name: "key", publicKey: key, region: "SBG5" });
    await expect(cloud.make("Keypair", { name: "key", publicKey: key })).rejects.toThrow(/already exists.*status 409/);
    expect(here.id).toBe("key");
    await cloud.delete(there);
    expect(await cloud.read(here)).toBeDefined();
  });
});
