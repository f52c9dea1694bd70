import { settings } from "./settings.mjs";

/** The rules are mutated group by group, so that a run shows what it has found so far: MUTATED names the group. */
const group = process.env.MUTATED ?? "";
const files = group === "kernel" ? ["{verdict,truth}.ts", "rules/*.ts"] : [`rules/${group}/**/*.ts`];

export default settings("policies", files, group);
