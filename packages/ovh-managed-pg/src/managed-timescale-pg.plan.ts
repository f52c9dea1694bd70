import { offsiteBackup, type PostgresPlan, postgresPlans, timeouts } from "@accoreboot/catalogue";
import {
  boolean,
  type EnvironmentRef,
  guarded,
  isLater,
  judge,
  judgePlain,
  label,
  names,
  oneOf,
  optional,
  planChild,
  type Rule,
  readEnvironment,
  roleName,
  shown,
  text,
  textOr,
  unknownNames,
} from "@accoreboot/core";
import type * as pulumi from "@pulumi/pulumi";
import type { ManagedTimescalePgArgs, ManagedTimescalePgOverrides } from "./managed-timescale-pg.ts";
import {
  type DatabaseArgs,
  type DatabaseInstanceArgs,
  databaseInstanceNames,
  databaseNames,
  type UserArgs,
  userNames,
} from "./names.ts";
import {
  allowedList,
  diskOf,
  identifier,
  list,
  privateCidr,
  privateNodes,
  sizedFor,
  timescaleVersion,
} from "./rules.ts";

const argNames = names<ManagedTimescalePgArgs>({
  environment: true,
  version: true,
  plan: true,
  flavor: true,
  role: true,
  databaseName: true,
  userName: true,
  passwordReset: true,
  allowedCidrs: true,
  diskSizeGb: true,
  deletionProtection: true,
  protect: true,
  overrides: true,
});
const slots = names<ManagedTimescalePgOverrides>({ database: true, databaseInstance: true, user: true });
const engine = "postgresql";

/** What the component will register, and what is wrong with it. Creates nothing. */
export function plan(subject: string, given: ManagedTimescalePgArgs) {
  const { environment, findings } = readEnvironment(subject, given?.environment);
  const args: Omit<ManagedTimescalePgArgs, "environment"> = given ?? {};
  const planName = plainPlan(args) ?? (environment.protect ? "business" : "essential");
  const allowed = allowedBlocks(subject, environment, args.allowedCidrs);
  const database = planDatabase(subject, environment, args, planName, allowed.blocks);
  const databaseInstance = planDatabaseInstance(subject, environment, args);
  const user = planUser(subject, environment, args);
  return {
    findings: [
      ...unknownNames(given, argNames),
      ...findings,
      ...unknownNames(args.overrides, slots, "overrides"),
      ...judgePlain([
        { path: "plan", value: args.plan, rule: optional(oneOf(Object.keys(postgresPlans), "plan")) },
        { path: "role", value: args.role, rule: optional(roleName) },
        { path: "databaseName", value: args.databaseName, rule: optional(identifier("database")) },
        { path: "userName", value: args.userName, rule: optional(identifier("user")) },
        { path: "allowedCidrs", value: args.allowedCidrs, rule: optional(list) },
        { path: "deletionProtection", value: args.deletionProtection, rule: optional(boolean) },
        { path: "protect", value: args.protect, rule: optional(boolean) },
      ]),
      ...allowed.findings,
      ...database.findings,
      ...databaseInstance.findings,
      ...user.findings,
    ],
    summary: {
      environment: environment.name,
      plan: planName,
      version: isLater(args.version) ? "known later" : (args.version ?? "17"),
      private: true,
    },
    projectId: environment.projectId,
    protect: args.protect ?? environment.protect,
    database: database.args,
    databaseInstance: databaseInstance.args,
    user: user.args,
    timeouts,
  };
}

