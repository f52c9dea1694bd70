/** What examples/accoreboot and examples/infra-manager make, as far as it decides what an environment costs. */
import { readFileSync } from "node:fs";
import { postgresPlans } from "@accoreboot/catalogue";
import { describe, expect, it } from "vitest";
import { estimate, formatEuros } from "../src/cost/index.ts";
import { viewOf } from "../src/view.ts";
import type { Properties } from "./fixtures/fixture.ts";

const node = { region: "GRA", networkId: "7f1e2c1e-net", subnetId: "1b9d6bcd-sub" };

type Row = [type: string, name: string, properties: Properties];

/** The value that a stack of the example has under that name in its configuration. */
function configured(stack: string, name: string): string {
  const file = new URL(`../../../examples/accoreboot/Pulumi.${stack}.yaml`, import.meta.url);
  const [, value] = new RegExp(`^  accoreboot:${name}: (.+)$`, "m").exec(readFileSync(file, "utf8")) ?? [];
  if (value === undefined) throw new Error(`${stack} has no ${name}`);
  return value;
}

const databaseOf = (stack: string, plan: string): Properties => ({
  engine: "postgresql",
  version: "17",
  plan,
  flavor: configured(stack, "databaseFlavor"),
  nodes: Array.from({ length: postgresPlans[plan]?.nodes ?? 0 }, () => node),
});

const accoreboot = (stack: string): Row[] => [
  ["pulumi:pulumi:Stack", `accoreboot-${stack}`, {}],
  ["pulumi:providers:openstack", "openstack", { region: "GRA11" }],
  ["ovh-project:index:OvhEnvironment", stack, {}],
  ["ovh:CloudProject/project:Project", stack, {}],
  ["ovh:Vrack/cloudProject:CloudProject", stack, {}],
  ["ovh:CloudProject/alerting:Alerting", stack, {}],
  ["ovh:CloudProject/networkPrivate:NetworkPrivate", stack, {}],
  ["ovh:CloudProject/networkPrivateSubnetV2:NetworkPrivateSubnetV2", stack, {}],
  ["ovh:CloudProject/user:User", stack, {}],
  ["ovh-compute-stack:index:DockerHost", "backend", {}],
  ["openstack:compute/keypair:Keypair", "backend", {}],
  ["openstack:networking/secGroup:SecGroup", "backend", {}],
  ["openstack:networking/secGroupRule:SecGroupRule", "backend", {}],
  ["openstack:networking/port:Port", "backend", {}],
  ["openstack:compute/instance:Instance", "backend", { flavorName: configured(stack, "flavor") }],
  ["ovh-managed-pg:index:ManagedTimescalePg", "postgresql", {}],
  ["ovh:CloudProject/database:Database", "postgresql", databaseOf(stack, configured(stack, "databasePlan"))],
  ["ovh:CloudProjectDatabase/databaseInstance:DatabaseInstance", "postgresql", {}],
  ["ovh:CloudProjectDatabase/postgresSqlUser:PostgresSqlUser", "postgresql", {}],
  ["ovh-s3-iam:index:S3BucketWithUsers", "storage", {}],
  ["ovh:CloudProject/storage:Storage", "archive", { regionName: "GRA" }],
  ["ovh:CloudProject/s3Policy:S3Policy", "backend", {}],
  ["ovh:CloudProject/s3Credential:S3Credential", "backend", {}],
  ["cloudflare:index/dnsRecord:DnsRecord", "host", {}],
];

const infraManager: Row[] = [
  ["ovh-project:index:OvhProject", "project", {}],
  ["ovh:CloudProject/project:Project", "project", {}],
  ["ovh-s3-iam:index:S3BucketWithUsers", "storage", {}],
  ...["raw", "results", "backups"].map(
    (role): Row => ["ovh:CloudProject/storage:Storage", role, { regionName: "GRA" }],
  ),
  [
    "ovh:index/cloudProjectStorageObjectBucketLifecycleConfiguration:CloudProjectStorageObjectBucketLifecycleConfiguration",
    "raw",
    {},
  ],
  ...["owner", "ingest", "analysis", "backup"].map((name): Row => ["ovh:CloudProject/user:User", name, {}]),
];

/**
 * Hand reckoned, EUR a month. test: 0.0512 × 730 + 0.0746 × 730. preprod: 0.0512 × 730 + 2 × 0.09 × 730.
 * prod: 0.1023 × 730 + 2 × 0.17 × 730. The bounds are those of the database's price.
 */
const examples = [
  {
    stack: "test",
    resources: accoreboot("test"),
    total: "91.83 EUR",
    low: "88.62 EUR",
    high: "96.80 EUR",
    buckets: 1,
  },
  {
    stack: "preprod",
    resources: accoreboot("preprod"),
    total: "168.78 EUR",
    low: "161.48 EUR",
    high: "191.33 EUR",
    buckets: 1,
  },
  {
    stack: "prod",
    resources: accoreboot("prod"),
    total: "322.88 EUR",
    low: "315.58 EUR",
    high: "358.28 EUR",
    buckets: 1,
  },
  {
    stack: "infra-manager",
    resources: infraManager,
    total: "0.00 EUR",
    low: "0.00 EUR",
    high: "0.00 EUR",
    buckets: 3,
  },
];

describe("the environments of the example", () => {
  it.each(examples)(
    "GOV005 $stack costs $total, of which $low to $high is sure",
    ({ resources, total, low, high, buckets }) => {
      const found = estimate(resources.map(([type, name, properties]) => ({ type, name, view: viewOf(properties) })));
      expect([found.total, found.low, found.high].map(formatEuros)).toEqual([total, low, high]);
      expect([found.unpriced, found.unknown]).toEqual([[], []]);
      expect(found.usage).toHaveLength(buckets);
    },
  );
});
