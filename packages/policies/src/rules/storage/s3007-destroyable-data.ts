import { levels, type Rule } from "../../rule.ts";
import { every, failIf, isOneOf, not, type Truth, when } from "../../truth.ts";
import { each, fail, isHidden, unproved, type Verdict } from "../../verdict.ts";
import { at, members, type View } from "../../view.ts";
import { bucketType, bucketType2, containerType, guide, isCalled, isLocked, word } from "./storage.ts";

type Scope = { readonly lockedBackups: boolean; readonly backupBuckets: readonly string[] };

/** Objects that go when their bucket goes, with nothing that stops it. */
export const destroyableData: Rule<Scope> = {
  id: "S3007",
  slug: "destroyable-data",
  title: "No update can wipe out what has to be kept",
  group: "storage",
  severity: "high",
  levels: levels("advisory", "advisory", "mandatory"),
  rationale:
    "the provider empties a bucket before it deletes it (terraform-provider-ovh since 2.1.0), and only locked objects stop that",
  remedy:
    'leave forceDestroy and removeOnMainBucketDeletion out, and make backup buckets with objectLock: { status: "enabled" }',
  url: guide("s3_managing_object_lock"),
  equivalents: ["Trivy digitalocean-spaces-disable-force-destroy", "cdk-nag S3BucketDefaultLockEnabled (near)"],
  types: [bucketType, bucketType2, containerType],
  parameters: {
    lockedBackups: {
      description: "Whether backup buckets need an object lock.",
      default: { test: false, preprod: false, prod: true },
    },
    backupBuckets: {
      description: "Words, in small letters, in the names of buckets that hold backups.",
      default: ["backup", "backups"],
      pattern: word,
    },
  },

  judge(view, about) {
    if (about.type === containerType) {
      const force = at(view, "forceDestroy");
      return failIf(isOn(force), force, "its objects are deleted with it");
    }
    const { lockedBackups, backupBuckets } = about.parameters;
    return [
      ...when(every(lockedBackups, isCalled(view, about, backupBuckets)), () =>
        failIf(
          not(isLocked(view, about.type)),
          at(view, "objectLock"),
          "backups can be deleted: there is no object lock",
        ),
      ),
      ...judgeReplicas(at(at(view, "replication"), "rules")),
    ];
  },
};

/** A copy in another bucket that goes with the first is none. */
function judgeReplicas(rules: View): Verdict[] {
  if (isHidden(rules)) return [unproved(rules)];
  const list = members(rules);
  if (!list && rules.kind === "known") return [fail(rules, "this is not a list of rules")];
  return each(list ?? [], (rule) => {
    const remove = at(at(rule, "destination"), "removeOnMainBucketDeletion");
    return failIf(isOn(remove), remove, "the copy is deleted with the bucket");
  });
}

/** Whether a switch is on that has to be off, and is when it is left out. */
const isOn = (view: View): Truth => not(isOneOf(view, false, undefined));