function planDatabase(
  subject: string,
  environment: EnvironmentRef,
  args: Omit<ManagedTimescalePgArgs, "environment">,
  planName: string,
  allowed: pulumi.Input<string>[],
) {
  const offer: PostgresPlan | undefined = postgresPlans[planName];
  const offsite = offsiteBackup[environment.region.database];
  const flavor = args.overrides?.database?.flavor ?? args.flavor ?? (offer?.generation === 3 ? "b3-8" : "db1-4");
  const node = {
    region: environment.region.database,
    networkId: environment.networkId,
    subnetId: environment.subnetId,
  };
  return planChild<DatabaseArgs>(subject, {
    slot: "database",
    known: databaseNames,
    overrides: args.overrides?.database,
    planned: {
      description: label.role(environment.name, textOr(args.role, "postgresql")),
      engine,
      version: args.version ?? "17",
      plan: planName,
      flavor,
      ...(args.diskSizeGb === undefined ? {} : { diskSize: args.diskSizeGb }),
      nodes: Array.from({ length: offer?.nodes ?? 1 }, () => node),
      ipRestrictions: allowed.map((ip) => ({ ip })),
      deletionProtection: known(args.deletionProtection, boolean) ?? environment.protect,
      ...(environment.protect && offsite ? { backupRegions: [environment.region.database, offsite] } : {}),
    },
    rules: {
      engine: oneOf([engine], "engine"),
      version: timescaleVersion,
      plan: oneOf(Object.keys(postgresPlans), "plan"),
      flavor: sizedFor(planName, offer?.generation),
      diskSize: optional(diskOf(flavor)),
      nodes: privateNodes(planName, offer?.nodes),
      ipRestrictions: allowedList,
      deletionProtection: boolean,
    },
    from: { ipRestrictions: "allowedCidrs", diskSize: "diskSizeGb" },
  });
}

function planDatabaseInstance(
  subject: string,
  environment: EnvironmentRef,
  args: Omit<ManagedTimescalePgArgs, "environment">,
) {
  return planChild<DatabaseInstanceArgs>(subject, {
    slot: "databaseInstance",
    known: databaseInstanceNames,
    overrides: args.overrides?.databaseInstance,
    planned: {
      engine,
      name: known(args.databaseName, identifier("database")) ?? ownName(environment),
    },
    rules: { name: identifier("database"), engine: oneOf([engine], "engine") },
    from: { name: "databaseName" },
  });
}

function planUser(subject: string, environment: EnvironmentRef, args: Omit<ManagedTimescalePgArgs, "environment">) {
  return planChild<UserArgs>(subject, {
    slot: "user",
    known: userNames,
    overrides: args.overrides?.user,
    planned: {
      name: known(args.userName, identifier("user")) ?? ownName(environment),
      ...(args.passwordReset === undefined ? {} : { passwordReset: args.passwordReset }),
    },
    rules: { name: identifier("user"), passwordReset: optional(text) },
    from: { name: "userName" },
  });
}

/** Each block under the path the user wrote it at; a later one is judged when it arrives. */
function allowedBlocks(subject: string, environment: EnvironmentRef, given: pulumi.Input<string>[] | undefined) {
  if (given === undefined) return { blocks: [environment.subnetCidr], findings: [] };
  if (!Array.isArray(given)) return { blocks: [environment.subnetCidr], findings: [] };
  const guards = given.map((value, i) => ({ path: `allowedCidrs[${i}]`, value, rule: privateCidr }));
  const findings = judge(guards);
  const blocks = guards.map(({ path, value }) => guarded(subject, path, value, privateCidr));
  return { blocks: findings.length > 0 ? [environment.subnetCidr] : blocks, findings };
}

/** The plan that was asked for, by argument or override: it decides nodes and flavors. */
function plainPlan(args: Omit<ManagedTimescalePgArgs, "environment">): string | undefined {
  const asked = args.overrides?.database?.plan ?? args.plan;
  return typeof asked === "string" && Object.hasOwn(postgresPlans, asked) ? asked : undefined;
}

/** The argument, unless it has been refused already: then the plan goes on with the default, and no finding comes twice. */
function known<T>(value: T | undefined, rule: Rule): T | undefined {
  return value === undefined || rule(value, shown) ? undefined : value;
}

/** `accoreboot` for the application "accoreboot", `my_app` for "my-app": needs no quoting in SQL. */
function ownName(environment: EnvironmentRef): string {
  return environment.app.replaceAll("-", "_");
}
