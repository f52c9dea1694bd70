import { DockerHost } from "@accoreboot/ovh-compute-stack";
import { ManagedTimescalePg } from "@accoreboot/ovh-managed-pg";
import { OvhEnvironment } from "@accoreboot/ovh-project";
import { S3BucketWithUsers } from "@accoreboot/ovh-s3-iam";
import * as cloudflare from "@pulumi/cloudflare";
import * as pulumi from "@pulumi/pulumi";

// One stack is one environment: test, preprod or prod. Any other name is refused.
const environment = pulumi.getStack();
const config = new pulumi.Config();
const anywhere = ["0.0.0.0/0", "::/0"];

// The project (found by its id, or ordered), its private network, and an OpenStack provider of its own.
const env = new OvhEnvironment(environment, {
  app: "accoreboot",
  environment,
  region: config.require("region"),
  projectId: config.get("projectId"),
  order: config.getBoolean("orderProject"),
  vlanId: config.getNumber("vlanId"),
  subnetCidr: config.get("subnetCidr"),
  protect: config.getBoolean("protect"),
  alertEmail: config.get("alertEmail"),
});

// One host, with a public and a private interface, for Caddy, the backend, the broker and PowerSync.
const host = new DockerHost(
  "backend",
  {
    environment: env.ref,
    flavor: config.get("flavor"),
    sshPublicKey: config.require("sshPublicKey"),
    sshCidrs: config.getObject<string[]>("adminCidrs"),
    ingress: [
      { name: "http", port: 80, cidrs: anywhere, description: "Redirect to HTTPS, and Let's Encrypt" },
      { name: "https", port: 443, cidrs: anywhere, description: "Clients" },
      { name: "mqtts", port: 8883, cidrs: anywhere, description: "Trackers, MQTT over TLS" },
    ],
  },
  { providers: env.providers },
);

// PostgreSQL 17 for TimescaleDB, reachable from the private network only.
const database = new ManagedTimescalePg("postgresql", {
  environment: env.ref,
  plan: config.get("databasePlan"),
  flavor: config.get("databaseFlavor"),
  version: config.get("postgresqlVersion"),
});

// What the backend keeps for long: one bucket, two users, one policy document each.
const storage = new S3BucketWithUsers("storage", {
  environment: env.ref,
  buckets: [{ role: "archive" }],
  users: [
    { name: "backend", grants: [{ bucket: "archive", access: "readWrite" }] },
    { name: "audit", grants: [{ bucket: "archive", access: "read" }] },
  ],
});

// Not behind Cloudflare's proxy, which carries no MQTT: trackers and Let's Encrypt speak to the host itself.
// policies.json tells the policy pack which names that is meant for.
const record = new cloudflare.DnsRecord("host", {
  zoneId: config.require("zoneId"),
  name: config.require("hostName"),
  type: "A",
  content: host.publicAddress,
  ttl: 300,
  proxied: false,
});

export const projectId = env.projectId;
export const backendAddress = host.publicAddress;
export const backendPrivateAddress = host.privateAddress;
export const url = pulumi.interpolate`https://${record.name}`;
export const databaseUrl = database.connectionString;
export const enableTimescale = database.timescaleSql;
export const archiveBucket = storage.bucketName("archive");
export const archiveUsers = storage.users;
