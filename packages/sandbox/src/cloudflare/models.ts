import type { Lookup, Model } from "../model.ts";
import { apiToken } from "./api-token.ts";
import { getAccountPermissionGroups, getPermissionGroups } from "./api-token-lookups.ts";
import { dnsRecord } from "./dns-record.ts";
import { getDnsRecord, getDnsRecords } from "./dns-record-lookups.ts";
import { r2BucketCors, r2ManagedDomain } from "./r2-access.ts";
import { r2Bucket } from "./r2-bucket.ts";
import { r2CustomDomain } from "./r2-custom-domain.ts";
import { zone } from "./zone.ts";
import { getZone, getZones } from "./zone-lookups.ts";
import { zoneDnssec, zoneSetting } from "./zone-settings.ts";

/** Zones, DNS records, R2 buckets and API tokens. */
export const models: readonly Model[] = [
  zone,
  zoneSetting,
  zoneDnssec,
  dnsRecord,
  r2Bucket,
  r2BucketCors,
  r2ManagedDomain,
  r2CustomDomain,
  apiToken,
];

export const lookups: readonly Lookup[] = [
  getZone,
  getZones,
  getDnsRecord,
  getDnsRecords,
  getPermissionGroups,
  getAccountPermissionGroups,
];
