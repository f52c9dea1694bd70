import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { checkInputs } from "../../src/contract/check.ts";
import { functionContract, knownTokens } from "../../src/contract/index.ts";
import { lookups } from "../../src/models.ts";
import { functionToken } from "../../src/ovh/v2/lookups.ts";
import { v2Tokens } from "../../src/ovh/v2/tokens.ts";
import type { Properties } from "../../src/properties.ts";
import { type Drive, drive, type Thing } from "../drive.ts";
import { flavorId, imageId, nobody, region, v2 } from "./v2.ts";

let cloud: Drive;
const things: Record<string, Thing> = {};
const id = (name: string) => (things[name] as Thing).id;
const look = (name: string, inputs: Properties = {}): Promise<Properties> =>
  cloud.call(functionToken(name), { serviceName: cloud.project, ...inputs });

/** Refuses an answer that lacks an output of the contract, at any depth, but for those that may be null. */
function complete(name: string, answer: Properties, mayLack: readonly string[] = []): void {
  const failures = checkInputs(functionContract(functionToken(name))?.outputs ?? {}, answer, () => false);
  const lacking = failures.filter(({ path }) => !mayLack.some((end) => path.endsWith(end)));
  expect(lacking).toEqual([]);
}

const mayLack = [
  "availabilityZone",
  "currentState.associatedResource",
  "currentState.group",
  "currentState.metadata",
  "portRangeMax",
  "portRangeMin",
  "expiration",
  "groupId",
  "sshKeyName",
  "description",
  "networks[0].ip",
  "networks[0].networkId",
  "networks[0].subnetId",
  "networks[1].autoAssignPublicIp",
  "networks[1].ip",
  "remoteGroupId",
  "remoteIpPrefix",
  "rules",
  "metadata",
  "dnsNameservers",
];

beforeAll(async () => {
  cloud = drive();
  const api = v2(cloud);
  const note = async (name: string, made: Promise<Thing>) => {
    things[name] = await made;
    return things[name];
  };
  const network = await note("network", api.network());
  const subnet = await note("subnet", api.subnet(network));
  await note("gateway", api.gateway([subnet]));
  await note("floatingIp", api.make(v2Tokens.floatingIp, {}));
  const rule = { direction: "INGRESS", ethernetType: "IPV4", protocol: "TCP", portRangeMin: 22, portRangeMax: 22 };
  await note("securityGroup", api.make(v2Tokens.securityGroup, { name: "group", rules: [rule] }));
  await note("instanceGroup", api.make(v2Tokens.instanceGroup, { name: "group", policy: "AFFINITY" }));
  const volume = await note("volume", api.volume());
  await note("snapshot", api.make(v2Tokens.volumeSnapshot, { name: "snapshot", volumeId: volume.id }));
  await note("backup", api.make(v2Tokens.volumeBackup, { name: "backup", volumeId: volume.id }));
  const place = { name: "place", networkId: network.id, subnetId: subnet.id };
  const shareNetwork = await note("shareNetwork", api.make(v2Tokens.shareNetwork, place));
  const share = {
    name: "share",
    protocol: "NFS",
    shareType: "STANDARD_1AZ",
    size: 150,
    shareNetworkId: shareNetwork.id,
  };
  await note("share", api.make(v2Tokens.share, share));
  const of = { serviceName: cloud.project, shareId: id("share") };
  await note("acl", cloud.create(v2Tokens.shareAcl, { ...of, accessTo: "10.0.0.9", accessLevel: "READ_ONLY" }));
  await note("shareSnapshot", cloud.create(v2Tokens.shareSnapshot, of));
  await note("secret", api.make(v2Tokens.secret, { name: "secret", secretType: "OPAQUE" }));
  await note("container", api.make(v2Tokens.container, { name: "container", type: "GENERIC", secretRefs: [] }));
  const use = { serviceName: cloud.project, service: "IMAGE", resourceType: "IMAGE", resourceId: nobody };
  await note("secretConsumer", cloud.create(v2Tokens.secretConsumer, { ...use, secretId: id("secret") }));
  await note("containerConsumer", cloud.create(v2Tokens.containerConsumer, { ...use, containerId: id("container") }));
  const networks = [{ autoAssignPublicIp: true }, { networkId: network.id, subnetId: subnet.id }];
  await note(
    "instance",
    api.instance({ networks, volumeIds: [volume.id], shares: [{ id: id("share"), accessLevel: "READ_WRITE" }] }),
  );
});
afterAll(() => cloud.close());

