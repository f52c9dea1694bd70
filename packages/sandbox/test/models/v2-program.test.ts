import { afterAll, beforeAll, expect, it } from "vitest";
import { v2Tokens } from "../../src/ovh/v2/tokens.ts";
import type { Properties } from "../../src/properties.ts";
import { type Drive, drive, type Thing } from "../drive.ts";
import { flavorId, imageId, region, stateOf } from "./v2.ts";

/** A whole stack of the API v2: each step names what it needs, and the engine makes it after those. */
type Program = Record<
  string,
  { token: string; inputs: (made: (name: string) => Thing) => Properties; also?: string[] }
>;

const publicKey = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIOMqqnkVzrm0SdG6UOoqKLsabgH5C9okWi0dh2l9GKJl somebody@example";
const port = (number: number) => ({
  direction: "INGRESS",
  ethernetType: "IPV4",
  protocol: "TCP",
  portRangeMin: number,
  portRangeMax: number,
  remoteIpPrefix: "0.0.0.0/0",
});

const stack = (serviceName: string): Program => {
  const here = { serviceName, region };
  return {
    network: { token: v2Tokens.network, inputs: () => ({ ...here, name: "app" }) },
    subnet: {
      token: v2Tokens.subnet,
      inputs: (made) => ({ ...here, name: "app", networkId: made("network").id, cidr: "10.10.0.0/24" }),
    },
    gateway: {
      token: v2Tokens.gateway,
      inputs: (made) => ({
        ...here,
        name: "app",
        externalGateway: { enabled: true, model: "S" },
        subnetIds: [made("subnet").id],
      }),
    },
    group: { token: v2Tokens.securityGroup, inputs: () => ({ ...here, name: "web", rules: [port(22), port(443)] }) },
    key: { token: v2Tokens.sshKey, inputs: () => ({ serviceName, name: "deploy", publicKey }) },
    volume: { token: v2Tokens.volume, inputs: () => ({ ...here, name: "data", size: 50, volumeType: "HIGH_SPEED" }) },
    floatingIp: { token: v2Tokens.floatingIp, inputs: () => ({ ...here, description: "front" }) },
    instance: {
      token: v2Tokens.instance,
      also: ["gateway"],
      inputs: (made) => ({
        ...here,
        name: "web",
        flavorId: flavorId("b3-8"),
        imageId: imageId("Debian 12"),
        sshKeyName: made("key").outputs["name"],
        securityGroupIds: [made("group").id],
        volumeIds: [made("volume").id],
        networks: [{ networkId: made("network").id, subnetId: made("subnet").id, ip: made("floatingIp").id }],
      }),
    },
  };
};

let cloud: Drive;
const things = new Map<string, Thing>();
const made = (name: string): Thing => {
  const thing = things.get(name);
  if (!thing) throw new Error(`${name} was asked for before it was made`);
  return thing;
};
const read = async (name: string) => (await cloud.read(made(name))) as Thing;

beforeAll(async () => {
  cloud = drive();
  for (const [name, { token, inputs, also = [] }] of Object.entries(stack(cloud.project))) {
    also.forEach(made);
    things.set(name, await cloud.create(token, inputs(made), { name }));
  }
});
afterAll(() => cloud.close());

it("comes up: the instance has its private and its floating address, its volume and its group", () => {
  const state = stateOf(made("instance"));
  expect(made("instance").outputs).toMatchObject({ resourceStatus: "READY", sshKeyName: "deploy" });
  expect(state).toMatchObject({
    sshKeyName: "deploy",
    volumes: [{ id: made("volume").id, name: "data", size: 50 }],
    securityGroups: [{ id: made("group").id }],
    networks: [
      {
        id: made("network").id,
        gatewayId: made("gateway").id,
        addresses: [
          { type: "FIXED", ip: "10.10.0.10" },
          { type: "FLOATING", ip: made("floatingIp").id },
        ],
      },
    ],
  });
});

it("a second preview is empty", async () => {
  for (const [name, { inputs }] of Object.entries(stack(cloud.project))) {
    expect(await cloud.diff(made(name), { ...made(name).inputs, ...inputs(made) }), name).toEqual({});
  }
});

it("a refresh finds nothing but what the instance did to volume and floating IP", async () => {
  for (const name of things.keys()) {
    const now = await read(name);
    expect(now.inputs, name).toEqual(
      Object.fromEntries(Object.entries(made(name).inputs).filter(([key]) => !key.startsWith("__"))),
    );
    if (["volume", "floatingIp"].includes(name)) continue;
    expect(now.outputs, name).toEqual(made(name).outputs);
  }
  expect(stateOf(await read("volume"))).toMatchObject({
    status: "IN_USE",
    attachedInstances: [{ id: made("instance").id }],
  });
  const held = { id: made("instance").id, type: "INSTANCE" };
  expect(stateOf(await read("floatingIp"))).toMatchObject({ status: "ACTIVE", associatedResource: held });
});

it("changes in place: another group, a larger flavor, a second volume, no power", async () => {
  const serviceName = cloud.project;
  const before = made("instance");
  const group = await cloud.create(v2Tokens.securityGroup, { serviceName, region, name: "closed" }, { name: "closed" });
  const logs = await cloud.create(v2Tokens.volume, { serviceName, region, name: "logs", size: 10 }, { name: "logs" });
  const after = await cloud.update(before, {
    flavorId: flavorId("b3-16"),
    powerState: "SHUTOFF",
    securityGroupIds: [group.id],
    volumeIds: [made("volume").id, logs.id],
  });
  expect(after.id).toBe(before.id);
  expect(stateOf(after)).toMatchObject({
    powerState: "SHUTOFF",
    flavor: { name: "b3-16" },
    networks: stateOf(before)["networks"],
  });
  expect(after.outputs["checksum"]).not.toBe(before.outputs["checksum"]);
  things.set("instance", after);
  await cloud.delete(made("group"));
  things.set("group", group);
  things.set("logs", logs);
});

it("a replacement that makes the new instance first meets its volume and floating IP in use", async () => {
  const inputs = { ...made("instance").inputs, name: "new" };
  await expect(cloud.create(v2Tokens.instance, inputs)).rejects.toThrow(/already associated with instance/);
  const networks = [{ networkId: made("network").id, subnetId: made("subnet").id }];
  await expect(cloud.create(v2Tokens.instance, { ...inputs, networks })).rejects.toThrow(
    /already attached to instance/,
  );
});

it("comes in by its import id", async () => {
  const found = await cloud.import(v2Tokens.instance, `${cloud.project}/${made("instance").id}`);
  expect(found?.id).toBe(made("instance").id);
  const subnet = `${cloud.project}/${made("network").id}/${made("subnet").id}`;
  expect((await cloud.import(v2Tokens.subnet, subnet))?.id).toBe(made("subnet").id);
});

it("goes in the other order only, and leaves nothing behind", async () => {
  for (const name of ["network", "subnet", "group", "volume"])
    await expect(cloud.delete(made(name)), name).rejects.toThrow(/in use|detach it first/);
  for (const name of ["instance", "logs", "floatingIp", "volume", "key", "group", "gateway", "subnet", "network"])
    await cloud.delete(made(name));
  expect(cloud.cloud.store.entries().filter(({ seeded }) => !seeded)).toEqual([]);
});
