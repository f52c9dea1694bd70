import { type Environment, environments, wordsIn } from "../../environment.ts";
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
  const has = (text: string) => wordsIn(text).some((word) => wanted.includes(word));
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

/** Words that name an environment in the name of a bucket. */
const named: ReadonlyMap<string, Environment> = new Map([
  ...environments.map((environment) => [environment, environment] as const),
  ["production", "prod"],
  ["preproduction", "preprod"],
]);

/**
 * The environment that a bucket's name says it belongs to: the one at its end, where the naming law has it
 * (`<app>-<role>-<env>`), else the first that stands in it as a word (`shop-prod-logs`, `prod.shop`).
 */
export function environmentOfBucket(name: string): Environment | undefined {
  const told = name.split(/[^a-z0-9]/).map((word) => named.get(word));
  return told.at(-1) ?? told.find((environment) => environment !== undefined);
}
