import { names } from "@accoreboot/core";
import type * as ovh from "@ovhcloud/pulumi-ovh";

/** Arguments of the service, without the project it belongs to: that is the environment's affair. */
export type DatabaseArgs = Omit<ovh.cloudproject.DatabaseArgs, "serviceName">;
/** Arguments of the database, without the project and service it belongs to. */
export type DatabaseInstanceArgs = Omit<ovh.cloudprojectdatabase.DatabaseInstanceArgs, "clusterId" | "serviceName">;
/** Arguments of the user, without the project and service it belongs to. */
export type UserArgs = Omit<ovh.cloudprojectdatabase.PostgresSqlUserArgs, "clusterId" | "serviceName">;

/** Arguments of the children, as `@ovhcloud/pulumi-ovh` 2.19 knows them. The compiler holds the tables to the SDK. */
export const databaseNames = names<DatabaseArgs>({
  advancedConfiguration: true,
  backupRegions: true,
  backupTime: true,
  deletionProtection: true,
  description: true,
  diskSize: true,
  engine: true,
  flavor: true,
  ipRestrictions: true,
  kafkaRestApi: true,
  kafkaSchemaRegistry: true,
  maintenanceTime: true,
  nodes: true,
  opensearchAclsEnabled: true,
  plan: true,
  version: true,
});

export const databaseInstanceNames = names<DatabaseInstanceArgs>({
  engine: true,
  name: true,
});

export const userNames = names<UserArgs>({
  name: true,
  passwordReset: true,
  roles: true,
});
