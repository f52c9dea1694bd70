import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Package } from "../src/connection.ts";
import { type Message, providerMessages as pb } from "../src/grpc.ts";
import { fromStruct, type Properties, toStruct } from "../src/properties.ts";
import { seed, seeded } from "../src/seed.ts";
import { providerService } from "../src/service.ts";
import { Store } from "../src/store.ts";
import { message } from "../src/wire.ts";

type Unary = (call: object, done: (error: { message: string } | null, response?: Message) => void) => void;

const serviceName = seeded.projectId;
const types = {
  network: "ovh:CloudProject/networkPrivate:NetworkPrivate",
  subnet: "ovh:CloudProject/networkPrivateSubnetV2:NetworkPrivateSubnetV2",
  bucket: "ovh:CloudProject/storage:Storage",
  database: "ovh:CloudProject/database:Database",
  user: "ovh:CloudProject/user:User",
  policy: "ovh:CloudProject/s3Policy:S3Policy",
  group: "openstack:networking/secGroup:SecGroup",
  rule: "openstack:networking/secGroupRule:SecGroupRule",
  port: "openstack:networking/port:Port",
  instance: "openstack:compute/instance:Instance",
  record: "cloudflare:index/dnsRecord:DnsRecord",
} as const;
type Kind = keyof typeof types;
interface Made {
  readonly id: string;
  readonly outputs: Properties;
}

let folder: string;
let store: Store;
let services: Map<string, Record<string, Unary>>;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "values "));
  store = new Store(join(folder, "cloud.sqlite"));
  seed(store);
  const service = (pkg: Package) => [pkg, providerService(pkg, store) as Record<string, Unary>] as const;
  services = new Map([service("ovh"), service("openstack"), service("cloudflare")]);
});
afterEach(() => {
  store.close();
  rmSync(folder, { recursive: true, force: true });
});

/** Calls a provider as the engine does; throws what it refuses. */
function call(pkg: string, method: string, request: Message): Message {
  let answer: Message | undefined;
  let refusal: string | undefined;
  services.get(pkg)?.[method]?.({ request, getPeer: () => "engine" }, (error, response) => {
    refusal = error?.message;
    answer = response;
  });
  if (refusal !== undefined) throw new Error(refusal);
  if (answer === undefined) throw new Error(`${pkg} has no ${method}`);
  return answer;
}

const urnOf = (kind: Kind) => `urn:pulumi:s::p::${types[kind]}::it`;
const packageOf = (kind: Kind) => types[kind].split(":")[0] ?? "";

function create(kind: Kind, inputs: Properties): Made {
  const request = message(pb.CreateRequest, { Urn: urnOf(kind), Properties: toStruct(inputs) });
  const made = call(packageOf(kind), "create", request);
  return { id: made.getId(), outputs: fromStruct(made.getProperties()) };
}

function update(kind: Kind, { id }: Made, inputs: Properties): Properties {
  const request = message(pb.UpdateRequest, { Urn: urnOf(kind), Id: id, News: toStruct(inputs) });
  return fromStruct(call(packageOf(kind), "update", request).getProperties());
}

/** Refused at creation and, over something that is right, at an update. */
function refusedBoth(kind: Kind, good: Properties, bad: Properties, words: RegExp): void {
  expect(() => create(kind, { ...good, ...bad })).toThrow(words);
  const made = create(kind, good);
  expect(() => update(kind, made, { ...good, ...bad })).toThrow(words);
  expect(update(kind, made, good)).toBeDefined();
}

function network(): string {
  const { outputs } = create("network", { serviceName, name: "net", regions: ["GRA11"], vlanId: 7 });
  return (outputs["regionsOpenstackIds"] as Record<string, string>)["GRA11"] ?? "";
}

const subnetIn = (networkId: string) => ({ serviceName, networkId, region: "GRA11", cidr: "10.9.0.0/24", name: "s" });

