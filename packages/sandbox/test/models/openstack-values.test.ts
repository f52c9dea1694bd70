import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Properties } from "../../src/properties.ts";
import { type Drive, drive, type Thing } from "../drive.ts";
import { networkWithSubnet } from "./ovh.ts";

const tokens = {
  group: "openstack:networking/secGroup:SecGroup",
  rule: "openstack:networking/secGroupRule:SecGroupRule",
  port: "openstack:networking/port:Port",
  instance: "openstack:compute/instance:Instance",
} as const;
const server = { name: "i", flavorName: "d2-2", imageName: "Debian 12", networks: [{ name: "Ext-Net" }] };

let cloud: Drive;
beforeEach(async () => {
  cloud = drive();
  await cloud.login();
});
afterEach(() => cloud.close());

const provider = "openstack";
const make = (kind: keyof typeof tokens, inputs: Properties, name: string = kind): Promise<Thing> =>
  cloud.create(tokens[kind], inputs, { name, provider });

describe("values that OpenStack judges", () => {
  it.each([
    [{ protocol: "tcp", portRangeMin: 0, portRangeMax: 80 }, false],
    [{ protocol: "udp", portRangeMin: 1, portRangeMax: 65_536 }, false],
    [{ protocol: "tcp", portRangeMin: 1, portRangeMax: 65_535 }, true],
    [{ protocol: "icmp", portRangeMin: 256, portRangeMax: 0 }, false],
    [{ protocol: "icmp", portRangeMin: 8, portRangeMax: 0 }, true],
  ])("rule %j: %s", async (given, allowed) => {
    const { id: securityGroupId } = await make("group", { name: "g" });
    const rule = make("rule", { direction: "ingress", ethertype: "IPv4", securityGroupId, ...given });
    if (allowed) expect((await rule).id).toMatch(/^[\da-f-]{36}$/);
    else await expect(rule).rejects.toThrow(/is not between .*status 400/);
  });

  it.each([
    [{ powerState: "asleep" }, /powerState: expected one of .*, in any case/],
    [{ flavorName: "b9" }, /No flavor with the name b9/],
    [{ imageName: "Minix" }, /No image with the name Minix/],
    [{ securityGroups: ["nobody"] }, /Security group nobody not found/],
  ])("an instance is refused with %j", async (bad, words) => {
    await expect(make("instance", { ...server, ...bad })).rejects.toThrow(words);
    const made = await make("instance", server, "good");
    await expect(cloud.update(made, bad, { provider })).rejects.toThrow(words);
  });

  it("an instance keeps its address when it is resized or shut off", async () => {
    const made = await make("instance", server);
    const after = await cloud.update(made, { flavorName: "d2-4", powerState: "shutoff" }, { provider });
    expect(after.outputs).toMatchObject({ powerState: "shutoff", networks: made.outputs["networks"] });
    expect(after.outputs["flavorId"]).not.toBe(made.outputs["flavorId"]);
  });

  it("a port is judged at an update too, and shows its new groups", async () => {
    const { networkId, subnetId } = await networkWithSubnet(cloud);
    const good = { networkId, name: "p", fixedIps: [{ subnetId }] };
    const stranger = { securityGroupIds: ["nobody"] };
    await expect(make("port", { ...good, ...stranger })).rejects.toThrow(/Security group nobody does not exist/);
    const made = await make("port", good, "good");
    await expect(cloud.update(made, stranger, { provider })).rejects.toThrow(/Security group nobody does not exist/);
    const outside = { fixedIps: [{ subnetId, ipAddress: "10.8.0.1" }] };
    await expect(cloud.update(made, outside, { provider })).rejects.toThrow(/not a valid IP for the subnet/);
    const { id: group } = await make("group", { name: "g" });
    expect((await cloud.update(made, { securityGroupIds: [group] }, { provider })).outputs).toMatchObject({
      allSecurityGroupIds: [group],
      allFixedIps: made.outputs["allFixedIps"],
    });
  });
});
