import { join } from "node:path";
import { isVersioned, storageToken } from "../ovh/buckets.ts";
import { s3CredentialToken } from "../ovh/s3-credential.ts";
import { policyInForce, policySteps } from "../ovh/s3-policy.ts";
import { userToken } from "../ovh/user.ts";
import { startS3 } from "../s3/server.ts";
import type { S3Server, S3User, S3World } from "../s3/world.ts";
import type { Entry, Store } from "../store.ts";
import { object, text } from "../text.ts";

/** Region whose server runs from the start, for clients that are given one endpoint. */
export const firstRegion = "gra";

const regionOf = ({ inputs }: Entry) => text(inputs, "regionName").toLowerCase();

/** The S3 servers, one for each region that has buckets, as clients sign for a region. */
export class Buckets {
  readonly #folder: string;
  readonly #store: Store;
  readonly #servers = new Map<string, S3Server>();

  constructor(folder: string, store: Store) {
    this.#folder = folder;
    this.#store = store;
  }

  /** Starts the first server; false when none is installed. */
  async open(): Promise<boolean> {
    return (await this.#server(firstRegion)) !== undefined;
  }

  /** Region in lower case to its endpoint on loopback. */
  endpoints(): Record<string, string> {
    return Object.fromEntries([...this.#servers].map(([region, { endpoint }]) => [region, endpoint]));
  }

  /** Makes the servers hold what the cloud holds at that virtual time. */
  async settle(now: number): Promise<void> {
    const buckets = this.#store.entries(storageToken);
    const users = usersAt(this.#store, now);
    for (const region of new Set([...this.#servers.keys(), ...buckets.map(regionOf)])) {
      const world: S3World = {
        users,
        buckets: buckets.filter((bucket) => regionOf(bucket) === region).map((bucket) => asBucket(bucket)),
      };
      await (await this.#server(region))?.apply(world);
    }
  }

  /** The next moment at which a policy comes into force; undefined when none is on its way. */
  nextPolicy(now: number): number | undefined {
    const coming = this.#store
      .entries(userToken)
      .flatMap(({ id }) => policySteps(this.#store, id))
      .map(({ effectiveAt }) => effectiveAt)
      .filter((moment) => moment > now);
    return coming.length > 0 ? Math.min(...coming) : undefined;
  }

  async close(): Promise<void> {
    await Promise.all([...this.#servers.values()].map((server) => server.close()));
  }

  async #server(region: string): Promise<S3Server | undefined> {
    const known = this.#servers.get(region);
    if (known) return known;
    const started = await startS3(join(this.#folder, region), region);
    if (started) this.#servers.set(region, started);
    return started;
  }
}

function usersAt(store: Store, now: number): S3User[] {
  const keys = store.entries(s3CredentialToken);
  return store.entries(userToken).map(({ id }) => {
    const own = keys.filter(({ inputs }) => text(inputs, "userId") === id);
    const policy = policyInForce(store, id, now);
    return {
      id,
      keys: own.map(({ outputs }) => ({
        accessKeyId: text(outputs, "accessKeyId"),
        secretAccessKey: text(outputs, "secretAccessKey"),
      })),
      ...(policy === undefined ? {} : { policy }),
    };
  });
}

function asBucket(entry: Entry) {
  const ownerId = text(entry.inputs, "ownerId");
  return {
    name: entry.id,
    ...(ownerId === "" ? {} : { ownerId }),
    versioning: isVersioned(entry),
    objectLock: object(entry.outputs, "objectLock")["status"] === "enabled",
  };
}
