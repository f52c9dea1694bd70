import type { Rule } from "../../rule.ts";
import { wildcardPrincipal } from "./s3001-wildcard-principal.ts";
import { wildcardAction } from "./s3002-wildcard-action.ts";
import { wildcardResource } from "./s3003-wildcard-resource.ts";
import { bucketEncryption } from "./s3004-bucket-encryption.ts";
import { versioning } from "./s3005-versioning.ts";
import { publicAcl } from "./s3006-public-acl.ts";
import { destroyableData } from "./s3007-destroyable-data.ts";
import { policyWellformed } from "./s3008-policy-wellformed.ts";

/** Rules on buckets, containers and their policies, by id. */
export const storageRules: readonly Rule[] = [
  wildcardPrincipal,
  wildcardAction,
  wildcardResource,
  bucketEncryption,
  versioning,
  publicAcl,
  destroyableData,
  policyWellformed,
];
