import { computeRegions } from "./compute-regions.ts";
import type { Source } from "./source.ts";

export const kubernetesVersionSource: Source = {
  from: "OVHcloud public roadmap on Kubernetes 1.35: 1.35 to 1.33 supported, 1.32 and 1.31 not supported but alive, 1.30 at its end of life; 1.36 announced for September 2026, not seen",
  date: "2026-04-09",
  confidence: "read",
};

/** Minor versions that a cluster may have, oldest first. A new one gets the last unless told. */
export const kubernetesVersions = ["1.31", "1.32", "1.33", "1.34", "1.35"] as const;

/** What a plan of the managed Kubernetes service gives. */
export interface KubernetesPlan {
  /** Nodes in one cluster. */
  readonly maxNodes: number;
  /** Where pods and services get their addresses unless told; only the standard plan can be told. */
  readonly podsCidr: string;
  readonly servicesCidr: string;
  /** Free clusters live in one zone. */
  readonly multiZone: boolean;
}

export const kubernetesPlanSource: Source = {
  from: "OVHcloud guides: Kubernetes plans (2025-12-01), IP allocation (2026-03-13), known limits (2024-10-02)",
  date: "2026-03-13",
  confidence: "read",
};

export const kubernetesPlans: { readonly [plan: string]: KubernetesPlan } = {
  free: { maxNodes: 100, podsCidr: "10.2.0.0/16", servicesCidr: "10.3.0.0/16", multiZone: false },
  standard: { maxNodes: 500, podsCidr: "10.240.0.0/13", servicesCidr: "10.3.0.0/16", multiZone: true },
};

export const kubernetesLimits = {
  /** Clusters in one project. */
  clusters: 20,
  /** Nodes of a pool that keeps them on different hypervisors. */
  antiAffinityNodes: 5,
  /** Nodes of a pool unless told. */
  poolNodes: 100,
} as const;

export const kubernetesRegionSource: Source = {
  from: "Examples in the provider documentation of cloud_project_kube and in OVHcloud's guides; that every compute region of today has the service is taken from the page on datacenters (2022)",
  date: "2026-08-21",
  confidence: "reported",
};

/** Compute regions with managed Kubernetes. */
export const kubernetesRegions: readonly string[] = [
  "GRA5",
  "GRA7",
  "GRA9",
  "GRA11",
  "RBX-A",
  "SBG5",
  "DE1",
  "UK1",
  "WAW1",
  "BHS5",
  "CA-EAST-TOR",
  "SGP1",
  "SYD1",
  "AP-SOUTH-MUM-1",
  "US-EAST-VA-1",
  "US-WEST-OR-1",
  "EU-WEST-PAR",
  "EU-SOUTH-MIL",
];

/** Availability zones of a region, one of which every node pool has to name; none where the region is one zone. */
export const kubernetesZones = (region: string): readonly string[] => computeRegions[region]?.zones ?? [];

export const kubernetesFlavorSource: Source = {
  from: "OVHcloud guide on datacenters and worker nodes: the guaranteed families, of the discovery family d2-4 and d2-8 only; nodes run Linux",
  date: "2022-02-16",
  confidence: "reported",
};

/** Whether a node may have a compute flavor. */
export const kubernetesFlavor = (name: string): boolean => !/^(s1-|win-|d2-2$)/.test(name);
