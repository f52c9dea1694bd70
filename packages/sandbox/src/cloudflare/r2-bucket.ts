import { type Call, CloudError, type Model } from "../model.ts";
import { stamp, text } from "../text.ts";
import { judgeAccount, refused } from "./refusals.ts";

export const bucketToken = "cloudflare:index/r2Bucket:R2Bucket";
export const corsToken = "cloudflare:index/r2BucketCors:R2BucketCors";
export const managedDomainToken = "cloudflare:index/r2ManagedDomain:R2ManagedDomain";
export const customDomainToken = "cloudflare:index/r2CustomDomain:R2CustomDomain";
const immediate = "the provider waits for nothing after its call (source of Terraform provider 5)";

/** An R2 bucket. No object storage stands behind it. Another location is no difference: the provider ignores it. */
export const r2Bucket: Model = {
  token: bucketToken,
  importId: "accountId/name/jurisdiction",
  immediate,
  unlimited: "a million buckets in an account (Cloudflare's documentation)",
  same: { location: () => true },
  judge({ store, inputs }, self) {
    const name = text(inputs, "name");
    judgeAccount(text(inputs, "accountId"));
    if (!/^[a-z0-9]([a-z0-9-]{1,61}[a-z0-9])$/.test(name))
      refused(400, 10005, "The specified bucket name is not valid.");
    const there = self ? undefined : store.find(bucketToken, "", name);
    if (!there) return;
    if (there.inputs["accountId"] === inputs["accountId"] && jurisdictionOf(there.inputs) === jurisdictionOf(inputs))
      refused(409, 10004, "The bucket you tried to create already exists, and you own it.");
    throw new CloudError(
      501,
      `the sandbox holds one R2 bucket of a name, whatever its account and jurisdiction: ${name}`,
    );
  },
  create: (call) => ({
    id: text(call.inputs, "name"),
    outputs: {
      creationDate: stamp(call),
      jurisdiction: jurisdictionOf(call.inputs),
      location: call.inputs["location"] ?? "weur",
      storageClass: call.inputs["storageClass"] ?? "Standard",
    },
  }),
  /** What was set on the bucket goes with it. */
  remove({ store }, { id }) {
    for (const token of [corsToken, managedDomainToken, customDomainToken]) {
      for (const entry of store.entries(token))
        if (entry.inputs["bucketName"] === id) store.remove(token, "", entry.id);
    }
  },
};

/** The jurisdiction of a bucket, `default` unless told. */
export const jurisdictionOf = (inputs: Call["inputs"]) => text(inputs, "jurisdiction") || "default";
