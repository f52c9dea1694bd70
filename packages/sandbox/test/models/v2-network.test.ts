import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { networksOf, subnetsOf } from "../../src/neutron/networks.ts";
import { v2Tokens } from "../../src/ovh/v2/tokens.ts";
import type { Properties } from "../../src/properties.ts";
import { type Drive, drive, type Thing } from "../drive.ts";
import { nobody, region, stateOf, v2 } from "./v2.ts";

let cloud: Drive;
let api: ReturnType<typeof v2>;
let network: Thing;
beforeAll(async () => {
  cloud = drive();
  api = v2(cloud);
  network = await api.network();
});
afterAll(() => cloud.close());

describe("a private network", () => {
  it("gets the next free VLAN when none is asked for, and keeps it", async () => {
    expect(network.outputs["vlanId"]).toBe(1);
    expect((await api.network()).outputs["vlanId"]).toBe(2);
    const renamed = await cloud.update(network, { name: "renamed" });
    expect(renamed.outputs).toMatchObject({ vlanId: 1, name: "renamed", resourceStatus: "READY" });
    expect(renamed.outputs["checksum"]).not.toBe(network.outputs["checksum"]);
  });

  it("is a network of OpenStack in its region only", () => {
    const inRegion = (name: string) => networksOf(cloud.cloud.store, cloud.project, name).map(({ id }) => id);
    expect(inRegion(region)).toContain(network.id);
    expect(inRegion("SBG5")).not.toContain(network.id);
  });

  it.each([
    ["a VLAN that is taken", { vlanId: 1 }, /VLAN 1 is already used/],
    ["a VLAN of the older API's network", { vlanId: 900 }, /VLAN 900 is already used/],
    ["a region that does not exist", { region: "GRA" }, /status code 404.*Region GRA not found/],
    ["a VLAN in a Local Zone", { region: "EU-WEST-LZ-BRU-A", vlanId: 7 }, /not supported in the Local Zone/],
    ["another project", { serviceName: "f".repeat(32) }, /This service does not exist/],
  ])("refuses %s", async (_what, inputs: Properties, words) => {
    const older = { serviceName: cloud.project, name: "older", vlanId: 900, regions: [region] };
    if (inputs["vlanId"] === 900) await cloud.create("ovh:CloudProject/networkPrivate:NetworkPrivate", older);
    await expect(api.network(inputs)).rejects.toThrow(words);
  });
});

describe("a subnet", () => {
  it("has the gateway, the pool and DHCP of the API until they are given, and keeps them when they are taken out", async () => {
    const made = await api.subnet(network, { cidr: "10.1.0.0/24" });
    const own = {
      gatewayIp: "10.1.0.1",
      dhcpEnabled: true,
      allocationPools: [{ start: "10.1.0.2", end: "10.1.0.254" }],
    };
    expect(made.outputs).toMatchObject(own);
    expect(stateOf(made)).toMatchObject({ ...own, dnsNameservers: [], hostRoutes: [] });
    const off = await cloud.update(made, { dhcpEnabled: false });
    expect((await cloud.update(off, { dhcpEnabled: undefined })).outputs["dhcpEnabled"]).toBe(false);
    const moved = await api.subnet(network, { cidr: "10.2.0.0/29", gatewayIp: "10.2.0.4" });
    expect(moved.outputs["allocationPools"]).toEqual([
      { start: "10.2.0.1", end: "10.2.0.3" },
      { start: "10.2.0.5", end: "10.2.0.6" },
    ]);
    expect(subnetsOf(cloud.cloud.store, cloud.project, region).find(({ id }) => id === made.id)).toMatchObject({
      networkId: network.id,
      cidr: "10.1.0.0/24",
      gatewayIp: "10.1.0.1",
    });
  });

  it.each([
    ["an overlap", { cidr: "10.1.0.128/25" }, /overlaps with another subnet/],
    ["a block that is none", { cidr: "10.9.0.0" }, /is not a valid IP subnet/],
    ["bits behind the prefix", { cidr: "10.9.0.1/24" }, /'10\.9\.0\.0\/24' is recommended/],
    [
      "a network that does not exist",
      { cidr: "10.9.0.0/24", networkId: nobody },
      /status code 404.*could not be found/,
    ],
    ["a network of another region", { cidr: "10.9.0.0/24", region: "SBG5" }, /could not be found in region SBG5/],
    ["a gateway outside", { cidr: "10.9.0.0/24", gatewayIp: "10.8.0.1" }, /Gateway 10\.8\.0\.1 is not valid/],
    [
      "a gateway in a pool",
      { cidr: "10.9.0.0/24", gatewayIp: "10.9.0.5", allocationPools: [{ start: "10.9.0.2", end: "10.9.0.9" }] },
      /status code 409.*conflicts with allocation pool/,
    ],
    [
      "a pool outside",
      { cidr: "10.9.0.0/24", allocationPools: [{ start: "10.9.0.2", end: "10.9.1.9" }] },
      /spans beyond the subnet cidr/,
    ],
    ["a name server by name", { cidr: "10.9.0.0/24", dnsNameservers: ["dns.example"] }, /is not a valid IP address/],
    ["a zone that the region lacks", { cidr: "10.9.0.0/24", availabilityZone: "eu-west-par-a" }, /does not exist/],
  ])("refuses %s", async (_what, inputs: Properties, words) => {
    await expect(api.subnet(network, inputs)).rejects.toThrow(words);
  });

  it("stands in the way of its network", async () => {
    await expect(cloud.delete(network)).rejects.toThrow(/status code 409.*still in use/);
  });
});

