import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { networkById } from "../../src/neutron/networks.ts";
import { infraTokens } from "../../src/ovh/infrastructure/tokens.ts";
import type { Properties } from "../../src/properties.ts";
import { answered } from "./answered.ts";
import {
  flavorId,
  type Infrastructure,
  imageId,
  infrastructure,
  nowhere,
  publicKey,
  region,
} from "./infrastructure.ts";

let cloud: Infrastructure;
beforeAll(() => {
  cloud = infrastructure();
});
afterAll(() => cloud.close());
const lookup = (name: string) => `ovh:CloudProject/${name}:${name}`;
const addresses = (thing: { outputs: Properties }) => (thing.outputs["addresses"] as Properties[]).map(({ ip }) => ip);

describe("an instance of the older API", () => {
  it("is on one side: public with two addresses, or private with one of its subnet", async () => {
    const open = await cloud.instance();
    expect((open.outputs["addresses"] as Properties[]).map(({ version }) => version)).toEqual([4, 6]);
    expect(open.outputs).toMatchObject({ flavorName: "b3-8", status: "ACTIVE", imageId: imageId("Debian 12") });
    const { spot } = await cloud.net();
    const inside = await cloud.instance({ network: { private: { network: spot, ip: "10.1.0.42" } } });
    expect(addresses(inside)).toEqual(["10.1.0.42"]);
    const next = await cloud.instance({ network: { private: { network: spot } } });
    expect(addresses(next)).toEqual(["10.1.0.10"]);
    const taken = cloud.instance({ network: { private: { network: spot, ip: "10.1.0.42" } } });
    await expect(taken).rejects.toThrow(/already allocated in subnet.*status 409/);
  });

  it("brings a key along that others in its region may name, and that outlives it (inferred)", async () => {
    const first = await cloud.instance({ sshKeyCreate: { name: "brought", publicKey } });
    await cloud.delete(first);
    const named = { sshKeyCreate: undefined, sshKey: { name: "brought" } };
    expect((await cloud.instance(named)).outputs["status"]).toBe("ACTIVE");
    const elsewhere = { region: "SBG5", flavor: { flavorId: flavorId("b3-8", "SBG5") } };
    const bootFrom = { imageId: imageId("Debian 12", "SBG5") };
    await expect(cloud.instance({ ...named, ...elsewhere, bootFrom })).rejects.toThrow(/SSH key brought not found/);
    await expect(cloud.instance({ sshKeyCreate: { name: "brought", publicKey } })).resolves.toBeDefined();
  });

  it.each<[string, Properties, RegExp]>([
    [
      "both sides",
      { network: { public: true, private: { network: { id: nowhere } } } },
      /either public: true or private/,
    ],
    ["no side", { network: { public: false } }, /either public: true or private.*status 400/],
    [
      "a flavor of another region",
      { flavor: { flavorId: flavorId("b3-8", "SBG5") } },
      /Flavor .* not found.*status 404/,
    ],
    ["an image by its name", { bootFrom: { imageId: "Debian 12" } }, /Image Debian 12 not found.*status 404/],
    ["nothing to boot from", { bootFrom: {} }, /either imageId or volumeId.*status 400/],
    ["a volume that is not there", { bootFrom: { volumeId: nowhere } }, /Volume .* not found.*status 404/],
    [
      "Windows on a flavor without",
      { bootFrom: { imageId: imageId("Windows Server 2022 Standard (Desktop)") } },
      /go together/,
    ],
    [
      "too small a disk",
      { bootFrom: { imageId: imageId("Windows Server 2022 Standard (Core)") }, flavor: { flavorId: flavorId("d2-2") } },
      /too small/,
    ],
    ["a key that is not there", { sshKeyCreate: undefined, sshKey: { name: "none" } }, /SSH key none not found.*404/],
    ["a key that is none", { sshKeyCreate: { name: "key", publicKey: "key" } }, /not a public key.*status 400/],
    ["a zone where there are none", { availabilityZone: "gra11-a" }, /Availability zone gra11-a does not exist.*400/],
    ["backups at no time", { autoBackup: { cron: "daily", rotation: 7 } }, /not a Unix cron pattern.*status 400/],
    ["a network that is not there", { network: { private: { network: { id: nowhere, subnetId: nowhere } } } }, /404/],
  ])("is refused with %s", async (_what, inputs, words) => {
    await expect(cloud.instance(inputs)).rejects.toThrow(words);
  });

  it("counts against the quota profile of its region", async () => {
    const big = cloud.instance({ flavor: { flavorId: flavorId("b3-512") } });
    await expect(big).rejects.toThrow(/Quota exceeded for compute cores in region GRA11.*status 403/);
  });

  it("with a group brings the provider down: instance.group-crashes (source of provider 2.19)", async () => {
    await expect(cloud.instance({ group: { groupId: nowhere } })).rejects.toThrow(/interface conversion/);
    cloud.habit("instance.group-crashes", false);
    expect((await cloud.instance({ group: { groupId: nowhere } })).outputs["status"]).toBe("ACTIVE");
    cloud.habit("instance.group-crashes", true);
  });

  it("leaves behind what it made beside itself: instance.floating-ip-leaks (ovh-facts 3.2)", async () => {
    const subnet = { cidr: "10.8.0.0/24", enableDhcp: true, ipVersion: 4 };
    const made = {
      networkCreate: { name: "own", vlanId: 77, subnet },
      gatewayCreate: { model: "s" },
      floatingIpCreate: {},
    };
    const beside = () =>
      ["ovh:index/cloudFloatingIp:CloudFloatingIp", infraTokens.regionNetwork].flatMap((token) =>
        cloud.cloud.store.entries(token),
      );
    const first = await cloud.instance({ network: { private: made } });
    expect(addresses(first)).toHaveLength(2);
    expect(Object.keys(first.outputs)).not.toContain("madeIp");
    await cloud.delete(first);
    expect(beside()).toHaveLength(2);
    const [, network] = beside();
    expect(networkById(cloud.cloud.store, cloud.project, region, network?.id ?? "")?.name).toBe("own");
    for (const { token, id } of beside()) await cloud.delete({ token, id });
    cloud.habit("instance.floating-ip-leaks", false);
    await cloud.delete(await cloud.instance({ network: { private: made } }));
    expect(beside()).toHaveLength(0);
    cloud.habit("instance.floating-ip-leaks", true);
  });

  it("boots from a snapshot of another, which stays as it was first read", async () => {
    const origin = await cloud.instance();
    const snapshot = await cloud.make(infraTokens.instanceSnapshot, { instanceId: origin.id });
    expect(snapshot.outputs).toMatchObject({ status: "queued", visibility: "private", minDisk: 50, user: "debian" });
    const copy = await cloud.instance({ bootFrom: { imageId: snapshot.id } });
    expect(copy.outputs["imageId"]).toBe(snapshot.id);
  });
});

