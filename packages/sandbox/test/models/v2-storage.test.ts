import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { v2Tokens } from "../../src/ovh/v2/tokens.ts";
import type { Properties } from "../../src/properties.ts";
import { type Drive, drive, type Thing } from "../drive.ts";
import { imageId, nobody, stateOf, v2 } from "./v2.ts";

let cloud: Drive;
let api: ReturnType<typeof v2>;
beforeAll(() => {
  cloud = drive();
  api = v2(cloud);
});
afterAll(() => cloud.close());

describe("a block volume", () => {
  it("is a plain CLASSIC one until more is asked for, and grows and changes its type in use (ovh-facts 3.7)", async () => {
    const made = await api.volume();
    expect(made.outputs).toMatchObject({ volumeType: "CLASSIC", encryption: { enabled: false }, availabilityZone: "" });
    await api.instance({ volumeIds: [made.id] });
    const grown = await cloud.update(made, { size: 30, volumeType: "HIGH_SPEED_GEN2" });
    expect(stateOf(grown)).toMatchObject({
      size: 30,
      volumeType: "HIGH_SPEED_GEN2",
      status: "IN_USE",
      bootable: false,
    });
    const kept = await cloud.update(grown, { volumeType: undefined });
    expect(kept.outputs["volumeType"]).toBe("HIGH_SPEED_GEN2");
    await expect(cloud.update(kept, { size: 20 })).rejects.toThrow(/must be greater than current size/);
  });

  it.each([
    ["no zone in a region of three", { region: "EU-WEST-PAR" }, /availabilityZone is required in region EU-WEST-PAR/],
    ["the older API's type", { volumeType: "high-speed" }, /volumeType must be one of/],
    ["no size", { size: 0 }, /Invalid volume size 0/],
    ["two sources", { createFrom: { imageId: nobody, backupId: nobody } }, /takes one of/],
    [
      "an image that does not exist",
      { volumeType: "CLASSIC", createFrom: { imageId: nobody } },
      /Image .* not be found/,
    ],
    ["a backup that does not exist", { createFrom: { backupId: nobody } }, /Backup .* could not be found/],
    ["more than the quota", { size: 12_000, serviceName: "quota" }, /Quota exceeded for volume sizeTotal/],
  ])("refuses %s", async (_what, inputs: Properties, words) => {
    const { serviceName, ...rest } = inputs;
    if (serviceName) await api.volume(rest);
    await expect(api.volume(rest)).rejects.toThrow(words);
  });

  it("needs a type with an image, and comes up bootable from it", async () => {
    const createFrom = { imageId: imageId("Debian 12") };
    await expect(api.volume({ createFrom })).rejects.toThrow(/volumeType is required/);
    const windows = { imageId: imageId("Windows Server 2022 Standard (Core)") };
    const small = api.volume({ createFrom: windows, volumeType: "CLASSIC", size: 49 });
    await expect(small).rejects.toThrow(/49GB cannot be smaller than the image minDisk size 50GB/);
    expect(stateOf(await api.volume({ createFrom, volumeType: "CLASSIC" }))).toMatchObject({ bootable: true });
  });
});

describe("copies of a volume", () => {
  it("a snapshot is taken in use and holds its volume, a backup waits until it is free and outlives it", async () => {
    const volume = await api.volume({ name: "data", size: 40 });
    const instance = await api.instance({ volumeIds: [volume.id] });
    const snapshot = await api.make(v2Tokens.volumeSnapshot, { name: "snapshot", volumeId: volume.id });
    expect(stateOf(snapshot)).toMatchObject({ size: 40, volumeId: volume.id, description: "" });
    const backup = { name: "backup", volumeId: volume.id };
    await expect(api.make(v2Tokens.volumeBackup, backup)).rejects.toThrow(/must be detached/);
    await cloud.update(instance, { volumeIds: undefined });
    const made = await api.make(v2Tokens.volumeBackup, backup);
    await expect(cloud.delete(volume)).rejects.toThrow(/must not have dependent snapshots/);
    await cloud.delete(snapshot);
    await cloud.delete(volume);
    expect(stateOf((await cloud.read(made)) as Thing)).toMatchObject({ size: 40 });
    const createFrom = { backupId: made.id };
    await expect(api.volume({ createFrom, size: 20 })).rejects.toThrow(/smaller than the backup size 40GB/);
    expect((await api.volume({ createFrom, size: 40 })).outputs["createFrom"]).toEqual(createFrom);
  });
});

