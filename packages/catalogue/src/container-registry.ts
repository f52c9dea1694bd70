import type { Source } from "./source.ts";

/** A plan of the managed private registry, as the API describes it. */
export interface RegistryPlan {
  readonly id: string;
  readonly code: string;
  readonly createdAt: string;
  readonly updatedAt: string;
  /** Whether images are scanned. */
  readonly vulnerability: boolean;
  /** Bytes. */
  readonly imageStorage: number;
  readonly parallelRequest: number;
}

export const registryPlanSource: Source = {
  from: "Plans with their ids in the recorded API answers of OVHcloud's own command line and control panel",
  date: "2026-01-23",
  confidence: "read",
};

/** Plans by name, smallest first: a registry goes up only. */
export const registryPlans: { readonly [name: string]: RegistryPlan } = {
  SMALL: {
    id: "9f728ba5-998b-4401-ab0f-497cd8bc6a89",
    code: "registry.s-plan-equivalent.hour.consumption",
    createdAt: "2019-09-13T15:53:33.599585Z",
    updatedAt: "2021-03-29T10:09:03.960847Z",
    vulnerability: false,
    imageStorage: 200 * 2 ** 30,
    parallelRequest: 15,
  },
  MEDIUM: {
    id: "c5ddc763-be75-48f7-b7ec-e923ca040bee",
    code: "registry.m-plan-equivalent.hour.consumption",
    createdAt: "2019-09-13T15:53:33.601794Z",
    updatedAt: "2023-12-04T11:03:43.109685Z",
    vulnerability: true,
    imageStorage: 600 * 2 ** 30,
    parallelRequest: 45,
  },
  LARGE: {
    id: "0dae73df-6c49-47bf-a9d5-6b866c74ac54",
    code: "registry.l-plan-equivalent.hour.consumption",
    createdAt: "2019-09-13T15:53:33.603052Z",
    updatedAt: "2023-12-04T10:51:15.658746Z",
    vulnerability: true,
    imageStorage: 5 * 2 ** 40,
    parallelRequest: 90,
  },
};

export const registryRegionSource: Source = {
  from: "GRA, DE and EU-WEST-PAR in recorded API answers, BHS in registry addresses; the rest follows the other container services",
  date: "2026-01-23",
  confidence: "reported",
};

/** Regions of the registry, under names that have no number. */
export const registryRegions = ["BHS", "DE", "EU-WEST-PAR", "GRA", "SBG", "SGP", "UK", "WAW"] as const;
