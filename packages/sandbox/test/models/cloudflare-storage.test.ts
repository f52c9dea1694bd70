import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Properties } from "../../src/properties.ts";
import { seeded } from "../../src/seed.ts";
import { type Drive, drive } from "../drive.ts";
import { answered } from "./answered.ts";

const bucket = "cloudflare:index/r2Bucket:R2Bucket";
const cors = "cloudflare:index/r2BucketCors:R2BucketCors";
const managed = "cloudflare:index/r2ManagedDomain:R2ManagedDomain";
const custom = "cloudflare:index/r2CustomDomain:R2CustomDomain";
const record = "cloudflare:index/dnsRecord:DnsRecord";
const apiToken = "cloudflare:index/apiToken:ApiToken";
const accountId = "0123456789abcdef0123456789abcdef";
let cloud: Drive;
beforeEach(() => {
  cloud = drive();
});
afterEach(() => cloud.close());

describe("a bucket", () => {
  it.each<[string, Properties, RegExp]>([
    ["an underscore in its name", { name: "my_bucket" }, /10005.*bucket name is not valid/],
    ["two letters", { name: "ab" }, /10005/],
    ["an account that is none", { accountId: "mine" }, /7003/],
  ])("is refused with %s", async (_what, inputs, words) => {
    await expect(cloud.create(bucket, { accountId, name: "assets", ...inputs })).rejects.toThrow(words);
  });

  it("says what the API fills in, has its name as id, and is one of its name", async () => {
    const made = await cloud.create(bucket, { accountId, name: "assets" });
    expect(made).toMatchObject({
      id: "assets",
      outputs: { jurisdiction: "default", storageClass: "Standard", location: "weur" },
    });
    await expect(cloud.create(bucket, { accountId, name: "assets" }, { name: "again" })).rejects.toThrow(/10004/);
    const elsewhere = cloud.create(bucket, { accountId, name: "assets", jurisdiction: "eu" }, { name: "eu" });
    await expect(elsewhere).rejects.toThrow(/the sandbox holds one R2 bucket of a name.*501/);
  });

  it("does not differ by its place, which the provider ignores", async () => {
    const made = await cloud.create(bucket, { accountId, name: "assets", location: "weur" });
    expect(await cloud.diff(made, { ...made.inputs, location: "enam" })).toEqual({});
  });

  it("has rules and a public name of its own", async () => {
    const on = { accountId, bucketName: "assets" };
    await expect(cloud.create(managed, { ...on, enabled: true })).rejects.toThrow(/10006.*does not exist/);
    await cloud.create(bucket, { accountId, name: "assets" });
    await expect(cloud.create(managed, { ...on, jurisdiction: "eu", enabled: true })).rejects.toThrow(/10006/);
    expect((await cloud.create(managed, { ...on, enabled: true })).outputs["domain"]).toMatch(
      /^pub-[0-9a-f]{32}\.r2\.dev$/,
    );
    const rules = (methods: string[]) => [{ allowed: { methods, origins: ["https://app.example"] } }];
    await expect(cloud.create(cors, { ...on, rules: rules([]) })).rejects.toThrow(
      /CORS configuration you provided is not valid/,
    );
    expect((await cloud.create(cors, { ...on, rules: rules(["GET"]) })).outputs["jurisdiction"]).toBe("default");
  });
});

describe("a custom domain", () => {
  const on = (domain: string) => ({ accountId, bucketName: "assets", zoneId: seeded.zoneId, domain, enabled: true });
  const here = (name: string) => `${name}.${seeded.zoneName}`;

  it.each<[string, Properties, RegExp]>([
    ["a bucket that is not there", { bucketName: "other" }, /10006/],
    ["a zone that is not there", { zoneId: "x" }, /Could not find zone x/],
    ["a name of another zone", { domain: "assets.elsewhere.example" }, /is not in zone/],
    ["a name that has a record", { domain: here("www") }, /A DNS record for www.* already exists/],
    ["a name that another bucket has", { domain: here("cdn") }, /already connected to a bucket/],
  ])("is refused with %s", async (_what, inputs, words) => {
    for (const name of ["assets", "media"]) await cloud.create(bucket, { accountId, name }, { name });
    const { zoneId } = seeded;
    await cloud.create(record, { zoneId, name: here("www"), type: "A", content: "203.0.113.7", ttl: 1 });
    await cloud.create(custom, { ...on(here("cdn")), bucketName: "media" }, { name: "media" });
    await expect(cloud.create(custom, { ...on(here("assets")), ...inputs })).rejects.toThrow(words);
  });

  it("becomes active in some minutes, and goes with its bucket", async () => {
    const assets = await cloud.create(bucket, { accountId, name: "assets" });
    const { zoneId } = seeded;
    await cloud.create(record, { zoneId, name: here("assets"), type: "TXT", content: "owned", ttl: 1 });
    const made = await cloud.create(custom, on(here("assets")));
    expect(made.outputs).toMatchObject({
      status: { ownership: "pending", ssl: "initializing" },
      zoneName: seeded.zoneName,
      jurisdiction: "default",
    });
    cloud.cloud.clock.advance(300_000);
    expect((await cloud.read(made))?.outputs["status"]).toEqual({ ownership: "active", ssl: "active" });
    await cloud.delete(assets);
    expect(await cloud.read(made)).toBeUndefined();
  });

  it("is one of fifty of a bucket", async () => {
    await cloud.create(bucket, { accountId, name: "assets" });
    for (let i = 0; i < 50; i++) await cloud.create(custom, on(here(`a${i}`)), { name: `a${i}` });
    await expect(cloud.create(custom, on(here("b")), { name: "b" })).rejects.toThrow(/may have 50 custom domains/);
  });
});

