import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import {
  type PgCluster,
  type PostgresServers,
  postgresMissing,
  removePostgres,
  startPostgres,
} from "../../src/postgres/index.ts";
import { findPackages } from "../../src/postgres/packages.ts";
import { clusterAt, connected, connectionString, query } from "./client.ts";

const packages = findPackages();
const installed = packages.has("17");
const program = fileURLToPath(new URL("fixtures/servers.ts", import.meta.url));

if (!installed) it("the life of a PostgreSQL server", ({ skip }) => skip(postgresMissing()));

describe.runIf(installed)("a server", () => {
  let folder: string;
  let servers: PostgresServers;
  const children: ChildProcess[] = [];

  const start = async () => {
    const started = await startPostgres(folder);
    if (!started) throw new Error(postgresMissing());
    servers = started;
  };
  /** A sandbox in a process of its own, that has those clusters when this resolves. */
  const elsewhere = async (clusters: readonly PgCluster[]) => {
    const args = ["--disable-warning=ExperimentalWarning", program, folder, JSON.stringify(clusters)];
    const child = spawn(process.execPath, args, { stdio: ["ignore", "pipe", "inherit"] });
    children.push(child);
    const [chunk] = await once(child.stdout, "data");
    expect(String(chunk)).toBe("ready\n");
    return child;
  };
  const kill = async (child: ChildProcess) => {
    const gone = once(child, "exit");
    child.kill("SIGKILL");
    await gone;
  };
  const rows = (cluster: PgCluster) =>
    query(connectionString(cluster, "avnadmin", "defaultdb"), "SELECT i FROM kept ORDER BY i");
  const keep = (cluster: PgCluster, i: number) =>
    query(
      connectionString(cluster, "avnadmin", "defaultdb"),
      `CREATE TABLE IF NOT EXISTS kept (i int); INSERT INTO kept VALUES (${i})`,
    );
  const serverPid = async (cluster: PgCluster) => {
    const client = await connected(connectionString(cluster, "avnadmin", "defaultdb"));
    const { rows } = await client.query("SELECT pg_backend_pid() AS pid");
    const pid = parentOf(Number(rows[0]?.pid));
    await client.end();
    return pid;
  };

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "sandbox "));
  });
  afterEach(async () => {
    for (const child of children.splice(0)) if (child.exitCode === null && child.signalCode === null) await kill(child);
    await servers.close();
    removePostgres(folder);
    rmSync(folder, { recursive: true, force: true });
  });

  it("keeps its data and its authority over a stop, and leaves no process", async () => {
    await start();
    const cluster = clusterAt(await servers.freePort());
    await servers.apply([cluster]);
    await keep(cluster, 1);
    const pid = await serverPid(cluster);
    const { authority } = servers;
    await servers.close();
    expect(runs(pid)).toBe(false);
    await expect(servers.apply([])).rejects.toThrow("closed");
    await start();
    expect(servers.authority).toBe(authority);
    await servers.apply([cluster]);
    expect(await rows(cluster)).toEqual([{ i: 1 }]);
  });

  it("ends by itself when its sandbox is killed, and has what it acknowledged when started again", async () => {
    await start();
    const cluster = clusterAt(await servers.freePort());
    await servers.close();
    const child = await elsewhere([cluster]);
    await expect(startPostgres(folder)).rejects.toThrow("belong to another running sandbox");
    for (const i of [1, 2, 3]) await keep(cluster, i);
    const pid = await serverPid(cluster);
    await kill(child);
    await expect.poll(() => runs(pid), { timeout: 10_000 }).toBe(false);
    await start();
    await servers.apply([cluster]);
    expect(await rows(cluster)).toEqual([{ i: 1 }, { i: 2 }, { i: 3 }]);
  });

  it("is ended by the next start when its watchdog died with its sandbox", async () => {
    await start();
    const cluster = clusterAt(await servers.freePort());
    await servers.close();
    const child = await elsewhere([cluster]);
    await keep(cluster, 1);
    const pid = await serverPid(cluster);
    const watchdog = parentOf(pid);
    for (const helper of childrenOf(watchdog)) if (helper !== pid) process.kill(helper, "SIGKILL");
    process.kill(watchdog, "SIGKILL");
    await kill(child);
    expect(runs(pid)).toBe(true);
    await start();
    await servers.apply([cluster]);
    expect(runs(pid)).toBe(false);
    expect(await rows(cluster)).toEqual([{ i: 1 }]);
  });

  it("that was killed itself is back with the next apply", async () => {
    await start();
    const cluster = clusterAt(await servers.freePort());
    await servers.apply([cluster]);
    await keep(cluster, 1);
    const pid = await serverPid(cluster);
    process.kill(pid, "SIGKILL");
    await expect.poll(() => runs(pid), { timeout: 10_000 }).toBe(false);
    const again = async () => {
      await servers.apply([cluster]);
      return rows(cluster).catch(String);
    };
    await expect.poll(again, { timeout: 30_000 }).toEqual([{ i: 1 }]);
  });

  it.runIf(packages.has("16"))(
    "runs each major beside the other, upgrades what is empty, and refuses what is not",
    async () => {
      await start();
      expect(servers.versions).toEqual(["16", "17"]);
      const [full, empty] = [
        clusterAt(await servers.freePort(), { id: "full", version: "16" }),
        clusterAt(await servers.freePort(), { id: "empty", version: "16" }),
      ];
      await servers.apply([full, empty]);
      await keep(full, 1);
      const major = async (cluster: PgCluster) => {
        const text = "SELECT split_part(current_setting('server_version'), '.', 1) AS major";
        return (await query(connectionString(cluster, "app", "app"), text))[0]?.["major"];
      };
      expect([await major(full), await major(empty)]).toEqual(["16", "16"]);

      const upgrade = servers.apply([full, empty].map((cluster) => ({ ...cluster, version: "17" })));
      await expect(upgrade).rejects.toMatchObject({
        refusals: [{ clusterId: "full", reason: "upgrade", message: expect.stringContaining("stays on 16") }],
      });
      expect([await major(full), await major(empty)]).toEqual(["16", "17"]);
      expect(await rows(full)).toEqual([{ i: 1 }]);

      const [back, unknown] = [
        { ...empty, version: "16" },
        { ...full, id: "new", version: "18" },
      ];
      await expect(servers.apply([full, back, unknown])).rejects.toMatchObject({
        refusals: [
          { clusterId: "empty", reason: "upgrade", message: "no way leads back from 17 to 16" },
          { clusterId: "new", reason: "version", message: expect.stringContaining("PostgreSQL 18 is not installed") },
        ],
      });
      expect([await major(full), await major(empty)]).toEqual(["16", "17"]);
    },
  );

  it("leaves nothing outside the folder of a sandbox that is gone", async () => {
    await start();
    await servers.apply([clusterAt(await servers.freePort())]);
    await servers.close();
    rmSync(folder, { recursive: true, force: true });
    expect(leftBy(folder)).toHaveLength(1);
    const gone = folder;
    folder = mkdtempSync(join(tmpdir(), "sandbox "));
    await start();
    expect(leftBy(gone)).toHaveLength(0);
    expect(leftBy(folder)).toHaveLength(1);
  });
});

/** Temporary folders of that sandbox. */
const leftBy = (folder: string) =>
  readdirSync(tmpdir()).filter((name) => {
    const owner = join(tmpdir(), name, "of");
    return name.startsWith("ovh-pg-") && existsSync(owner) && readFileSync(owner, "utf8") === folder;
  });

const ps = (...args: string[]) => {
  try {
    return execFileSync("ps", args, { encoding: "utf8" }).trim();
  } catch {
    return "";
  }
};

/** False for a process that has ended and that nobody has asked after yet. */
const runs = (pid: number) => !/^(Z.*)?$/.test(ps("-o", "stat=", "-p", String(pid)));

const parentOf = (pid: number) => Number(ps("-o", "ppid=", "-p", String(pid)));

const childrenOf = (pid: number) =>
  ps("-Ao", "pid=,ppid=")
    .split("\n")
    .map((line) => line.trim().split(/\s+/).map(Number))
    .flatMap(([child = 0, parent]) => (parent === pid ? [child] : []));
