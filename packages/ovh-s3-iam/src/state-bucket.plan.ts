import { type Finding, isPlainObject, names, unknownNames } from "@accoreboot/core";
import { plan as planStorage } from "./s3-bucket-with-users.plan.ts";
import type { S3BucketWithUsersArgs } from "./s3-bucket-with-users.ts";
import type { StateBucketArgs, StateBucketOverrides } from "./state-bucket.ts";

const argNames = names<StateBucketArgs>({
  environment: true,
  bucketName: true,
  region: true,
  endpoint: true,
  oldVersionsDays: true,
  keys: true,
  protect: true,
  overrides: true,
});
const slots = names<StateBucketOverrides>({ bucket: true, owner: true });

/** Role of the bucket in its name, and the one user that Pulumi comes as. */
export const role = "tfstate";
export const userName = "state";

/** Three availability zones: the state outlives the place where everything else stands. */
export const defaultRegion = "EU-WEST-PAR";

/** What the component will register, as arguments of the component that does it, and what is wrong with it. */
export function plan(subject: string, given: StateBucketArgs) {
  const args: Partial<StateBucketArgs> = given ?? {};
  const { bucketName, oldVersionsDays, keys } = args;
  const overrides: StateBucketOverrides | undefined = isPlainObject(args.overrides) ? args.overrides : undefined;
  const storage: S3BucketWithUsersArgs = {
    environment: args.environment as S3BucketWithUsersArgs["environment"],
    buckets: [
      {
        role,
        ...(bucketName === undefined ? {} : { bucketName }),
        ...(oldVersionsDays === undefined
          ? {}
          : { lifecycle: [{ name: "old-versions", expireOldVersionsDays: oldVersionsDays }] }),
      },
    ],
    users: [
      { name: userName, grants: [{ bucket: role, access: "readWrite" }], ...(keys === undefined ? {} : { keys }) },
    ],
    region: args.region === undefined ? defaultRegion : args.region,
    protect: args.protect === undefined ? true : args.protect,
    protectUsers: args.protect !== false,
    ...(args.endpoint === undefined ? {} : { endpoint: args.endpoint }),
    ...(overrides === undefined
      ? {}
      : {
          overrides: {
            ...(overrides.bucket === undefined ? {} : { buckets: { [role]: overrides.bucket } }),
            ...(overrides.owner === undefined ? {} : { owner: overrides.owner }),
          },
        }),
  };
  const planned = planStorage(subject, storage);
  return {
    findings: [
      ...unknownNames(given, argNames),
      ...planned.findings.map(asWritten),
      ...unknownNames(args.overrides, slots, "overrides"),
      ...openFindings(overrides),
    ],
    summary: { environment: planned.summary.environment, bucket: planned.buckets[0]?.name, region: planned.region },
    storage,
  };
}

/** The path as the user of this component wrote it. */
function asWritten({ path, ...finding }: Finding): Finding {
  const written = path
    .replace(`overrides.buckets.${role}`, "overrides.bucket")
    .replace("buckets[0].lifecycle[0].expireOldVersionsDays", "oldVersionsDays")
    .replace(/^buckets\[0\]\.(bucketName|role)$/, "bucketName")
    .replace("users[0].keys", "keys");
  return { path: written, ...finding };
}

/** State holds secrets and is what everything is rebuilt from: nothing makes it unencrypted or without old versions. */
function openFindings(overrides: StateBucketOverrides | undefined): Finding[] {
  const given: unknown = overrides?.bucket;
  const slots = isPlainObject(given) ? given : {};
  return (["encryption", "versioning"] as const)
    .filter((name) => slots[name] !== undefined)
    .map((name) => ({
      path: `overrides.bucket.${name}`,
      problem: "a state bucket is always encrypted and versioned",
      remedy: "Leave it out",
    }));
}
