import { isIPv4 } from "node:net";
import { bucketName, storageRegions } from "@accoreboot/catalogue";
import type { Call } from "../model.ts";
import type { Properties } from "../properties.ts";
import type { Entry } from "../store.ts";
import { object, objects, refuse, text } from "../text.ts";
import { bucketAt, isVersioned } from "./buckets.ts";
import { bad } from "./refusals.ts";

/** Refuses a region without object storage and a name that the service does not take. */
export function judgeBucketName(inputs: Properties): void {
  const name = text(inputs, "name");
  const region = text(inputs, "regionName");
  if (!storageRegions.includes(region)) refuse(404, "Client::NotFound", `unknown storage region ${region}`);
  const fits = name.length >= bucketName.min && name.length <= bucketName.max && !isIPv4(name);
  if (!fits || !/^[a-z0-9]([a-z0-9.-]*[a-z0-9])$/.test(name) || /[.-]{2}/.test(name))
    refuse(400, "Client::BadRequest", `invalid container name ${name}`);
}

/** Refuses settings that the service does not understand. */
export function judgeBucket(call: Call, entry?: Entry): void {
  const { inputs } = call;
  const [versioning, lock] = [object(inputs, "versioning"), object(inputs, "objectLock")];
  const status = versioning["status"] ?? "enabled";
  if (lock["status"] === "enabled" && status !== "enabled") bad("objectLock needs versioning to be enabled");
  const was = object(entry?.outputs ?? {}, "versioning")["status"];
  if (status === "disabled" && was === "enabled") bad("versioning can be suspended, and not disabled any more");
  judgeRetention(object(lock, "rule"));
  const rules = objects(object(inputs, "replication"), "rules");
  if (rules.length > 0 && versioning["status"] !== "enabled" && lock["status"] !== "enabled")
    bad("replication needs versioning to be enabled");
  for (const rule of rules) judgeReplica(call, rule);
}

function judgeRetention({ period }: Properties): void {
  if (period !== undefined && !/^P(?=\d)(\d+Y)?(\d+M)?(\d+W)?(\d+D)?$/.test(String(period)))
    bad(`objectLock.rule.period ${String(period)} is not a duration in days or longer, such as P30D`);
}

function judgeReplica(call: Call, rule: Properties): void {
  const destination = object(rule, "destination");
  const name = text(destination, "name");
  if (name === text(call.inputs, "name")) bad(`container ${name} cannot be replicated to itself`);
  if (!isVersioned(bucketAt(call, text(destination, "region"), name)))
    bad(`the destination ${name} needs versioning to be enabled`);
}
