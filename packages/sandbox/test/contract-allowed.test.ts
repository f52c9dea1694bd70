import fc from "fast-check";
import { describe, expect, test } from "vitest";
import allowed from "../src/contract/allowed.json" with { type: "json" };
import { refusals } from "../src/contract/allowed.ts";
import { withDefaults } from "../src/contract/defaults.ts";
import { type ResourceContract, resourceContract } from "../src/contract/index.ts";
import { checkResource } from "../src/contract/resource-check.ts";

const nothing = Symbol("unknown");
const isUnknown = (value: unknown) => value === nothing;
const known = (token: string) => resourceContract(token) as ResourceContract;
const refused = (token: string, inputs: Record<string, unknown>) =>
  [...refusals(token, inputs, isUnknown)].map(({ path, reason }) => `${path}: ${reason}`);

const rule = "openstack:networking/secGroupRule:SecGroupRule";
const subnet = "openstack:networking/subnet:Subnet";
const pool = "openstack:loadbalancer/pool:Pool";
const ovhSubnet = "ovh:CloudProject/networkPrivateSubnetV2:NetworkPrivateSubnetV2";
const database = "ovh:CloudProject/database:Database";
const share = "ovh:index/cloudProjectFileStorageShare:CloudProjectFileStorageShare";

describe("what the real providers refuse at check", () => {
  test.each([
    [pool, { protocol: "http", listenerId: "l" }, "protocol: expected one of"],
    [pool, { protocol: "HTTP" }, "listenerId: give exactly one of listenerId, loadbalancerId"],
    [pool, { protocol: "HTTP", listenerId: "l", loadbalancerId: "b" }, "listenerId: give exactly one of"],
    [subnet, { gatewayIp: "10.0.0.1", noGateway: true }, "gatewayIp: cannot be given beside noGateway"],
    [
      "openstack:loadbalancer/member:Member",
      { protocolPort: 70000 },
      "protocolPort: expected a number from 1 to 65535",
    ],
    ["openstack:networking/network:Network", { dnsDomain: "example.org" }, "dnsDomain: expected text that matches"],
    ["openstack:identity/endpointV3:EndpointV3", { url: "example" }, "url: expected an address"],
    ["openstack:images/image:Image", { imageId: "one" }, "imageId: expected a UUID"],
    ["openstack:keymanager/secretV1:SecretV1", { expiration: "tomorrow" }, "expiration: expected a time"],
    [ovhSubnet, { cidr: "10.1.0.0" }, "cidr: expected a block of IP addresses"],
    [ovhSubnet, { cidr: "10.1.0.0/33" }, "cidr: expected a block of IP addresses"],
    [ovhSubnet, { dnsNameservers: ["1.1.1.1", "dns"] }, "dnsNameservers[1]: expected an IP address"],
    [database, { engine: "postgres" }, "engine: expected one of"],
    [database, { diskSize: -1 }, "diskSize: expected a number of at least 0"],
    [
      "ovh:CloudProject/kubeNodePool:KubeNodePool",
      { template: { spec: { taints: [{ key: "a" }] } } },
      "template.spec.taints[0]: lacks the key effect",
    ],
    ["ovh:Domain/nameServers:NameServers", { servers: [{ host: "a" }] }, "servers: expected 2 elements or more"],
    ["ovh:Domain/zoneRecord:ZoneRecord", { ttl: 59 }, "ttl: expected a number of at least 60"],
    ["ovh:CloudProject/kube:Kube", { nodesSubnetId: "t" }, "nodesSubnetId: needs privateNetworkId beside it"],
    ["ovh:index/iamResourceTags:IamResourceTags", { tags: { "ovh:a": "b" } }, "tags: a key or a value has a form"],
    [share, { networkId: "n" }, "subnetId: give all of networkId, subnetId or none"],
    [
      "cloudflare:index/dnsRecord:DnsRecord",
      { type: "A", content: "1.2.3.4", data: { flags: 0 } },
      "content: cannot be given beside data",
    ],
    ["cloudflare:index/dnsRecord:DnsRecord", { type: "AAAAA" }, "type: expected one of"],
  ])("%s %j", (token, inputs, told) => {
    expect(refused(token, inputs)).toEqual(expect.arrayContaining([expect.stringContaining(told)]));
  });

  test.each([
    [rule, { direction: "in", ethertype: "IPv5", protocol: "tpc", remoteIpPrefix: "10.0.0.0/40" }],
    [database, { backupTime: "2am", plan: "free", flavor: "huge", version: "1" }],
    ["ovh:CloudProject/networkPrivate:NetworkPrivate", { vlanId: 5000 }],
    ["ovh:CloudProject/s3Policy:S3Policy", { policy: "allow all" }],
    ["ovh:Domain/zoneRecord:ZoneRecord", { ttl: 0 }],
    ["openstack:compute/instance:Instance", { powerState: "SHUTOFF" }],
    ["openstack:keymanager/secretV1:SecretV1", { expiration: "2027-01-31T12:00:00Z" }],
    ["ovh:CloudProject/kube:Kube", { customizationKubeProxy: { ipvs: { tcpTimeout: "PT30S" } } }],
    [share, { networkId: "n", subnetId: "t" }],
    [ovhSubnet, { cidr: "fd00::/64", gatewayIp: "fd00::1" }],
    ["cloudflare:index/dnsRecord:DnsRecord", { type: "cname", content: "a.example" }],
  ])("lets through what they let through: %s %j", (token, inputs) => {
    expect(refused(token, inputs)).toEqual([]);
  });

  test("a value that is not known yet satisfies everything, wherever it stands", () => {
    expect(refused(pool, { protocol: nothing, listenerId: nothing })).toEqual([]);
    expect(refused(subnet, { gatewayIp: nothing, noGateway: nothing })).toEqual([]);
    expect(refused(ovhSubnet, { cidr: nothing, dnsNameservers: [nothing], allocationPools: nothing })).toEqual([]);
    expect(refused(share, { networkId: nothing, subnetId: nothing })).toEqual([]);
  });

  test("no reason holds a value", () => {
    const text = fc.string({ minLength: 8 }).map((inner) => `hidden-${inner}-hidden`);
    const tokens = Object.keys(allowed.resources).filter((token) => resourceContract(token));
    fc.assert(
      fc.property(fc.constantFrom(...tokens), text, (token, value) => {
        const inputs = Object.fromEntries(Object.keys(known(token).inputs).map((name) => [name, value]));
        expect(refused(token, inputs).join()).not.toContain("hidden-");
      }),
    );
  });

  test("every path of the data is one of the SDK's", () => {
    for (const [token, row] of Object.entries(allowed.resources)) {
      const inputs = Object.keys(known(token).inputs);
      const paths = Object.values(row).flatMap((rules) => (Array.isArray(rules) ? rules.flat() : Object.keys(rules)));
      const tops = paths.map((path) => String(path).split(/[.[]/)[0] ?? "").filter((top) => top !== "id");
      expect(tops.filter((top) => !inputs.includes(top)).map((top) => `${token} ${top}`)).toEqual([]);
    }
  });
});

describe("what the environment and check give", () => {
  const missing = (token: string, environment: Record<string, string>) =>
    checkResource(known(token), {}, isUnknown, environment).map(({ path }) => path);

  test("an input is missing unless the environment has it", () => {
    expect(missing("ovh:CloudProject/gateway:Gateway", {})).toContain("serviceName");
    expect(missing("ovh:CloudProject/user:User", {})).toEqual(["serviceName"]);
    expect(missing("ovh:CloudProject/user:User", { OVH_CLOUD_PROJECT_SERVICE: "p" })).toEqual([]);
  });

  test("resources on the plugin framework ask for it only at creation", () => {
    expect(missing("ovh:CloudProject/storage:Storage", {})).toEqual(["regionName"]);
  });

  test("what only the cloud decides cannot be given", () => {
    const failures = checkResource(
      known("openstack:compute/instance:Instance"),
      { networks: [{ mac: "a" }] },
      isUnknown,
    );
    expect(failures).toEqual([{ path: "networks[0].mac", reason: "cannot be given: the cloud decides it" }]);
  });

  test("defaults stand at any depth, but not beside what excludes them", () => {
    const instance = withDefaults(known("openstack:compute/instance:Instance"), { networks: [{ port: "p" }] }, {});
    expect(instance.inputs).toMatchObject({ networks: [{ port: "p", accessNetwork: false }], powerState: "active" });
    expect(instance.names).toEqual(["forceDelete", "powerState", "stopBeforeDestroy"]);
    expect(withDefaults(known(subnet), {}, {}).names).toEqual(["enableDhcp", "ipVersion", "noGateway"]);
    expect(withDefaults(known(subnet), { gatewayIp: "10.0.0.1" }, {}).names).not.toContain("noGateway");
  });

  test("the environment fills in where the program gives nothing", () => {
    const environment = { OVH_CLOUD_PROJECT_SERVICE: "p" };
    expect(withDefaults(known("ovh:CloudProject/user:User"), {}, environment).inputs["serviceName"]).toBe("p");
    expect(withDefaults(known("ovh:CloudProject/storage:Storage"), {}, environment).names).toEqual([]);
  });
});
