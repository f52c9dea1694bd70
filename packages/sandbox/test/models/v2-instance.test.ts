import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { defaultGroupId } from "../../src/ovh/v2/groups.ts";
import { v2Tokens } from "../../src/ovh/v2/tokens.ts";
import type { Properties } from "../../src/properties.ts";
import { type Drive, drive, type Thing } from "../drive.ts";
import { flavorId, imageId, nobody, region, stateOf, v2 } from "./v2.ts";

let cloud: Drive;
let api: ReturnType<typeof v2>;
let network: Thing;
let subnet: Thing;
beforeAll(async () => {
  cloud = drive();
  api = v2(cloud);
  network = await api.network();
  subnet = await api.subnet(network);
});
afterAll(() => cloud.close());

const inside = (more: Properties = {}) => ({ networkId: network.id, subnetId: subnet.id, ...more });
const interfaces = (thing: Thing) => stateOf(thing)["networks"] as Properties[];
const addresses = (nic: Properties | undefined) => (nic?.["addresses"] ?? []) as Properties[];

describe("what the platform fills in", () => {
  it("is power, group, host and the full sizes of flavor and image", async () => {
    const made = await api.instance();
    expect(made.outputs).toMatchObject({
      powerState: "ACTIVE",
      resourceStatus: "READY",
      securityGroupIds: [defaultGroupId(cloud.project, region)],
    });
    expect(made.outputs["availabilityZone"]).toBeUndefined();
    expect(stateOf(made)).toMatchObject({
      flavor: { name: "b3-8", vcpus: 2, ram: 8192, disk: 50 },
      image: { id: imageId("Debian 12"), name: "Debian 12" },
      location: { region, availabilityZone: "" },
      networks: [],
      volumes: [],
      locked: false,
      hostId: expect.stringMatching(/^[\da-f]{56}$/),
    });
  });

  it("is a zone in a region that has three", async () => {
    const there = {
      region: "EU-WEST-PAR",
      flavorId: flavorId("b3-8", "EU-WEST-PAR"),
      imageId: imageId("Debian 12", "EU-WEST-PAR"),
    };
    expect((await api.instance(there)).outputs["availabilityZone"]).toBe("eu-west-par-a");
    expect((await api.instance({ ...there, availabilityZone: "eu-west-par-c" })).outputs["availabilityZone"]).toBe(
      "eu-west-par-c",
    );
    await expect(api.instance({ ...there, availabilityZone: "nova" })).rejects.toThrow(/does not exist in region/);
  });

  it("names one host for the members of an AFFINITY group, and none for what is shelved", async () => {
    const group = await api.make(v2Tokens.instanceGroup, { name: "together", policy: "AFFINITY" });
    const [one, two] = [await api.instance({ groupId: group.id }), await api.instance({ groupId: group.id })];
    expect(stateOf(one)["hostId"]).toBe(stateOf(two)["hostId"]);
    const members = (await cloud.read(group))?.outputs["currentState"];
    expect(members).toMatchObject({ members: [{ id: one.id }, { id: two.id }] });
    const shelved = await cloud.update(one, { powerState: "SHELVED" });
    expect(stateOf(shelved)).toMatchObject({ powerState: "SHELVED", hostId: "" });
    await expect(cloud.update(shelved, { flavorId: flavorId("b3-16") })).rejects.toThrow(/vm_state shelved_offloaded/);
  });
});

