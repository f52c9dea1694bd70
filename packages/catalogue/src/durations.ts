import type { Source } from "./source.ts";

export const durationSource: Source = {
  from: "Time-outs in the code of Terraform provider 2.19.0; OpenStack instance default",
  date: "2026-08-21",
  confidence: "read",
};

/** How long an operation may take before it counts as failed, in Pulumi's form. */
export const timeouts = {
  project: { create: "45m", delete: "40m" },
  network: { create: "15m", delete: "15m" },
  database: { create: "60m", update: "60m", delete: "30m" },
  databaseChild: { create: "20m", update: "20m", delete: "20m" },
  instance: { create: "60m", update: "60m", delete: "30m" },
} as const;
