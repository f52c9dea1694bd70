import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Properties } from "../../src/properties.ts";
import { seeded } from "../../src/seed.ts";
import { type Drive, drive } from "../drive.ts";
import { answered } from "./answered.ts";

const token = "cloudflare:index/dnsRecord:DnsRecord";
const { zoneId, zoneName } = seeded;
const host = `host.${zoneName}`;
let cloud: Drive;
let made = 0;
beforeEach(() => {
  cloud = drive();
});
afterEach(() => cloud.close());

const add = (inputs: Properties) =>
  cloud.create(token, { zoneId, name: host, ttl: 1, ...inputs }, { name: `record-${made++}` });

describe("a record", () => {
  it.each<[string, Properties, RegExp]>([
    ["a zone that is not there", { zoneId: "x", type: "A", content: "203.0.113.7" }, /Could not find zone x.*404/],
    ["a name as an address", { type: "A", content: "host" }, /9005.*valid IPv4 address/],
    ["an address of the other family", { type: "AAAA", content: "203.0.113.7" }, /valid IPv6 address/],
    ["an address as a name", { type: "CNAME", content: "203.0.113.7" }, /Content for CNAME record is invalid/],
    ["no content", { type: "TXT" }, /content is a required field for TXT/],
    ["a mail server without priority", { type: "MX", content: "mail.example" }, /priority is a required field for MX/],
    [
      "a service in one text",
      { type: "SRV", data: { priority: 1, weight: 1, port: 5060 } },
      /data.target is a required field for SRV/,
    ],
    [
      "an address as a mail server",
      { type: "MX", content: "203.0.113.7", priority: 1 },
      /MX record must be a hostname/,
    ],
    ["an address as a name server", { type: "NS", content: "203.0.113.7" }, /Content for NS record must be a hostname/],
    ["an unknown CAA tag", { type: "CAA", data: { flags: 0, tag: "allow", value: "ca.example" } }, /CAA tag allow/],
    ["data where there is none", { type: "A", data: { value: "203.0.113.7" } }, /data is not a field of A/],
    [
      "a proxy before mail",
      { type: "MX", content: "mail.example", priority: 1, proxied: true },
      /9041.*cannot be proxied/,
    ],
    [
      "a proxy with a time to live",
      { type: "A", content: "203.0.113.7", proxied: true, ttl: 300 },
      /ttl must be set to 1 when `proxied` is true/,
    ],
    ["half a minute", { type: "A", content: "203.0.113.7", ttl: 30 }, /ttl must be 1 \(automatic\) or 60/],
    ["a name of another zone", { type: "A", content: "203.0.113.7", name: "host.elsewhere.example" }, /is not in zone/],
    ["a name that is none", { type: "A", content: "203.0.113.7", name: `a b.${zoneName}` }, /is invalid/],
    ["a tag that is none", { type: "A", content: "203.0.113.7", tags: ["a b"] }, /Tag a b/],
  ])("is refused with %s", async (_what, inputs, words) => {
    await expect(add(inputs)).rejects.toThrow(words);
  });

  it.each<[string, Properties, string]>([
    ["A", { content: "203.0.113.7", proxied: true }, "203.0.113.7"],
    ["AAAA", { content: "2001:db8::1", ttl: 86_400 }, "2001:db8::1"],
    ["CNAME", { content: "other.example", proxied: true }, "other.example"],
    ["MX", { content: "mail.example", priority: 10 }, "mail.example"],
    ["NS", { content: "ns1.example" }, "ns1.example"],
    ["TXT", { content: "v=spf1 -all" }, "v=spf1 -all"],
    ["SRV", { data: { priority: 1, weight: 5, port: 5060, target: "sip.example" } }, "1 5 5060 sip.example"],
    ["CAA", { data: { flags: "0", tag: "issue", value: "ca.example" } }, '0 issue "ca.example"'],
    ["HTTPS", { data: { priority: 1, target: ".", value: "alpn=h3" } }, '1 . "alpn=h3"'],
  ])("of type %s shows its content", async (type, inputs, content) => {
    expect((await add({ type, ...inputs })).outputs).toMatchObject({
      content,
      proxiable: ["A", "AAAA", "CNAME"].includes(type),
    });
  });

  it.each<[string, string]>([
    ["@", zoneName],
    ["www", `www.${zoneName}`],
    [`WWW.${zoneName}`, `www.${zoneName}`],
  ])("called %s is %s", async (name, full) => {
    await add({ type: "A", content: "203.0.113.7", name });
    await expect(add({ type: "A", content: "203.0.113.7", name: full })).rejects.toThrow(
      /An identical record already exists/,
    );
  });

  it.each<[string, Properties, Properties, RegExp | undefined]>([
    [
      "an alias beside an address",
      { type: "A", content: "203.0.113.7" },
      { type: "CNAME", content: "a.example" },
      /81053/,
    ],
    ["an address beside an alias", { type: "CNAME", content: "a.example" }, { type: "AAAA", content: "::1" }, /81054/],
    [
      "an address beside name servers",
      { type: "NS", content: "a.example" },
      { type: "A", content: "203.0.113.7" },
      /81056/,
    ],
    ["two addresses", { type: "A", content: "203.0.113.7" }, { type: "A", content: "203.0.113.8" }, undefined],
    ["text beside an address", { type: "A", content: "203.0.113.7" }, { type: "TXT", content: "x" }, undefined],
  ])("stands with its neighbours or not: %s", async (_what, first, second, words) => {
    await add(first);
    if (words) await expect(add(second)).rejects.toThrow(words);
    else await expect(add(second)).resolves.toBeDefined();
  });

  it("loses its comment when the program does", async () => {
    const noted = await add({ type: "A", content: "203.0.113.7", comment: "note" });
    expect((await cloud.update(noted, { comment: undefined })).outputs["comment"]).toBeUndefined();
  });
});

