import type { Source } from "./source.ts";

export const cloudVolumeTypeSource: Source = {
  from: "Documentation of cloud_storage_block_volume in Terraform provider 2.19.0; that an omitted type means CLASSIC is assumed",
  date: "2026-08-21",
  confidence: "read",
};

/** Types of block volumes in the API v2, the default one first. */
export const cloudVolumeTypes = ["CLASSIC", "HIGH_SPEED", "HIGH_SPEED_GEN2"] as const;

export const fileShareSource: Source = {
  from: "Documentation of cloud_storage_file_share in Terraform provider 2.19.0: protocol, type, and 150 GB in every example and acceptance test; that less is refused is inferred",
  date: "2026-08-21",
  confidence: "reported",
};

/** Types of file shares. */
export const fileShareTypes = ["STANDARD_1AZ"] as const;

/** Smallest and largest file share, GB. */
export const fileShareSizeGb = { min: 150, max: 10_240 } as const;