const zoneResource = { [`com.cloudflare.api.account.zone.${seeded.zoneId}`]: "*" };
const policy = (fields: Properties = {}) => ({
  effect: "allow",
  permissionGroups: [{ id: "4755a26eedb94da69e1066d98aa820be" }],
  resources: JSON.stringify(zoneResource),
  ...fields,
});
const inputs = (fields: Properties = {}) => ({ name: "ci", policies: [policy()], ...fields });

describe("an API token", () => {
  it.each<[string, Properties, RegExp]>([
    ["no policy", { policies: [] }, /a token needs a policy/],
    [
      "a group by name",
      { policies: [policy({ permissionGroups: [{ id: "DNS Write" }] })] },
      /Permission group DNS Write is not valid/,
    ],
    ["resources that are no JSON", { policies: [policy({ resources: "all" })] }, /is not a JSON object/],
    ["a resource that is none", { policies: [policy({ resources: '{"zone":"*"}' })] }, /Resource zone is not valid/],
    [
      "a zone that is not there",
      { policies: [policy({ resources: `{"com.cloudflare.api.account.zone.${accountId}":"*"}` })] },
      /does not exist/,
    ],
    ["an end that has passed", { expiresOn: "2020-01-01T00:00:00Z" }, /must be in the future/],
    [
      "an end before its beginning",
      { notBefore: "2040-01-01T00:00:00Z", expiresOn: "2039-01-01T00:00:00Z" },
      /not_before must be before expires_on/,
    ],
    ["a place that is none", { condition: { requestIp: { ins: ["office"] } } }, /office is not a valid CIDR block/],
  ])("is refused with %s", async (_what, fields, words) => {
    await expect(cloud.create(apiToken, inputs(fields))).rejects.toThrow(words);
  });

  it("has a value that stays, and does not differ by the writing of its resources", async () => {
    const made = await cloud.create(apiToken, inputs());
    expect(made.outputs["value"]).toMatch(/^[0-9a-f]{40}$/);
    const spaced = inputs({ policies: [policy({ resources: JSON.stringify(zoneResource, undefined, 2) })] });
    expect(await cloud.diff(made, { ...made.inputs, ...spaced })).toEqual({});
    expect((await cloud.update(made, { status: "disabled" })).outputs).toMatchObject({
      status: "disabled",
      value: made.outputs["value"],
    });
  });

  it.each<Properties>([
    { notBefore: "2040-01-01T00:00:00Z" },
    { notBefore: "2039-01-01T00:00:00Z", expiresOn: "2040-01-01T00:00:00Z" },
  ])("is good for a time: %j", async (time) => {
    expect((await cloud.create(apiToken, inputs(time))).outputs).toMatchObject(time);
  });

  it("is allowed what the list of groups names", async () => {
    const token = "cloudflare:index/getApiTokenPermissionGroupsList:getApiTokenPermissionGroupsList";
    const { results } = await answered(cloud, token, { name: "Workers%20R2%20Storage%20Write" });
    expect(results).toMatchObject([{ id: "bf7481a1826f439697cb59a20b22293e", scopes: ["com.cloudflare.api.account"] }]);
    expect((await answered(cloud, token, { maxItems: 2 }))["results"]).toHaveLength(2);
    const ofAccount = token.replaceAll("getApi", "getAccountApi");
    expect((await answered(cloud, ofAccount, { accountId, maxItems: 2 }))["results"]).toHaveLength(2);
    await expect(cloud.call(ofAccount, {})).rejects.toThrow(/missing required account_id/);
    await expect(cloud.call(ofAccount, { accountId: "mine" })).rejects.toThrow(/7003/);
  });
});
