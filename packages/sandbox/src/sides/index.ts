import { join } from "node:path";
import type { Clock } from "../clock.ts";
import type { Sides } from "../cloud.ts";
import type { Directory } from "../directory.ts";
import type { Backing } from "../model.ts";
import { storageToken } from "../ovh/buckets.ts";
import { databaseToken } from "../ovh/clusters.ts";
import { databaseInstanceToken } from "../ovh/database-instance.ts";
import { s3CredentialToken } from "../ovh/s3-credential.ts";
import { s3PolicyToken } from "../ovh/s3-policy.ts";
import { userToken } from "../ovh/user.ts";
import { startPostgres } from "../postgres/index.ts";
import type { Properties } from "../properties.ts";
import type { Store } from "../store.ts";
import { text } from "../text.ts";
import { Buckets } from "./buckets.ts";
import { clustersIn, postgresUserToken } from "./databases.ts";

/** Real servers behind the simulated endpoints, while they run. */
export interface OpenSides extends Sides {
  /** Region in lower case to its S3 endpoint on loopback; empty where no S3 server is installed. */
  s3(): Record<string, string>;
  /** Majors of PostgreSQL that can run. */
  readonly postgres: readonly string[];
  /**
   * Port on loopback at which a client of a database is taken to come from another address than its endpoint's.
   * Undefined where no PostgreSQL stands behind it.
   */
  listenAs(databaseId: string, address: string): Promise<number | undefined>;
  close(): Promise<void>;
}

const ofBuckets = new Set([storageToken, userToken, s3CredentialToken, s3PolicyToken]);
const ofDatabases = new Set([databaseToken, databaseInstanceToken, postgresUserToken]);
/** How often it is looked whether a policy has come into force, in real milliseconds. */
const glance = 250;

/**
 * Starts what is installed.
 *
 * @param client address that a client of a public database is taken to come from
 */
export async function openSides(directory: Directory, store: Store, clock: Clock, client?: string): Promise<OpenSides> {
  const buckets = new Buckets(join(directory.path, "s3"), store);
  const hasBuckets = await buckets.open();
  const postgres = await startPostgres(postgresFolder(directory.path)).catch(warned);
  const settleBuckets = () => (hasBuckets ? buckets.settle(clock.now()) : Promise.resolve());
  const settleDatabases = async () => postgres?.apply(clustersIn(store, client));
  await settleBuckets().catch(warned);
  await settleDatabases().catch(warned);
  const watch = watchPolicies(buckets, clock, settleBuckets);
  return {
    s3: () => buckets.endpoints(),
    postgres: postgres?.versions ?? [],
    backing: { postgresAuthority: postgres?.authority },
    async prepare(token: string, inputs: Properties): Promise<Backing> {
      const known = { postgresAuthority: postgres?.authority };
      const runs = token === databaseToken && text(inputs, "engine") === "postgresql";
      if (!postgres || !runs || !postgres.versions.includes(text(inputs, "version"))) return known;
      return { ...known, postgresPort: await postgres.freePort() };
    },
    async settle(token: string): Promise<void> {
      if (ofBuckets.has(token)) await settleBuckets();
      if (ofDatabases.has(token)) await settleDatabases();
    },
    listenAs: async (id, address) => postgres?.listenAs(id, address),
    close: async () => {
      clearInterval(watch);
      await Promise.all([buckets.close(), postgres?.close()]);
    },
  };
}

/** Where the databases of a sandbox in that folder lie. */
export const postgresFolder = (path: string): string => join(path, "postgres");

/** Says what a server could not do; the rest of the sandbox goes on without it. */
function warned(error: Error): undefined {
  process.stderr.write(`ovh-sandbox: ${error.message}\n`);
}

/** Puts policies into force when their time has come. */
function watchPolicies(buckets: Buckets, clock: Clock, settle: () => Promise<void>): NodeJS.Timeout {
  let next = buckets.nextPolicy(clock.now());
  const timer = setInterval(() => {
    const now = clock.now();
    const due = next !== undefined && next <= now;
    next = buckets.nextPolicy(now);
    if (due) settle().catch(warned);
  }, glance);
  return timer.unref();
}
