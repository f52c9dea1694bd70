import type { Source } from "./source.ts";

export const cloudflarePermissionSource: Source = {
  from: "Permission groups with their ids in public deployment code and published listings; a part of what the API lists",
  date: "2026-08",
  confidence: "reported",
};

/** What an API token can be allowed. */
export interface CloudflarePermissionGroup {
  readonly id: string;
  readonly name: string;
  readonly scope: string;
  readonly category: string;
}

const group = (name: string, id: string, scope: string, category: string): CloudflarePermissionGroup => ({
  id,
  name,
  scope,
  category,
});
const zone = "com.cloudflare.api.account.zone";
const account = "com.cloudflare.api.account";
const bucket = "com.cloudflare.edge.r2.bucket";

export const cloudflarePermissionGroups: readonly CloudflarePermissionGroup[] = [
  group("Account Settings Read", "c1fde68c7bcc44588cbb6ddbc16d6480", account, "account_and_billing"),
  group("Cache Purge", "e17beae8b8cb423a99b1730f21238bed", zone, "cache_and_performance"),
  group("DNS Read", "82e64a83756745bbbb1c9c2701bf816b", zone, "dns_and_zones"),
  group("DNS Write", "4755a26eedb94da69e1066d98aa820be", zone, "dns_and_zones"),
  group("Pages Write", "8d28297797f24fb8a0c332fe0866ec89", account, "developer_platform"),
  group("SSL and Certificates Write", "c03055bc037c4ea9afb9a9f104b7b721", zone, "app_security"),
  group("Workers KV Storage Write", "f7f0eda5697f475c90846e879bab8666", account, "developer_platform"),
  group("Workers R2 Storage Bucket Item Read", "6a018a9f2fc74eb6b293b0c548f38b39", bucket, "developer_platform"),
  group("Workers R2 Storage Bucket Item Write", "2efd5506f9c8494dacb1fa10a3e7d5b6", bucket, "developer_platform"),
  group("Workers R2 Storage Read", "b4992e1108244f5d8bfbd5744320c2e1", account, "developer_platform"),
  group("Workers R2 Storage Write", "bf7481a1826f439697cb59a20b22293e", account, "developer_platform"),
  group("Workers Routes Write", "28f4b596e7d643029c524985477ae49a", zone, "developer_platform"),
  group("Workers Scripts Write", "e086da7e2179491d91ee5f35b3ca210a", account, "developer_platform"),
  group("Zone Read", "c8fed203ed3043cba015a93ad1616f1f", zone, "dns_and_zones"),
  group("Zone Settings Write", "3030687196b94b638145a3953da2b699", zone, "dns_and_zones"),
  group("Zone Write", "e6d2666161e84845a636613608cee8d5", zone, "dns_and_zones"),
];

export const cloudflareSettingSource: Source = {
  from: "Documentation of zone_setting and of the API's zone settings",
  date: "2026-07-10",
  confidence: "read",
};

const onOff = ["on", "off"];

/** Settings of a zone and the values they take; an empty list where any value of the right form does. */
export const cloudflareZoneSettings: { readonly [name: string]: readonly (string | number)[] } = {
  "0rtt": onOff,
  always_online: onOff,
  always_use_https: onOff,
  automatic_https_rewrites: onOff,
  brotli: onOff,
  browser_cache_ttl: [],
  browser_check: onOff,
  cache_level: ["aggressive", "basic", "simplified"],
  challenge_ttl: [
    300, 900, 1800, 2700, 3600, 7200, 10_800, 14_400, 28_800, 57_600, 86_400, 604_800, 2_592_000, 31_536_000,
  ],
  ciphers: [],
  cname_flattening: ["flatten_at_root", "flatten_all"],
  development_mode: onOff,
  early_hints: onOff,
  email_obfuscation: onOff,
  hotlink_protection: onOff,
  http2: onOff,
  http3: onOff,
  ip_geolocation: onOff,
  ipv6: onOff,
  max_upload: [],
  min_tls_version: ["1.0", "1.1", "1.2", "1.3"],
  mirage: onOff,
  opportunistic_encryption: onOff,
  opportunistic_onion: onOff,
  origin_max_http_version: ["1", "2"],
  polish: ["off", "lossless", "lossy"],
  privacy_pass: onOff,
  pseudo_ipv4: ["off", "add_header", "overwrite_header"],
  rocket_loader: onOff,
  security_header: [],
  security_level: ["off", "essentially_off", "low", "medium", "high", "under_attack"],
  server_side_exclude: onOff,
  ssl: ["off", "flexible", "full", "strict", "origin_pull"],
  ssl_recommender: onOff,
  tls_1_3: ["on", "off", "zrt"],
  tls_client_auth: onOff,
  true_client_ip_header: onOff,
  waf: onOff,
  webp: onOff,
  websockets: onOff,
};