describe("interfaces", () => {
  it("show the public one first, without id, with an address of each family", async () => {
    const made = await api.instance({ networks: [inside(), { autoAssignPublicIp: true }] });
    const [open, closed] = interfaces(made);
    expect(open).toMatchObject({ id: "", subnetId: "", gatewayId: "" });
    expect(addresses(open).map(({ version, type }) => [version, type])).toEqual([
      [6, "FIXED"],
      [4, "FIXED"],
    ]);
    expect(closed).toMatchObject({ id: network.id, subnetId: subnet.id, addresses: [{ type: "FIXED", version: 4 }] });
    expect(made.outputs["networks"]).toEqual([inside(), { autoAssignPublicIp: true }]);
  });

  it("keep their addresses through changes, and take the one that is asked for", async () => {
    const made = await api.instance({ networks: [inside({ ip: "10.0.0.77" }), { autoAssignPublicIp: true }] });
    const before = interfaces(made);
    expect(addresses(before[1])).toMatchObject([{ ip: "10.0.0.77", type: "FIXED" }]);
    const renamed = await cloud.update(made, { name: "renamed" });
    expect(interfaces(renamed)).toEqual(before);
    const alone = await cloud.update(renamed, { networks: [inside({ ip: "10.0.0.77" })] });
    expect(interfaces(alone)).toEqual(before.slice(1));
    await expect(api.instance({ networks: [inside({ ip: "10.0.0.77" })] })).rejects.toThrow(/already allocated/);
  });

  it("take a floating IP where a gateway leads out, and wait for one before (ovh-facts 3.2)", async () => {
    const there = await api.network({ name: "second" });
    const room = await api.subnet(there, { cidr: "10.7.0.0/24" });
    const floating = await api.make(v2Tokens.floatingIp, {});
    const networks = [{ networkId: there.id, subnetId: room.id, ip: floating.id }];
    const made = await api.instance({ networks });
    expect(made.outputs["resourceStatus"]).toBe("OUT_OF_SYNC");
    expect(addresses(interfaces(made)[0])).toMatchObject([{ type: "FIXED" }]);
    const gateway = await api.gateway([room]);
    const now = (await cloud.read(made)) as Thing;
    expect(now.outputs["resourceStatus"]).toBe("READY");
    expect(interfaces(now)).toMatchObject([{ gatewayId: gateway.id }]);
    expect(addresses(interfaces(now)[0])).toMatchObject([{ type: "FIXED" }, { ip: floating.id, type: "FLOATING" }]);
    const held = (await cloud.read(floating)) as Thing;
    expect(stateOf(held)).toMatchObject({ status: "ACTIVE", associatedResource: { id: made.id } });
    await expect(api.instance({ networks })).rejects.toThrow(/already associated with instance/);
  });

  it("take an additional IP of the project, beside an assigned address", async () => {
    const inputs = { serviceName: cloud.project, ip: "198.51.100.77" };
    const token = "ovh:CloudProject/failoverIpAttach:FailoverIpAttach";
    cloud.cloud.store.put({ token, scope: "", id: "additional", urn: "", seeded: false, inputs, outputs: inputs });
    const made = await api.instance({ networks: [{ ip: "198.51.100.77" }, { autoAssignPublicIp: true }] });
    expect(addresses(interfaces(made)[0])).toMatchObject([
      { ip: "198.51.100.77", type: "ADDITIONAL" },
      { type: "FIXED", version: 6 },
      { type: "FIXED", version: 4 },
    ]);
    const { serviceName } = inputs;
    const { publicIps } = await cloud.call("ovh:index/getCloudPublicIps:getCloudPublicIps", { serviceName });
    expect(publicIps).toContainEqual({ ip: "198.51.100.77", type: "ADDITIONAL_IP" });
    const alone = await cloud.update(made, { networks: [{ ip: "198.51.100.77" }] });
    expect(addresses(interfaces(alone)[0])).toMatchObject([{ type: "ADDITIONAL" }]);
  });

  it.each([
    ["an empty one", () => [{}], /must have one of: autoAssignPublicIp alone/],
    ["two assigned addresses", () => [{ autoAssignPublicIp: true }, { autoAssignPublicIp: true }], /at most one entry/],
    [
      "an assigned address that is given",
      () => [{ autoAssignPublicIp: true, ip: "203.0.113.200" }],
      /must have one of/,
    ],
    ["a public address of somebody else", () => [{ ip: "203.0.113.200" }], /status code 404.*Public IP/],
    ["a network without subnet", () => [{ networkId: network.id }], /subnetId is required with networkId/],
    ["a subnet without network", () => [{ subnetId: subnet.id }], /networkId is required with subnetId/],
    ["a subnet of no network", () => [{ networkId: nobody, subnetId: subnet.id }], /status code 404.*Network/],
    [
      "a network with an assigned address",
      () => [inside({ autoAssignPublicIp: true })],
      /only valid without networkId/,
    ],
    ["an address of nobody", () => [inside({ ip: "192.168.0.9" })], /no floating IP of the project/],
    ["the same twice", () => [inside(), inside()], /holds the same interface twice/],
  ])("refuse %s", async (_what, networks: () => Properties[], words) => {
    await expect(api.instance({ networks: networks() })).rejects.toThrow(words);
  });
});