describe("a subnet", () => {
  it.each([
    [{ gatewayIp: "router" }, /router is not an IPv4 address.*status 400/],
    [{ dnsNameservers: ["1.1.1.1", "dns.example"] }, /dns\.example is not an IPv4 address.*status 400/],
    [{ allocationPools: [{ start: "10.9.0.2", end: "last" }] }, /not a pair of IPv4 addresses.*status 400/],
    [{ allocationPools: [{ start: "10.9.0.2", end: "10.9.1.9" }] }, /does not lie inside the block.*status 400/],
    [{ allocationPools: [{ start: "10.9.0.9", end: "10.9.0.2" }] }, /does not lie inside the block.*status 400/],
    [{ cidr: "10.9.0.0" }, /not an IPv4 block.*status 400/],
  ])("is refused with %j", (bad, words) => {
    refusedBoth("subnet", subnetIn(network()), bad, words);
  });

  it("is refused where it overlaps with another one of the network", () => {
    const good = subnetIn(network());
    create("subnet", good);
    expect(() => create("subnet", { ...good, cidr: "10.9.0.128/25" })).toThrow(/overlaps.*status 400/);
    const second = create("subnet", { ...good, cidr: "10.9.1.0/24" });
    expect(() => update("subnet", second, { ...good, cidr: "10.9.0.0/16" })).toThrow(/overlaps.*status 400/);
  });
});

describe("a bucket", () => {
  it.each([
    [{ versioning: { status: "on" } }, /versioning\.status on .*status 400/],
    [{ encryption: { sseAlgorithm: "aws:kms" } }, /encryption\.sseAlgorithm aws:kms .*status 400/],
    [{ replication: { rules: [] } }, /replication is not modelled.*status 501/],
  ])("is refused with %j", (bad, words) => {
    refusedBoth("bucket", { serviceName, regionName: "GRA", name: "bucket-a" }, bad, words);
  });
});

describe("a database", () => {
  const good = {
    serviceName,
    engine: "postgresql",
    version: "16",
    plan: "essential",
    flavor: "db1-4",
    nodes: [{ region: "GRA" }],
  };
  it.each([
    [{ diskSize: 79 }, /diskSize 79.*status 400/],
    [{ diskSize: 241 }, /diskSize 241.*status 400/],
    [{ backupTime: "24:00:00" }, /backupTime 24:00:00.*status 400/],
    [{ maintenanceTime: "3:00" }, /maintenanceTime 3:00.*status 400/],
    [{ backupRegions: ["MARS"] }, /unknown backup region MARS.*status 400/],
    [{ backupRegions: ["SBG"] }, /lacks the region.*status 400/],
    [{ backupRegions: ["GRA", "SBG", "DE"] }, /one region or two.*status 400/],
    [{ backupRegions: [] }, /one region or two.*status 400/],
    [{ kafkaRestApi: true }, /kafkaRestApi.*status 400/],
    [{ opensearchAclsEnabled: false }, /opensearchAclsEnabled.*status 400/],
    [{ flavor: "db9" }, /no compute matches.*status 404/],
  ])("is refused with %j", (bad, words) => {
    refusedBoth("database", good, bad, words);
  });

  it("takes what lies within the limits", () => {
    const made = create("database", { ...good, diskSize: 240, backupTime: "23:59:59", backupRegions: ["GRA", "SBG"] });
    expect(update("database", made, { ...good, diskSize: 80 })["diskSize"]).toBe(80);
  });

  it("goes up in version and plan, and never down", () => {
    const two = { nodes: [{ region: "GRA" }, { region: "GRA" }] };
    const made = create("database", { ...good, ...two, plan: "business", version: "17" });
    const down = { ...good, ...two, plan: "business", version: "16" };
    expect(() => update("database", made, down)).toThrow(/version cannot go down from 17 to 16.*status 400/);
    expect(() => update("database", made, { ...good, version: "17" })).toThrow(/plan cannot go down.*status 400/);
    const up = { ...good, nodes: [...two.nodes, { region: "GRA" }], plan: "enterprise", version: "17" };
    expect(update("database", made, up)["plan"]).toBe("enterprise");
  });
});

describe("a policy document", () => {
  const statement = { Effect: "Allow", Action: ["s3:GetObject"], Resource: ["arn:aws:s3:::b/*"] };
  it.each([
    [{ Statement: [statement], Rules: [] }, /unknown key Rules.*status 400/],
    [{ Statement: [{ ...statement, Principal: "*" }] }, /unknown key Principal.*status 400/],
    [{ Statement: [statement], Version: "2020-01-01" }, /Version 2020-01-01.*status 400/],
    [{ Statement: ["all"] }, /statement is not an object.*status 400/],
  ])("%j is refused", (document, words) => {
    const { id: userId } = create("user", { serviceName, description: "u", roleNames: ["objectstore_operator"] });
    const policy = JSON.stringify({ Id: "a", Version: "2012-10-17", Statement: [{ Sid: "x", ...statement }] });
    refusedBoth("policy", { serviceName, userId, policy }, { policy: JSON.stringify(document) }, words);
  });
});

