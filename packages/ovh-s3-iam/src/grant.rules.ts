import { s3BucketActions, s3GatewayActions } from "@accoreboot/catalogue";
import {
  type Finding,
  type Guard,
  isPlainObject,
  judgePlain,
  names,
  nearestName,
  oneOf,
  optional,
  type Rule,
  text,
  unknownNames,
} from "@accoreboot/core";
import { type Granted, onlyWrites, reads, type S3Access, s3Access } from "./policy-document.ts";
import { objectPrefix } from "./rules.ts";
import type { S3Grant } from "./user.ts";

const grantNames = names<S3Grant>({ bucket: true, access: true, actions: true, prefix: true });

/** What the users are judged by. */
export interface UserContext {
  /** Name of the environment; none: prefixes are not held to one. */
  readonly environment?: string;
  /** Roles of the buckets, as they were given; none: whatever was wrong with them has been said. */
  readonly roles: readonly string[];
}

/** What is wrong with the grants of a user, at `path`. */
export function grantsFindings(given: unknown, path: string, context: UserContext): Finding[] {
  if (!Array.isArray(given) || given.length === 0) return judgePlain([{ path, value: given, rule: noGrants }]);
  return Array.from(given).flatMap((grant: unknown, i) => {
    const at = `${path}[${i}]`;
    if (!isPlainObject(grant)) return judgePlain([{ path: at, value: grant, rule: noGrant }]);
    const findings = grantFindings(grant, at, context);
    return findings.length > 0 ? findings : clashes(given, i, path);
  });
}

function grantFindings(grant: Record<string, unknown>, at: string, { environment, roles }: UserContext): Finding[] {
  const both = grant["access"] !== undefined && grant["actions"] !== undefined;
  const byName = grant["access"] === undefined && grant["actions"] !== undefined;
  return [
    ...unknownNames(grant, grantNames, at),
    ...judgePlain([
      { path: `${at}.bucket`, value: grant["bucket"], rule: roles.length === 0 ? text : oneOf(roles, "bucket") },
      ...(byName ? actionGuards(grant, `${at}.actions`) : []),
      ...(byName
        ? []
        : [{ path: `${at}.access`, value: grant["access"], rule: both ? oneWay : oneOf(s3Access, "access") }]),
      { path: `${at}.prefix`, value: grant["prefix"], rule: optional(objectPrefix(environment)) },
    ]),
  ];
}

/** What does not go together with a grant that stands before it: the same again, or reading where only writing is let. */
function clashes(grants: readonly unknown[], index: number, path: string): Finding[] {
  const grant = grantedIn(grants[index] as S3Grant, "");
  return grants.slice(0, index).flatMap((other, i) => {
    const before = isPlainObject(other) ? grantedIn(other as unknown as S3Grant, "") : undefined;
    if (!before || (other as S3Grant).bucket !== (grants[index] as S3Grant).bucket) return [];
    const [a, b] = [grant.prefix ?? "", before.prefix ?? ""].map(String) as [string, string];
    if (a === b) {
      const remedy = "Give one grant: readWrite, or the actions by name";
      return [{ path: `${path}[${index}]`, problem: `grants[${i}] is about the same objects`, remedy }];
    }
    const overlap = a.startsWith(b) || b.startsWith(a);
    if (!overlap || !((onlyWrites(grant) && reads(before)) || (onlyWrites(before) && reads(grant)))) return [];
    return [
      {
        path: `${path}[${index}]`,
        problem: `overlaps with grants[${i}]: one lets read what the other forbids to read`,
        remedy: 'Give "readWrite" where both are wanted, or prefixes that do not lie in each other',
      },
    ];
  });
}

/** A grant as the document takes it; `bucket` is the bucket's name. */
export function grantedIn({ access, actions, prefix }: S3Grant, bucket: string): Granted {
  return {
    bucket,
    ...(access === undefined ? { actions: Array.isArray(actions) ? actions : [] } : { access: access as S3Access }),
    ...(prefix === undefined ? {} : { prefix }),
  };
}

/** One guard for every action, or one for what is no list of actions. */
function actionGuards({ actions, prefix }: Record<string, unknown>, path: string): Guard[] {
  if (!Array.isArray(actions) || actions.length === 0) return [{ path, value: actions, rule: noActions }];
  const rule = knownAction(prefix !== undefined);
  return Array.from(actions, (value: unknown, i) => ({ path: `${path}[${i}]`, value, rule }));
}

const noActions: Rule = (value, show) => ({
  problem: `${show(value)} is not a list of actions`,
  remedy: 'Give a list such as ["s3:GetObject"], or an access',
});

/** An action that the service knows; one that it does not know would lose the whole document. */
const knownAction =
  (prefixed: boolean): Rule =>
  (action, show) => {
    if (typeof action !== "string" || !s3GatewayActions.includes(action) || madeByPulumi.includes(action))
      return { problem: `${show(action)} ${reasonOf(action)}`, remedy: remedyOf(action) };
    return prefixed && s3BucketActions.includes(action) && !ofNames.includes(action)
      ? { problem: `${show(action)} is about the whole bucket`, remedy: "Give it in a grant without a prefix" }
      : undefined;
  };

/** Actions on a bucket that somebody with a part of it needs: they show names, and change nothing. */
const ofNames = ["s3:GetBucketLocation", "s3:ListBucket", "s3:ListBucketMultipartUploads", "s3:ListBucketVersions"];

const madeByPulumi = ["s3:CreateBucket", "s3:DeleteBucket"];
const reasonOf = (action: unknown) =>
  madeByPulumi.includes(String(action)) ? "is Pulumi's to do" : "is no action that OVHcloud takes by name";

function remedyOf(action: unknown): string {
  if (action === "s3:*") return 'Give access: "owner"';
  if (madeByPulumi.includes(String(action))) return "Buckets are made and deleted by the program that declares them";
  if (/^s3:(Get|Delete|Put)Object(Version)/.test(String(action))) {
    return `Give ${String(action).replace("Version", "")}: it holds for old versions too`;
  }
  const known = s3GatewayActions.filter((name) => !madeByPulumi.includes(name));
  const nearest = typeof action === "string" ? nearestName(action, known) : undefined;
  const objects = known.filter((name) => !s3BucketActions.includes(name)).slice(0, 4);
  return nearest ? `Did you mean "${nearest}"?` : `Known are ${objects.join(", ")} and others of the S3 API`;
}

const oneWay: Rule = (value, show) => ({
  problem: `${show(value)} and actions were both given`,
  remedy: "Give an access, or the actions by name",
});
const noGrants: Rule = (value, show) => ({
  problem: `${show(value)} lets the user do nothing`,
  remedy: 'Give at least one, such as { bucket: "archive", access: "readWrite" }',
});
const noGrant: Rule = (value, show) => ({
  problem: `${show(value)} is not a grant`,
  remedy: 'Give { bucket: "archive", access: "readWrite" }',
});
