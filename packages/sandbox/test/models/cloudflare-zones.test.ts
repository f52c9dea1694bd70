import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Properties } from "../../src/properties.ts";
import { seeded } from "../../src/seed.ts";
import { type Drive, drive, type Thing } from "../drive.ts";
import { answered } from "./answered.ts";

const zone = "cloudflare:index/zone:Zone";
const setting = "cloudflare:index/zoneSetting:ZoneSetting";
const dnssec = "cloudflare:index/zoneDnssec:ZoneDnssec";
const record = "cloudflare:index/dnsRecord:DnsRecord";
const account = { id: "0123456789abcdef0123456789abcdef" };
let cloud: Drive;
let home: Thing;
beforeEach(async () => {
  cloud = drive();
  home = await cloud.create(zone, { name: "home.example", account });
});
afterEach(() => cloud.close());

describe("a zone", () => {
  it.each<[string, Properties, RegExp]>([
    ["what is no domain", { name: "home" }, /home is not a valid domain name/],
    ["a zone that is there", {}, /1061.*home.example already exists/],
    ["an account that is none", { name: "other.example", account: { id: "mine" } }, /7003/],
  ])("is refused with %s", async (_what, inputs, words) => {
    await expect(cloud.create(zone, { name: "home.example", account, ...inputs }, { name: "other" })).rejects.toThrow(
      words,
    );
  });

  it("waits for its name servers, on the free plan", async () => {
    expect(home.outputs).toMatchObject({ status: "pending", type: "full", paused: false, plan: { legacyId: "free" } });
    expect(home.outputs["nameServers"]).toHaveLength(2);
    expect((await cloud.update(home, { paused: true })).outputs["paused"]).toBe(true);
  });

  it("takes along what it holds", async () => {
    const inside = await cloud.create(record, {
      zoneId: home.id,
      name: "home.example",
      type: "A",
      content: "203.0.113.7",
      ttl: 1,
    });
    await cloud.delete(home);
    expect(await cloud.read(inside)).toBeUndefined();
  });

  it("is found by id and by filter, the seeded one too", async () => {
    const one = "cloudflare:index/getZone:getZone";
    expect(await answered(cloud, one, { zoneId: seeded.zoneId })).toMatchObject({
      name: seeded.zoneName,
      status: "pending",
    });
    expect(await answered(cloud, one, { filter: { name: "home.example" } })).toMatchObject({
      id: home.id,
      zoneId: home.id,
    });
    expect(await answered(cloud, one, { filter: { account } })).toMatchObject({ name: "home.example" });
    await expect(cloud.call(one, { filter: { name: "none.example" } })).rejects.toThrow(/no zone matches/);
    await expect(cloud.call(one, { filter: {} })).rejects.toThrow(/several zones match/);
    await expect(cloud.call(one, {})).rejects.toThrow(/one \(and only one\) of/);
    await expect(cloud.call(one, { zoneId: "x" })).rejects.toThrow(/Could not find zone x/);
    const { results } = await answered(cloud, "cloudflare:index/getZones:getZones", { name: "home.example" });
    expect(results).toEqual([expect.objectContaining({ id: home.id })]);
  });
});

describe("settings", () => {
  it.each<[string, Properties, RegExp]>([
    ["that are none", { settingId: "speed", value: "on" }, /Unrecognized zone setting name: speed/],
    ["to what they cannot be", { settingId: "ssl", value: "double" }, /Invalid value for zone setting ssl/],
    ["of a zone that is not there", { zoneId: "x", settingId: "ssl", value: "full" }, /Could not find zone x/],
  ])("are refused %s", async (_what, inputs, words) => {
    await expect(cloud.create(setting, { zoneId: home.id, ...inputs })).rejects.toThrow(words);
  });

  it.each<[string, unknown]>([
    ["always_use_https", "on"],
    ["browser_cache_ttl", 14_400],
    ["ciphers", ["ECDHE-ECDSA-AES128-GCM-SHA256"]],
    ["security_header", { strict_transport_security: { enabled: true } }],
  ])("called %s take %j", async (settingId, value) => {
    expect((await cloud.create(setting, { zoneId: home.id, settingId, value })).outputs).toMatchObject({
      value,
      editable: true,
    });
  });

  it("of two zones do not mix", async () => {
    const mine = await cloud.create(setting, { zoneId: home.id, settingId: "ssl", value: "full" });
    await cloud.create(setting, { zoneId: seeded.zoneId, settingId: "ssl", value: "off" }, { name: "other" });
    expect((await cloud.read(mine))?.outputs["value"]).toBe("full");
  });
});

it("signs a zone, and waits for the registrar unless told", async () => {
  const { outputs } = await cloud.create(dnssec, { zoneId: home.id });
  expect(outputs).toMatchObject({ status: "pending", algorithm: "13", flags: 257 });
  expect(outputs["ds"]).toBe(`home.example. 3600 IN DS ${outputs["keyTag"]} 13 2 ${outputs["digest"]}`);
});