describe("OpenStack", () => {
  let networkId: string;
  let subnetId: string;
  beforeEach(() => {
    networkId = network();
    subnetId = create("subnet", subnetIn(networkId)).id;
    const { outputs } = create("user", { serviceName, description: "u", roleNames: ["compute_operator"] });
    const { username: userName, password } = outputs;
    const config = { authUrl: "https://auth.cloud.ovh.net/v3", userName, password, tenantId: serviceName };
    call("openstack", "configure", message(pb.ConfigureRequest, { Args: toStruct({ ...config, region: "GRA11" }) }));
  });

  it.each([
    [{ protocol: "tcp", portRangeMin: 0, portRangeMax: 80 }, false],
    [{ protocol: "udp", portRangeMin: 1, portRangeMax: 65_536 }, false],
    [{ protocol: "tcp", portRangeMin: 1, portRangeMax: 65_535 }, true],
    [{ protocol: "icmp", portRangeMin: 256, portRangeMax: 0 }, false],
    [{ protocol: "icmp", portRangeMin: 8, portRangeMax: 0 }, true],
  ])("rule %j: %s", (given, allowed) => {
    const { id: securityGroupId } = create("group", { name: "g" });
    const make = () => create("rule", { direction: "ingress", ethertype: "IPv4", securityGroupId, ...given });
    if (allowed) expect(make().id).toMatch(/^[\da-f-]{36}$/);
    else expect(make).toThrow(/is not between .*status 400/);
  });

  it.each([
    [{ powerState: "asleep" }, /power_state asleep.*status 400/],
    [{ flavorName: "b9" }, /No flavor with the name b9/],
    [{ imageName: "Minix" }, /No image with the name Minix/],
    [{ securityGroups: ["nobody"] }, /Security group nobody not found/],
  ])("an instance is refused with %j", (bad, words) => {
    const good = { name: "i", flavorName: "d2-2", imageName: "Debian 12", networks: [{ name: "Ext-Net" }] };
    refusedBoth("instance", good, bad, words);
  });

  it("an instance keeps its address when it is resized or shut off", () => {
    const good = { name: "i", flavorName: "d2-2", imageName: "Debian 12", networks: [{ name: "Ext-Net" }] };
    const made = create("instance", good);
    const after = update("instance", made, { ...good, flavorName: "d2-4", powerState: "shutoff" });
    expect(after).toMatchObject({ powerState: "shutoff", networks: made.outputs["networks"] });
    expect(after["flavorId"]).not.toBe(made.outputs["flavorId"]);
  });

  it("a port is judged at an update too, and shows its new groups", () => {
    const good = { networkId, name: "p", fixedIps: [{ subnetId }] };
    const made = create("port", good);
    const { id: group } = create("group", { name: "g" });
    const bad = { ...good, securityGroupIds: ["nobody"] };
    expect(() => create("port", bad)).toThrow(/Security group nobody does not exist/);
    expect(() => update("port", made, bad)).toThrow(/Security group nobody does not exist/);
    expect(() => update("port", made, { ...good, fixedIps: [{ subnetId, ipAddress: "10.8.0.1" }] })).toThrow(
      /not a valid IP for the subnet.*status 400/,
    );
    expect(update("port", made, { ...good, securityGroupIds: [group] })).toMatchObject({
      allSecurityGroupIds: [group],
      allFixedIps: made.outputs["allFixedIps"],
    });
  });
});

describe("a DNS record", () => {
  const good = { zoneId: seeded.zoneId, name: `a.${seeded.zoneName}`, type: "A", content: "203.0.113.1", ttl: 60 };
  it.each([
    [{ content: "::1" }, /valid IPv4 address.*status 400/],
    [{ ttl: 59 }, /ttl must be 1.*status 400/],
    [{ name: "a.elsewhere.example" }, /is not in zone.*status 400/],
    [{ zoneId: "none" }, /Could not find zone none/],
  ])("is refused with %j", (bad, words) => {
    refusedBoth("record", good, bad, words);
  });

  it("is refused where another one is the same", () => {
    create("record", good);
    const other = create("record", { ...good, content: "203.0.113.2" });
    expect(() => update("record", other, good)).toThrow(/identical record/);
  });
});