it("every function of the API v2 answers, but those of the keys, which are another's", () => {
  const names = knownTokens("ovh").filter((token) => /^ovh:index\/getCloud(?!Project)/.test(token));
  const silent = names.filter((token) => !lookups.has(token) && !/SshKey/.test(token));
  expect(silent).toEqual([]);
});

describe("one and all", () => {
  const shareOf = () => ({ shareId: id("share") });
  const volumeOf = () => ({ region, volumeId: id("volume") });
  const secretOf = () => ({ secretId: id("secret") });
  const containerOf = () => ({ containerId: id("container") });
  const networkOf = () => ({ networkId: id("network") });
  const none = () => ({});
  it.each([
    ["Instance", "instance", "id", "instances", none, none],
    ["InstanceGroup", "instanceGroup", "id", "instanceGroups", none, none],
    ["SecurityGroup", "securityGroup", "id", "securityGroups", none, none],
    ["NetworkPrivateVrack", "network", "id", "networks", none, none],
    ["NetworkPrivateVrackSubnet", "subnet", "id", "subnets", networkOf, networkOf],
    ["Gateway", "gateway", "id", "gateways", none, none],
    ["FloatingIp", "floatingIp", "id", "floatingIps", none, none],
    ["StorageBlockVolume", "volume", "id", "volumes", none, () => ({ region })],
    ["StorageBlockVolumeSnapshot", "snapshot", "id", "snapshots", none, volumeOf],
    ["StorageBlockVolumeBackup", "backup", "id", "backups", none, volumeOf],
    ["StorageFileShare", "share", "id", "fileShares", none, () => ({ region })],
    ["StorageFileShareAcl", "acl", "id", "shareAcls", shareOf, shareOf],
    ["StorageFileShareNetwork", "shareNetwork", "id", "shareNetworks", none, none],
    ["StorageFileShareSnapshot", "shareSnapshot", "id", "shareSnapshots", none, none],
    ["KeyManagerSecret", "secret", "secretId", "secrets", none, none],
    ["KeyManagerContainer", "container", "containerId", "containers", none, none],
    ["KeyManagerSecretConsumer", "secretConsumer", "consumerId", "consumers", secretOf, secretOf],
    ["KeyManagerContainerConsumer", "containerConsumer", "consumerId", "consumers", containerOf, containerOf],
  ])("getCloud%s", async (name, thing, key, list, more, filter) => {
    const one = await look(`getCloud${name}`, { [key]: id(thing), ...more() });
    complete(`getCloud${name}`, one, mayLack);
    expect(one["id"]).toBe(id(thing));
    const all = await look(`getCloud${name}s`, filter());
    complete(`getCloud${name}s`, all, mayLack);
    expect((all[list] as Properties[]).map((item) => item["id"])).toContain(id(thing));
    await expect(look(`getCloud${name}`, { [key]: nobody, ...more() })).rejects.toThrow(/status code 404/);
  });

  it("lists what the arguments fit, and an instance's shares only in the answer about it alone", async () => {
    expect((await look("getCloudStorageBlockVolumes", { region: "SBG5" }))["volumes"]).toEqual([]);
    expect((await look("getCloudStorageFileShares"))["fileShares"]).toHaveLength(1);
    const one = (await look("getCloudInstance", { id: id("instance") }))["currentState"];
    expect(one).toMatchObject({ shares: [{ id: id("share") }] });
    const { instances } = (await look("getCloudInstances")) as { instances: { currentState: Properties }[] };
    expect(instances[0]?.currentState["shares"]).toEqual([]);
  });
});

