import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Properties } from "../../src/properties.ts";
import { idOf } from "../../src/random.ts";
import type { Thing } from "../drive.ts";
import { nowhere, outside, type Tenant, tenant } from "./openstack.ts";
import { answer, networkWithSubnet } from "./ovh.ts";

const token = (module: string, name: string) => `openstack:${module}/${name}:${name}`;

let cloud: Tenant;
let network: Thing;
let subnet: Thing;
let router: Thing;
let server: Thing;
let ovh: { networkId: string; subnetId: string };
beforeAll(async () => {
  cloud = await tenant();
  ovh = await networkWithSubnet(cloud);
  network = await cloud.make("Network", { name: "backend", tags: ["shop"] });
  subnet = await cloud.make("Subnet", { name: "inner", networkId: network.id, cidr: "10.1.0.0/24", tags: ["shop"] });
  ({ router } = await cloud.gateway(subnet));
  await cloud.make("SecGroup", { name: "web", description: "servers", tags: ["shop"] });
  const port = await cloud.make("Port", { name: "front", networkId: network.id, tags: ["shop"] });
  await cloud.make("Trunk", { name: "trunk", portId: port.id });
  await cloud.make("FloatingIp", { pool: "Ext-Net", portId: port.id, description: "of the shop" });
  await cloud.make("Keypair", { name: "key" });
  server = await cloud.make("Instance", {
    name: "front",
    flavorName: "b3-8",
    imageName: "Debian 12",
    networks: [{ uuid: network.id }],
    tags: ["shop"],
  });
  const data = await cloud.make("Volume", { name: "data", size: 10, metadata: { role: "data" } });
  await cloud.make("VolumeAttach", { instanceId: server.id, volumeId: data.id });
  const secret = await cloud.make("SecretV1", { name: "word", payload: "x", payloadContentType: "text/plain" });
  const secretRefs = [{ name: "word", secretRef: secret.outputs["secretRef"] }];
  await cloud.make("ContainerV1", { name: "box", type: "generic", secretRefs });
  await cloud.make("SubnetPool", { name: "pool", prefixes: ["10.20.0.0/16"], tags: ["shop"] });
  await cloud.make("openstack:networking/addressScope:AddressScope", { name: "scope" });
});
afterAll(() => cloud.close());

