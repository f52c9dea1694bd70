const bucket = (type: string, body: string, more = "") =>
  `CREATE FUNCTION time_bucket(bucket_width interval, ts ${type}${more}) RETURNS ${type}
LANGUAGE sql IMMUTABLE PARALLEL SAFE STRICT SET search_path = pg_catalog, pg_temp AS $$ SELECT ${body} $$;`;

const integers = ["smallint", "integer", "bigint"].map(
  (type) => `CREATE FUNCTION time_bucket(bucket_width ${type}, ts ${type}) RETURNS ${type}
LANGUAGE sql IMMUTABLE PARALLEL SAFE STRICT SET search_path = pg_catalog, pg_temp AS
  $$ SELECT (floor(ts::numeric / bucket_width) * bucket_width)::${type} $$;`,
);

/**
 * `time_bucket` of the stand-in. Buckets begin as TimescaleDB's do: those of months at 2000-01-01,
 * all others at Monday 2000-01-03, in UTC where no time zone is named.
 */
export const timeBuckets = `
CREATE FUNCTION _timescaledb_internal.bucket(width interval, ts timestamp, origin timestamp)
RETURNS timestamp LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  months integer := extract(year FROM width) * 12 + extract(month FROM width);
  start timestamp;
BEGIN
  IF months = 0 THEN
    RETURN date_bin(width, ts, coalesce(origin, '2000-01-03'));
  END IF;
  IF width <> make_interval(months => months) OR extract(day FROM width) <> 0 THEN
    RAISE EXCEPTION 'interval must not have sub-month precision' USING ERRCODE = '0A000';
  END IF;
  start := date_trunc('month', coalesce(origin, '2000-01-01'));
  RETURN start + make_interval(months => months * floor((
    (extract(year FROM ts) - extract(year FROM start)) * 12 + extract(month FROM ts) - extract(month FROM start)
  ) / months)::integer);
END $$;

${bucket("timestamp", "_timescaledb_internal.bucket(bucket_width, ts, NULL)")}
${bucket("timestamp", "_timescaledb_internal.bucket(bucket_width, ts, origin)", ", origin timestamp")}
${bucket("timestamptz", "_timescaledb_internal.bucket(bucket_width, ts AT TIME ZONE 'UTC', NULL) AT TIME ZONE 'UTC'")}
${bucket("timestamptz", "_timescaledb_internal.bucket(bucket_width, ts AT TIME ZONE 'UTC', origin AT TIME ZONE 'UTC') AT TIME ZONE 'UTC'", ", origin timestamptz")}
${bucket("timestamptz", "_timescaledb_internal.bucket(bucket_width, ts AT TIME ZONE timezone, NULL) AT TIME ZONE timezone", ", timezone text")}
${bucket("date", "_timescaledb_internal.bucket(bucket_width, ts, NULL)::date")}
${integers.join("\n")}
`;
