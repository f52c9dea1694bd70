import type { Call } from "../../model.ts";
import type { Entry } from "../../store.ts";
import { text } from "../../text.ts";
import { tenantOf } from "../keystone.ts";
import { refuse } from "../refusal.ts";

/** What may hold a certificate, whichever API made it. */
const holders = [
  "openstack:keymanager/secretV1:SecretV1",
  "openstack:keymanager/containerV1:ContainerV1",
  "ovh:index/cloudKeyManagerSecret:CloudKeyManagerSecret",
  "ovh:index/cloudKeyManagerContainer:CloudKeyManagerContainer",
];

/** Refuses references that lead to no secret or container of the tenant's key manager. What is in them is not read. */
export function judgeCertificates(call: Call, references: readonly string[]): void {
  const tenant = tenantOf(call);
  const own = holders
    .flatMap((token) => call.store.entries(token))
    .filter(({ scope, inputs }) => (scope || inputs["serviceName"]) === tenant);
  const lost = references.filter((reference) => !own.some((entry) => leadsTo(reference, entry)));
  if (lost.length > 0) refuse(400, `Could not retrieve certificate: ${JSON.stringify(lost)}`);
}

/** A reference is the address of a secret or container, which ends in its id. */
function leadsTo(reference: string, { id, outputs }: Entry): boolean {
  if (!/^https?:\/\/.+\/(secrets|containers)\/[^/]+$/.test(reference)) return false;
  const last = reference.split("/").at(-1) ?? "";
  return (
    id === last || id === reference || [text(outputs, "secretRef"), text(outputs, "containerRef")].includes(reference)
  );
}