describe("what belongs to an instance", () => {
  it("is backed up under the workflow's name: workflow-backup.name-never-sent (source of provider 2.19)", async () => {
    const instanceId = (await cloud.instance()).id;
    const inputs = {
      regionName: region,
      name: "nightly",
      backupName: "own",
      cron: "0 3 * * *",
      instanceId,
      rotation: 3,
    };
    expect((await cloud.make(infraTokens.workflowBackup, inputs)).outputs["backupName"]).toBe("nightly");
    cloud.habit("workflow-backup.name-never-sent", false);
    expect((await cloud.make(infraTokens.workflowBackup, inputs)).outputs["backupName"]).toBe("own");
    const lost = { ...inputs, instanceId: nowhere };
    await expect(cloud.make(infraTokens.workflowBackup, lost)).rejects.toThrow(/Instance .* not found.*status 404/);
  });

  it("has an additional address routed to it, even after that: failover-ip.stays-attached (source of provider 2.19)", async () => {
    const { id } = await cloud.instance();
    const args = { serviceName: cloud.project, ip: "203.0.113.255" };
    const route = () => answered(cloud, lookup("getFailoverIpAttach"), args);
    const attach = () => cloud.make(infraTokens.failoverIp, { ip: "203.0.113.255", routedTo: id });
    await cloud.delete(await attach());
    expect((await route())["routedTo"]).toBe(id);
    cloud.habit("failover-ip.stays-attached", false);
    await cloud.delete(await attach());
    expect((await route())["routedTo"]).toBe("");
    const foreign = cloud.make(infraTokens.failoverIp, { ip: "8.8.8.8", routedTo: id });
    await expect(foreign).rejects.toThrow(/failover IP 8.8.8.8 cannot be found in cloud project.*status 404/);
  });

  it("has volumes attached, which it shows and which do not go under it", async () => {
    const { spot } = await cloud.net();
    const instance = await cloud.instance({ network: { private: { network: spot } } });
    const volume = await cloud.volume({ instanceId: instance.id });
    expect((await cloud.read(instance))?.outputs["attachedVolumes"]).toEqual([{ id: volume.id }]);
    expect((await cloud.read(volume))?.outputs["status"]).toBe("in-use");
    await expect(cloud.delete(volume)).rejects.toThrow(/is attached to instance.*status 409/);
  });
});

