import { seeded } from "../../src/seed.ts";
import type { Example } from "./example.ts";

const { zoneId, zoneName } = seeded;
const account = "0123456789abcdef0123456789abcdef";

const zones: readonly Example[] = [
  {
    token: "cloudflare:index/zone:Zone",
    inputs: () => ({ name: "conformance.example", account: { id: account } }),
    change: () => ({ paused: true }),
    replace: () => ({ name: "another.example" }),
    refused: { inputs: () => ({ name: "conformance" }), words: /conformance is not a valid domain name/ },
  },
  {
    token: "cloudflare:index/zoneSetting:ZoneSetting",
    inputs: () => ({ zoneId, settingId: "min_tls_version", value: "1.2" }),
    change: () => ({ value: "1.3" }),
    replace: () => ({ settingId: "tls_1_3" }),
    refused: { inputs: () => ({ value: "2.0" }), words: /Invalid value for zone setting min_tls_version/ },
    absent: { enabled: "of ssl_recommender only", timeRemaining: "of development_mode only" },
  },
  {
    token: "cloudflare:index/zoneDnssec:ZoneDnssec",
    inputs: () => ({ zoneId, status: "active" }),
    change: () => ({ status: "disabled" }),
    replace: () => ({ zoneId: "0".repeat(32) }),
    refused: { inputs: () => ({ zoneId: "0".repeat(32) }), words: /Could not find zone/ },
    absent: {
      dnssecMultiSigner: "shown only where it is set",
      dnssecPresigned: "shown only where it is set",
      dnssecUseNsec3: "shown only where it is set",
    },
  },
  {
    token: "cloudflare:index/dnsRecord:DnsRecord",
    inputs: () => ({ zoneId, name: `www.${zoneName}`, type: "A", content: "203.0.113.7", ttl: 300 }),
    change: () => ({ content: "203.0.113.8", ttl: 1, proxied: true, comment: "proxied" }),
    replace: () => ({ zoneId: "0".repeat(32) }),
    refused: { inputs: () => ({ content: "host" }), words: /Content for A record must be a valid IPv4 address/ },
    absent: {
      comment: "shown only where it is set",
      commentModifiedOn: "there is no comment",
      data: "of types that are given in parts",
      priority: "of MX, SRV and URI",
      privateRouting: "shown only where it is set",
      tagsModifiedOn: "there are no tags",
    },
  },
];

const storage: readonly Example[] = [
  {
    token: "cloudflare:index/r2Bucket:R2Bucket",
    inputs: () => ({ accountId: account, name: "conformance", jurisdiction: "default" }),
    change: () => ({ storageClass: "InfrequentAccess" }),
    replace: () => ({ name: "another" }),
    refused: { inputs: () => ({ name: "My_Bucket" }), words: /The specified bucket name is not valid/ },
  },
  {
    token: "cloudflare:index/r2BucketCors:R2BucketCors",
    inputs: () => ({
      accountId: account,
      bucketName: "conformance",
      rules: [{ allowed: { methods: ["GET"], origins: ["https://app.example"] }, maxAgeSeconds: 3600 }],
    }),
    change: () => ({ rules: [{ allowed: { methods: ["GET", "PUT"], origins: ["https://app.example"] } }] }),
    replace: () => ({ bucketName: "another" }),
    refused: { inputs: () => ({ bucketName: "another" }), words: /The specified bucket does not exist/ },
    notImported: "documentation of r2_bucket_cors: not supported",
  },
  {
    token: "cloudflare:index/r2ManagedDomain:R2ManagedDomain",
    inputs: () => ({ accountId: account, bucketName: "conformance", enabled: true }),
    change: () => ({ enabled: false }),
    replace: () => ({ bucketName: "another" }),
    refused: { inputs: () => ({ bucketName: "another" }), words: /The specified bucket does not exist/ },
    notImported: "documentation of r2_managed_domain: not supported",
  },
  {
    token: "cloudflare:index/r2CustomDomain:R2CustomDomain",
    inputs: () => ({
      accountId: account,
      bucketName: "conformance",
      domain: `assets.${zoneName}`,
      zoneId,
      enabled: true,
      minTls: "1.2",
      ciphers: ["ECDHE-RSA-AES128-GCM-SHA256"],
    }),
    change: () => ({ enabled: false, minTls: "1.3" }),
    replace: () => ({ domain: `other.${zoneName}` }),
    refused: { inputs: () => ({ domain: "assets.elsewhere.example" }), words: /is not in zone/ },
    notImported: "documentation of r2_custom_domain: not supported",
  },
];

const policies = (id: string) => [
  {
    effect: "allow",
    permissionGroups: [{ id }],
    resources: JSON.stringify({ [`com.cloudflare.api.account.zone.${zoneId}`]: "*" }),
  },
];

const tokens: readonly Example[] = [
  {
    token: "cloudflare:index/apiToken:ApiToken",
    inputs: () => ({
      name: "conformance",
      policies: policies("4755a26eedb94da69e1066d98aa820be"),
      condition: { requestIp: { ins: ["203.0.113.0/24"] } },
      notBefore: "2026-01-01T00:00:00Z",
      expiresOn: "2100-01-01T00:00:00Z",
    }),
    change: () => ({ policies: policies("82e64a83756745bbbb1c9c2701bf816b") }),
    refused: { inputs: () => ({ policies: policies("DNS Write") }), words: /Permission group DNS Write is not valid/ },
    absent: {
      lastUsedOn: "it was never used",
      provisionerId: "made by the user",
      provisionerType: "made by the user",
    },
  },
];

export const examples: readonly Example[] = [...zones, ...storage, ...tokens];
