import { mkdtempSync, rmSync } from "node:fs";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import tls from "node:tls";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  type PgCluster,
  type PostgresServers,
  postgresMissing,
  removePostgres,
  startPostgres,
} from "../../src/postgres/index.ts";
import { findPackages } from "../../src/postgres/packages.ts";
import { startup } from "../../src/postgres/wire.ts";
import { answer, clusterAt, connected, connectionString, query, sslRequest } from "./client.ts";

const installed = findPackages().has("17");

if (!installed) it("PostgreSQL behind a managed database", ({ skip }) => skip(postgresMissing()));

describe.runIf(installed)("a managed database with PostgreSQL behind it", () => {
  const folder = mkdtempSync(join(tmpdir(), "sandbox "));
  let servers: PostgresServers;
  let asked: PgCluster;
  const ask = (more: Partial<PgCluster>) => {
    asked = { ...asked, ...more };
    return servers.apply([asked]);
  };
  const as = (user: string, database: string, text: string) => query(connectionString(asked, user, database), text);

  beforeAll(async () => {
    const started = await startPostgres(folder);
    if (!started) throw new Error(postgresMissing());
    servers = started;
    asked = clusterAt(await servers.freePort());
    await servers.apply([asked]);
  });
  afterAll(async () => {
    await servers.close();
    removePostgres(folder);
    rmSync(folder, { recursive: true, force: true });
  });

  it("C035 answers at the component's connection string, with the major asked for", async () => {
    const [row] = await as(
      "avnadmin",
      "defaultdb",
      "SELECT current_setting('server_version') AS version, upper('é') AS upper",
    );
    expect(row).toEqual({ version: expect.stringMatching(/^17\./), upper: "É" });
    expect(await as("app", "app", "SELECT current_user AS me, current_database() AS here")).toEqual([
      { me: "app", here: "app" },
    ]);
  });

  it("gives avnadmin LOGIN CREATEDB CREATEROLE REPLICATION and no more, and defaultdb to work in (ovh-facts 1.9)", async () => {
    const [rights] = await as(
      "avnadmin",
      "defaultdb",
      `SELECT rolcanlogin, rolcreatedb, rolcreaterole, rolreplication, rolsuper, rolbypassrls FROM pg_roles WHERE rolname = current_user`,
    );
    expect(rights).toEqual({
      rolcanlogin: true,
      rolcreatedb: true,
      rolcreaterole: true,
      rolreplication: true,
      rolsuper: false,
      rolbypassrls: false,
    });
    for (const text of ["CREATE TABLE public.notes (text text)", "CREATE DATABASE by_hand", "CREATE ROLE by_hand"])
      await as("avnadmin", "defaultdb", text);
    await expect(as("avnadmin", "defaultdb", "COPY public.notes TO '/tmp/notes'")).rejects.toThrow(/permission denied/);
    await expect(as("app", "defaultdb", "CREATE TABLE public.mine (i int)")).rejects.toThrow(
      /permission denied for schema public/,
    );
  });

  it("refuses a wrong password, and the superuser whatever the password", async () => {
    const wrong = (user: string, password: string) =>
      query(
        connectionString({ ...asked, users: [{ name: user, password, replication: false }] }, user, "defaultdb"),
        "SELECT 1",
      );
    await expect(wrong("app", "second")).rejects.toMatchObject({ code: "28P01" });
    await expect(wrong("postgres", "postgres")).rejects.toMatchObject({ code: "28P01" });
    await expect(wrong("postgres", "first")).rejects.toMatchObject({ code: "28P01" });
    await expect(wrong("nobody", "first")).rejects.toMatchObject({ code: "28P01" });
  });

  it("hangs up on an address outside the ranges without a word, until its range is allowed (ovh-facts 1.6)", async () => {
    const port = await servers.listenAs(asked.id, "192.0.2.7");
    const outside = connectionString(asked, "app", "app", port);
    expect(await servers.listenAs(asked.id, "192.0.2.7")).toBe(port);
    expect(await answer(port, sslRequest)).toHaveLength(0);
    await expect(query(outside, "SELECT 1")).rejects.toThrow();
    await ask({ allowed: ["10.0.0.0/24", "192.0.2.0/29"] });
    expect(await query(outside, "SELECT 1 AS one")).toEqual([{ one: 1 }]);
    await ask({ allowed: ["10.0.0.0/24"] });
    expect(await answer(port, sslRequest)).toHaveLength(0);
  });

  it("lets nobody in while no range is allowed, the private subnet included (ovh-facts 1.6)", async () => {
    await ask({ allowed: [] });
    expect(await answer(asked.port, sslRequest)).toHaveLength(0);
    await ask({ allowed: ["10.0.0.0/24"] });
    expect(await as("app", "app", "SELECT 1 AS one")).toEqual([{ one: 1 }]);
  });

  it("refuses a connection without TLS (sslMode require, ovh-facts 1.9)", async () => {
    const clear = connectionString(asked, "app", "app").replace("?sslmode=require", "");
    await expect(query(clear, "SELECT 1")).rejects.toMatchObject({
      code: "28000",
      message: 'no pg_hba.conf entry for host "10.0.0.2", user "app", database "app", no encryption',
    });
  });

  it("shows a certificate that the authority vouches for by each name, and nobody else does", async () => {
    const full = (host: string, ca: string | undefined) => {
      const { password = "" } = asked.users[0] ?? {};
      const ssl = ca === undefined ? {} : { ca };
      return new pg.Client({ host, port: asked.port, user: "avnadmin", password, database: "defaultdb", ssl });
    };
    for (const host of ["127.0.0.1", "localhost"]) {
      const client = full(host, servers.authority);
      await client.connect();
      await client.end();
    }
    await expect(full("127.0.0.1", undefined).connect()).rejects.toThrow(/certificate/);
    const named = await new Promise<tls.PeerCertificate>((resolve) => {
      const raw = connect(asked.port, "127.0.0.1", () => raw.write(sslRequest));
      raw.once("data", () => {
        const servername = "postgresql-0123-gra-o4567.database.cloud.ovh.net";
        const secure = tls.connect({ socket: raw, servername, ca: servers.authority }, () => {
          resolve(secure.getPeerCertificate());
          raw.destroy();
        });
      });
    });
    expect(named.subject.CN).toBe("localhost");
  });

  it("takes TLS from the first byte, as PostgreSQL 17 does", async () => {
    const first = await new Promise<string>((resolve, reject) => {
      const options = { port: asked.port, host: "127.0.0.1", ca: servers.authority, ALPNProtocols: ["postgresql"] };
      const socket = tls.connect(options, () => socket.write(startup({ user: "app", database: "app" })));
      socket.once("error", reject);
      socket.once("data", (chunk: Buffer) => {
        resolve(chunk.toString("latin1", 0, 1));
        socket.destroy();
      });
    });
    expect(first).toBe("R");
  });

  it("cancels a statement", async () => {
    const client = (await connected(connectionString(asked, "app", "app"))) as pg.Client & {
      processID: number;
      secretKey: number;
    };
    const sleeping = expect(client.query("SELECT pg_sleep(20)")).rejects.toMatchObject({ code: "57014" });
    const cancel = Buffer.from("0000001004d2162e0000000000000000", "hex");
    cancel.writeInt32BE(client.processID, 8);
    cancel.writeInt32BE(client.secretKey, 12);
    const asleep =
      "SELECT count(*)::int AS n FROM pg_stat_activity WHERE query LIKE 'SELECT pg_sleep%' AND state = 'active'";
    await expect.poll(() => as("app", "app", asleep), { timeout: 10_000 }).toEqual([{ n: 1 }]);
    await answer(asked.port, cancel);
    await sleeping;
    await client.end();
  });

  it("takes a rotated password, and the old one no longer", async () => {
    const old = connectionString(asked, "app", "app");
    await ask({ users: asked.users.map((user) => (user.name === "app" ? { ...user, password: "second" } : user)) });
    await expect(query(old, "SELECT 1")).rejects.toMatchObject({ code: "28P01" });
    expect(await as("app", "app", "SELECT 1 AS one")).toEqual([{ one: 1 }]);
  });

  it("drops users and databases that the API drops, keeps what they owned, and leaves alone what SQL made", async () => {
    await ask({
      users: [...asked.users, { name: 'odd "name"', password: "third", replication: true }],
      databases: ["app", "short-lived"],
    });
    await as('odd "name"', "app", "CREATE SCHEMA odd; CREATE TABLE odd.kept AS SELECT 7 AS seven");
    const replicates = "SELECT rolreplication FROM pg_roles WHERE rolname = current_user";
    expect(await as('odd "name"', "short-lived", replicates)).toEqual([{ rolreplication: true }]);
    await ask({ users: asked.users.slice(0, 2), databases: ["app"] });
    expect(await as("avnadmin", "app", "SELECT seven FROM odd.kept")).toEqual([{ seven: 7 }]);
    const names = `SELECT rolname AS name FROM pg_roles WHERE oid >= 16384
      UNION SELECT datname FROM pg_database WHERE oid >= 16384 ORDER BY name`;
    expect((await as("avnadmin", "app", names)).map(({ name }) => name)).toEqual([
      "app",
      "avnadmin",
      "by_hand",
      "defaultdb",
    ]);
  });

  it("refuses a user in the superuser's name by that cluster's id, and goes on", async () => {
    const users = asked.users;
    const refused = ask({ users: [...users, { name: "postgres", password: "p", replication: false }] });
    await expect(refused).rejects.toMatchObject({
      name: "PostgresError",
      refusals: [{ clusterId: asked.id, reason: "failure" }],
    });
    await ask({ users });
    expect(await as("app", "app", "SELECT 1 AS one")).toEqual([{ one: 1 }]);
  });

  it("ends a cluster that goes, with its data, and leaves the others", async () => {
    const second = clusterAt(await servers.freePort(), { id: "second" });
    await servers.apply([asked, second]);
    await query(connectionString(second, "avnadmin", "defaultdb"), "CREATE TABLE gone (i int)");
    await servers.apply([asked]);
    await expect(query(connectionString(second, "avnadmin", "defaultdb"), "SELECT 1")).rejects.toMatchObject({
      code: "ECONNREFUSED",
    });
    await servers.apply([asked, second]);
    await expect(query(connectionString(second, "avnadmin", "defaultdb"), "SELECT * FROM gone")).rejects.toMatchObject({
      code: "42P01",
    });
    expect(await as("avnadmin", "defaultdb", "SELECT count(*)::int AS notes FROM notes")).toEqual([{ notes: 0 }]);
    await servers.apply([asked]);
  });
});
