import type { Call } from "../../model.ts";
import { text } from "../../text.ts";
import { tenantOf } from "../keystone.ts";
import { refuse } from "../refusal.ts";

/** Refuses to make something in another's name: only the cloud's operator may. */
export function allowedOwner(call: Call, rule: string): void {
  const given = text(call.inputs, "tenantId") || text(call.inputs, "projectId");
  if (given !== "" && given !== tenantOf(call)) disallowed(rule, "tenant_id");
}

/** Refuses as Neutron's policy does, which names the rule and the attribute that it forbids. */
export function disallowed(rule: string, attribute?: string): never {
  refuse(403, `(rule:${rule}${attribute ? ` and rule:${rule}:${attribute}` : ""}) is disallowed by policy`);
}