describe("what does not exist or fit", () => {
  it.each([
    ["a flavor", { flavorId: nobody }, /status code 404.*Flavor/],
    [
      "a flavor of another region",
      { flavorId: flavorId("b3-8", "SBG5") },
      /Flavor .* could not be found in region GRA11/,
    ],
    ["an image", { imageId: nobody }, /status code 404.*Image/],
    ["a key", { sshKeyName: "nobody" }, /Invalid key_name provided/],
    ["a placement group", { groupId: nobody }, /Instance group .* could not be found/],
    ["a security group", { securityGroupIds: [nobody] }, /Security group .* could not be found/],
    ["a volume", { volumeIds: [nobody] }, /Volume .* could not be found/],
    ["a share", { shares: [{ id: nobody }] }, /File share .* could not be found/],
    [
      "a disk for the image",
      { imageId: imageId("Windows Server 2022 Standard (Core)"), flavorId: flavorId("s1-2") },
      /too small/,
    ],
  ])("%s", async (_what, inputs: Properties, words) => {
    await expect(api.instance(inputs)).rejects.toThrow(words);
  });

  it("a smaller local disk at a resize, and more than the quota", async () => {
    const made = await api.instance({ flavorId: flavorId("b3-16") });
    await expect(cloud.update(made, { flavorId: flavorId("b3-8") })).rejects.toThrow(/Resize down not permitted/);
    const large = { flavorId: flavorId("b3-640") };
    await expect(api.instance(large)).rejects.toThrow(/status code 403.*Quota exceeded for compute cores/);
    await expect(cloud.update(made, large)).rejects.toThrow(/Quota exceeded for compute cores/);
  });
});

describe("volumes", () => {
  it("are attached and detached in place, to one instance at a time", async () => {
    const [first, second] = [await api.volume(), await api.volume({ name: "second", size: 20 })];
    const made = await api.instance({ volumeIds: [first.id] });
    expect(stateOf(made)["volumes"]).toEqual([{ id: first.id, name: "volume", size: 10 }]);
    await expect(api.instance({ volumeIds: [first.id] })).rejects.toThrow(/already attached to instance/);
    await expect(api.instance({ volumeIds: [second.id, second.id] })).rejects.toThrow(/anything twice/);
    await expect(cloud.delete(first)).rejects.toThrow(/detach it first/);
    const swapped = await cloud.update(made, { volumeIds: [second.id] });
    expect(swapped.id).toBe(made.id);
    expect(stateOf((await cloud.read(first)) as Thing)).toMatchObject({ status: "AVAILABLE", attachedInstances: [] });
    const held = stateOf((await cloud.read(second)) as Thing);
    expect(held).toMatchObject({ status: "IN_USE", attachedInstances: [{ id: made.id }] });
    await cloud.delete(first);
  });

  it("lie in the zone of the instance", async () => {
    const place = { region: "EU-WEST-PAR", availabilityZone: "eu-west-par-b" };
    const volume = await api.volume(place);
    const there = {
      region: "EU-WEST-PAR",
      flavorId: flavorId("b3-8", "EU-WEST-PAR"),
      imageId: imageId("Debian 12", "EU-WEST-PAR"),
    };
    await expect(api.instance({ ...there, volumeIds: [volume.id] })).rejects.toThrow(
      /in availability zone eu-west-par-b/,
    );
    await api.instance({ ...there, ...place, volumeIds: [volume.id] });
  });
});

