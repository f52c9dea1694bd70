import type { Source } from "./source.ts";

export const postgresParameterSource: Source = {
  from: "OVHcloud guide: PostgreSQL advanced parameters references",
  date: "2024-01-30",
  confidence: "read",
};

/** What the text of an advanced parameter has to say: a number within limits, one of some words, or anything. */
export type PostgresParameter =
  | { readonly kind: "integer" | "number"; readonly least?: number; readonly most?: number }
  | { readonly kind: "word"; readonly words: readonly string[] }
  | { readonly kind: "text" };

const long = (least: number, most: number): PostgresParameter => ({ kind: "integer", least, most });
const double = (least: number, most: number): PostgresParameter => ({ kind: "number", least, most });
const word = (...words: readonly string[]): PostgresParameter => ({ kind: "word", words });
const boolean = word("true", "false");
const free: PostgresParameter = { kind: "text" };
const most = 2_147_483_647;

const server: { readonly [key: string]: PostgresParameter } = {
  autovacuum_analyze_scale_factor: double(0, 1),
  autovacuum_analyze_threshold: long(0, most),
  autovacuum_freeze_max_age: long(200_000_000, 1_500_000_000),
  autovacuum_max_workers: long(1, 20),
  autovacuum_naptime: long(1, 86_400),
  autovacuum_vacuum_cost_delay: long(-1, 100),
  autovacuum_vacuum_cost_limit: long(-1, 10_000),
  autovacuum_vacuum_scale_factor: double(0, 1),
  autovacuum_vacuum_threshold: long(0, most),
  bgwriter_delay: long(10, 10_000),
  bgwriter_flush_after: long(0, 2048),
  bgwriter_lru_maxpages: long(0, 1_073_741_823),
  bgwriter_lru_multiplier: double(0, 10),
  deadlock_timeout: long(500, 1_800_000),
  default_toast_compression: word("lz4", "pglz"),
  idle_in_transaction_session_timeout: long(0, 604_800_000),
  jit: boolean,
  log_autovacuum_min_duration: long(-1, most),
  log_error_verbosity: word("DEFAULT", "TERSE", "VERBOSE"),
  log_line_prefix: word(
    "'%m [%p] %q[user=%u,db=%d,app=%a] '",
    "'%t [%p]: [%l-1] user=%u,db=%d,app=%a,client=%h '",
    "'pid=%p,user=%u,db=%d,app=%a,client=%h '",
  ),
  log_min_duration_statement: long(-1, 86_400_000),
  log_temp_files: long(-1, most),
  max_files_per_process: long(1000, 4096),
  max_locks_per_transaction: long(64, 6400),
  max_logical_replication_workers: long(4, 64),
  max_parallel_workers: long(0, 96),
  max_parallel_workers_per_gather: long(0, 96),
  max_pred_locks_per_transaction: long(64, 5120),
  max_prepared_transactions: long(0, 10_000),
  max_replication_slots: long(8, 64),
  max_slot_wal_keep_size: long(-1, most),
  max_stack_depth: long(2_097_152, 6_291_456),
  max_standby_archive_delay: long(1, 43_200_000),
  max_standby_streaming_delay: long(1, 43_200_000),
  max_wal_senders: long(20, 64),
  max_worker_processes: long(8, 96),
  "pg_partman_bgw.interval": long(3600, 604_800),
  "pg_partman_bgw.role": free,
  "pg_stat_monitor.pgsm_enable_query_plan": boolean,
  "pg_stat_monitor.pgsm_max_buckets": long(1, 10),
  temp_file_limit: long(-1, most),
  timezone: free,
  track_activity_query_size: long(1024, 10_240),
  track_commit_timestamp: word("off", "on"),
  track_functions: word("all", "none", "pl"),
  track_io_timing: word("off", "on"),
  wal_sender_timeout: { kind: "integer" },
  wal_writer_delay: long(10, 200),
};

const pooler: { readonly [key: string]: PostgresParameter } = {
  autodb_idle_timeout: long(0, 86_400),
  autodb_max_db_connections: long(0, most),
  autodb_pool_mode: word("session", "statement", "transaction"),
  autodb_pool_size: long(0, 10_000),
  min_pool_size: long(0, 10_000),
  server_idle_timeout: long(0, 86_400),
  server_lifetime: long(60, 86_400),
  server_reset_query_always: boolean,
};

const under = (prefix: string, parameters: { readonly [key: string]: PostgresParameter }) =>
  Object.fromEntries(Object.entries(parameters).map(([key, parameter]) => [`${prefix}.${key}`, parameter]));

/** Keys of `advancedConfiguration` that a PostgreSQL service takes. Every value is written as text. */
export const postgresParameters: { readonly [key: string]: PostgresParameter } = {
  ...under("pg", server),
  ...under("pgbouncer", pooler),
  "timescaledb.max_background_workers": long(1, 4096),
  // Named a whole number there, and a fraction in the words beside it.
  shared_buffers_percentage: double(20, 60),
  work_mem: long(1, 1024),
};
