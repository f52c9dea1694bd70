import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Properties } from "../../src/properties.ts";
import { type Drive, drive, type Thing } from "../drive.ts";
import { answered } from "./answered.ts";

const zone = "ovh:Domain/zone:Zone";
const record = "ovh:Domain/zoneRecord:ZoneRecord";
const redirection = "ovh:Domain/zoneRedirection:ZoneRedirection";
let cloud: Drive;
let home: Thing;
const order = (name: string, planCode = "zone") => ({
  ovhSubsidiary: "FR",
  plan: { duration: "P1Y", planCode, pricingMode: "default", configurations: [{ label: "zone", value: name }] },
});
beforeEach(async () => {
  cloud = drive();
  home = await cloud.create(zone, order("home.example"));
});
afterEach(() => cloud.close());

const add = (inputs: Properties, name?: string) =>
  cloud.create(record, { zone: "home.example", ...inputs }, { ...(name && { name }) });

it.each<[string, Properties, RegExp]>([
  ["what is no domain", order("home"), /zone home is not a domain name/],
  ["a plan of another product", order("other.example", "project"), /unknown plan code project/],
  ["a zone that is there", order("home.example"), /zone home.example already exists.*409/],
])("does not order %s", async (_what, inputs, words) => {
  await expect(cloud.create(zone, inputs, { name: "other" })).rejects.toThrow(words);
});

it("is found by name, and takes its records along", async () => {
  const found = await answered(cloud, "ovh:Domain/getZone:getZone", { name: "home.example" });
  expect(found).toMatchObject({ id: "home.example", ZoneURN: "urn:v1:eu:resource:dnsZone:home.example" });
  const www = await add({ fieldtype: "A", subdomain: "www", target: "203.0.113.7" });
  await cloud.delete(home);
  expect(await cloud.read(www)).toBeUndefined();
  await expect(cloud.call("ovh:Domain/getZone:getZone", { name: "home.example" })).rejects.toThrow(/does not exist/);
});

describe("a record", () => {
  it.each<[string, Properties, RegExp]>([
    ["a zone that is not there", { zone: "away.example", fieldtype: "A", target: "203.0.113.7" }, /away.example.*404/],
    ["a type that is none", { fieldtype: "B", target: "x" }, /fieldType.*\(B\)/],
    ["a name as an address", { fieldtype: "A", target: "host" }, /Invalid target "host"/],
    ["an address of the other family", { fieldtype: "AAAA", target: "203.0.113.7" }, /Invalid target/],
    ["a mail server without preference", { fieldtype: "MX", target: "mail.example." }, /Invalid target/],
    ["a service without its numbers", { fieldtype: "SRV", target: "sip.example." }, /Invalid target/],
    ["a subdomain that is none", { fieldtype: "A", target: "203.0.113.7", subdomain: "a b" }, /Invalid subdomain/],
  ])("is refused with %s", async (_what, inputs, words) => {
    await expect(add(inputs)).rejects.toThrow(words);
  });

  it.each<[string, string]>([
    ["CNAME", "other.example."],
    ["MX", "10 mail.example."],
    ["SRV", "10 5 5060 sip.example."],
    ["CAA", '0 issue "ca.example"'],
    ["NS", "ns1.example."],
    ["AAAA", "2001:db8::1"],
    ["SPF", "v=spf1 -all"],
  ])("of type %s takes %s", async (fieldtype, target) => {
    expect((await add({ fieldtype, target, subdomain: "sub" })).outputs).toMatchObject({ target, ttl: 0 });
  });

  it("stands alone under its name when it is a CNAME, and may repeat otherwise", async () => {
    await add({ fieldtype: "A", subdomain: "www", target: "203.0.113.7" });
    await add({ fieldtype: "A", subdomain: "www", target: "203.0.113.7" }, "twin");
    await expect(add({ fieldtype: "CNAME", subdomain: "www", target: "other." }, "alias")).rejects.toThrow(
      /type A already exists/,
    );
    await add({ fieldtype: "CNAME", subdomain: "alias", target: "www" }, "alias");
    await expect(add({ fieldtype: "TXT", subdomain: "alias", target: "x" }, "text")).rejects.toThrow(
      /type CNAME already exists/,
    );
  });

  it("domain.text-quoted: the text of a TXT record comes back in quotes (Terraform provider 2.19)", async () => {
    const made = await add({ fieldtype: "TXT", target: "v=spf1 -all" });
    expect(made.outputs["target"]).toBe('"v=spf1 -all"');
    cloud.habit("domain.text-quoted", false);
    expect((await cloud.update(made, { ttl: 60 })).outputs["target"]).toBe("v=spf1 -all");
  });

  it("is found by id, alone and among others", async () => {
    const { id } = await add({ fieldtype: "A", subdomain: "www", target: "203.0.113.7", ttl: 60 });
    const { ids } = await answered(cloud, "ovh:index/getDomainZoneRecords:getDomainZoneRecords", {
      zoneName: "home.example",
    });
    expect(ids).toEqual([Number(id)]);
    const one = "ovh:index/getDomainZoneRecord:getDomainZoneRecord";
    const found = await answered(cloud, one, { zoneName: "home.example", id: Number(id) });
    expect(found).toMatchObject({ subDomain: "www", fieldType: "A", target: "203.0.113.7", ttl: 60 });
    await expect(cloud.call(one, { zoneName: "home.example", id: 1 })).rejects.toThrow(/id = 1/);
  });
});

it("redirects to an address of the web only", async () => {
  const inputs = { zone: "home.example", subdomain: "old", type: "visible", target: "https://www.home.example" };
  await expect(cloud.create(redirection, { ...inputs, target: "www.home.example" })).rejects.toThrow(/Invalid target/);
  await expect(cloud.create(redirection, { ...inputs, target: "ftp://home.example" })).rejects.toThrow(
    /Invalid target/,
  );
  expect((await cloud.create(redirection, inputs)).id).toMatch(/^\d{8}$/);
});
