import { habit } from "../habit.ts";
import type { Call } from "../model.ts";
import { loginOf } from "./keystone.ts";
import { forbidden } from "./refusal.ts";

export const roleLimits = habit(
  "keystone.roles",
  "a user may do only what its roles allow: one with objectstore_operator alone gets a 403 from the compute API",
  "ovh-facts 3.5",
);

/** Parts of OpenStack that roles speak of. */
export type Service =
  | "compute"
  | "network"
  | "security-group"
  | "volume"
  | "image"
  | "object-store"
  | "key-manager"
  | "identity";

const infrastructure = ["administrator", "infrastructure_supervisor", "compute_operator"];

/**
 * Roles with which a service may be changed, read generously: OVHcloud's table of rights was not at hand. What a user
 * does with its own credentials needs none.
 */
const allowed: Readonly<Partial<Record<Service, readonly string[]>>> = {
  compute: infrastructure,
  network: [...infrastructure, "network_operator", "load-balancer_operator"],
  "security-group": [...infrastructure, "network_operator", "network_security_operator"],
  volume: [...infrastructure, "volume_operator", "backup_operator"],
  image: [...infrastructure, "image_operator", "backup_operator"],
  "object-store": ["administrator", "objectstore_operator"],
  "key-manager": [...infrastructure, "key-manager_operator", "load-balancer_operator"],
};

/** Refuses a login that no role lets change that service. A user without any role is let through. */
export function mayChange(call: Call, service: Service): void {
  const { roles } = loginOf(call);
  const enough = allowed[service];
  if (!enough || roles.length === 0 || !call.has(roleLimits) || roles.some((role) => enough.includes(role))) return;
  forbidden(`${service} changes with the roles ${roles.join(", ")}`);
}
