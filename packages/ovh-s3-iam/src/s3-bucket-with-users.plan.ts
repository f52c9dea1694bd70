import { userRoles } from "@accoreboot/catalogue";
import {
  boolean,
  endpointUrl,
  type Finding,
  isPlainObject,
  judgePlain,
  label,
  names,
  optional,
  type ProjectRef,
  planChild,
  readProject,
  unknownNames,
} from "@accoreboot/core";
import { planBucket, strayOverrides } from "./bucket.plan.ts";
import { bucketsFindings } from "./bucket.rules.ts";
import type { S3Bucket } from "./bucket.ts";
import { grantedIn } from "./grant.rules.ts";
import { type OwnerArgs, ownerNames } from "./names.ts";
import { storageRole, storageRoles } from "./override.rules.ts";
import { documentOf } from "./policy-document.ts";
import { storageRegion } from "./rules.ts";
import type { S3BucketWithUsersArgs, S3BucketWithUsersOverrides } from "./s3-bucket-with-users.ts";
import { usersFindings } from "./user.rules.ts";
import type { S3User } from "./user.ts";

const argNames = names<S3BucketWithUsersArgs>({
  environment: true,
  buckets: true,
  users: true,
  region: true,
  endpoint: true,
  protect: true,
  protectUsers: true,
  overrides: true,
});
const slots = names<S3BucketWithUsersOverrides>({ buckets: true, owner: true });

/** One user with the document that says what it may do. */
export interface PlannedUser {
  readonly name: string;
  readonly description: string;
  readonly policy: string;
  /** Names of its keys, the current one last. */
  readonly keys: readonly string[];
}

/** What the component will register, and what is wrong with it. Creates nothing. */
export function plan(subject: string, given: S3BucketWithUsersArgs) {
  const { environment, findings } = readProject(subject, given?.environment);
  const args: Partial<S3BucketWithUsersArgs> = given ?? {};
  const region = typeof args.region === "string" ? args.region : environment.region.storage;
  const plain = bucketsFindings(args.buckets, { environment: environment.name, region, labels: environment.labels });
  const buckets = planBuckets(subject, environment, region, args);
  const roles = rolesOf(args.buckets);
  const users = usersFindings(args.users, { environment: environment.name, roles });
  const bucketFindings = [...plain, ...buckets.flatMap((bucket) => bucket.findings), ...doubles(buckets)];
  const owner = planOwner(subject, args);
  const nameOf = new Map(buckets.map(({ bucket }) => [bucket.role, bucket.name]));
  return {
    findings: [
      ...unknownNames(given, argNames),
      ...findings,
      ...plainFindings(args, environment),
      ...bucketFindings,
      ...users,
      ...unknownNames(args.overrides, slots, "overrides"),
      ...strayOverrides(args.overrides?.buckets, roles),
      ...owner.findings,
    ],
    summary: { environment: environment.name, buckets: buckets.map(({ bucket }) => bucket.name), region },
    projectId: environment.projectId,
    region,
    endpoint: typeof args.endpoint === "string" ? args.endpoint.replace(/\/$/, "") : undefined,
    protect: args.protect ?? environment.protect,
    protectUsers: args.protectUsers === true,
    buckets: buckets.map(({ bucket }) => bucket),
    owner: { ...owner.args, description: label.role(environment.name, "storage-owner") },
    userRoles: [...userRoles.objectStorage],
    users: users.length > 0 ? [] : (args.users ?? []).map((user) => planUser(environment, nameOf, user)),
  };
}

/** Every role as it was written, right or wrong. */
const rolesOf = (buckets: unknown): string[] =>
  Array.isArray(buckets) ? buckets.flatMap((bucket) => (typeof bucket?.role === "string" ? [bucket.role] : [])) : [];

function planBuckets(subject: string, environment: ProjectRef, region: string, args: Partial<S3BucketWithUsersArgs>) {
  const given = Array.isArray(args.buckets) ? Array.from(args.buckets) : [];
  const slot = args.overrides?.buckets;
  return given.map((bucket: S3Bucket, i) =>
    planBucket(subject, environment, region, {
      bucket: isPlainObject(bucket) ? bucket : {},
      path: `buckets[${i}]`,
      overrides:
        isPlainObject(slot) && bucket?.role && Object.hasOwn(slot, bucket.role) ? slot[bucket.role] : undefined,
    }),
  );
}

function planOwner(subject: string, args: Partial<S3BucketWithUsersArgs>) {
  return planChild<OwnerArgs>(subject, {
    slot: "owner",
    known: ownerNames,
    overrides: args.overrides?.owner,
    planned: {
      roleNames: [...userRoles.objectStorage],
    },
    rules: { roleName: optional(storageRole), roleNames: storageRoles },
  });
}

function planUser(environment: ProjectRef, nameOf: ReadonlyMap<string, string>, user: S3User): PlannedUser {
  const grants = user.grants.map((grant) => grantedIn(grant, nameOf.get(grant.bucket) ?? ""));
  return {
    name: user.name,
    description: label.role(environment.name, user.name),
    policy: JSON.stringify(documentOf(grants)),
    keys: user.keys ?? ["first"],
  };
}

/** Two buckets of one name, however they came to it: by a name that was given, or by one cut to fit. */
function doubles(buckets: readonly { bucket: { name: string; role: string } }[]): Finding[] {
  return buckets.flatMap(({ bucket: { name, role } }, i) => {
    const first = buckets.findIndex(({ bucket }) => bucket.name === name && bucket.role !== role);
    if (name === "" || first < 0 || first >= i) return [];
    const problem = `"${name}" is the name of buckets[${first}] already`;
    return [{ path: `buckets[${i}].bucketName`, problem, remedy: "Give every bucket a name of its own" }];
  });
}

/** Arguments that shape the plan. A region that came with the environment is named as its. */
function plainFindings(args: Partial<S3BucketWithUsersArgs>, environment: ProjectRef): Finding[] {
  const region =
    args.region === undefined
      ? { path: "environment.region.storage", value: environment.region.storage }
      : { path: "region", value: args.region };
  return judgePlain([
    { ...region, rule: storageRegion(args.endpoint !== undefined) },
    { path: "endpoint", value: args.endpoint, rule: optional(endpointUrl) },
    { path: "protect", value: args.protect, rule: optional(boolean) },
    { path: "protectUsers", value: args.protectUsers, rule: optional(boolean) },
  ]);
}
