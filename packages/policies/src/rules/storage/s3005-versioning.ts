import { levels, type Rule } from "../../rule.ts";
import { every, failIf, given, holds, isOneOf, not, some, type Truth, when } from "../../truth.ts";
import { at, type View } from "../../view.ts";
import { bucketType, bucketType2, containerType, guide, isCalled, isLocked, word } from "./storage.ts";

type Scope = { readonly everyBucket: boolean; readonly keptBuckets: readonly string[] };

/** A bucket in which an overwritten or deleted object is gone. */
export const versioning: Rule<Scope> = {
  id: "S3005",
  slug: "versioning",
  title: "Buckets that have to be kept keep old versions",
  group: "storage",
  severity: "medium",
  levels: levels("advisory", "advisory", "mandatory"),
  rationale:
    "without versions one wrong upload or deletion is final, and a state that is lost takes its stacks with it",
  remedy: 'write versioning: { status: "enabled" }, and versioning: true for a container',
  url: guide("s3_versioning"),
  equivalents: ["Checkov CKV_AWS_21", "Trivy AWS-0090"],
  types: [bucketType, bucketType2, containerType],
  parameters: {
    everyBucket: {
      description: "Whether all buckets are judged, and not only those of keptBuckets.",
      default: { test: false, preprod: false, prod: true },
    },
    keptBuckets: {
      description: "Words, in small letters, in the names of buckets that are judged in every environment.",
      default: ["tfstate", "state", "backup", "backups"],
      pattern: word,
    },
  },

  judge(view, about) {
    const { everyBucket, keptBuckets } = about.parameters;
    const [keeps, place] = about.type === containerType ? ofContainer(view) : ofBucket(view, about.type);
    return when(everyBucket || isCalled(view, about, keptBuckets), () =>
      failIf(not(keeps), place, "old versions of objects are not kept"),
    );
  },
};

/** A lock is for versions: a bucket that is made with one keeps them unless it says otherwise. */
function ofBucket(bucket: View, type: string): [Truth, View] {
  const status = at(at(bucket, "versioning"), "status");
  const enabled = isOneOf(status, type === bucketType ? "enabled" : "ENABLED");
  return [some(enabled, every(!given(status), isLocked(bucket, type))), status];
}

function ofContainer(container: View): [Truth, View] {
  const current = at(container, "versioning");
  const location = at(at(container, "versioningLegacy"), "location");
  const legacy = holds(location, (value) => typeof value === "string" && value.trim() !== "");
  return [some(isOneOf(current, true), legacy), current];
}
