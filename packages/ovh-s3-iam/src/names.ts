import { names } from "@accoreboot/core";
import type * as ovh from "@ovhcloud/pulumi-ovh";

/** Arguments of the children that can be overridden: not the project they are in and the owner they have. */
export type BucketArgs = Omit<ovh.cloudproject.StorageArgs, "serviceName" | "ownerId">;
export type OwnerArgs = Omit<ovh.cloudproject.UserArgs, "serviceName" | "openstackRc">;

/** Arguments of the children, as `@ovhcloud/pulumi-ovh` 2.19 knows them. The compiler holds the tables to the SDK. */
export const bucketNames = names<BucketArgs>({
  encryption: true,
  hideObjects: true,
  limit: true,
  marker: true,
  name: true,
  objectLock: true,
  prefix: true,
  regionName: true,
  replication: true,
  tags: true,
  versioning: true,
});

export const ownerNames = names<OwnerArgs>({
  description: true,
  passwordReset: true,
  roleName: true,
  roleNames: true,
});
