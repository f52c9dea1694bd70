import { levels, type Rule } from "../../rule.ts";
import { failIf, isOneOf, not } from "../../truth.ts";
import { at } from "../../view.ts";
import { bucketType, bucketType2, guide } from "./storage.ts";

/** A bucket whose objects are stored as they come. */
export const bucketEncryption: Rule<{ algorithms: readonly string[] }> = {
  id: "S3004",
  slug: "bucket-encryption",
  title: "Every bucket encrypts its objects",
  group: "storage",
  severity: "high",
  levels: levels("mandatory"),
  rationale:
    "a bucket stores objects in clear unless it is told otherwise, and those it has stay so when it is told later",
  remedy: 'write encryption: { sseAlgorithm: "AES256" }, in the newer family { algorithm: "AES256" }',
  url: guide("s3_encrypt_your_objects_with_sse_c"),
  equivalents: ["Checkov CKV_AWS_19", "Checkov CKV_AWS_145", "Trivy AWS-0088"],
  types: [bucketType, bucketType2],
  parameters: {
    algorithms: {
      description: "Algorithms that are accepted, as the provider writes them.",
      default: ["AES256"],
      pattern: "[A-Za-z0-9:-]+",
    },
  },

  judge(view, { type, parameters: { algorithms } }) {
    const algorithm = at(at(view, "encryption"), type === bucketType ? "sseAlgorithm" : "algorithm");
    return failIf(not(isOneOf(algorithm, ...algorithms)), algorithm, "the objects of the bucket are not encrypted");
  },
};
