import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { events, type FaultEvent } from "../src/faults/events.ts";
import { type Fault, Schedule } from "../src/faults/schedule.ts";
import { seeded } from "../src/seed.ts";
import { type Drive, drive } from "./drive.ts";

const user = "ovh:CloudProject/user:User";
const record = "cloudflare:index/dnsRecord:DnsRecord";
const group = "openstack:networking/secGroup:SecGroup";
const inputs = { serviceName: seeded.projectId, description: "someone", roleNames: ["objectstore_operator"] };
const dns = { zoneId: seeded.zoneId, name: seeded.zoneName, type: "A", content: "203.0.113.1", ttl: 60 };

let cloud: Drive;
let trouble: Schedule;
beforeEach(() => {
  cloud = drive();
  trouble = new Schedule(cloud.cloud.store);
});
afterEach(() => cloud.close());

const count = (token: string) => cloud.cloud.store.entries(token).length;

describe("a create that meets trouble", () => {
  it.each([
    ["throttled", /status code 429.*Too Many Requests/, 0],
    ["error-500", /status code 500/, 0],
    ["error-500-after", /status code 500/, 1],
    ["error-502", /status code 502.*<html>/, 0],
    ["error-503", /status code 503/, 0],
    ["error-504", /status code 504/, 1],
    ["reset-before", /connection reset by peer/, 0],
    ["reset-after", /connection reset by peer/, 1],
    ["timeout", /Client\.Timeout exceeded/, 1],
    ["truncated", /unexpected end of JSON/, 1],
    ["missing-after-create", /expected non-empty ID/, 1],
    ["failed", /unexpected state 'ERROR'/, 1],
  ] as const)("%s is refused with %s and leaves %i behind", async (event, words, left) => {
    trouble.order({ event });
    await expect(cloud.create(user, inputs)).rejects.toThrow(words);
    expect(count(user)).toBe(left);
    await cloud.create(user, inputs);
    expect(count(user)).toBe(left + 1);
  });

  it("has an outcome for every event", async () => {
    for (const event of Object.keys(events) as FaultEvent[]) {
      trouble.cancel();
      trouble.order({ event });
      const operation = { missing: "read", "stale-list": "lookup" }[event as string] ?? "create";
      expect(trouble.meet({ package: "ovh", operation, token: user })?.event).toBe(event);
    }
  });
});

describe("which calls are met", () => {
  it.each<[Fault, number[]]>([
    [{ event: "error-500" }, [1]],
    [{ event: "error-500", nth: 2 }, [2]],
    [{ event: "error-500", nth: 2, times: 2 }, [2, 3]],
    [{ event: "error-500", times: 0 }, [1, 2, 3, 4, 5]],
    [{ event: "error-500", token: "ovh:*User", operation: "create" }, [1]],
    [{ event: "error-500", token: "*Database" }, []],
    [{ event: "error-500", operation: "update" }, []],
    [{ event: "missing" }, []],
  ])("%j meets %j of five creates", async (fault, met) => {
    trouble.order(fault);
    const failed: number[] = [];
    for (let n = 1; n <= 5; n++) await cloud.create(user, inputs).catch(() => failed.push(n));
    expect(failed).toEqual(met);
  });

  it("follows the seed where it is a matter of chance", () => {
    const rolls = (seed: string) => {
      trouble.cancel();
      trouble.order({ event: "error-500", probability: 0.3, seed });
      const attempt = { package: "ovh", operation: "create", token: user } as const;
      return Array.from({ length: 200 }, () => trouble.meet(attempt) !== undefined);
    };
    const first = rolls("a");
    expect(rolls("a")).toEqual(first);
    expect(rolls("b")).not.toEqual(first);
    const hits = first.filter(Boolean).length;
    expect(hits).toBeGreaterThan(35);
    expect(hits).toBeLessThan(90);
  });

  it("is called off by number, or whole", async () => {
    const [one] = [trouble.order({ event: "error-500" }), trouble.order({ event: "error-503" })];
    trouble.cancel(one);
    await expect(cloud.create(user, inputs)).rejects.toThrow(/503/);
    trouble.order({ event: "error-500", times: 0 });
    trouble.cancel();
    await cloud.create(user, inputs);
  });
});

describe("what the providers' own clients make of it", () => {
  it("Cloudflare's tries twice more, and a lost answer makes it meet its own work", async () => {
    trouble.order({ event: "error-503", times: 2 });
    const before = cloud.cloud.clock.now();
    await cloud.create(record, dns);
    expect(cloud.cloud.clock.now() - before).toBeGreaterThanOrEqual(1500);
    trouble.order({ event: "reset-after" });
    await expect(cloud.create(record, { ...dns, content: "203.0.113.2" })).rejects.toThrow(/already exists/);
    trouble.order({ event: "error-503", times: 3 });
    await expect(cloud.create(record, { ...dns, content: "203.0.113.3" })).rejects.toThrow(/503/);
  });

  it("OpenStack's tries again only where maxRetries says so", async () => {
    const login = await cloud.login();
    trouble.order({ event: "throttled" });
    await expect(cloud.create(group, { name: "g" })).rejects.toThrow(/429/);
    const { username: userName, password } = login.outputs;
    const config = { authUrl: "https://auth.cloud.ovh.net/v3", userName, password, tenantId: seeded.projectId };
    await cloud.configure("openstack", "patient", { ...config, region: "GRA11", maxRetries: "3" });
    trouble.order({ event: "throttled", times: 2, seconds: 5 });
    const before = cloud.cloud.clock.now();
    await cloud.create(group, { name: "g" }, { provider: "patient" });
    expect(cloud.cloud.clock.now() - before).toBeGreaterThanOrEqual(10_000);
  });
});

describe("reads and lookups", () => {
  it("a missing answer takes a resource out of the state, though it exists", async () => {
    const made = await cloud.create(user, inputs);
    trouble.order({ event: "missing" });
    expect(await cloud.read(made)).toBeUndefined();
    expect((await cloud.read(made))?.id).toBe(made.id);
  });
});
