import type { Rule } from "../../rule.ts";
import { pgMajorSupported } from "./db001-pg-major-supported.ts";
import { pgTimescaleMatrix } from "./db002-pg-timescale-matrix.ts";
import { dbNoWorld } from "./db003-db-no-world.ts";
import { dbPrivateNetwork } from "./db004-db-private-network.ts";
import { dbDeletionProtection } from "./db005-db-deletion-protection.ts";
import { dbHaPlan } from "./db006-db-ha-plan.ts";
import { dbOffsiteBackup } from "./db007-db-offsite-backup.ts";
import { dbUserRoles } from "./db008-db-user-roles.ts";

/** Rules on managed databases, by id. */
export const databaseRules: readonly Rule[] = [
  pgMajorSupported,
  pgTimescaleMatrix,
  dbNoWorld,
  dbPrivateNetwork,
  dbDeletionProtection,
  dbHaPlan,
  dbOffsiteBackup,
  dbUserRoles,
];