describe("what functions give", () => {
  const absent = /^(results\[\d+\]\.)?data\./;
  it("is the record of an id, or of a filter that leaves one over", async () => {
    const one = "cloudflare:index/getDnsRecord:getDnsRecord";
    const { id } = await add({ type: "A", content: "203.0.113.7" });
    await add({ type: "A", content: "203.0.113.8" });
    expect(await answered(cloud, one, { zoneId, dnsRecordId: id }, absent)).toMatchObject({
      id,
      content: "203.0.113.7",
    });
    const filter = { content: { exact: "203.0.113.8" } };
    expect(await answered(cloud, one, { zoneId, filter }, absent)).toMatchObject({ content: "203.0.113.8" });
    await expect(cloud.call(one, { zoneId, filter: { type: "A" } })).rejects.toThrow(/several records match/);
    await expect(cloud.call(one, { zoneId, filter: { type: "MX" } })).rejects.toThrow(/no record matches/);
    await expect(cloud.call(one, { zoneId })).rejects.toThrow(/one \(and only one\) of/);
    await expect(cloud.call(one, { zoneId, dnsRecordId: "x" })).rejects.toThrow(/Record does not exist/);
  });

  it("is the records that fit", async () => {
    const many = "cloudflare:index/getDnsRecords:getDnsRecords";
    await add({ type: "A", content: "203.0.113.7", proxied: true });
    await add({ type: "TXT", content: "v=spf1 -all", name: "@" });
    const count = async (filter: Properties) =>
      ((await answered(cloud, many, { zoneId, ...filter }, absent))["results"] as unknown[]).length;
    expect(await count({})).toBe(2);
    expect(await count({ maxItems: 1 })).toBe(1);
    expect(await count({ type: "TXT" })).toBe(1);
    expect(await count({ name: { startswith: "host" } })).toBe(1);
    expect(await count({ content: { endswith: "-all" } })).toBe(1);
    expect(await count({ proxied: true })).toBe(1);
  });
});
