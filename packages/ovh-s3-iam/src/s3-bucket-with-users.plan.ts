import { userRoles } from "@accoreboot/catalogue";
import {
  boolean,
  type EnvironmentRef,
  type Finding,
  isLater,
  judgePlain,
  label,
  names,
  oneOf,
  optional,
  planChild,
  readEnvironment,
  text,
  textOr,
  unknownNames,
} from "@accoreboot/core";
import { type BucketArgs, bucketNames, type OwnerArgs, ownerNames } from "./names.ts";
import { policyDocument, type S3Access } from "./policy-document.ts";
import {
  bucketName,
  encryptionAlgorithm,
  hidden,
  roleName,
  storageRole,
  storageRoles,
  usersFindings,
  versioningStatus,
} from "./rules.ts";
import type { S3BucketWithUsersArgs, S3BucketWithUsersOverrides, S3User } from "./s3-bucket-with-users.ts";

const argNames = names<S3BucketWithUsersArgs>({
  environment: true,
  role: true,
  bucketName: true,
  users: true,
  versioning: true,
  encryption: true,
  protect: true,
  overrides: true,
});
const slots = names<S3BucketWithUsersOverrides>({ bucket: true, owner: true });

/** One user with the document that says what it may do. */
export interface PlannedUser {
  readonly name: string;
  readonly description: string;
  readonly policy: string;
}

/** What the component will register, and what is wrong with it. Creates nothing. */
export function plan(subject: string, given: S3BucketWithUsersArgs) {
  const { environment, findings } = readEnvironment(subject, given?.environment);
  const args: Partial<S3BucketWithUsersArgs> = given ?? {};
  const role = judgePlain([{ path: "role", value: args.role, rule: roleName }]).length > 0 ? "role" : String(args.role);
  const bucket = planBucket(subject, environment, args, role);
  const owner = planChild<OwnerArgs>(subject, {
    slot: "owner",
    known: ownerNames,
    overrides: args.overrides?.owner,
    planned: {
      description: label.role(environment.name, `${role}-owner`),
      roleNames: [...userRoles.objectStorage],
    },
    rules: { description: text, roleName: optional(storageRole), roleNames: storageRoles },
  });
  const users = usersFindings(args.users);
  const name = textOr(bucket.args.name, "");
  return {
    findings: [
      ...unknownNames(given, argNames),
      ...findings,
      ...plainFindings(args),
      ...users,
      ...unknownNames(args.overrides, slots, "overrides"),
      ...bucket.findings,
      ...owner.findings,
    ],
    summary: { environment: environment.name, bucket: name, region: environment.region.storage },
    projectId: environment.projectId,
    region: environment.region.storage,
    protect: args.protect ?? environment.protect,
    bucketName: name,
    bucket: bucket.args,
    owner: owner.args,
    userRoles: [...userRoles.objectStorage],
    users: users.length > 0 ? [] : (args.users ?? []).map((user) => planUser(environment, role, name, user)),
  };
}

function planBucket(subject: string, environment: EnvironmentRef, args: Partial<S3BucketWithUsersArgs>, role: string) {
  return planChild<BucketArgs>(subject, {
    slot: "bucket",
    known: bucketNames,
    overrides: args.overrides?.bucket,
    planned: {
      name: args.bucketName ?? label.bucket(environment.app, role, environment.name),
      regionName: environment.region.storage,
      hideObjects: true,
      versioning: { status: args.versioning === false ? "disabled" : "enabled" },
      encryption: { sseAlgorithm: args.encryption === false ? "plaintext" : "AES256" },
      tags: environment.labels,
    },
    rules: {
      name: bucketName,
      regionName: oneOf([environment.region.storage], "region of the environment"),
      hideObjects: hidden,
      versioning: versioningStatus,
      encryption: encryptionAlgorithm,
    },
    from: { name: args.bucketName === undefined ? "role" : "bucketName" },
  });
}

function planUser(environment: EnvironmentRef, role: string, bucket: string, user: S3User): PlannedUser {
  return {
    name: user.name,
    description: label.role(environment.name, `${role}-${user.name}`),
    policy: JSON.stringify(policyDocument(bucket, user.access as S3Access, user.prefix)),
  };
}

/** Arguments that shape the plan. The bucket's name is among them: the policy documents are written for it. */
function plainFindings(args: Partial<S3BucketWithUsersArgs>): Finding[] {
  const overridden = args.overrides?.bucket?.name;
  return [
    ...judgePlain([
      { path: "role", value: args.role, rule: roleName },
      { path: "versioning", value: args.versioning, rule: optional(boolean) },
      { path: "encryption", value: args.encryption, rule: optional(boolean) },
      { path: "protect", value: args.protect, rule: optional(boolean) },
    ]),
    ...(isLater(args.bucketName) ? judgePlain([{ path: "bucketName", value: args.bucketName, rule: bucketName }]) : []),
    ...(isLater(overridden)
      ? judgePlain([{ path: "overrides.bucket.name", value: overridden, rule: bucketName }])
      : []),
  ];
}
