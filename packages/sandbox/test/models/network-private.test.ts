import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type Drive, drive } from "../drive.ts";
import { again, networkWithSubnet, serviceName, tokens, uuidIn } from "./ovh.ts";

let cloud: Drive;
beforeEach(() => {
  cloud = drive();
});
afterEach(() => cloud.close());

const net = { serviceName, name: "net", regions: ["GRA11"], vlanId: 7 };

describe("a private network", () => {
  it.each([
    [{ vlanId: 4001 }, /vlanId 4001 is not between 0 and 4000.*status 400/],
    [{ regions: ["GRA99"] }, /unknown region GRA99.*status 400/],
    [{ regions: ["EU-WEST-LZ-BRU-A"] }, /is a Local Zone: it takes a RegionNetwork.*status 400/],
  ])("is refused with %j", async (bad, words) => {
    await expect(cloud.create(tokens.network, { ...net, ...bad })).rejects.toThrow(words);
  });

  it("has a VLAN to itself in the project, 0 unless another is given", async () => {
    const first = await cloud.create(tokens.network, { serviceName, name: "a" });
    expect(first.outputs).toMatchObject({ vlanId: 0, status: "ACTIVE" });
    expect(first.outputs["regions"]).toContain("EU-WEST-PAR");
    await expect(cloud.create(tokens.network, { serviceName, name: "b" })).rejects.toThrow(/VLAN 0 is already used/);
  });

  it("keeps the ids of the regions it stays in, and leaves none that is used", async () => {
    const { network, networkId, subnet } = await networkWithSubnet(cloud);
    const wider = await cloud.update(network, { regions: ["GRA11", "SBG5"] });
    expect(uuidIn(wider, "GRA11")).toBe(networkId);
    expect(uuidIn(wider, "SBG5")).toMatch(/^[\da-f-]{36}$/);
    await expect(cloud.update(wider, { regions: ["SBG5"] })).rejects.toThrow(/still used by .*status 409/);
    await expect(cloud.delete(wider)).rejects.toThrow(/still used by .*SubnetV2.*status 409/);
    await cloud.delete(subnet);
    const after = await cloud.update(wider, { regions: ["SBG5"] });
    expect(after.outputs["regionsOpenstackIds"]).toEqual({ SBG5: uuidIn(wider, "SBG5") });
    expect(await cloud.diff(wider, { ...wider.inputs, regions: ["SBG5", "GRA11"] })).toEqual({});
  });

  it("network.name-never-sent: a new name never arrives (ovh-facts 3.1)", async () => {
    const network = await cloud.create(tokens.network, net);
    const after = await cloud.update(network, { name: "other" });
    expect(after.outputs["name"]).toBe("net");
    expect(await cloud.diff(await again(cloud, network), after.inputs)).toEqual({ name: "update" });
    cloud.habit("network.name-never-sent", false);
    expect((await cloud.update(network, { name: "other" })).outputs["name"]).toBe("other");
  });

  it("network.timeout-leaks: a time-out leaves a network that no state knows (ovh-facts 3.1)", async () => {
    await expect(cloud.create(tokens.network, net, { timeout: 60 })).rejects.toThrow(/timeout while waiting for net/i);
    await expect(cloud.create(tokens.network, net)).rejects.toThrow(/VLAN 7 is already used/);
  });
});

describe("a subnet", () => {
  it.each([
    [{ gatewayIp: "router" }, /^gatewayIp: expected an IP address$/],
    [{ gatewayIp: "fd00::1" }, /fd00::1 is not an IPv4 address.*status 400/],
    [{ gatewayIp: "10.8.0.1" }, /gateway 10\.8\.0\.1 does not lie inside the block.*status 400/],
    [
      { gatewayIp: "10.9.0.9", allocationPools: [{ start: "10.9.0.2", end: "10.9.0.20" }] },
      /inside an allocation pool.*status 409/,
    ],
    [{ dnsNameservers: ["1.1.1.1", "dns.example"] }, /^dnsNameservers\[1\]: expected an IP address$/],
    [
      { dnsNameservers: ["1.1.1.1"], useDefaultPublicDnsResolver: true },
      /useDefaultPublicDnsResolver to be false.*status 400/,
    ],
    [{ allocationPools: [{ start: "10.9.0.2", end: "last" }] }, /^allocationPools\[0\]\.end: expected an IP address$/],
    [{ allocationPools: [{ start: "10.9.0.2", end: "fd00::9" }] }, /not a pair of IPv4 addresses.*status 400/],
    [{ allocationPools: [{ start: "10.9.0.2", end: "10.9.1.9" }] }, /does not lie inside the block.*status 400/],
    [{ allocationPools: [{ start: "10.9.0.9", end: "10.9.0.2" }] }, /does not lie inside the block.*status 400/],
    [{ hostRoutes: [{ destination: "all", nexthop: "10.9.0.9" }] }, /^hostRoutes\[0\]\.destination: expected a block/],
    [{ cidr: "10.9.0.0" }, /^cidr: expected a block of IP addresses/],
    [{ cidr: "fd00::/64" }, /not an IPv4 block.*status 400/],
    [{ region: "SBG5" }, /not found in region SBG5.*status 404/],
    [{ networkId: "pn-1234567_7" }, /must be the OpenStack UUID.*status 400/],
  ])("is refused with %j", async (bad, words) => {
    await expect(networkWithSubnet(cloud, bad)).rejects.toThrow(words);
  });

  it("has a gateway and the resolver of OVHcloud unless it was told otherwise", async () => {
    const { subnet, networkId } = await networkWithSubnet(cloud);
    expect(subnet.outputs).toMatchObject({
      gatewayIp: "10.9.0.1",
      dnsNameservers: ["213.186.33.99"],
      allocationPools: [{ start: "10.9.0.2", end: "10.9.0.254" }],
    });
    const wanted = { cidr: "10.9.1.0/24", enableGatewayIp: false, dnsNameservers: ["1.1.1.1"] };
    const own = await cloud.create(tokens.subnet, { serviceName, networkId, region: "GRA11", name: "t", ...wanted });
    expect(own.outputs).toMatchObject({ gatewayIp: "", useDefaultPublicDnsResolver: false });
  });

  it("is refused where it overlaps with another one of the network", async () => {
    const { subnet } = await networkWithSubnet(cloud);
    const overlapping = { ...subnet.inputs, cidr: "10.9.0.128/25" };
    await expect(cloud.create(tokens.subnet, overlapping, { name: "t" })).rejects.toThrow(/overlaps.*status 400/);
  });
});
