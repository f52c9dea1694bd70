import type { Source } from "./source.ts";

/** How much a project may hold in one region, by service and item. Memory in MB, sizes in GB. */
export type QuotaProfile = { readonly [service: string]: { readonly [item: string]: number } };

export const quotaProfileSource: Source = {
  from: "Names default and 50vms from the documentation of cloud_quota in Terraform provider 2.19.0, items from its schema; the figures are published nowhere that could be read",
  date: "2026-08-21",
  confidence: "assumed",
};

const profile = (instances: number): QuotaProfile => ({
  compute: { cores: 4 * instances, instances, memory: 16_384 * instances },
  volume: {
    backupSizeTotal: 1000 * instances,
    backups: 2 * instances,
    sizeTotal: 1000 * instances,
    snapshots: 2 * instances,
    volumes: 2 * instances,
  },
  network: {
    floatingIps: instances,
    gateways: instances / 2,
    networks: 2 * instances,
    securityGroupRules: 20 * instances,
    securityGroups: 2 * instances,
    subnets: 5 * instances,
  },
  loadbalancer: {
    healthMonitors: 10 * instances,
    l7Policies: 10 * instances,
    l7Rules: 10 * instances,
    listeners: 10 * instances,
    loadbalancers: instances / 2,
    members: 20 * instances,
    pools: 10 * instances,
  },
  keyManager: { containers: 5 * instances, secrets: 10 * instances },
  share: {
    backupSizeTotal: 1000 * instances,
    backups: 2 * instances,
    shares: instances,
    sizeTotal: 1000 * instances,
    snapshots: 2 * instances,
  },
  keypair: { keypairs: 5 * instances },
});

/** The profile of a region until another is asked for. */
export const defaultQuotaProfile = "default";

/** Quota profiles by name. */
export const quotaProfiles: { readonly [name: string]: QuotaProfile } = {
  [defaultQuotaProfile]: profile(20),
  "50vms": profile(50),
};

/** How many share networks a region may hold, whatever its profile. */
export const shareNetworkCap = 20;
