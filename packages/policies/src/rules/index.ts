import type { Rule } from "../rule.ts";
import { databaseRules } from "./database/index.ts";
import { edgeRules } from "./edge/index.ts";
import { governanceRules } from "./governance/index.ts";
import { networkRules } from "./network/index.ts";
import { secretsRules } from "./secrets/index.ts";
import { storageRules } from "./storage/index.ts";

/** Every rule of the pack, by subject and id. */
export const rules: readonly Rule[] = [
  ...databaseRules,
  ...networkRules,
  ...storageRules,
  ...secretsRules,
  ...edgeRules,
  ...governanceRules,
];
