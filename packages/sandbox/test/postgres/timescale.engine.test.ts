import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  type PgCluster,
  type PostgresServers,
  postgresMissing,
  removePostgres,
  startPostgres,
} from "../../src/postgres/index.ts";
import { findPackages } from "../../src/postgres/packages.ts";
import { clusterAt, connectionString, query } from "./client.ts";

const installed = findPackages().has("17");
const enable = "CREATE EXTENSION IF NOT EXISTS timescaledb;";

if (!installed) it("the stand-in for TimescaleDB", ({ skip }) => skip(postgresMissing()));

describe.runIf(installed)("the stand-in for TimescaleDB", () => {
  const folder = mkdtempSync(join(tmpdir(), "sandbox "));
  let servers: PostgresServers;
  let asked: PgCluster;
  const run = (text: string) => query(connectionString(asked, "avnadmin", "defaultdb"), text);

  beforeAll(async () => {
    const started = await startPostgres(folder);
    if (!started) throw new Error(postgresMissing());
    servers = started;
    asked = clusterAt(await servers.freePort());
    await servers.apply([asked]);
    await run(enable);
  });
  afterAll(async () => {
    await servers.close();
    removePostgres(folder);
    rmSync(folder, { recursive: true, force: true });
  });

  it("C038 is enabled in each database, by avnadmin and by a user of the service (ovh-facts 1.2)", async () => {
    await run(enable);
    await query(connectionString(asked, "app", "app"), enable);
    const extension = "SELECT extversion FROM pg_extension WHERE extname = 'timescaledb'";
    expect(await run(extension)).toEqual([{ extversion: "0.stand-in" }]);
    expect(await query(connectionString(asked, "app", "app"), extension)).toHaveLength(1);
    await query(connectionString(asked, "app", "app"), "DROP EXTENSION timescaledb");
  });

  it("says what it is", async () => {
    const comment = "SELECT comment FROM pg_available_extensions WHERE name = 'timescaledb'";
    expect(await run(comment)).toEqual([{ comment: expect.stringMatching(/^stand-in/) }]);
    expect(await run("SELECT timescaledb_stand_in() AS it")).toEqual([{ it: expect.stringMatching(/^stand-in/) }]);
  });

  it("makes a hypertable of a table, once, with its index and NOT NULL", async () => {
    await run("CREATE TABLE positions (time timestamptz, device int, x float)");
    expect(await run("SELECT * FROM create_hypertable('positions', 'time')")).toEqual([
      { hypertable_id: 1, schema_name: "public", table_name: "positions", created: true },
    ]);
    const again = "SELECT created FROM create_hypertable('positions', by_range('time', INTERVAL '1 day')";
    await expect(run(`${again})`)).rejects.toThrow('table "positions" is already a hypertable');
    expect(await run(`${again}, if_not_exists => true)`)).toEqual([{ created: false }]);
    await expect(run("INSERT INTO positions VALUES (NULL, 1, 2)")).rejects.toMatchObject({ code: "23502" });
    expect(await run("SELECT indexdef FROM pg_indexes WHERE tablename = 'positions'")).toEqual([
      { indexdef: 'CREATE INDEX positions_time_idx ON public.positions USING btree ("time" DESC)' },
    ]);
    const shown = "SELECT hypertable_name, owner FROM timescaledb_information.hypertables";
    expect(await run(shown)).toEqual([{ hypertable_name: "positions", owner: "avnadmin" }]);
  });

  it("refuses the tables that TimescaleDB refuses", async () => {
    await run(
      "CREATE TABLE keyed (id int PRIMARY KEY, time timestamptz); CREATE TABLE full_already AS SELECT now() AS time",
    );
    await expect(run("SELECT create_hypertable('keyed', 'time')")).rejects.toThrow(
      /unique index without the column "time"/,
    );
    await expect(run("SELECT create_hypertable('keyed', 'when')")).rejects.toThrow('column "when" does not exist');
    await expect(run("SELECT create_hypertable('full_already', 'time')")).rejects.toThrow(
      'table "full_already" is not empty',
    );
    await run("SELECT create_hypertable('full_already', 'time', migrate_data => true)");
    await expect(
      query(connectionString(asked, "app", "defaultdb"), "SELECT add_retention_policy('full_already', 1)"),
    ).rejects.toThrow(/must be owner/);
  });

  it("notes policies and shows them as not scheduled", async () => {
    const [added] = await run("SELECT add_retention_policy('positions', INTERVAL '30 days') AS id");
    await run("SELECT add_compression_policy('positions', compress_after => INTERVAL '7 days')");
    await expect(run("SELECT add_retention_policy('positions', INTERVAL '1 day')")).rejects.toThrow(/already exists/);
    expect(
      await run("SELECT add_retention_policy('positions', INTERVAL '1 day', if_not_exists => true) AS id"),
    ).toEqual([{ id: -1 }]);
    expect(await run("SELECT * FROM timescaledb_information.jobs ORDER BY job_id LIMIT 1")).toEqual([
      {
        job_id: added?.["id"],
        proc_name: "policy_retention",
        scheduled: false,
        config: { drop_after: "30 days" },
        hypertable_schema: "public",
        hypertable_name: "positions",
      },
    ]);
    await run("SELECT remove_retention_policy('positions'), remove_compression_policy('positions')");
    expect(await run("SELECT * FROM timescaledb_information.jobs")).toEqual([]);
    await expect(run("SELECT add_retention_policy('keyed', INTERVAL '1 day')")).rejects.toThrow(
      '"keyed" is not a hypertable',
    );
  });

  it.each([
    ["INTERVAL '5 minutes', TIMESTAMPTZ '2024-01-01 00:07:30Z'", "2024-01-01 00:05:00+00"],
    ["'1 day', TIMESTAMPTZ '2024-03-31 23:07:00Z', 'Europe/Paris'", "2024-03-31 22:00:00+00"],
    ["INTERVAL '1 hour', TIMESTAMP '2024-01-01 00:59', TIMESTAMP '2024-01-01 00:30'", "2024-01-01 00:30:00"],
    ["INTERVAL '1 week', DATE '2024-03-31'", "2024-03-25"],
    ["INTERVAL '1 month', TIMESTAMPTZ '2024-03-31 00:07:00Z'", "2024-03-01 00:00:00+00"],
    ["INTERVAL '3 months', TIMESTAMP '1999-12-31'", "1999-10-01 00:00:00"],
    ["5, 12", "10"],
    ["5::bigint, (-1)::bigint", "-5"],
  ])("time_bucket(%s) is %s", async (args, expected) => {
    expect(await run(`SELECT time_bucket(${args})::text AS bucket`)).toEqual([{ bucket: expected }]);
  });

  it("fails where only TimescaleDB itself would do", async () => {
    await expect(run("ALTER TABLE positions SET (timescaledb.compress)")).rejects.toThrow(/timescaledb/);
  });
});
