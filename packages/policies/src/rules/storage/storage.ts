import { type Environment, environments } from "../../environment.ts";
import type { About } from "../../rule.ts";
import { holds, isOneOf, some, type Truth } from "../../truth.ts";
import { at, type View } from "../../view.ts";

/** A bucket of the S3 object storage (provider package `@ovhcloud/pulumi-ovh`). */
export const bucketType = "ovh:CloudProject/storage:Storage";

/** The same in the provider's newer family, which has it since version 2.22; its settings have other names and capitals. */
export const bucketType2 = "ovh:index/cloudStorageObjectBucket:CloudStorageObjectBucket";

/** A container of the Swift object storage, which has neither encryption by bucket nor object lock. */
export const containerType = "openstack:objectstorage/container:Container";

const guides = "https://github.com/ovh/docs/blob/develop/pages/storage_and_backup/object_storage";

/** The page of OVHcloud's guides on object storage that stands in that folder. */
export const guide = (folder: string) => `${guides}/${folder}/guide.en-gb.md`;

/** Form of a word that a bucket's name may have, for parameters that tell buckets apart by such words. */
export const word = "[a-z0-9]+";

/** Whether the bucket has one of those words in its name or in its logical name, which is a part of a name not given. */
export function isCalled(bucket: View, { name }: Pick<About, "name">, wanted: readonly string[]): Truth {
  const has = (text: string) =>
    text
      .toLowerCase()
      .split(/[^a-z0-9]/)
      .some((word) => wanted.includes(word));
  return some(
    has(name),
    holds(at(bucket, "name"), (value) => typeof value === "string" && has(value)),
  );
}

/** Whether what is stored in the bucket can be locked; the older family says so by a status, the newer one by a mode. */
export function isLocked(bucket: View, type: string): Truth {
  const lock = at(bucket, "objectLock");
  if (type === bucketType) return isOneOf(at(lock, "status"), "enabled");
  return isOneOf(at(lock, "mode"), "GOVERNANCE", "COMPLIANCE");
}

/** The environment at the end of a bucket's name, where the naming law has it: `<app>-<role>-<env>`. */
export const environmentAtEnd = (name: string): Environment | undefined =>
  environments.find((environment) => name.toLowerCase().endsWith(`-${environment}`));

/** The environment that a bucket's name says it belongs to: the one at its end, else the one at its start. */
export const environmentOfBucket = (name: string): Environment | undefined =>
  environmentAtEnd(name) ?? environments.find((environment) => name.toLowerCase().startsWith(`${environment}-`));
