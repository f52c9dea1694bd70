import { names } from "@accoreboot/core";
import type * as ovh from "@ovhcloud/pulumi-ovh";

/** Arguments of the database, without the service it belongs to: that is the component's own affair. */
export type DatabaseInstanceArgs = Omit<ovh.cloudprojectdatabase.DatabaseInstanceArgs, "clusterId">;
/** Arguments of the user, without the service it belongs to. */
export type UserArgs = Omit<ovh.cloudprojectdatabase.PostgresSqlUserArgs, "clusterId">;

/** Arguments of the children, as `@ovhcloud/pulumi-ovh` 2.19 knows them. The compiler holds the tables to the SDK. */
export const databaseNames = names<ovh.cloudproject.DatabaseArgs>({
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
  serviceName: true,
  version: true,
});

export const databaseInstanceNames = names<DatabaseInstanceArgs>({
  engine: true,
  name: true,
  serviceName: true,
});

export const userNames = names<UserArgs>({
  name: true,
  passwordReset: true,
  roles: true,
  serviceName: true,
});