describe("a gateway", () => {
  let first: Thing;
  let gateway: Thing;
  beforeAll(async () => {
    first = await api.subnet(network, { cidr: "10.3.0.0/24" });
    gateway = await api.gateway([first]);
  });

  it("keeps its address through changes, and has none while it does not lead out", async () => {
    const address = stateOf(gateway)["externalIp"];
    expect(address).toMatch(/^203\.0\.113\./);
    const second = await api.subnet(network, { cidr: "10.4.0.0/24" });
    const grown = await cloud.update(gateway, {
      externalGateway: { enabled: true, model: "M" },
      subnetIds: [first.id, second.id],
    });
    expect(stateOf(grown)).toMatchObject({ externalIp: address, subnets: [{ id: first.id }, { id: second.id }] });
    const shut = await cloud.update(grown, { externalGateway: { enabled: false } });
    expect(stateOf(shut)).toMatchObject({ externalIp: "", externalGateway: { enabled: false } });
    gateway = shut;
  });

  it("refuses sizes and subnets that it cannot have", async () => {
    const size = { externalGateway: { enabled: true, model: "XXL" } };
    await expect(api.gateway([], size)).rejects.toThrow(/externalGateway.model must be one of/);
    await expect(api.gateway([], { subnetIds: [nobody] })).rejects.toThrow(/status code 404.*Subnet/);
    await expect(api.gateway([first])).rejects.toThrow(/10\.3\.0\.1 already allocated in subnet/);
    const other = await api.subnet(await api.network(), { cidr: "10.3.0.0/16" });
    const both = cloud.update(gateway, { subnetIds: [first.id, other.id] });
    await expect(both).rejects.toThrow(/overlaps with cidr/);
  });

  it("stands in the way of its subnets", async () => {
    await expect(cloud.delete(first)).rejects.toThrow(/still in use by ovh:index\/cloudGateway/);
    await cloud.delete(gateway);
    await cloud.delete(first);
  });
});

describe("a floating IP", () => {
  it("is called by its address, and is down until something has it", async () => {
    const made = await api.make(v2Tokens.floatingIp, { description: "front" });
    expect(made.id).toBe(stateOf(made)["ip"]);
    expect(stateOf(made)).toMatchObject({ status: "DOWN", location: { region, availabilityZone: "" } });
    expect(stateOf(made)["id"]).toMatch(/^[\da-f-]{36}$/);
    expect((await api.make(v2Tokens.floatingIp, {})).id).not.toBe(made.id);
  });

  it("takes a zone in a region that has some", async () => {
    const made = await api.make(v2Tokens.floatingIp, { region: "EU-WEST-PAR", availabilityZone: "eu-west-par-b" });
    expect(made.outputs["availabilityZone"]).toBe("eu-west-par-b");
  });
});