describe("functions", () => {
  it("show flavors and images with the ids that instances take", async () => {
    const args = { serviceName: cloud.project, region };
    const { flavors } = await answered(cloud, lookup("getFlavors"), { ...args, nameFilter: "b3-8" });
    expect(flavors).toMatchObject([{ id: flavorId("b3-8"), vcpus: 2, disk: 50, osType: "linux" }]);
    const one = { serviceName: cloud.project, id: flavorId("b3-8") };
    expect((await answered(cloud, "ovh:index/getCloudProjectFlavor:getCloudProjectFlavor", one))["region"]).toBe(
      region,
    );
    const images = (await answered(cloud, lookup("getImages"), { ...args, osType: "linux" }))["images"] as Properties[];
    expect(images.find(({ name }) => name === "Debian 12")).toMatchObject({ id: imageId("Debian 12"), user: "debian" });
    expect(images.some(({ name }) => String(name).startsWith("Windows"))).toBe(false);
    const image = { serviceName: cloud.project, imageId: imageId("Debian 12") };
    expect((await answered(cloud, lookup("getImage"), image))["name"]).toBe("Debian 12");
    const everywhere = (await answered(cloud, lookup("getFlavors"), { serviceName: cloud.project }))["flavors"];
    expect((everywhere as Properties[]).some((one) => one["region"] === "SBG5")).toBe(true);
    await expect(cloud.call(lookup("getFlavors"), { ...args, region: "GRA" })).rejects.toThrow(/Region GRA not found/);
  });

  it("show instances of every API in a region", async () => {
    const own = await cloud.instance();
    await cloud.login();
    const openstack = await cloud.create("openstack:compute/instance:Instance", {
      flavorName: "b3-8",
      imageName: "Debian 12",
      networks: [{ name: "Ext-Net" }],
    });
    const args = { serviceName: cloud.project, region };
    const all = (await answered(cloud, lookup("getInstances"), args))["instances"] as Properties[];
    expect(all.map(({ id }) => id)).toEqual(expect.arrayContaining([own.id, openstack.id]));
    const one = await answered(cloud, lookup("getInstance"), { ...args, instanceId: openstack.id });
    expect(one).toMatchObject({ flavorName: "b3-8", status: "ACTIVE" });
    const gone = cloud.call(lookup("getInstance"), { ...args, instanceId: nowhere });
    await expect(gone).rejects.toThrow(/Instance .* not found.*status 404/);
  });

  it("show the keys that instances may name, of every kind", async () => {
    const serviceName = cloud.project;
    await cloud.make(infraTokens.projectSshKey, { name: "here", publicKey, region });
    await cloud.make(infraTokens.sshKey, { name: "everywhere", publicKey });
    await expect(cloud.make(infraTokens.sshKeyTwin, { name: "everywhere", publicKey })).rejects.toThrow(
      /already exists.*409/,
    );
    await cloud.instance({ sshKeyCreate: undefined, sshKey: { name: "everywhere" } });
    await cloud.instance({ sshKeyCreate: undefined, sshKey: { name: "here" } });
    const many = "ovh:index/getCloudProjectSshKeys:getCloudProjectSshKeys";
    const inRegion = (where: string) => answered(cloud, many, { serviceName, region: where });
    expect((await inRegion("SBG5"))["sshKeys"]).toMatchObject([{ name: "everywhere" }]);
    const names = (keys: unknown) => (keys as Properties[]).map(({ name }) => name);
    expect(names((await inRegion(region))["sshKeys"])).toEqual(expect.arrayContaining(["key", "here", "everywhere"]));
    const { sshKeys } = await answered(cloud, "ovh:index/getCloudSshKeys:getCloudSshKeys", { serviceName });
    expect(names(sshKeys)).toEqual(expect.arrayContaining(["here", "everywhere"]));
    const named = { serviceName, name: "everywhere" };
    expect((await answered(cloud, "ovh:index/getCloudSshKey:getCloudSshKey", named))["publicKey"]).toBe(publicKey);
    const lost = cloud.call("ovh:index/getCloudSshKey:getCloudSshKey", { serviceName, name: "none" });
    await expect(lost).rejects.toThrow(/SSH key none not found.*status 404/);
  });
});
