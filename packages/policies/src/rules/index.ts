import type { Rule } from "../rule.ts";
import { pgMajorSupported } from "./db001-pg-major-supported.ts";
import { dbNoWorld } from "./db003-db-no-world.ts";
import { dbPrivateNetwork } from "./db004-db-private-network.ts";

/** Every rule of the pack, by id. */
export const rules: readonly Rule[] = [pgMajorSupported, dbNoWorld, dbPrivateNetwork];
