/**
 * What a `pulumi up` that was killed leaves in a state: creates of which nobody knows whether the cloud got them.
 */
import type { Deployment, Resource } from "./deployment.ts";

/** Its Pulumi id is its name (pulumi-ovh, resources.go, 2026), so that it can be read in without asking anybody. */
const bucketType = "ovh:CloudProject/storage:Storage";
/** A document is laid over the one that is there: made twice, it is there once. */
const policyType = "ovh:CloudProject/s3Policy:S3Policy";

/** Type and logical name, as a person looks for it. */
export const called = (urn: string): string => urn.split("::").slice(2).join(" ").replace(/^.*\$/, "");

/** Whether the state knows that bucket. */
export const knows = ({ deployment }: Deployment, bucket: string): boolean =>
  (deployment.resources ?? []).some(({ id }) => id === bucket);

/** Everything of the cloud's in a state, by type and logical name. */
export const cloudly = ({ deployment }: Deployment): string[] =>
  (deployment.resources ?? []).filter(({ urn, id }) => id && !urn.includes("::pulumi:")).map(({ urn }) => called(urn));

/** Whether anything was under way when the state was written. */
export const interrupted = ({ deployment }: Deployment): boolean => (deployment.pending_operations?.length ?? 0) > 0;

/** A state after an interruption, and what it cannot know. */
export interface Settled {
  /** Nothing is under way in it; buckets are in it, to be read before anything else. */
  readonly state: Deployment;
  /** What may be in the cloud without any state knowing it, by type and logical name. */
  readonly lost: readonly string[];
}

/** Takes what was under way out of a state: a bucket goes among the resources, anything else is lost. */
export function settled(state: Deployment): Settled {
  const { pending_operations: pending = [], ...deployment } = state.deployment;
  const resources = deployment.resources ?? [];
  const creates = pending
    .filter(({ type, resource }) => type === "creating" && !resources.some(({ urn }) => urn === resource.urn))
    .map(({ resource }) => resource);
  const lost = creates.filter((resource) => !named(resource) && !resource.urn.includes(`${policyType}::`));
  return {
    state: { ...state, deployment: { ...deployment, resources: [...resources, ...creates.filter(named).map(unread)] } },
    lost: lost.map(({ urn }) => called(urn)),
  };
}

/** Buckets that {@link settled} has put among the resources and that nobody has read since. */
export const unreadIn = ({ deployment }: Deployment): Resource[] =>
  (deployment.resources ?? []).filter(
    (resource) =>
      resource.type === bucketType && Object.keys(resource.outputs ?? {}).every((name) => name in inputsOf(resource)),
  );

/** Owner of a bucket, by the program's arguments or as the cloud told it; empty where there is none. */
export const ownerIn = (properties: Resource["outputs"]): string => String(properties?.["ownerId"] ?? "");

const named = ({ type, inputs }: Resource): boolean => type === bucketType && typeof inputs?.["name"] === "string";

const unread = (bucket: Resource): Resource => {
  const { __defaults, ...outputs } = inputsOf(bucket);
  return { ...bucket, id: outputs["name"] as string, outputs };
};

const inputsOf = ({ inputs = {} }: Resource): Readonly<Record<string, unknown>> => inputs;
