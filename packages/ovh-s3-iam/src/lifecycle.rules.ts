import { lifecycleClasses, threeZoneClasses } from "@accoreboot/catalogue";
import {
  all,
  boolean,
  type Finding,
  type Guard,
  integer,
  judgePlain,
  matches,
  names,
  oneOf,
  optional,
  type Rule,
} from "@accoreboot/core";
import type { S3LifecycleRule } from "./bucket.ts";
import { namedFindings } from "./named.ts";
import { objectPrefix } from "./rules.ts";

const ruleKeys = names<S3LifecycleRule>({
  name: true,
  prefix: true,
  expireDays: true,
  expireOldVersionsDays: true,
  abortUploadsDays: true,
  moveTo: true,
  moveDays: true,
  enabled: true,
});

/** What the buckets are judged by. */
export interface BucketContext {
  /** Name of the environment. */
  readonly environment: string;
  /** Region of object storage. */
  readonly region: string;
  /** Labels of the environment, which are tags already. */
  readonly labels: { readonly [name: string]: string };
}

/** What is wrong with the rules of a bucket, at `path`. */
export function lifecycleFindings(bucket: Record<string, unknown>, path: string, context: BucketContext): Finding[] {
  if (bucket["lifecycle"] === undefined) return [];
  const list = {
    path,
    key: "name",
    name: ruleName,
    known: ruleKeys,
    none: noRules,
    other: noRules,
    twice: "Give every rule a name of its own",
  };
  return namedFindings(bucket["lifecycle"], list, (rule, at) =>
    judgePlain(ruleGuards(rule, at, bucket["versioning"] === false, context)),
  );
}

const days = optional(integer(1, 36_500, "days"));

function ruleGuards(
  rule: Record<string, unknown>,
  at: string,
  unversioned: boolean,
  { environment, region }: BucketContext,
): Guard[] {
  const idle = actions.every((name) => rule[name] === undefined);
  const moves = rule["moveTo"] !== undefined || rule["moveDays"] !== undefined;
  const earlier = all(integer(1, 36_500, "days"), before(rule["expireDays"]));
  return [
    ...(idle ? [{ path: at, value: undefined, rule: noAction }] : []),
    { path: `${at}.prefix`, value: rule["prefix"], rule: optional(objectPrefix(environment)) },
    { path: `${at}.expireDays`, value: rule["expireDays"], rule: days },
    {
      path: `${at}.expireOldVersionsDays`,
      value: rule["expireOldVersionsDays"],
      rule: optional(unversioned ? noVersions : days),
    },
    { path: `${at}.abortUploadsDays`, value: rule["abortUploadsDays"], rule: days },
    { path: `${at}.moveTo`, value: rule["moveTo"], rule: moves ? storageClass(region) : optional(noAction) },
    { path: `${at}.moveDays`, value: rule["moveDays"], rule: moves ? earlier : optional(noAction) },
    { path: `${at}.enabled`, value: rule["enabled"], rule: optional(boolean) },
  ];
}

const actions = ["expireDays", "expireOldVersionsDays", "abortUploadsDays", "moveTo", "moveDays"];
const storageClass = (region: string): Rule =>
  all(
    oneOf(
      lifecycleClasses.filter((name) => name !== "STANDARD"),
      "storage class",
    ),
    (value, show) => {
      const only = threeZoneClasses[String(value)];
      return !only || only.includes(region)
        ? undefined
        : { problem: `region ${region} has no class ${show(value)}`, remedy: `It is in ${only.join(", ")}` };
    },
  );
const before =
  (expires: unknown): Rule =>
  (value, show) =>
    typeof expires !== "number" || (value as number) < expires
      ? undefined
      : {
          problem: `objects are deleted after ${show(expires)} days, before they would move`,
          remedy: `Give fewer than ${show(expires)} days, or leave moveTo out`,
        };
const noVersions: Rule = () => ({
  problem: "the bucket keeps no old versions",
  remedy: "Leave it out, or leave versioning on",
});
const ruleName: Rule = matches(/^[\w-]{1,64}$/, "a name for a rule", "Use 1 to 64 letters, digits, hyphens and _");
const noAction: Rule = () => ({
  problem: "the rule does nothing",
  remedy: `Give one of ${actions.slice(0, 3).join(", ")}, or moveTo with moveDays`,
});
const noRules: Rule = (value, show) => ({
  problem: `${show(value)} is not a list of rules`,
  remedy: 'Give [{ name: "old", expireOldVersionsDays: 90 }], or leave it out',
});
