import { createHash } from "node:crypto";

/** The environments of the house, in order of promotion. */
export const environments = ["test", "preprod", "prod"] as const;

/**
 * The naming law. Every physical name the components give is made here, and the policy on names checks the same forms.
 *
 * | kind | form | example |
 * |---|---|---|
 * | role | `<env>-<role>` | `test-backend` |
 * | project | `<app>-<env>` | `accoreboot-test` |
 * | bucket | `<app>-<role>-<env>` | `accoreboot-tfstate-test` |
 */
export const label = {
  /** Something that lives in the project of its environment: a server, a database, a network. */
  role: (env: string, role: string, max = 63) => fitName(`${env}-${role}`, max),
  /** A Public Cloud project; names are free in OVHcloud, so the application leads. */
  project: (app: string, env: string, max = 63) => fitName(`${app}-${env}`, max),
  /** A bucket; bucket names are shared by all customers of a region, so the application leads and the environment ends. */
  bucket: (app: string, role: string, env: string, max = 63) => fitName(`${app}-${role}-${env}`, max),
} as const;

/**
 * Makes a name fit. A longer one is cut and ends in eight hexadecimal digits of the SHA-256 of the whole name,
 * so that two long names that begin alike stay apart. A name that fits is returned as it is.
 */
export function fitName(name: string, max: number): string {
  if (name.length <= max) return name;
  const hash = createHash("sha256").update(name).digest("hex").slice(0, 8);
  return `${name.slice(0, max - hash.length - 1).replace(/[-.]+$/, "")}-${hash}`;
}
