import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { knownTokens, resourceContract } from "../src/contract/index.ts";
import { coverageList, coveragePage, shareOf } from "../src/coverage.ts";
import { habits, lookups, models } from "../src/models.ts";

const here = fileURLToPath(new URL(".", import.meta.url));

/** What the packages, the examples and the planned components are built of, and what users build beside them. */
const planned = {
  networks: [
    "ovh:CloudProject/networkPrivate:NetworkPrivate",
    "ovh:CloudProject/networkPrivateSubnet:NetworkPrivateSubnet",
    "ovh:CloudProject/networkPrivateSubnetV2:NetworkPrivateSubnetV2",
    "ovh:CloudProject/regionNetwork:RegionNetwork",
    "ovh:CloudProject/projectRegion:ProjectRegion",
    "ovh:Vrack/cloudProject:CloudProject",
    "openstack:networking/network:Network",
    "openstack:networking/subnet:Subnet",
    "openstack:networking/port:Port",
    "openstack:networking/router:Router",
    "openstack:networking/routerInterface:RouterInterface",
    "openstack:networking/secGroup:SecGroup",
    "openstack:networking/secGroupRule:SecGroupRule",
  ],
  "gateways and addresses": [
    "ovh:CloudProject/gateway:Gateway",
    "ovh:CloudProject/gatewayInterface:GatewayInterface",
    "ovh:CloudProject/failoverIpAttach:FailoverIpAttach",
    "openstack:networking/floatingIp:FloatingIp",
    "openstack:networking/floatingIpAssociate:FloatingIpAssociate",
  ],
  "load balancers": [
    "ovh:CloudProject/loadBalancer:LoadBalancer",
    "openstack:loadbalancer/loadBalancer:LoadBalancer",
    "openstack:loadbalancer/listener:Listener",
    "openstack:loadbalancer/pool:Pool",
    "openstack:loadbalancer/member:Member",
    "openstack:loadbalancer/members:Members",
    "openstack:loadbalancer/monitor:Monitor",
    "openstack:loadbalancer/l7PolicyV2:L7PolicyV2",
    "openstack:loadbalancer/l7RuleV2:L7RuleV2",
    "openstack:keymanager/secretV1:SecretV1",
    "openstack:keymanager/containerV1:ContainerV1",
  ],
  machines: [
    "ovh:CloudProject/instance:Instance",
    "ovh:index/cloudProjectSshKey:CloudProjectSshKey",
    "ovh:index/cloudSSHKey:CloudSSHKey",
    "openstack:compute/instance:Instance",
    "openstack:compute/keypair:Keypair",
    "openstack:compute/serverGroup:ServerGroup",
    "openstack:compute/volumeAttach:VolumeAttach",
    "openstack:compute/interfaceAttach:InterfaceAttach",
    "openstack:images/image:Image",
    "openstack:identity/applicationCredential:ApplicationCredential",
  ],
  volumes: [
    "ovh:CloudProject/volume:Volume",
    "ovh:CloudProject/volumeBackup:VolumeBackup",
    "openstack:blockstorage/volume:Volume",
  ],
  "Kubernetes and registries": knownTokens("ovh").filter(
    (token) => /kube|containerRegistry/i.test(token) && resourceContract(token),
  ),
  "version 2": knownTokens("ovh").filter(
    (token) => /^ovh:index\/cloud(?!Project)/.test(token) && resourceContract(token),
  ),
  data: [
    "ovh:CloudProject/database:Database",
    "ovh:CloudProjectDatabase/databaseInstance:DatabaseInstance",
    "ovh:CloudProjectDatabase/postgresSqlUser:PostgresSqlUser",
    "ovh:CloudProjectDatabase/postgresSqlConnectionPool:PostgresSqlConnectionPool",
    "ovh:CloudProjectDatabase/prometheus:Prometheus",
    "ovh:CloudProjectDatabase/logSubscription:LogSubscription",
    "ovh:CloudProject/storage:Storage",
    "ovh:CloudProject/s3Credential:S3Credential",
    "ovh:CloudProject/s3Policy:S3Policy",
    "ovh:CloudProject/regionStoragePresign:RegionStoragePresign",
    "ovh:index/cloudProjectStorageObjectBucketLifecycleConfiguration:CloudProjectStorageObjectBucketLifecycleConfiguration",
    "openstack:objectstorage/container:Container",
  ],
  accounts: [
    "ovh:CloudProject/project:Project",
    "ovh:CloudProject/user:User",
    "ovh:CloudProject/alerting:Alerting",
    "ovh:Iam/policy:Policy",
    "ovh:Me/aPIOAuth2Client:APIOAuth2Client",
    "ovh:index/iamResourceTags:IamResourceTags",
  ],
  Cloudflare: [
    "cloudflare:index/zone:Zone",
    "cloudflare:index/dnsRecord:DnsRecord",
    "cloudflare:index/zoneSetting:ZoneSetting",
    "cloudflare:index/zoneDnssec:ZoneDnssec",
    "cloudflare:index/r2Bucket:R2Bucket",
    "cloudflare:index/r2BucketCors:R2BucketCors",
    "cloudflare:index/r2ManagedDomain:R2ManagedDomain",
    "cloudflare:index/apiToken:ApiToken",
  ],
};

describe("coverage", () => {
  it.each(Object.entries(planned))("holds %s", (_what, tokens) => {
    expect(tokens.filter((token) => !models.has(token))).toEqual([]);
  });

  it("is whole for every resource type that is modelled, and every token is the SDK's", () => {
    expect([...models.values()].filter((model) => shareOf(model) < 1).map(({ token }) => token)).toEqual([]);
    const known = new Set((["ovh", "openstack", "cloudflare"] as const).flatMap(knownTokens));
    expect([...models.keys(), ...lookups.keys()].filter((token) => !known.has(token))).toEqual([]);
  });

  it("lists every type and function, in both forms", () => {
    for (const token of [...models.keys(), ...lookups.keys()]) {
      expect(coverageList()).toContain(token);
      expect(coveragePage()).toContain(`\`${token}\``);
    }
  });

  it("every habit has a test whose title names it", () => {
    const files = readdirSync(here, { recursive: true, encoding: "utf8" }).filter((file) => file.endsWith(".test.ts"));
    const titles = files.map((file) => readFileSync(`${here}/${file}`, "utf8")).join("\n");
    expect([...habits.keys()].filter((name) => !titles.includes(name))).toEqual([]);
  });
});
