import type { Rule } from "../../rule.ts";
import { regionAllowList } from "./gov001-region-allow-list.ts";
import { naming } from "./gov002-naming.ts";
import { tags } from "./gov003-tags.ts";
import { flavourLimit } from "./gov004-flavour-limit.ts";
import { budget } from "./gov005-budget.ts";
import { bypassGuard } from "./gov006-bypass-guard.ts";

/** Rules on regions, names, tags, sizes, money and options, by id. */
export const governanceRules: readonly Rule[] = [regionAllowList, naming, tags, flavourLimit, budget, bypassGuard];
