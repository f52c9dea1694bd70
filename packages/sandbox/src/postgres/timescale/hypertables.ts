/**
 * `create_hypertable` of the stand-in, both forms of it (https://docs.timescale.com/api/latest/hypertable/). It refuses
 * what TimescaleDB refuses first, makes the column NOT NULL and the default index, and notes the table. Views show the
 * notes.
 */
export const hypertables = `
CREATE SCHEMA _timescaledb_internal;
CREATE SCHEMA timescaledb_information;
GRANT USAGE ON SCHEMA _timescaledb_internal, timescaledb_information TO PUBLIC;

CREATE FUNCTION timescaledb_stand_in() RETURNS text LANGUAGE sql IMMUTABLE AS
  $$ SELECT 'stand-in of the sandbox: SQL surface of TimescaleDB only, plain tables behind it'::text $$;

CREATE TABLE _timescaledb_internal.hypertable (
  id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  relation oid NOT NULL UNIQUE,
  time_column name NOT NULL,
  partitioning_column name);

-- Notes a table for its owner, who cannot write here; tables that are gone are forgotten on the way.
CREATE FUNCTION _timescaledb_internal.note_hypertable(table_oid oid, time_column name, partitioning_column name)
RETURNS integer LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  DELETE FROM _timescaledb_internal.hypertable h WHERE NOT EXISTS (SELECT FROM pg_class c WHERE c.oid = h.relation);
  INSERT INTO _timescaledb_internal.hypertable (relation, time_column, partitioning_column)
  VALUES (table_oid, $2, $3) RETURNING id;
$$;

CREATE FUNCTION _timescaledb_internal.hypertable_id(table_oid oid)
RETURNS integer LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS
  $$ SELECT id FROM _timescaledb_internal.hypertable WHERE relation = table_oid $$;

CREATE TYPE _timescaledb_internal.dimension_info AS (kind text, column_name name);

CREATE FUNCTION by_range(column_name name, partition_interval anyelement DEFAULT NULL::bigint, partition_func regproc DEFAULT NULL)
RETURNS _timescaledb_internal.dimension_info LANGUAGE sql IMMUTABLE AS
  $$ SELECT ROW('range', column_name)::_timescaledb_internal.dimension_info $$;

CREATE FUNCTION by_hash(column_name name, number_partitions integer, partition_func regproc DEFAULT NULL)
RETURNS _timescaledb_internal.dimension_info LANGUAGE sql IMMUTABLE AS
  $$ SELECT ROW('hash', column_name)::_timescaledb_internal.dimension_info $$;

CREATE FUNCTION _timescaledb_internal.make_hypertable(
  relation regclass, time_column name, partitioning_column name, with_index boolean, if_not_exists boolean,
  migrate_data boolean, OUT hypertable_id integer, OUT created boolean)
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  type_name text;
  table_name name := (SELECT c.relname FROM pg_class c WHERE c.oid = relation);
  filled boolean;
  culprit text;
BEGIN
  hypertable_id := _timescaledb_internal.hypertable_id(relation);
  created := hypertable_id IS NULL;
  IF NOT created THEN
    IF NOT if_not_exists THEN
      RAISE EXCEPTION 'table "%" is already a hypertable', table_name USING ERRCODE = 'TS110';
    END IF;
    RAISE NOTICE 'table "%" is already a hypertable, skipping', table_name;
    RETURN;
  END IF;
  SELECT format_type(a.atttypid, NULL) INTO type_name FROM pg_attribute a
    WHERE a.attrelid = relation AND a.attname = time_column AND a.attnum > 0 AND NOT a.attisdropped;
  IF type_name IS NULL THEN
    RAISE EXCEPTION 'column "%" does not exist', time_column USING ERRCODE = '42703';
  END IF;
  IF type_name NOT IN ('timestamp with time zone', 'timestamp without time zone', 'date', 'smallint', 'integer', 'bigint', 'uuid') THEN
    RAISE EXCEPTION 'invalid type for dimension "%"', time_column
      USING ERRCODE = '42804', HINT = 'Use an integer, timestamp, or date type.';
  END IF;
  SELECT i.indexrelid::regclass::text INTO culprit FROM pg_index i
    WHERE i.indrelid = relation AND i.indisunique AND NOT EXISTS (
      SELECT FROM pg_attribute a
      WHERE a.attrelid = relation AND a.attname = time_column AND a.attnum = ANY (i.indkey::int2[]));
  IF culprit IS NOT NULL THEN
    RAISE EXCEPTION 'cannot create a unique index without the column "%" (used in partitioning)', time_column
      USING ERRCODE = 'TS103', DETAIL = format('The index is "%s".', culprit);
  END IF;
  EXECUTE format('SELECT EXISTS (SELECT FROM %s)', relation) INTO filled;
  IF filled AND NOT migrate_data THEN
    RAISE EXCEPTION 'table "%" is not empty', table_name
      USING ERRCODE = '0A000', HINT = 'You can migrate data by specifying ''migrate_data => true'' when calling this function.';
  END IF;
  EXECUTE format('ALTER TABLE %s ALTER COLUMN %I SET NOT NULL', relation, time_column);
  IF with_index THEN
    EXECUTE format(
      'CREATE INDEX IF NOT EXISTS %I ON %s (%I DESC)', table_name || '_' || time_column || '_idx', relation, time_column);
  END IF;
  hypertable_id := _timescaledb_internal.note_hypertable(relation, time_column, partitioning_column);
END $$;

CREATE FUNCTION create_hypertable(
  relation regclass, time_column_name name, partitioning_column name DEFAULT NULL, number_partitions integer DEFAULT NULL,
  associated_schema_name name DEFAULT NULL, associated_table_prefix name DEFAULT NULL,
  chunk_time_interval anyelement DEFAULT NULL::bigint, create_default_indexes boolean DEFAULT true,
  if_not_exists boolean DEFAULT false, partitioning_func regproc DEFAULT NULL, migrate_data boolean DEFAULT false,
  chunk_target_size text DEFAULT NULL, chunk_sizing_func regproc DEFAULT NULL, time_partitioning_func regproc DEFAULT NULL)
RETURNS TABLE (hypertable_id integer, schema_name name, table_name name, created boolean)
LANGUAGE sql SET search_path = pg_catalog, pg_temp AS $$
  SELECT m.hypertable_id, n.nspname, c.relname, m.created
  FROM _timescaledb_internal.make_hypertable(
      relation, time_column_name, partitioning_column, create_default_indexes, if_not_exists, migrate_data) m,
    pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
  WHERE c.oid = relation
$$;

CREATE FUNCTION create_hypertable(
  relation regclass, dimension _timescaledb_internal.dimension_info, create_default_indexes boolean DEFAULT true,
  if_not_exists boolean DEFAULT false, migrate_data boolean DEFAULT false)
RETURNS TABLE (hypertable_id integer, created boolean)
LANGUAGE sql SET search_path = pg_catalog, pg_temp AS $$
  SELECT m.hypertable_id, m.created
  FROM _timescaledb_internal.make_hypertable(
    relation, (dimension).column_name, NULL, create_default_indexes, if_not_exists, migrate_data) m
$$;

CREATE VIEW timescaledb_information.hypertables AS
  SELECT n.nspname AS hypertable_schema, c.relname AS hypertable_name, pg_get_userbyid(c.relowner) AS owner,
    CASE WHEN h.partitioning_column IS NULL THEN 1 ELSE 2 END::smallint AS num_dimensions, 0::bigint AS num_chunks,
    false AS compression_enabled
  FROM _timescaledb_internal.hypertable h
  JOIN pg_class c ON c.oid = h.relation
  JOIN pg_namespace n ON n.oid = c.relnamespace;
GRANT SELECT ON timescaledb_information.hypertables TO PUBLIC;
`;