describe("the reference", () => {
  it("finds flavor and image by name in the list of a region, and by id anywhere", async () => {
    const { flavors } = (await look("getCloudInstanceFlavors", { region })) as { flavors: Properties[] };
    const flavor = flavors.find(({ name }) => name === "b3-8");
    expect(flavor).toMatchObject({ id: flavorId("b3-8"), vcpus: 2, ram: 8192, disk: 50, isPublic: true });
    const { images } = (await look("getCloudInstanceImages", { region })) as { images: Properties[] };
    expect(images.find(({ name }) => name === "Debian 12")).toMatchObject({
      id: imageId("Debian 12"),
      status: "active",
    });
    for (const name of ["getCloudInstanceFlavor", "getCloudInstanceImage"]) {
      const wanted = name.endsWith("Flavor") ? flavorId("b3-8", "SBG5") : imageId("Debian 12", "SBG5");
      const found = await look(name, { id: wanted });
      complete(name, found);
      expect(found["location"]).toMatchObject({ region: "SBG5" });
      await expect(look(name, { id: nobody })).rejects.toThrow(/status code 404/);
    }
    const { flavors: everywhere } = (await look("getCloudInstanceFlavors")) as { flavors: Properties[] };
    expect(everywhere.filter(({ name }) => name === "b3-8").length).toBeGreaterThan(10);
  });

  it("knows regions with their zones and places", async () => {
    const paris = await look("getCloudRegion", { name: "EU-WEST-PAR" });
    complete("getCloudRegion", paris);
    expect(paris).toMatchObject({
      status: "ENABLED",
      country: "FR",
      continent: "EU",
      datacenterName: "Paris",
      availabilityZones: ["eu-west-par-a", "eu-west-par-b", "eu-west-par-c"],
    });
    const regions = await look("getCloudRegions");
    complete("getCloudRegions", regions);
    const towns = Object.fromEntries(
      (regions["regions"] as Properties[]).map((one) => [one["name"], one["datacenterName"]]),
    );
    expect(towns).toMatchObject({
      GRA11: "Gravelines",
      "RBX-A": "Roubaix",
      "EU-WEST-LZ-BRU-A": "BRU",
      BHS5: "Beauharnois",
    });
    await expect(look("getCloudRegion", { name: "MARS" })).rejects.toThrow(/Region MARS not found/);
  });
});

describe("public addresses", () => {
  it("are those of instances, floating IPs and what is routed to the project", async () => {
    const { extNetIps } = (await look("getCloudExtNetIps")) as { extNetIps: Properties[] };
    expect(extNetIps).toHaveLength(2);
    const [first] = extNetIps;
    const one = await look("getCloudExtNetIp", { id: first?.["id"] });
    complete("getCloudExtNetIp", one);
    expect(one["currentState"]).toMatchObject({ associatedResource: { id: id("instance"), type: "INSTANCE" } });
    const { publicIps } = (await look("getCloudPublicIps")) as { publicIps: Properties[] };
    expect(publicIps).toContainEqual({ ip: id("floatingIp"), type: "FLOATING_IP" });
    expect(publicIps.filter(({ type }) => type === "EXT_NET_IP")).toHaveLength(2);
    expect((await look("getCloudAdditionalIps"))["additionalIps"]).toEqual([]);
    await expect(look("getCloudAdditionalIp", { id: "203.0.113.9" })).rejects.toThrow(/status code 404/);
  });
});

it("shows the quota of all regions, or of one", async () => {
  const all = await look("getCloudQuota");
  complete("getCloudQuota", all);
  expect((await look("getCloudQuota", { region }))["regions"]).toEqual([{ region, profile: "default" }]);
});
