import type { Source } from "./source.ts";

export const volumeTypeSource: Source = {
  from: "Provider documentation of cloud_project_volume 2.19: the types and their encrypted variants; sizes from OVHcloud's product page, second hand",
  date: "2026-08-21",
  confidence: "reported",
};

/** Types of block volumes as OpenStack names them. */
export const volumeTypes = [
  "classic",
  "classic-luks",
  "classic-multiattach",
  "high-speed",
  "high-speed-luks",
  "high-speed-gen2",
  "high-speed-gen2-luks",
] as const;

/** Type of a volume that was asked for without one. */
export const defaultVolumeType = "classic";

/** Smallest and largest volume, GB. */
export const volumeSizeGb = { min: 1, max: 12_000 } as const;
