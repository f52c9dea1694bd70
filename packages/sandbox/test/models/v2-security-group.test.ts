import { afterAll, beforeAll, expect, it } from "vitest";
import { defaultGroupId } from "../../src/ovh/v2/groups.ts";
import { v2Tokens } from "../../src/ovh/v2/tokens.ts";
import type { Properties } from "../../src/properties.ts";
import { type Drive, drive, type Thing } from "../drive.ts";
import { nobody, region, stateOf, v2 } from "./v2.ts";

let cloud: Drive;
let group: Thing;
const rule = { direction: "INGRESS", ethernetType: "IPV4", protocol: "TCP", portRangeMin: 22, portRangeMax: 22 };
const make = (rules: readonly Properties[]) => v2(cloud).make(v2Tokens.securityGroup, { name: "group", rules });

beforeAll(async () => {
  cloud = drive();
  group = await make([{ ...rule, remoteIpPrefix: "0.0.0.0/0" }]);
});
afterAll(() => cloud.close());

it("the rules that let everything out come by themselves and are no difference (ovh-facts 3.3)", async () => {
  expect(group.outputs["rules"]).toEqual([{ ...rule, remoteIpPrefix: "0.0.0.0/0" }]);
  expect(stateOf(group)["defaultRules"]).toMatchObject([
    { direction: "EGRESS", ethernetType: "IPV4", protocol: "", remoteIpPrefix: "" },
    { direction: "EGRESS", ethernetType: "IPV6", protocol: "", remoteIpPrefix: "" },
  ]);
  expect(await cloud.diff(group, group.inputs)).toEqual({});
});

it("a rule keeps its id while others come and go", async () => {
  const [ssh] = stateOf(group)["rules"] as Properties[];
  const web = { ...rule, portRangeMin: 443, portRangeMax: 443 };
  const more = await cloud.update(group, { rules: [web, { ...rule, remoteIpPrefix: "0.0.0.0/0" }] });
  const rules = stateOf(more)["rules"] as Properties[];
  expect(rules.map(({ id }) => id)).toContain(ssh?.["id"]);
  expect(rules[0]).toMatchObject({ portRangeMin: 443, remoteGroupId: "", description: "" });
  const none = await cloud.update(more, { rules: [] });
  expect(stateOf(none)["rules"]).toEqual([]);
  expect(none.outputs["rules"]).toBeUndefined();
});

it("a rule may name another group, of either API, or the project's default", async () => {
  await cloud.login();
  const other = await cloud.create(
    "openstack:networking/secGroup:SecGroup",
    { name: "other" },
    { provider: "openstack" },
  );
  for (const { id } of [group, other, { id: defaultGroupId(cloud.project, region) }]) {
    const made = await make([{ direction: "INGRESS", ethernetType: "IPV4", remoteGroupId: id }]);
    expect(stateOf(made)["rules"]).toMatchObject([{ remoteGroupId: id }]);
  }
});

it.each([
  ["lower case", { ...rule, direction: "ingress" }, /direction must be one of/],
  ["a family of its own", { ...rule, ethernetType: "IPv4" }, /ethernetType must be one of/],
  ["an unknown protocol", { ...rule, protocol: "tcp" }, /protocol must be one of/],
  ["ports without protocol", { ...rule, protocol: null }, /Must also specify protocol/],
  ["one port of two", { ...rule, portRangeMax: null }, /must be given together/],
  ["ports that run backwards", { ...rule, portRangeMin: 23 }, /port_range_min must be <= port_range_max/],
  ["a port that is none", { ...rule, portRangeMin: 0 }, /not between 1 and 65535/],
  ["an ICMP type that is none", { ...rule, protocol: "ICMP", portRangeMin: 300 }, /not between 0 and 255/],
  ["a prefix that is none", { ...rule, remoteIpPrefix: "everybody" }, /not a valid IP subnet/],
  ["a prefix of the other family", { ...rule, remoteIpPrefix: "::/0" }, /Conflicting value ethertype IPV4/],
  ["two remotes", { ...rule, remoteIpPrefix: "0.0.0.0/0", remoteGroupId: nobody }, /Only remote_ip_prefix or/],
  ["a group that does not exist", { ...rule, remoteGroupId: nobody }, /status code 404.*does not exist/],
])("refuses %s", async (_what, wrong: Properties, words) => {
  await expect(make([wrong])).rejects.toThrow(words);
});

it("refuses a rule that is there twice, whatever its description", async () => {
  await expect(make([rule, { ...rule, description: "again" }])).rejects.toThrow(/status code 409.*already exists/);
});

it("stands while an instance is in it", async () => {
  const instance = await v2(cloud).instance({ securityGroupIds: [group.id] });
  await expect(cloud.delete(group)).rejects.toThrow(/status code 409.*in use by/);
  await cloud.delete(instance);
  await cloud.delete(group);
});
