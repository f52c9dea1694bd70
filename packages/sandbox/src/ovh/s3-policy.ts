import { habit } from "../habit.ts";
import type { Call, Model } from "../model.ts";
import { equal } from "../properties.ts";
import type { Things } from "../store.ts";
import { refuse, text } from "../text.ts";
import { projectOf } from "./project.ts";
import { judgeDocument, parsed, unknownAction } from "./s3-policy-document.ts";
import { userAt } from "./user.ts";

export const s3PolicyToken = "ovh:CloudProject/s3Policy:S3Policy";

const onePerUser = habit(
  "s3.one-policy-per-user",
  "a second S3Policy of a user silently replaces the first, and taking either down leaves the user with an empty one",
  "ovh-facts 4.3",
);
const late = habit("s3.policy-late", "an S3Policy is in force about 30 seconds after it was set", "ovh-facts 4.3");
const lateMs = 30_000;
const emptyDocument = '{"Statement":[]}';

/** The one policy document of a user; setting it replaces all that was there. */
export const s3Policy: Model = {
  token: s3PolicyToken,
  importId: "serviceName/userId",
  habits: [onePerUser, unknownAction, late],
  immediate: "the call answers at once; that it is in force later shows at the S3 endpoint only (ovh-facts 4.3)",
  unlimited: "one for each user",
  same: { policy: (a, b) => equal(parsed(a), parsed(b)) },
  judge: (call) => judgeDocument(text(call.inputs, "policy"), call.has(unknownAction)),
  create(call) {
    const userId = text(call.inputs, "userId");
    const serviceName = projectOf(call);
    userAt(call.store, serviceName, userId);
    const id = `${serviceName}/${userId}`;
    if (!call.has(onePerUser) && call.store.find(s3PolicyToken, "", id))
      refuse(409, "Client::Conflict", `user ${userId} already has a policy; a second one would replace it`);
    set(call, userId, text(call.inputs, "policy"));
    return { id, outputs: {} };
  },
  update(call, entry) {
    set(call, text(call.inputs, "userId"), text(call.inputs, "policy"));
    return { ...entry.outputs, ...call.inputs };
  },
  remove: (call, entry) => set(call, text(entry.inputs, "userId"), emptyDocument),
};

/** A document and the virtual time from which it is in force. */
export interface PolicyStep {
  readonly effectiveAt: number;
  readonly policy: string;
}

/** What was set for a user, oldest first; nothing when there never was a policy, which allows what the role allows. */
export const policySteps = (store: Things, userId: string): readonly PolicyStep[] =>
  (store.setting(`s3 policies ${userId}`) ?? []) as readonly PolicyStep[];

/** The document in force at a moment; undefined while there never was one. */
export const policyInForce = (store: Things, userId: string, now: number): string | undefined =>
  policySteps(store, userId).findLast(({ effectiveAt }) => effectiveAt <= now)?.policy;

function set({ store, now, has }: Call, userId: string, policy: string): void {
  const effectiveAt = has(late) ? now + lateMs : now;
  const steps = policySteps(store, userId);
  const current = steps.findLastIndex((step) => step.effectiveAt <= now);
  store.setting(`s3 policies ${userId}`, [...steps.slice(Math.max(current, 0)), { effectiveAt, policy }]);
}
