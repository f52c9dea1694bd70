import { type Answer, done, refusalOf, type Send } from "./client.ts";
import { emptyBucket } from "./empty.ts";
import type { Step } from "./plan.ts";
import { closedPolicy } from "./translate.ts";
import { element } from "./xml.ts";

/** A step that the server did not take. */
export interface Failed {
  /** Without secrets. */
  readonly reason: string;
  /** Name of a bucket that cannot be removed, because objects in it cannot be deleted. */
  readonly stuck?: string;
}

/** Takes one step. Gives nothing when the server took it. */
export async function take(send: Send, step: Step): Promise<Failed | undefined> {
  if (step.does === "remove bucket") return remove(send, step);
  const answer = await request(send, step);
  if (done(answer)) return undefined;
  if (step.does === "set policy") await setPolicy(send, step.bucket, closedPolicy(step.bucket));
  const target = "key" in step ? step.key : step.bucket;
  return { reason: `${step.does} ${target}: ${refusalOf(answer)}` };
}

function request(send: Send, step: Exclude<Step, { does: "remove bucket" }>): Promise<Answer> {
  switch (step.does) {
    case "delete account":
      return send("PATCH", `/delete-user?access=${encodeURIComponent(step.key)}`);
    case "create account":
      return send("PATCH", "/create-user", {
        body: `<Account>${element("Access", step.key)}${element("Secret", step.secret)}<Role>user</Role></Account>`,
      });
    case "set secret":
      return send("PATCH", `/update-user?access=${encodeURIComponent(step.key)}`, {
        body: `<MutableProps>${element("Secret", step.secret)}</MutableProps>`,
      });
    case "create bucket":
      return send("PATCH", `/${step.bucket}/create`, {
        headers: {
          "x-vgw-owner": step.lister,
          ...(step.objectLock ? { "x-amz-bucket-object-lock-enabled": "true" } : {}),
        },
      });
    case "set lister":
      return send("PATCH", `/change-bucket-owner?bucket=${step.bucket}&owner=${encodeURIComponent(step.lister)}`);
    case "set versioning":
      return send("PUT", `/${step.bucket}?versioning`, {
        body: `<VersioningConfiguration>${element("Status", step.status)}</VersioningConfiguration>`,
      });
    case "set policy":
      return setPolicy(send, step.bucket, step.policy);
  }
}

const setPolicy = (send: Send, bucket: string, body: string): Promise<Answer> =>
  send("PUT", `/${bucket}?policy`, { body });

/** Empties the bucket and removes it. */
async function remove(send: Send, step: Extract<Step, { does: "remove bucket" }>): Promise<Failed | undefined> {
  const refused = await emptyBucket(send, step.bucket);
  if (refused.length > 0) {
    const reason = `bucket ${step.bucket} is not removed: ${refused.length} of its objects cannot be deleted (${refused[0]})`;
    return { reason, stuck: step.bucket };
  }
  const answer = await send("DELETE", `/${step.bucket}`);
  return done(answer) ? undefined : { reason: `remove bucket ${step.bucket}: ${refusalOf(answer)}` };
}
