import { hypertables } from "./hypertables.ts";
import { policies } from "./policies.ts";
import { timeBuckets } from "./time-buckets.ts";

/** Says in the version itself that this is not TimescaleDB. */
const version = "0.stand-in";

/**
 * The extension `timescaledb` as the sandbox has it, by file name: a stand-in with the SQL surface of TimescaleDB and
 * plain tables behind it. Nothing is partitioned, compressed or dropped; policies are only noted. What needs
 * TimescaleDB's own code is absent and fails: `ALTER TABLE ... SET (timescaledb.compress)`, continuous aggregates,
 * gap filling, chunks, the aggregates `first` and `last`.
 */
export const standInFiles: Readonly<Record<string, string>> = {
  "timescaledb.control": `comment = 'stand-in of the sandbox: SQL surface of TimescaleDB only, plain tables behind it'
default_version = '${version}'
relocatable = false
trusted = true
`,
  [`timescaledb--${version}.sql`]: [hypertables, policies, timeBuckets].join("\n"),
};
