import type { Found, FoundBucket } from "./found.ts";
import { closedPolicy, type Translation } from "./translate.ts";
import type { S3World } from "./world.ts";

/** One change to the server. */
export type Step =
  | { readonly does: "delete account"; readonly key: string }
  | { readonly does: "create account" | "set secret"; readonly key: string; readonly secret: string }
  | { readonly does: "remove bucket"; readonly bucket: string }
  | {
      readonly does: "create bucket";
      readonly bucket: string;
      readonly lister: string;
      readonly objectLock: boolean;
    }
  | { readonly does: "set lister"; readonly bucket: string; readonly lister: string }
  | { readonly does: "set versioning"; readonly bucket: string; readonly status: "Enabled" | "Suspended" }
  | { readonly does: "set policy"; readonly bucket: string; readonly policy: string };

/** A bucket as the server is to have it. */
export interface WantedBucket {
  readonly lister: string;
  readonly policy: string;
  readonly versioning: boolean;
  readonly objectLock: boolean;
}

/** What the server is to have. */
export interface Wanted {
  readonly accounts: ReadonlyMap<string, string>;
  readonly buckets: ReadonlyMap<string, WantedBucket>;
}

/** What the server is to have for a world. `root` is the access key that stands in where a bucket has no owner. */
export function wanted(world: S3World, { buckets }: Translation, root: string): Wanted {
  const keys = world.users.flatMap((user) => user.keys);
  return {
    accounts: new Map(keys.map(({ accessKeyId, secretAccessKey }) => [accessKeyId, secretAccessKey])),
    buckets: new Map(
      world.buckets.flatMap(({ name, versioning, objectLock }) => {
        const told = buckets.get(name);
        if (!told) return [];
        const bucket = { lister: told.lister ?? root, policy: told.policy, versioning, objectLock };
        return [[name, { ...bucket, versioning: versioning || objectLock }] as const];
      }),
    ),
  };
}

/**
 * What turns what the server has into what it is to have, in phases: what takes rights away first, what gives them last
 * but for what takes long. Steps of one phase do not depend on each other. A new key has no rights until a policy names
 * it, and a bucket that changes its lister loses its policy on the server, so it is set again.
 */
export function plan(want: Wanted, found: Found): Step[][] {
  const kept = (name: string) => {
    const bucket = found.buckets.get(name);
    return bucket?.objectLock === want.buckets.get(name)?.objectLock ? bucket : undefined;
  };
  const leaving = [...found.buckets].filter(([name]) => !kept(name));
  const removals = (again: boolean) =>
    leaving.flatMap(([bucket]): Step[] =>
      want.buckets.has(bucket) === again ? [{ does: "remove bucket", bucket }] : [],
    );
  const phases: Step[][] = [
    [...found.accounts.keys()].flatMap((key) => (want.accounts.has(key) ? [] : [{ does: "delete account", key }])),
    leaving.flatMap(([bucket, { policy }]): Step[] => {
      const closed = closedPolicy(bucket);
      return policy === closed ? [] : [{ does: "set policy", bucket, policy: closed }];
    }),
    [...want.accounts].flatMap(([key, secret]) => accountSteps(key, secret, found.accounts.get(key))),
    removals(true),
    [...want.buckets].flatMap(([name, bucket]) => bucketSteps(name, bucket, kept(name))),
    [...want.buckets].flatMap(([name, bucket]) => settingSteps(name, bucket, kept(name))),
    removals(false),
  ];
  return phases.filter((steps) => steps.length > 0);
}

function accountSteps(key: string, secret: string, found: string | undefined): Step[] {
  if (found === undefined) return [{ does: "create account", key, secret }];
  return found === secret ? [] : [{ does: "set secret", key, secret }];
}

function bucketSteps(bucket: string, { lister, objectLock }: WantedBucket, found: FoundBucket | undefined): Step[] {
  if (!found) return [{ does: "create bucket", bucket, lister, objectLock }];
  return found.lister === lister ? [] : [{ does: "set lister", bucket, lister }];
}

function settingSteps(bucket: string, want: WantedBucket, found: FoundBucket | undefined): Step[] {
  const policy = found?.lister === want.lister ? found.policy : undefined;
  const versioned = found ? found.versioning === "Enabled" : want.objectLock;
  return [
    ...(policy === want.policy ? [] : [{ does: "set policy", bucket, policy: want.policy } as const]),
    ...(versioned === want.versioning
      ? []
      : [{ does: "set versioning", bucket, status: want.versioning ? "Enabled" : "Suspended" } as const]),
  ];
}
