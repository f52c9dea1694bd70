import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { infraTokens } from "../../src/ovh/infrastructure/tokens.ts";
import type { Properties } from "../../src/properties.ts";
import { answered } from "./answered.ts";
import { type Infrastructure, imageId, infrastructure, nowhere, region } from "./infrastructure.ts";

let cloud: Infrastructure;
beforeAll(() => {
  cloud = infrastructure();
});
afterAll(() => cloud.close());
const lookup = (name: string) => `ovh:CloudProject/${name}:${name}`;

describe("a volume of the older API", () => {
  it("is classic until a type is given, grows in place and never shrinks", async () => {
    const made = await cloud.volume();
    expect(made.outputs).toMatchObject({ type: "classic", size: 10, status: "available", volumeId: made.id });
    const larger = await cloud.update(made, { size: 20, name: "larger" });
    expect(larger.outputs).toMatchObject({ size: 20, name: "larger" });
    await expect(cloud.update(larger, { size: 15 })).rejects.toThrow(/New size for extend must be greater.*status 400/);
    await expect(cloud.update(larger, { type: "high-speed" })).rejects.toThrow(/replaces: type/);
  });

  it.each<[string, Properties, RegExp]>([
    [
      "no zone in a region of three",
      { regionName: "EU-WEST-PAR" },
      /availabilityZone is required in region EU-WEST-PAR/,
    ],
    ["another region's zone", { regionName: "EU-WEST-PAR", availabilityZone: "eu-south-mil-a" }, /does not exist.*400/],
    ["an image of another region", { imageId: imageId("Debian 12", "SBG5") }, /Image .* not found.*status 404/],
    ["a snapshot that is not there", { snapshotId: nowhere }, /Snapshot .* not found.*status 404/],
    ["an instance that is not there", { instanceId: nowhere }, /Instance .* not found.*status 404/],
    ["more than a volume holds", { size: 20_000 }, /between 1 and 12000 GB.*status 400/],
  ])("is refused with %s", async (_what, inputs, words) => {
    await expect(cloud.volume(inputs)).rejects.toThrow(words);
  });

  it("has backups that outlive it, and so has a volume of another API", async () => {
    const own = await cloud.volume();
    const backup = await cloud.make(infraTokens.volumeBackup, { regionName: region, volumeId: own.id });
    expect(backup.outputs).toMatchObject({ status: "ok", size: 10, region });
    const token = "ovh:index/cloudStorageBlockVolume:CloudStorageBlockVolume";
    const other = await cloud.make(token, { region, name: "other", size: 30 });
    const copy = await cloud.make(infraTokens.volumeBackup, { regionName: region, volumeId: other.id });
    expect(copy.outputs["size"]).toBe(30);
    const args = { serviceName: cloud.project, regionName: region };
    const { volumes } = await answered(cloud, lookup("getVolumes"), args);
    expect((volumes as Properties[]).map(({ id }) => id)).toEqual(expect.arrayContaining([own.id, other.id]));
    expect((await answered(cloud, lookup("getVolume"), { ...args, volumeId: own.id }))["size"]).toBe(10);
    const lost = cloud.call(lookup("getVolume"), { ...args, volumeId: nowhere });
    await expect(lost).rejects.toThrow(/Volume .* not found.*status 404/);
    await cloud.delete(own);
    expect((await cloud.read(backup))?.outputs["volumeId"]).toBe(own.id);
  });
});

describe("a file share of the older API", () => {
  it("sits on a subnet by itself, or on a share network that it holds", async () => {
    const { spot } = await cloud.net();
    const at = { regionName: region, networkId: spot.id, subnetId: spot.subnetId };
    const alone = await cloud.make(infraTokens.share, { ...at, size: 150 });
    expect(alone.outputs).toMatchObject({
      protocol: "NFS",
      status: "available",
      type: "standard-1az",
      networkId: spot.id,
    });
    const network = await cloud.make(infraTokens.shareNetwork, at);
    expect(network.outputs).toMatchObject({ cidr: "10.1.0.0/24", networkType: "vlan" });
    const share = await cloud.make(infraTokens.share, { regionName: region, shareNetworkId: network.id, size: 150 });
    expect(share.outputs).toMatchObject({ subnetId: spot.subnetId });
    await expect(cloud.delete(network)).rejects.toThrow(/still in use by.*FileStorageShare.*status 409/);
    const lost = cloud.make(infraTokens.share, { regionName: region, shareNetworkId: nowhere, size: 150 });
    await expect(lost).rejects.toThrow(/Share network .* not found.*status 404/);
  });
});
