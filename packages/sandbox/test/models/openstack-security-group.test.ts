import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type Tenant, tenant } from "./openstack.ts";

let cloud: Tenant;
beforeEach(async () => {
  cloud = await tenant();
});
afterEach(() => cloud.close());

const everything = { direction: "egress", ethertype: "IPv4" };
const rule = (securityGroupId: string, inputs: object) =>
  cloud.make("SecGroupRule", { securityGroupId, direction: "ingress", ethertype: "IPv4", ...inputs });
const defaultGroup = async () => {
  const found = await cloud.call("openstack:networking/getSecGroup:getSecGroup", { name: "default" });
  return String(found["id"]);
};

describe("a security group", () => {
  it.each([{}, { remoteIpPrefix: "0.0.0.0/0" }])(
    "is born letting everything out: the same rule again is refused (%j)",
    async (how) => {
      const born = await cloud.make("SecGroup", { name: "born" });
      await expect(rule(born.id, { ...everything, ...how })).rejects.toThrow(/rule already exists.*status 409/);
      const bare = await cloud.make("SecGroup", { name: "bare", deleteDefaultRules: true });
      await rule(bare.id, { ...everything, ...how });
    },
  );

  it.each([
    [
      { protocol: "tcp", portRangeMin: 22, portRangeMax: 22 },
      { protocol: "6", portRangeMin: 22, portRangeMax: 22 },
    ],
    [{ remoteIpPrefix: "10.0.0.0/8" }, { remoteIpPrefix: "10.1.2.3/8", description: "the same" }],
  ])("has a rule once, however it is written: %j and %j", async (one, other) => {
    const { id } = await cloud.make("SecGroup", {});
    await rule(id, one);
    await expect(rule(id, other)).rejects.toThrow(/rule already exists.*status 409/);
  });

  it.each([
    [{ direction: "in" }, /unknown direction/],
    [{ ethertype: "ipv4" }, /unknown ether type/],
    [{ protocol: "carrier-pigeon" }, /unknown protocol/],
    [{ protocol: "256" }, /protocol 256 not supported.*status 400/],
    [{ portRangeMin: 1, portRangeMax: 2 }, /A protocol must be specified/],
    [{ protocol: "tcp", portRangeMin: 9, portRangeMax: 8 }, /port_range_min must be <= port_range_max.*status 400/],
    [{ protocol: "tcp", portRangeMin: 9 }, /one bound of the range is missing.*status 400/],
    [{ protocol: "ipv6-icmp" }, /Invalid ethertype IPv4 for protocol ipv6-icmp.*status 400/],
    [{ protocol: "58" }, /Invalid ethertype IPv4 for protocol 58.*status 400/],
    [{ remoteIpPrefix: "everywhere" }, /not a valid IP prefix.*status 400/],
    [{ remoteGroupId: "x" }, /Security group x does not exist.*status 404/],
  ])("refuses a rule with %j", async (inputs, words) => {
    const { id } = await cloud.make("SecGroup", {});
    await expect(rule(id, inputs)).rejects.toThrow(words);
  });

  it.each(["ipv6-icmp", "58"])("takes protocol %s in IPv6", async (protocol) => {
    const { id } = await cloud.make("SecGroup", {});
    await rule(id, { protocol, ethertype: "IPv6" });
  });

  it("stays while a port or a server is in it", async () => {
    const group = await cloud.make("SecGroup", { name: "web" });
    const { network } = await cloud.net();
    const port = await cloud.make("Port", { networkId: network.id, securityGroupIds: [group.id] });
    await expect(cloud.delete(group)).rejects.toThrow(/in use.*status 409/);
    await cloud.delete(port);
    const server = await cloud.make("Instance", {
      flavorName: "b3-8",
      imageName: "Debian 12",
      networks: [{ uuid: network.id }],
      securityGroups: ["web"],
    });
    await expect(cloud.delete(group)).rejects.toThrow(/in use.*status 409/);
    await cloud.delete(server);
    await cloud.delete(group);
  });

  it("cannot be meant by a name that two have", async () => {
    await cloud.make("SecGroup", { name: "web" });
    await cloud.make("SecGroup", { name: "web" });
    const { network } = await cloud.net();
    const server = { flavorName: "b3-8", imageName: "Debian 12", networks: [{ uuid: network.id }] };
    await expect(cloud.make("Instance", { ...server, securityGroups: ["web"] })).rejects.toThrow(
      /Multiple security_group matches found for name 'web'.*status 409/,
    );
  });

  it("security-group.default-open: the tenant's own lets everything in already, or not once switched off (ovh-facts 3.3)", async () => {
    const id = await defaultGroup();
    await expect(rule(id, {})).rejects.toThrow(/rule already exists.*status 409/);
    cloud.habit("security-group.default-open", false);
    await rule(id, {});
    await expect(rule(id, { remoteGroupId: id })).rejects.toThrow(/rule already exists.*status 409/);
  });
});
