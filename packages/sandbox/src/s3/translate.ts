import { listBuckets, type OvhAction, ovhActions } from "./actions.ts";
import { readDocument, type Statement } from "./document.ts";
import { keyPatterns, unfit } from "./object-patterns.ts";
import { matches } from "./pattern.ts";
import { serverBucketActions, serverObjectActions } from "./server-actions.ts";
import type { S3Bucket, S3User, S3World } from "./world.ts";

/** What the server is told about one bucket. */
export interface BucketTranslation {
  /** Bucket policy, JSON text. There is always one: without it the server would go by its ACL. */
  readonly policy: string;
  /** Access key the server lists the bucket for. */
  readonly lister?: string;
}

/** What the server is told about all buckets, and what of users' policies it cannot be told. */
export interface Translation {
  readonly buckets: ReadonlyMap<string, BucketTranslation>;
  /** One sentence for each user who gets less than the policy says. */
  readonly untold: readonly string[];
}

/** A statement with its actions worked out. */
interface Saying {
  readonly effect: Statement["effect"];
  readonly resources: readonly string[];
  /** OVH's names that it covers. */
  readonly names: ReadonlySet<OvhAction>;
  /** The server's names for actions on objects that it covers: all needs allowed, or any denied. */
  readonly onObjects: readonly string[];
}

/** A user whose policy can be carried over. */
interface Subject {
  readonly id: string;
  readonly keys: readonly string[];
  readonly sayings: readonly Saying[];
  /** Whether a statement has a Condition. */
  readonly conditional: boolean;
}

interface ServerStatement {
  readonly Effect: Statement["effect"];
  readonly Principal: readonly string[] | "*";
  readonly Action: readonly string[] | string;
  readonly Resource: readonly string[];
}

/**
 * OVH has one policy for each user, without a principal, and owners of buckets; the server has one policy for each
 * bucket, with principals. What a user may do with a bucket as such is worked out here and allowed action by action; what
 * concerns objects keeps its patterns, with what is left of them behind the bucket's name. A user whose policy cannot be
 * read or carried over is allowed nothing, not even as an owner. Conditions are not carried over: an Allow under one is
 * left out, a Deny always holds.
 */
export function translate(world: S3World): Translation {
  const read = world.users.map((user) => ({ id: user.id, subject: subjectOf(user) }));
  const subjects = read.flatMap(({ subject }) => (typeof subject === "string" ? [] : [subject]));
  const untold = read.flatMap(({ id, subject }) => {
    if (typeof subject === "string") return [`user ${id} has no rights, because of the policy: ${subject}`];
    return subject.conditional ? [`user ${id} has fewer rights than the policy says: it has a Condition`] : [];
  });
  return { untold, buckets: new Map(world.buckets.map((bucket) => [bucket.name, ofBucket(bucket, subjects)])) };
}

/** A policy that lets nobody in. */
export const closedPolicy = (bucket: string): string =>
  policyOf([{ Effect: "Deny", Principal: "*", Action: "s3:*", Resource: [arn(bucket), arn(`${bucket}/*`)] }]);

function subjectOf({ id, keys, policy }: S3User): Subject | string {
  const document = readDocument(policy ?? '{"Statement":[]}');
  if ("unreadable" in document) return document.unreadable;
  const odd = document.statements.flatMap(unfit)[0];
  if (odd !== undefined) return odd;
  const told = document.statements.filter(({ conditional, effect }) => !conditional || effect === "Deny");
  return {
    id,
    keys: keys.map(({ accessKeyId }) => accessKeyId),
    sayings: told.map(sayingOf),
    conditional: document.statements.some(({ conditional }) => conditional),
  };
}

function sayingOf({ effect, actions, resources }: Statement): Saying {
  const names = new Set(ovhActions.filter((name) => actions.some((pattern) => matches(pattern, name))));
  const covered = (needs: readonly OvhAction[]) =>
    effect === "Allow" ? needs.every((need) => names.has(need)) : needs.some((need) => names.has(need));
  return { effect, resources, names, onObjects: namesWhere(serverObjectActions, covered) };
}

function ofBucket({ name, ownerId }: S3Bucket, subjects: readonly Subject[]): BucketTranslation {
  const statements = subjects
    .filter(({ keys }) => keys.length > 0)
    .flatMap((subject) => [
      ...onBucket(name, subject, subject.id === ownerId),
      ...onObjects(name, subject, subject.id === ownerId),
    ]);
  const owner = subjects.find(({ id }) => id === ownerId);
  const lister = owner && !said(owner, undefined).Deny.has(listBuckets) ? owner.keys[0] : undefined;
  return {
    policy: statements.some(({ Effect }) => Effect === "Allow") ? policyOf(statements) : closedPolicy(name),
    ...(lister === undefined ? {} : { lister }),
  };
}

function onBucket(bucket: string, subject: Subject, owner: boolean): ServerStatement[] {
  const { Allow, Deny } = said(subject, bucket);
  const may = (action: OvhAction) => !Deny.has(action) && (owner || Allow.has(action));
  const actions = namesWhere(serverBucketActions, (needs) => needs.every(may));
  return statement("Allow", subject, actions, [arn(bucket)]);
}

function onObjects(bucket: string, subject: Subject, owner: boolean): ServerStatement[] {
  const own = owner ? statement("Allow", subject, Object.keys(serverObjectActions), [arn(`${bucket}/*`)]) : [];
  const other = subject.sayings.flatMap(({ effect, resources, onObjects: actions }) => {
    const patterns = keyPatterns(bucket, effect, resources);
    return statement(
      effect,
      subject,
      actions,
      patterns.map((pattern) => arn(`${bucket}/${pattern}`)),
    );
  });
  return [...own, ...other];
}

/** The actions that a user's statements name for a bucket, or for no bucket. */
function said({ sayings }: Subject, bucket: string | undefined): Record<Statement["effect"], Set<OvhAction>> {
  const all = { Allow: new Set<OvhAction>(), Deny: new Set<OvhAction>() };
  const covers = (pattern: string) =>
    pattern === "*" || (bucket !== undefined && !pattern.includes("/") && matches(pattern, bucket));
  for (const { effect, names, resources } of sayings) {
    if (resources.some(covers)) for (const name of names) all[effect].add(name);
  }
  return all;
}

/** One statement of a bucket policy, or none when there is nothing to say. */
function statement(
  Effect: Statement["effect"],
  { keys: Principal }: Subject,
  Action: readonly string[],
  Resource: readonly string[],
): ServerStatement[] {
  return Action.length > 0 && Resource.length > 0 ? [{ Effect, Principal, Action, Resource }] : [];
}

const namesWhere = (
  table: Readonly<Record<string, readonly OvhAction[]>>,
  fits: (needs: readonly OvhAction[]) => boolean,
): string[] => Object.entries(table).flatMap(([name, needs]) => (fits(needs) ? [name] : []));

const policyOf = (Statement: readonly ServerStatement[]): string =>
  JSON.stringify({ Version: "2012-10-17", Statement });

const arn = (resource: string): string => `arn:aws:s3:::${resource}`;
