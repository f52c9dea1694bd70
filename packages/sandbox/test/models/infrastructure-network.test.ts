import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { gatewayOn } from "../../src/neutron/gateways.ts";
import { networkById, subnetById, subnetsOf } from "../../src/neutron/networks.ts";
import { infraTokens } from "../../src/ovh/infrastructure/tokens.ts";
import type { Properties } from "../../src/properties.ts";
import { answered } from "./answered.ts";
import { type Infrastructure, infrastructure, nowhere, region } from "./infrastructure.ts";

let cloud: Infrastructure;
beforeAll(async () => {
  cloud = infrastructure();
  await cloud.login();
});
afterAll(() => cloud.close());
const store = () => cloud.cloud.store;

describe("a subnet of the older kind", () => {
  it("is a subnet of OpenStack under the network's UUID, which its own outputs do not show", async () => {
    const { subnet, spot, network } = await cloud.net();
    expect(subnet.outputs).toMatchObject({ cidr: "10.1.0.0/24", gatewayIp: "10.1.0.1", noGateway: false });
    expect(Object.keys(subnet.outputs)).not.toContain("networkUuid");
    expect(subnetById(store(), cloud.project, region, subnet.id)?.networkId).toBe(spot.id);
    const port = await cloud.create("openstack:networking/port:Port", {
      networkId: spot.id,
      fixedIps: [{ subnetId: subnet.id }],
    });
    expect(port.outputs["allFixedIps"]).toEqual(["10.1.0.10"]);
    await expect(cloud.delete(subnet)).rejects.toThrow(
      /timeout deleting subnet .* still used by openstack:networking\/port:Port/,
    );
    await cloud.delete(port);
    await expect(cloud.delete(network)).rejects.toThrow(/still used by .*networkPrivateSubnet.*status 409/);
    await cloud.delete(subnet);
    await cloud.delete(network);
  });

  it.each<[string, Properties, RegExp]>([
    ["the network's UUID", { networkId: nowhere }, /networkId is the network's pn- id.*status 404/],
    ["a region that the network is not in", { region: "SBG5" }, /is not in region SBG5.*status 400/],
    ["a start outside", { start: "10.2.0.1" }, /10.2.0.1 does not lie inside the network.*status 400/],
    ["a start behind its end", { start: "10.1.1.9", end: "10.1.1.2", network: "10.1.0.0/16" }, /lies behind end/],
    ["an overlap", { network: "10.1.0.0/25", end: "10.1.0.9" }, /overlaps with subnet.*status 400/],
  ])("is refused with %s", async (_what, inputs, words) => {
    const { network } = await cloud.net();
    const good = { networkId: network.id, region, network: "10.3.0.0/24", start: "10.3.0.2", end: "10.3.0.9" };
    const inside = inputs["start"] && !inputs["network"] ? { network: "10.3.0.0/24" } : {};
    const overlap = _what === "an overlap" ? { start: "10.1.0.2" } : {};
    await expect(cloud.make(infraTokens.subnet, { ...good, ...inside, ...overlap, ...inputs })).rejects.toThrow(words);
  });
});

describe("a region network", () => {
  const subnet = { cidr: "10.0.0.0/24", enableDhcp: true, enableGatewayIp: true, ipVersion: 4 };

  it("is a private network in a Local Zone, with a subnet whose id nothing shows (ovh-facts 3.1)", async () => {
    const zone = "EU-SOUTH-LZ-MAD-A";
    const made = await cloud.make(infraTokens.regionNetwork, { regionName: zone, name: "madrid", subnet });
    expect(made.outputs).toMatchObject({ region: zone, visibility: "private", subnet });
    expect(JSON.stringify(made.outputs)).not.toContain("gatewayIp");
    expect(networkById(store(), cloud.project, zone, made.id)?.name).toBe("madrid");
    const [inside] = subnetsOf(store(), cloud.project, zone);
    expect(inside).toMatchObject({ networkId: made.id, gatewayIp: "10.0.0.1", dhcp: true });
    await cloud.delete(made);
  });

  it.each<[string, Properties, RegExp]>([
    ["a block that is none", { subnet: { ...subnet, cidr: "10.0.0.1/24" } }, /cidr 10.0.0.1\/24 is not a block/],
    ["another family", { subnet: { ...subnet, ipVersion: 6 } }, /ipVersion 6 does not go with cidr.*status 400/],
    [
      "a gateway outside",
      { subnet: { ...subnet, gatewayIp: "10.9.0.1" } },
      /does not lie inside the block.*status 400/,
    ],
    ["a region that does not exist", { regionName: "GRA" }, /Region GRA not found.*status 404/],
  ])("is refused with %s", async (_what, inputs, words) => {
    await expect(cloud.make(infraTokens.regionNetwork, { regionName: region, subnet, ...inputs })).rejects.toThrow(
      words,
    );
  });
});

describe("a gateway", () => {
  it("leads its subnet out under a public address, and changes its size in place", async () => {
    const { spot } = await cloud.net();
    const gateway = await cloud.gateway(spot);
    expect(gateway.outputs).toMatchObject({
      status: "active",
      externalInformations: [{ ips: [{ ip: expect.stringMatching(/^(203\.0\.113|198\.51\.100|192\.0\.2)\./) }] }],
      interfaces: [{ ip: "10.1.0.1", networkId: spot.id, subnetId: spot.subnetId }],
    });
    expect(gatewayOn(store(), cloud.project, spot.subnetId)?.id).toBe(gateway.id);
    expect((await cloud.update(gateway, { model: "2xl" })).outputs["model"]).toBe("2xl");
    await expect(cloud.gateway(spot)).rejects.toThrow(/10.1.0.1 already allocated.*status 409/);
  });

  it("shows the interfaces that were put to it later", async () => {
    const [first, second] = [await cloud.net(), await cloud.net()];
    const gateway = await cloud.gateway(first.spot);
    const inputs = { region, interfaceId: gateway.id, subnetId: second.subnet.id };
    const face = await cloud.make(infraTokens.gatewayInterface, inputs);
    expect(face.outputs).toMatchObject({ ip: "10.1.0.1", networkId: second.spot.id });
    const interfaces = [{ subnetId: first.subnet.id }, { id: face.id, subnetId: second.subnet.id }];
    expect((await cloud.read(gateway))?.outputs["interfaces"]).toMatchObject(interfaces);
    expect(gatewayOn(store(), cloud.project, second.subnet.id)?.id).toBe(gateway.id);
    const lost = cloud.make(infraTokens.gatewayInterface, { ...inputs, interfaceId: nowhere });
    await expect(lost).rejects.toThrow(/Gateway .* not found.*status 404/);
  });

  it.each<[string, Properties, RegExp]>([
    ["a model that is not sold", { model: "xxl" }, /model.* must be one of.*status 400/],
    ["a subnet of another network", { subnetId: nowhere }, /Subnet .* not found in network.*status 404/],
    ["a network that is not there", { networkId: nowhere }, /Network .* not found in region GRA11.*status 404/],
    ["a pn- id", { networkId: "pn-1234567_0" }, /must be the OpenStack UUID.*status 400/],
    ["another region", { region: "SBG5" }, /not found in region SBG5.*status 404/],
  ])("is refused with %s", async (_what, inputs, words) => {
    const { spot } = await cloud.net();
    await expect(cloud.gateway(spot, inputs)).rejects.toThrow(words);
  });

  it("needs a gateway address in its subnet, and a network of one region (ovh-facts 3.1)", async () => {
    const { spot } = await cloud.net({ noGateway: true });
    await expect(cloud.gateway(spot)).rejects.toThrow(/has no gateway IP.*status 400/);
    const wide = await cloud.net();
    await cloud.update(wide.network, { regions: [region, "SBG5"] });
    await expect(cloud.gateway(wide.spot)).rejects.toThrow(/a gateway takes a network of one region.*status 400/);
  });
});

describe("functions", () => {
  it("show the networks of the project, the subnets of one, and a gateway with its interface", async () => {
    const { network, subnet, spot } = await cloud.net();
    const gateway = await cloud.gateway(spot);
    const serviceName = cloud.project;
    const shown = await answered(cloud, "ovh:CloudProject/getNetworkPrivate:getNetworkPrivate", {
      serviceName,
      networkId: network.id,
    });
    expect(shown).toMatchObject({ vlanId: network.outputs["vlanId"], regionsOpenstackIds: { [region]: spot.id } });
    const all = await answered(cloud, "ovh:CloudProject/getNetworkPrivates:getNetworkPrivates", { serviceName });
    expect((all["networks"] as Properties[]).map(({ id }) => id)).toContain(network.id);
    const inside = { serviceName, networkId: network.id };
    const subnets = await answered(cloud, "ovh:CloudProject/getNetworkPrivateSubnets:getNetworkPrivateSubnets", inside);
    expect(subnets["subnets"]).toMatchObject([{ id: subnet.id, ipPools: [{ start: "10.1.0.2", end: "10.1.0.254" }] }]);
    const found = await answered(cloud, "ovh:index/getCloudProjectGateway:getCloudProjectGateway", {
      serviceName,
      region,
      id: gateway.id,
    });
    const [face] = found["interfaces"] as Properties[];
    const one = await answered(cloud, "ovh:CloudProject/getGatewayInterface:getGatewayInterface", {
      serviceName,
      region,
      id: gateway.id,
      interfaceId: face?.["id"],
    });
    expect(one).toMatchObject({ ip: "10.1.0.1", subnetId: subnet.id });
    const gone = { serviceName, region, id: nowhere };
    const asked = cloud.call("ovh:index/getCloudProjectGateway:getCloudProjectGateway", gone);
    await expect(asked).rejects.toThrow(/Gateway .* not found.*status 404/);
  });
});
