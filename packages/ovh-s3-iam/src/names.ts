import { names } from "@accoreboot/core";
import type * as ovh from "@ovhcloud/pulumi-ovh";

/**
 * Arguments of the children that can be overridden: not the project they are in, the owner they have, and what limits a
 * list of objects that is never read. Another description would be another owner, which OVHcloud never gives a bucket.
 */
export type BucketArgs = Omit<ovh.cloudproject.StorageArgs, "serviceName" | "ownerId" | "limit" | "marker" | "prefix">;
export type OwnerArgs = Omit<ovh.cloudproject.UserArgs, "serviceName" | "openstackRc" | "description">;

/** Arguments of the children, as `@ovhcloud/pulumi-ovh` 2.19 knows them. The compiler holds the tables to the SDK. */
export const bucketNames = names<BucketArgs>({
  encryption: true,
  hideObjects: true,
  name: true,
  objectLock: true,
  regionName: true,
  replication: true,
  tags: true,
  versioning: true,
});

export const ownerNames = names<OwnerArgs>({
  passwordReset: true,
  roleName: true,
  roleNames: true,
});