describe("file storage", () => {
  let network: Thing;
  let subnet: Thing;
  let place: Thing;
  let share: Thing;
  const make = (inputs: Properties = {}) =>
    api.make(v2Tokens.share, {
      name: "share",
      protocol: "NFS",
      shareType: "STANDARD_1AZ",
      size: 150,
      shareNetworkId: place.id,
      ...inputs,
    });
  beforeAll(async () => {
    network = await api.network();
    subnet = await api.subnet(network);
    place = await api.make(v2Tokens.shareNetwork, { name: "place", networkId: network.id, subnetId: subnet.id });
    share = await make();
  });

  it("exports a share at an address of the subnet that nothing else gets", async () => {
    const [location] = stateOf(share)["exportLocations"] as Properties[];
    expect(location).toMatchObject({ path: `10.0.0.254:/shares/share_${share.id}`, preferred: true });
    const networks = [{ networkId: network.id, subnetId: subnet.id, ip: "10.0.0.254" }];
    await expect(api.instance({ networks })).rejects.toThrow(/already allocated/);
    const second = await make();
    expect(stateOf(second)["exportLocations"]).toMatchObject([{ path: `10.0.0.253:/shares/share_${second.id}` }]);
    expect(stateOf((await cloud.read(share)) as Thing)["exportLocations"]).toEqual([location]);
  });

  it.each([
    ["a protocol", { protocol: "CIFS" }, /protocol must be one of/],
    ["the older API's type", { shareType: "standard-1az" }, /shareType must be one of/],
    ["a size", { size: 20_000 }, /between 150 and 10240 GB/],
    ["a network of no place", { shareNetworkId: nobody }, /Share network .* could not be found/],
    ["another region than its network's", { region: "SBG5" }, /could not be found in region SBG5/],
  ])("refuses %s", async (_what, inputs: Properties, words) => {
    await expect(make(inputs)).rejects.toThrow(words);
  });

  it("lets an instance in from its address on the share's network only", async () => {
    const outside = { shares: [{ id: share.id }], networks: [{ autoAssignPublicIp: true }] };
    await expect(api.instance(outside)).rejects.toThrow(/no interface on network/);
    const networks = [{ networkId: network.id, subnetId: subnet.id }];
    const made = await api.instance({ networks, shares: [{ id: share.id }] });
    const [nic] = stateOf(made)["networks"] as { addresses: Properties[] }[];
    expect(stateOf(made)["shares"]).toEqual([
      { id: share.id, accessLevel: "READ_WRITE", accessTo: nic?.addresses[0]?.["ip"], state: "ACTIVE" },
    ]);
    expect(made.outputs["shares"]).toEqual([{ id: share.id }]);
  });

  it("v2.share-with-two-masters: rules in two places leave the share OUT_OF_SYNC (provider 2.19.0)", async () => {
    const status = async () => (await cloud.read(share))?.outputs["resourceStatus"];
    expect(await status()).toBe("READY");
    const rule = { serviceName: cloud.project, shareId: share.id, accessTo: "10.0.0.0/24", accessLevel: "READ_ONLY" };
    const acl = await cloud.create(v2Tokens.shareAcl, rule);
    await expect(cloud.create(v2Tokens.shareAcl, rule)).rejects.toThrow(/status code 409.*exists/);
    expect(await status()).toBe("OUT_OF_SYNC");
    cloud.habit("v2.share-with-two-masters", false);
    expect(await status()).toBe("READY");
    cloud.habit("v2.share-with-two-masters", true);
    await cloud.delete(acl);
  });

  it("goes from the top: snapshot, share, share network, subnet", async () => {
    const snapshot = await cloud.create(v2Tokens.shareSnapshot, { serviceName: cloud.project, shareId: share.id });
    expect(stateOf(snapshot)).toMatchObject({ size: 150, location: { region: "GRA11" } });
    await expect(cloud.delete(share)).rejects.toThrow(/still in use/);
    await expect(cloud.delete(place)).rejects.toThrow(/still in use/);
    await expect(cloud.delete(subnet)).rejects.toThrow(/still in use/);
    await cloud.delete(snapshot);
    await cloud.delete(share);
  });
});