it("changes although its key is gone, which is sent at creation only", async () => {
  const key = { token: v2Tokens.sshKey, scope: "", id: "old", urn: "", seeded: false };
  const named = { serviceName: cloud.project, name: "old" };
  cloud.cloud.store.put({ ...key, inputs: named, outputs: named });
  const made = await api.instance({ sshKeyName: "old" });
  cloud.cloud.store.remove(v2Tokens.sshKey, "", "old");
  expect((await cloud.update(made, { name: "renamed" })).outputs).toMatchObject({ name: "renamed", sshKeyName: "old" });
});

describe("bad habits", () => {
  it("v2.default-group-open: without securityGroupIds everything comes in (ovh-facts 3.3)", async () => {
    const made = await api.instance();
    const [id] = made.outputs["securityGroupIds"] as string[];
    const look = async () => {
      const group = await cloud.call("ovh:index/getCloudSecurityGroup:getCloudSecurityGroup", {
        serviceName: cloud.project,
        id,
      });
      return (group["currentState"] as { defaultRules: Properties[] }).defaultRules.filter(
        ({ direction }) => direction === "INGRESS",
      );
    };
    expect(await look()).toMatchObject([{ remoteGroupId: "", remoteIpPrefix: "" }, { remoteGroupId: "" }]);
    cloud.habit("v2.default-group-open", false);
    expect(await look()).toMatchObject([{ remoteGroupId: id }, { remoteGroupId: id }]);
    cloud.habit("v2.default-group-open", true);
  });

  it("v2.groups-stay: taking securityGroupIds out does not detach, [] does (ovh-facts 3.3)", async () => {
    const group = await api.make(v2Tokens.securityGroup, { name: "group" });
    const made = await api.instance({ securityGroupIds: [group.id] });
    const bare = await cloud.update(made, { securityGroupIds: undefined });
    expect(bare.outputs["securityGroupIds"]).toEqual([group.id]);
    await expect(cloud.delete(group)).rejects.toThrow(/in use by/);
    const none = await cloud.update(bare, { securityGroupIds: [] });
    expect(stateOf(none)["securityGroups"]).toEqual([]);
    const again = await cloud.update(none, { securityGroupIds: [group.id] });
    cloud.habit("v2.groups-stay", false);
    const reset = await cloud.update(again, { securityGroupIds: undefined });
    expect(reset.outputs["securityGroupIds"]).toEqual([defaultGroupId(cloud.project, region)]);
    cloud.habit("v2.groups-stay", true);
  });

  it("v2.image-change-wipes: a new image rebuilds the same instance (ovh-facts 3.4)", async () => {
    const made = await api.instance();
    const rebuilt = await cloud.update(made, { imageId: imageId("Ubuntu 24.04") });
    expect(rebuilt.id).toBe(made.id);
    expect(stateOf(rebuilt)["image"]).toMatchObject({ name: "Ubuntu 24.04" });
    cloud.habit("v2.image-change-wipes", false);
    await expect(cloud.update(rebuilt, { imageId: imageId("Debian 13") })).rejects.toThrow(/wipe the root disk/);
    cloud.habit("v2.image-change-wipes", true);
  });

  it("v2.no-boot-from-volume: an instance needs an image (provider 2.19.0)", async () => {
    const source = { createFrom: { imageId: imageId("Debian 12") }, volumeType: "CLASSIC" };
    const boot = await api.volume(source);
    const inputs = { imageId: null, volumeIds: [boot.id] };
    await expect(api.instance(inputs)).rejects.toThrow(/Missing imageRef attribute/);
    cloud.habit("v2.no-boot-from-volume", false);
    const made = await api.instance(inputs);
    expect(stateOf(made)["image"]).toBeUndefined();
    const plain = await api.volume();
    await expect(api.instance({ imageId: null, volumeIds: [plain.id] })).rejects.toThrow(
      /none of volumeIds is bootable/,
    );
    cloud.habit("v2.no-boot-from-volume", true);
  });
});
