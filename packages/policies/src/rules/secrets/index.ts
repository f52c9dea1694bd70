import type { Rule } from "../../rule.ts";
import { secretInUserData } from "./sec001-secret-in-userdata.ts";
import { adminPassword } from "./sec002-admin-password.ts";
import { secretInLabels } from "./sec003-secret-in-labels.ts";
import { providerCredentials } from "./sec004-provider-credentials.ts";
import { plaintextOutput } from "./sec005-plaintext-output.ts";
import { iamScope } from "./sec006-ovh-iam-scope.ts";

/** Rules on secrets and rights, by id. */
export const secretsRules: readonly Rule[] = [
  secretInUserData,
  adminPassword,
  secretInLabels,
  providerCredentials,
  plaintextOutput,
  iamScope,
];
