const signature = (kind: string, after: string) =>
  `(relation regclass, ${after} anyelement, if_not_exists boolean DEFAULT false,
  schedule_interval interval DEFAULT NULL, initial_start timestamptz DEFAULT NULL, timezone text DEFAULT NULL)
RETURNS integer LANGUAGE sql SET search_path = pg_catalog, pg_temp AS
  $$ SELECT _timescaledb_internal.add_policy(relation, 'policy_${kind}', '${after}', ${after}::text, if_not_exists) $$;

CREATE FUNCTION remove_${kind}_policy(relation regclass, if_exists boolean DEFAULT false)
RETURNS void LANGUAGE sql SET search_path = pg_catalog, pg_temp AS
  $$ SELECT _timescaledb_internal.remove_policy(relation, 'policy_${kind}', if_exists) $$;
`;

/** Policies of the stand-in: noted and shown in `timescaledb_information.jobs`, never carried out. */
export const policies = `
CREATE TABLE _timescaledb_internal.job (
  id integer GENERATED ALWAYS AS IDENTITY (START 1000) PRIMARY KEY,
  hypertable_id integer NOT NULL REFERENCES _timescaledb_internal.hypertable ON DELETE CASCADE,
  proc_name name NOT NULL,
  config jsonb NOT NULL,
  UNIQUE (hypertable_id, proc_name));

CREATE FUNCTION _timescaledb_internal.note_job(hypertable integer, proc name, settings jsonb)
RETURNS integer LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  INSERT INTO _timescaledb_internal.job (hypertable_id, proc_name, config) VALUES (hypertable, proc, settings)
  ON CONFLICT DO NOTHING RETURNING id
$$;

CREATE FUNCTION _timescaledb_internal.forget_job(hypertable integer, proc name)
RETURNS integer LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS
  $$ DELETE FROM _timescaledb_internal.job WHERE hypertable_id = hypertable AND proc_name = proc RETURNING id $$;

-- The hypertable's number, for its owner.
CREATE FUNCTION _timescaledb_internal.own_hypertable(relation regclass)
RETURNS integer LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  found integer := _timescaledb_internal.hypertable_id(relation);
BEGIN
  IF found IS NULL THEN
    RAISE EXCEPTION '"%" is not a hypertable', (SELECT c.relname FROM pg_class c WHERE c.oid = relation) USING ERRCODE = 'TS101';
  END IF;
  IF NOT (SELECT pg_has_role(c.relowner, 'USAGE') FROM pg_class c WHERE c.oid = relation) THEN
    RAISE EXCEPTION 'must be owner of hypertable "%"', relation USING ERRCODE = '42501';
  END IF;
  RETURN found;
END $$;

CREATE FUNCTION _timescaledb_internal.add_policy(relation regclass, proc name, setting text, value text, if_not_exists boolean)
RETURNS integer LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  job integer := _timescaledb_internal.note_job(
    _timescaledb_internal.own_hypertable(relation), proc, jsonb_build_object(setting, value));
BEGIN
  IF job IS NULL AND NOT if_not_exists THEN
    RAISE EXCEPTION '% already exists for "%"', proc, relation USING ERRCODE = '42710';
  END IF;
  RETURN coalesce(job, -1);
END $$;

CREATE FUNCTION _timescaledb_internal.remove_policy(relation regclass, proc name, if_exists boolean)
RETURNS void LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF _timescaledb_internal.forget_job(_timescaledb_internal.own_hypertable(relation), proc) IS NULL AND NOT if_exists THEN
    RAISE EXCEPTION '% not found for "%"', proc, relation USING ERRCODE = '42704';
  END IF;
END $$;

CREATE FUNCTION add_retention_policy${signature("retention", "drop_after")}
CREATE FUNCTION add_compression_policy${signature("compression", "compress_after")}

CREATE VIEW timescaledb_information.jobs AS
  SELECT j.id AS job_id, j.proc_name, false AS scheduled, j.config, h.hypertable_schema, h.hypertable_name
  FROM _timescaledb_internal.job j
  JOIN _timescaledb_internal.hypertable t ON t.id = j.hypertable_id
  JOIN pg_class c ON c.oid = t.relation
  JOIN pg_namespace n ON n.oid = c.relnamespace
  JOIN timescaledb_information.hypertables h ON h.hypertable_schema = n.nspname AND h.hypertable_name = c.relname;
GRANT SELECT ON timescaledb_information.jobs TO PUBLIC;
`;