describe("a data source answers with every output of its contract", () => {
  it.each<[string, string, Properties, Properties]>([
    ["compute", "getFlavor", { name: "b3-8" }, { vcpus: 2, ram: 8000, id: idOf("flavor b3-8 GRA11") }],
    ["compute", "getFlavor", { vcpus: 4, ram: 8000, disk: 50 }, { name: "d2-8" }],
    ["compute", "getKeypair", { name: "key" }, { id: "key" }],
    ["compute", "getAvailabilityZones", {}, { names: ["nova"] }],
    [
      "compute",
      "getAvailabilityZones",
      { region: "EU-WEST-PAR" },
      { names: ["a", "b", "c"].map((z) => `eu-west-par-${z}`) },
    ],
    ["blockstorage", "getAvailabilityZonesV3", {}, { names: ["nova"] }],
    ["blockstorage", "getVolumeV3", { name: "data", status: "in-use" }, { size: 10, volumeType: "classic" }],
    ["images", "getImage", { name: "Debian 12" }, { id: idOf("image Debian 12 GRA11"), visibility: "public" }],
    [
      "images",
      "getImage",
      { nameRegex: "^Ubuntu 2[246]\\.04$", mostRecent: true },
      { name: expect.stringMatching(/^Ubuntu/) },
    ],
    ["images", "getImageIds", { nameRegex: "^Debian 1[23]$" }, { ids: [expect.any(String), expect.any(String)] }],
    ["networking", "getNetwork", { name: "Ext-Net" }, { id: outside, external: true }],
    ["networking", "getNetwork", { external: true }, { name: "Ext-Net" }],
    ["networking", "getNetwork", { matchingSubnetCidr: "10.1.0.0/24" }, { name: "backend" }],
    ["networking", "getNetwork", { name: "net" }, { external: false }],
    ["networking", "getNetwork", { tags: ["shop"] }, { name: "backend" }],
    ["networking", "getSubnet", { name: "inner", dhcpEnabled: true }, { cidr: "10.1.0.0/24", gatewayIp: "10.1.0.1" }],
    ["networking", "getSubnetIdsV2", { nameRegex: "^in" }, { ids: [expect.any(String)] }],
    ["networking", "getSubnetPool", { name: "pool" }, { prefixes: ["10.20.0.0/16"] }],
    ["networking", "getAddressScope", { name: "scope" }, { ipVersion: 4 }],
    ["networking", "getRouter", { status: "ACTIVE" }, { externalNetworkId: outside, enableSnat: true }],
    ["networking", "getPort", { name: "front" }, { tenantId: expect.any(String), allTags: ["shop"] }],
    ["networking", "getPort", { deviceOwner: "network:router_interface" }, { allFixedIps: ["10.1.0.1"] }],
    ["networking", "getPortIds", { deviceOwner: "compute:nova" }, { ids: [expect.any(String)] }],
    ["networking", "getSecGroup", { name: "web" }, { description: "servers" }],
    ["networking", "getFloatingIp", { description: "of the shop" }, { status: "ACTIVE" }],
    ["networking", "getTrunk", { name: "trunk" }, { adminStateUp: true }],
    ["keymanager", "getSecret", { name: "word" }, { payload: "x" }],
    ["keymanager", "getContainer", { name: "box" }, { type: "generic" }],
    ["identity", "getAuthScope", { name: "me" }, { userDomainName: "Default" }],
    ["identity", "getProject", {}, { enabled: true }],
  ])("%s %s %j", async (module, name, inputs, expected) => {
    expect(await answer(cloud, token(module, name), inputs)).toMatchObject(expected);
  });

  it("finds a server, its network's subnet of the other API, and the router by its id", async () => {
    const found = await answer(cloud, token("compute", "getInstanceV2"), { id: server.id });
    expect(found).toMatchObject({ name: "front", powerState: "active", tags: ["shop"], flavorName: "b3-8" });
    expect(await answer(cloud, token("networking", "getSubnet"), { networkId: ovh.networkId })).toMatchObject({
      id: ovh.subnetId,
    });
    expect(await answer(cloud, token("networking", "getRouter"), { routerId: router.id })).toMatchObject({
      externalFixedIps: router.outputs["externalFixedIps"],
    });
  });
});

describe("a data source says so when it finds none or several", () => {
  it.each<[string, string, Properties, RegExp]>([
    ["compute", "getFlavor", { name: "m1.small" }, /query returned no results/],
    ["compute", "getFlavor", { flavorId: nowhere }, /No Flavor found/],
    ["compute", "getFlavor", { vcpus: 2 }, /returned more than one result/],
    ["compute", "getKeypair", { name: "none" }, /Error retrieving openstack_compute_keypair_v2 none/],
    ["compute", "getInstanceV2", { id: nowhere }, /Instance .* could not be found/],
    ["images", "getImage", { name: "Minix" }, /query returned no results/],
    ["images", "getImage", { nameRegex: "^Debian" }, /more than one result.*most_recent/],
    ["images", "getImage", { nameRegex: "(" }, /invalid regular expression/],
    ["networking", "getNetwork", { name: "none" }, /query returned no results/],
    ["networking", "getSubnet", { name: "none" }, /query returned no openstack_networking_subnet_v2/],
    ["networking", "getPort", { name: "none" }, /No openstack_networking_port_v2 found/],
    ["networking", "getPort", {}, /More than one openstack_networking_port_v2 found \(\d+\)/],
    ["networking", "getSecGroup", { name: "none" }, /No Security Group found with name: none/],
    ["networking", "getFloatingIp", { address: "203.0.113.250" }, /No openstack_networking_floatingip_v2 found/],
    ["networking", "getRouter", { name: "none" }, /No Router found/],
    ["blockstorage", "getVolumeV3", { name: "none" }, /volume_v3 query returned no results/],
    ["blockstorage", "getSnapshotV3", { name: "none" }, /snapshot_v3 query returned no results/],
    ["identity", "getProject", { name: "none" }, /project_v3 query returned no results/],
  ])("%s %s %j", async (module, name, inputs, words) => {
    await expect(cloud.call(token(module, name), inputs)).rejects.toThrow(words);
  });
});
