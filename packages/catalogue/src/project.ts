import type { Source } from "./source.ts";

export const projectOrderSource: Source = {
  from: "Provider documentation of cloud_project and public carts; duration and pricing mode as found in practice",
  date: "2026-08-21",
  confidence: "reported",
};

/** What a Public Cloud project is ordered with, by billing subsidiary (`planCode` differs in the United States). */
export function projectPlan(subsidiary: string): { duration: string; planCode: string; pricingMode: string } {
  return { duration: "P1M", planCode: subsidiary === "US" ? "project" : "project.2018", pricingMode: "default" };
}

/** Billing subsidiaries of OVHcloud. */
export const subsidiaries = [
  "ASIA",
  "AU",
  "CA",
  "CZ",
  "DE",
  "ES",
  "EU",
  "FI",
  "FR",
  "GB",
  "IE",
  "IN",
  "IT",
  "LT",
  "MA",
  "NL",
  "PL",
  "PT",
  "QC",
  "SG",
  "SN",
  "TN",
  "US",
  "WE",
  "WS",
] as const;

/** Roles of a project user that the components give out. */
export const userRoles = {
  /** What a Docker host needs: servers, networks, security groups. */
  compute: ["compute_operator", "network_operator", "network_security_operator", "image_operator"],
  objectStorage: ["objectstore_operator"],
} as const;

export const projectRoleSource: Source = {
  from: "Provider documentation of cloud_project_user",
  date: "2026-08-21",
  confidence: "read",
};

/** Every role a project user may have. */
export const projectRoles = [
  "administrator",
  "ai_training_operator",
  "ai_training_read",
  "authentication",
  "backup_operator",
  "compute_operator",
  "image_operator",
  "infrastructure_supervisor",
  "key-manager_operator",
  "key-manager_read",
  "load-balancer_operator",
  "network_operator",
  "network_security_operator",
  "objectstore_operator",
  "volume_operator",
] as const;
