import type { Call, Model } from "../model.ts";
import { newId } from "../random.ts";
import type { Entry } from "../store.ts";
import { list, object, objects, text } from "../text.ts";
import { bucketToken, corsToken, jurisdictionOf, managedDomainToken } from "./r2-bucket.ts";
import { judgeAccount, refused } from "./refusals.ts";

const immediate = "the provider waits for nothing after its call (source of Terraform provider 5)";

/** The bucket that `bucketName` names; refuses one that the account does not have. */
export function bucketOf({ store, inputs }: Call): Entry {
  judgeAccount(text(inputs, "accountId"));
  const found = store.find(bucketToken, "", text(inputs, "bucketName"));
  const mine =
    found?.inputs["accountId"] === inputs["accountId"] &&
    jurisdictionOf(found?.inputs ?? {}) === jurisdictionOf(inputs);
  return found && mine ? found : refused(404, 10006, "The specified bucket does not exist.");
}

/** One of its kind on a bucket: the account, the bucket and its jurisdiction make the id. */
const idOf = ({ inputs }: Call) =>
  `${text(inputs, "accountId")}/${text(inputs, "bucketName")}/${jurisdictionOf(inputs)}`;

/** Which pages may call a bucket. */
export const r2BucketCors: Model = {
  token: corsToken,
  immediate,
  unlimited: "a bucket has one; a second one sets the same anew",
  judge(call) {
    bucketOf(call);
    for (const rule of objects(call.inputs, "rules")) {
      const allowed = object(rule, "allowed");
      if (list(allowed, "methods").length === 0 || list(allowed, "origins").length === 0)
        refused(400, 10058, "The CORS configuration you provided is not valid.");
    }
  },
  create: (call) => ({ id: idOf(call), outputs: { jurisdiction: jurisdictionOf(call.inputs) } }),
};

/**
 * Public reading of a bucket under `r2.dev`. Nothing answers there. Destroying it leaves the bucket as public as it was,
 * with the real provider too: only the state forgets it.
 */
export const r2ManagedDomain: Model = {
  token: managedDomainToken,
  immediate,
  unlimited: "a bucket has one; a second one sets the same anew",
  judge: (call) => void bucketOf(call),
  create(call) {
    const bucketId = newId.hex32();
    const outputs = { bucketId, domain: `pub-${bucketId}.r2.dev`, jurisdiction: jurisdictionOf(call.inputs) };
    return { id: idOf(call), outputs };
  },
};
