import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { idOf } from "../../src/random.ts";
import { nowhere, type Tenant, tenant, tokenOf } from "./openstack.ts";

let cloud: Tenant;
beforeEach(async () => {
  cloud = await tenant();
});
afterEach(() => cloud.close());

const debian = idOf("image Debian 12 GRA11");
const small = { flavorName: "d2-2", imageName: "Debian 12", networks: [{ name: "Ext-Net" }] };
const server = (inputs: object = {}) => cloud.make("Instance", { ...small, ...inputs });

describe("the networks of a server", () => {
  it("are named by name, UUID and port, with addresses from each and one of them to reach it by", async () => {
    const { network, subnet } = await cloud.net("10.1.0.0/24");
    const { network: second } = await cloud.net("10.2.0.0/24");
    const fixedIps = [{ subnetId: subnet.id, ipAddress: "10.1.0.50" }];
    const port = await cloud.make("Port", { networkId: network.id, fixedIps });
    const networks = [
      { port: port.id },
      { uuid: second.id, fixedIpV4: "10.2.0.60" },
      { name: "Ext-Net", accessNetwork: true },
    ];
    const { id, outputs } = await server({ networks });
    const nics = outputs["networks"] as { fixedIpV4: string; fixedIpV6: string }[];
    expect(nics).toMatchObject([
      {
        port: port.id,
        uuid: network.id,
        fixedIpV4: "10.1.0.50",
        mac: port.outputs["macAddress"],
        accessNetwork: false,
      },
      { port: "", uuid: second.id, name: second.outputs["name"], fixedIpV4: "10.2.0.60" },
      { name: "Ext-Net", accessNetwork: true },
    ]);
    expect(outputs).toMatchObject({ accessIpV4: nics[2]?.fixedIpV4, accessIpV6: nics[2]?.fixedIpV6 });
    expect(outputs["accessIpV6"]).toMatch(/^\[2001:db8:/);
    expect((await cloud.read(port))?.outputs).toMatchObject({ deviceId: id, deviceOwner: "compute:nova" });
  });

  it("are different addresses where two lie on the same network", async () => {
    const { network } = await cloud.net();
    const { outputs } = await server({
      networks: [{ uuid: network.id }, { uuid: network.id }, { name: "Ext-Net" }, { name: "Ext-Net" }],
    });
    const addresses = (outputs["networks"] as { fixedIpV4: string }[]).map(({ fixedIpV4 }) => fixedIpV4);
    expect(new Set(addresses).size).toBe(4);
  });

  it("are the public one where there is no other, and have to be said where there is", async () => {
    expect((await server({ networks: undefined })).outputs["networks"]).toMatchObject([{ name: "Ext-Net" }]);
    await cloud.net();
    await expect(server({ networks: undefined })).rejects.toThrow(/Multiple possible networks found.*status 409/);
  });

  it("are refused where they cannot be", async () => {
    const { network } = await cloud.net();
    const bare = await cloud.make("Network", { name: "bare" });
    const port = await cloud.make("Port", { networkId: network.id });
    await server({ networks: [{ port: port.id }] });
    await cloud.make("Network", { name: "twin" });
    await cloud.make("Network", { name: "twin" });
    for (const [nic, words] of [
      [{ port: port.id }, /Port .* is still in use.*status 409/],
      [{ port: nowhere }, /Port .* could not be found/],
      [{ name: "backend" }, /Could not find any matching network for name backend/],
      [{ uuid: nowhere }, /Could not find any matching network for id/],
      [{ name: "twin" }, /More than one network found for name twin/],
      [{ uuid: bare.id }, /requires a subnet in order to boot instances on.*status 400/],
      [{ name: "Ext-Net", fixedIpV4: "203.0.113.200" }, /create_port:fixed_ips.*status 403/],
      [{ accessNetwork: true }, /At least one of network\.uuid, network\.name, or network\.port/],
    ] as const)
      await expect(server({ networks: [nic] })).rejects.toThrow(words);
  });
});

describe("a server", () => {
  it.each([
    [{ imageName: undefined }, /Neither a boot device, image ID, or image name/],
    [{ flavorName: undefined }, /Neither a flavor_id or flavor_name/],
    [{ flavorId: nowhere }, /Flavor .* could not be found.*status 404/],
    [{ imageId: nowhere }, /Image .* could not be found.*status 400/],
    [
      { flavorName: "d2-2", imageName: "Windows Server 2022 Standard (Desktop)" },
      /disk is too small for requested image/,
    ],
    [{ keyPair: "nobody" }, /Invalid key_name provided.*status 400/],
    [{ availabilityZone: "moon" }, /availability zone is not available.*status 400/],
    [{ schedulerHints: [{ group: nowhere }] }, /Instance group .* could not be found.*status 400/],
    [{ userData: "x".repeat(50_000) }, /User data too large.*status 400/],
    [{ volumes: [{ volumeId: nowhere }] }, /Use block_device/],
    [
      { blockDevices: [{ sourceType: "image", destinationType: "volume", uuid: debian }] },
      /must specify a volume_size/,
    ],
    [{ blockDevices: [{ sourceType: "volume", uuid: nowhere, bootIndex: 0 }] }, /failed to get volume.*status 400/],
  ])("is refused with %j", async (inputs, words) => {
    await expect(server(inputs)).rejects.toThrow(words);
  });

  it("is built for a minute, and kept when the wait ends too early, where a volume is left behind (ovh-facts 5)", async () => {
    const began = cloud.cloud.clock.now();
    await server();
    expect(cloud.cloud.clock.now() - began).toBeGreaterThanOrEqual(60_000);
    const hasty = (name: string, inputs: object) => cloud.create(tokenOf(name), { ...inputs }, { name, timeout: 5 });
    await expect(hasty("Instance", small)).rejects.toMatchObject({
      message: expect.stringMatching(/to be ACTIVE.*504/),
    });
    await expect(hasty("Volume", { size: 10 })).rejects.toThrow(/to be available.*504/);
    expect(cloud.cloud.store.entries(tokenOf("Volume"))).toHaveLength(1);
  });

  it("grows in place and does not shrink; a flexible one does", async () => {
    const big = await server({ flavorName: "b2-15" });
    await expect(cloud.update(big, { flavorName: "b2-7" })).rejects.toThrow(/unable to resize disk down/);
    expect((await cloud.update(big, { flavorName: "b2-30" })).outputs).toMatchObject({ flavorName: "b2-30" });
    const flexible = await server({ flavorName: "b2-15-flex" });
    const less = await cloud.update(flexible, { flavorName: "b2-7-flex" });
    expect(less.outputs["flavorId"]).toBe(idOf("flavor b2-7-flex GRA11"));
  });

  it("is rebuilt in place with another image, keeping its addresses", async () => {
    const made = await server();
    const after = await cloud.update(made, { imageName: "Ubuntu 24.04" });
    expect(after.outputs).toMatchObject({
      imageId: idOf("image Ubuntu 24.04 GRA11"),
      networks: made.outputs["networks"],
      created: made.outputs["created"],
    });
  });

  it("is shelved at an update, never at creation, and neither resized nor rebuilt then", async () => {
    const made = await server({ powerState: "shelved_offloaded" });
    expect(made.outputs["powerState"]).toBe("active");
    const off = await cloud.update({ ...made, inputs: small }, { powerState: "shelved_offloaded" });
    expect(off.outputs["powerState"]).toBe("shelved_offloaded");
    await expect(cloud.update(off, { flavorName: "d2-4" })).rejects.toThrow(/Cannot 'resize' instance .*status 409/);
    const on = await cloud.update(off, { powerState: "active", flavorName: "d2-4" });
    expect(on.outputs).toMatchObject({ powerState: "active", flavorName: "d2-4" });
  });

  it("shows the groups of its ports, and is one of its group of servers", async () => {
    const { network } = await cloud.net();
    const web = await cloud.make("SecGroup", { name: "web" });
    const port = await cloud.make("Port", { networkId: network.id, securityGroupIds: [web.id] });
    const group = await cloud.make("ServerGroup", { policies: ["anti-affinity"] });
    const networks = [{ name: "Ext-Net" }, { port: port.id }];
    const made = await server({ networks, schedulerHints: [{ group: group.id }] });
    expect(made.outputs["securityGroups"]).toEqual(["default", "web"]);
    expect((await cloud.read(group))?.outputs["members"]).toEqual([made.id]);
  });

  it("gives its ports back when it goes", async () => {
    const { network } = await cloud.net();
    const made = await server({ networks: [{ uuid: network.id }] });
    await expect(cloud.delete(network)).rejects.toThrow(/ports still in use/);
    await cloud.delete(made);
    await cloud.delete(network);
  });
});

describe("the volumes of a server", () => {
  const volume = (inputs: object = {}) => cloud.make("Volume", { size: 10, ...inputs });
  const attach = (instanceId: string, volumeId: string, inputs: object = {}) =>
    cloud.make("VolumeAttach", { instanceId, volumeId, ...inputs });

  it("are attached to one, with the next device, and shown by both", async () => {
    const [one, other] = [await server(), await server()];
    const [data, more] = [await volume(), await volume()];
    const link = await attach(one.id, data.id);
    expect(link).toMatchObject({ id: `${one.id}/${data.id}`, outputs: { device: "/dev/sdb" } });
    expect((await attach(one.id, more.id)).outputs["device"]).toBe("/dev/sdc");
    expect((await cloud.read(data))?.outputs["attachments"]).toEqual([
      { id: data.id, instanceId: one.id, device: "/dev/sdb" },
    ]);
    await expect(attach(other.id, data.id)).rejects.toThrow(/current status is in-use.*status 400/);
    const shared = await volume({ volumeType: "classic-multiattach" });
    await attach(one.id, shared.id);
    await attach(other.id, shared.id);
  });

  it("start it: from an image that becomes a volume, or from a volume that was made so", async () => {
    const device = { bootIndex: 0, destinationType: "volume", deleteOnTermination: true };
    const fresh = await server({
      imageName: undefined,
      blockDevices: [{ ...device, sourceType: "image", uuid: debian, volumeSize: 20 }],
    });
    expect(fresh.outputs["imageId"]).toBe("Attempt to boot from volume - no image supplied");
    const root = await volume({ imageId: debian });
    const blockDevices = [{ ...device, sourceType: "volume", uuid: root.id }];
    const made = await server({ imageName: undefined, blockDevices });
    await expect(cloud.delete(root)).rejects.toThrow(/Cannot detach a root device volume/);
    await expect(server({ imageName: undefined, blockDevices })).rejects.toThrow(/status must be 'available'/);
    await cloud.delete(made);
    expect(await cloud.read(root)).toBeUndefined();
    const empty = await volume();
    const bad = [{ ...device, sourceType: "volume", uuid: empty.id }];
    await expect(server({ imageName: undefined, blockDevices: bad })).rejects.toThrow(/is not bootable.*status 400/);
  });

  it("lie in its own zone where a region has three (ovh-facts 3.2)", async () => {
    const region = "EU-WEST-PAR";
    const made = await server({ region, availabilityZone: "eu-west-par-a" });
    const far = await volume({ region, availabilityZone: "eu-west-par-b" });
    await expect(attach(made.id, far.id, { region })).rejects.toThrow(/not in the same availability_zone.*status 400/);
    const near = await volume({ region, availabilityZone: "eu-west-par-a" });
    await attach(made.id, near.id, { region });
  });

  it.each([
    [{ size: 0 }, /must be an integer and between 1/],
    [{ imageId: nowhere }, /Image .* could not be found/],
    [{ snapshotId: nowhere }, /Snapshot .* could not be found.*status 404/],
    [{ size: 2, imageId: debian }, /cannot be smaller than the image minDisk/],
    [{ availabilityZone: "eu-west-par-a" }, /Availability zone 'eu-west-par-a' is invalid/],
  ])("are refused with %j", async (inputs, words) => {
    await expect(volume(inputs)).rejects.toThrow(words);
  });

  it("grow and never shrink, in use only where that was asked for", async () => {
    const data = await volume();
    await expect(cloud.update(data, { size: 5 })).rejects.toThrow(/\(current: 10, extended: 5\).*status 400/);
    const grown = await cloud.update(data, { size: 20 });
    const made = await server();
    await attach(made.id, data.id);
    await expect(cloud.update(grown, { size: 30 })).rejects.toThrow(/resizing online is disabled/);
    expect((await cloud.update(grown, { size: 30, enableOnlineResize: true })).outputs["size"]).toBe(30);
  });

  it("copy another one that is not larger", async () => {
    const source = await volume({ size: 20, volumeType: "high-speed" });
    await expect(volume({ sourceVolId: source.id })).rejects.toThrow(/cannot be smaller than original volume size/);
    expect((await volume({ size: 20, sourceVolId: source.id })).outputs["volumeType"]).toBe("high-speed");
  });
});

describe("an interface put in later", () => {
  it("has a port of its own, or takes a free one", async () => {
    const { network } = await cloud.net();
    const made = await server();
    const plug = (inputs: object) => cloud.make("InterfaceAttach", { instanceId: made.id, ...inputs });
    const one = await plug({ networkId: network.id, fixedIp: "10.1.0.70" });
    expect(one.id).toBe(`${made.id}/${String(one.outputs["portId"])}`);
    const found = await cloud.call("openstack:networking/getPort:getPort", { fixedIp: "10.1.0.70" });
    expect(found).toMatchObject({ id: one.outputs["portId"], deviceId: made.id });
    const port = await cloud.make("Port", { networkId: network.id });
    await plug({ portId: port.id });
    await expect(plug({ portId: port.id })).rejects.toThrow(/is still in use.*status 400/);
    await expect(plug({})).rejects.toThrow(/Must set one of network_id and port_id/);
    await expect(plug({ portId: port.id, fixedIp: "10.1.0.71" })).rejects.toThrow(
      /fixedIp: cannot be given beside portId/,
    );
  });
});
