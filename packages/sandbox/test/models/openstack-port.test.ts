import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { outside, type Tenant, tenant } from "./openstack.ts";

let cloud: Tenant;
beforeEach(async () => {
  cloud = await tenant();
});
afterEach(() => cloud.close());

describe("a port", () => {
  it("has an IPv4 and an IPv6 address on the public network, and nothing that only its owner may set", async () => {
    const port = await cloud.make("Port", { networkId: outside });
    expect(port.outputs["allFixedIps"]).toEqual([
      expect.stringMatching(/^203\.0\.113\.\d+$/),
      expect.stringMatching(/^2001:db8:ff::/),
    ]);
    const more = await cloud.make("Port", { networkId: outside });
    expect(more.outputs["allFixedIps"]).not.toEqual(port.outputs["allFixedIps"]);
  });

  it.each([
    { macAddress: "fa:16:3e:00:00:01" },
    { allowedAddressPairs: [{ ipAddress: "203.0.113.200" }] },
    { portSecurityEnabled: false },
  ])("on the public network is refused with %j", async (inputs) => {
    await expect(cloud.make("Port", { networkId: outside, ...inputs })).rejects.toThrow(/disallowed by policy.*403/);
  });

  it.each([
    [{ noSecurityGroups: true, securityGroupIds: ["x"] }, /Cannot have both no_security_groups and security_group_ids/],
    [{ securityGroupIds: ["x"] }, /Security group x does not exist.*status 404/],
    [{ portSecurityEnabled: false, allowedAddressPairs: [{ ipAddress: "10.1.0.5" }] }, /Port Security must be enabled/],
    [{ macAddress: "nonsense" }, /not a valid MAC address.*status 400/],
    [{ fixedIps: [{ subnetId: "x" }] }, /included invalid subnet x.*status 400/],
    [{ binding: { vnicType: "fast" } }, /binding\.vnicType: expected one of .*, in any case/],
    [{ binding: { vnicType: "Normal" } }, /binding:vnic_type. Reason: 'Normal' is not in .*status 400/],
  ])("is refused with %j", async (inputs, words) => {
    const { network } = await cloud.net();
    await expect(cloud.make("Port", { networkId: network.id, ...inputs })).rejects.toThrow(words);
  });

  it("takes addresses from the pool, one each, and the one that is asked for", async () => {
    const pools = { allocationPools: [{ start: "10.1.0.50", end: "10.1.0.51" }] };
    const { network, subnet } = await cloud.net("10.1.0.0/24", pools);
    const port = (fixed?: string) =>
      cloud.make("Port", {
        networkId: network.id,
        ...(fixed ? { fixedIps: [{ subnetId: subnet.id, ipAddress: fixed }] } : {}),
      });
    const taken = [await port(), await port(), await port("10.1.0.9")].map(({ outputs }) => outputs["allFixedIps"]);
    expect(taken).toEqual([["10.1.0.50"], ["10.1.0.51"], ["10.1.0.9"]]);
    await expect(port()).rejects.toThrow(/No more IP addresses available.*status 409/);
    await expect(port("10.1.0.9")).rejects.toThrow(/already allocated in subnet.*status 409/);
    await expect(port("10.1.0.1")).rejects.toThrow(/already allocated in subnet.*status 409/);
    for (const beyond of ["10.2.0.9", "10.1.0.0", "10.1.0.255"])
      await expect(port(beyond)).rejects.toThrow(/not a valid IP for the subnet.*status 400/);
  });

  it("may share an address that another only lets pass", async () => {
    const { network, subnet } = await cloud.net();
    await cloud.make("Port", { networkId: network.id, allowedAddressPairs: [{ ipAddress: "10.1.0.99" }] });
    const fixedIps = [{ subnetId: subnet.id, ipAddress: "10.1.0.99" }];
    expect((await cloud.make("Port", { networkId: network.id, fixedIps })).outputs["allFixedIps"]).toEqual([
      "10.1.0.99",
    ]);
  });

  it("is in the default group unless told otherwise, and in what is laid upon it", async () => {
    const { network } = await cloud.net();
    const groups = async (inputs: object) =>
      (await cloud.make("Port", { networkId: network.id, ...inputs })).outputs["allSecurityGroupIds"];
    const { id: web } = await cloud.make("SecGroup", { name: "web" });
    expect(await groups({})).toHaveLength(1);
    expect(await groups({ noSecurityGroups: true })).toEqual([]);
    expect(await groups({ securityGroupIds: [web] })).toEqual([web]);
    const bare = await cloud.make("Port", { networkId: network.id, noSecurityGroups: true });
    const laid = await cloud.make("PortSecGroupAssociate", { portId: bare.id, securityGroupIds: [web] });
    expect((await cloud.read(bare))?.outputs["allSecurityGroupIds"]).toEqual([web]);
    await cloud.delete(laid);
    expect((await cloud.read(bare))?.outputs["allSecurityGroupIds"]).toEqual([]);
  });

  it("shows who sits on it, and does not go from under a router or a trunk", async () => {
    const { network, subnet } = await cloud.net();
    const fixedIps = [{ subnetId: subnet.id, ipAddress: "10.1.0.77" }];
    const port = await cloud.make("Port", { networkId: network.id, fixedIps });
    const { id: routerId } = await cloud.make("Router", {});
    const face = await cloud.make("RouterInterface", { routerId, portId: port.id });
    expect(face).toMatchObject({ id: port.id, outputs: { subnetId: subnet.id } });
    expect((await cloud.read(port))?.outputs).toMatchObject({
      deviceId: routerId,
      deviceOwner: "network:router_interface",
    });
    await expect(cloud.delete(port)).rejects.toThrow(/has device owner network:router_interface.*status 409/);
    const parent = await cloud.make("Port", { networkId: network.id });
    const child = await cloud.make("Port", { networkId: network.id });
    const sub = { portId: child.id, segmentationType: "vlan", segmentationId: 7 };
    const trunk = await cloud.make("Trunk", { portId: parent.id, subPorts: [sub] });
    await expect(cloud.delete(parent)).rejects.toThrow(/parent port for trunk.*status 409/);
    await expect(cloud.delete(child)).rejects.toThrow(/subport for trunk.*status 409/);
    await cloud.delete(trunk);
    await cloud.delete(child);
  });
});
