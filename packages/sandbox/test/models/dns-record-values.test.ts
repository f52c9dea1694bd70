import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { seeded } from "../../src/seed.ts";
import { type Drive, drive } from "../drive.ts";

const token = "cloudflare:index/dnsRecord:DnsRecord";
const good = { zoneId: seeded.zoneId, name: `a.${seeded.zoneName}`, type: "A", content: "203.0.113.1", ttl: 60 };

let cloud: Drive;
beforeEach(() => {
  cloud = drive();
});
afterEach(() => cloud.close());

describe("a DNS record", () => {
  it.each([
    [{ content: "::1" }, /valid IPv4 address.*status 400/],
    [{ ttl: 59 }, /ttl must be 1.*status 400/],
    [{ name: "a.elsewhere.example" }, /is not in zone.*status 400/],
  ])("is refused with %j", async (bad, words) => {
    await expect(cloud.create(token, { ...good, ...bad })).rejects.toThrow(words);
    const made = await cloud.create(token, good, { name: "good" });
    await expect(cloud.update(made, bad)).rejects.toThrow(words);
  });

  it("is refused in a zone that does not exist", async () => {
    await expect(cloud.create(token, { ...good, zoneId: "none" })).rejects.toThrow(/Could not find zone none/);
  });

  it("is refused where another one is the same", async () => {
    await cloud.create(token, good);
    const other = await cloud.create(token, { ...good, content: "203.0.113.2" }, { name: "other" });
    await expect(cloud.update(other, { content: good.content })).rejects.toThrow(/identical record/);
  });
});
