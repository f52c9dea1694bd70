import { bucketName, type Finding, isPlainObject, judgePlain, refuse } from "@accoreboot/core";
import { grantsFindings } from "./grant.rules.ts";
import { documentOf, type Granted, type PolicyDocument } from "./policy-document.ts";

/**
 * The policy document of a user that may do what every grant says, and nothing else: for an `ovh.cloudproject.S3Policy` of
 * your own. One document holds all that a user may do.
 *
 * @throws ArgumentError for an unknown access or action, a bad bucket name or prefix, and grants that contradict another
 * @example
 * const policy = JSON.stringify(policyDocument([{ bucket: "accoreboot-archive-test", access: "read", prefix: "reports/" }]));
 */
export function policyDocument(grants: readonly Granted[]): PolicyDocument {
  refuse("policyDocument", [...grantsFindings(grants, "grants", { roles: [] }), ...names(grants)]);
  return documentOf(grants);
}

function names(grants: unknown): Finding[] {
  const given: unknown[] = Array.isArray(grants) ? grants : [];
  return given.flatMap((grant, i) =>
    isPlainObject(grant) && typeof grant["bucket"] === "string"
      ? judgePlain([{ path: `grants[${i}].bucket`, value: grant["bucket"], rule: bucketName }])
      : [],
  );
}
