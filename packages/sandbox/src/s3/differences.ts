/** Where the S3 server answers otherwise than OVH. */
export interface Difference {
  readonly id: string;
  /** What differs. */
  readonly what: string;
  readonly reason: string;
  /** Whether more or less is granted here than on OVH; `other` where it is not about rights. */
  readonly grants: "less" | "more" | "other";
}

/** Every known difference between OVH's S3 and the server behind the sandbox's buckets. */
export const differences: readonly Difference[] = [
  {
    id: "no-bucket-making",
    what: "CreateBucket and DeleteBucket are refused to every user.",
    reason:
      "the server grants the making of buckets by role, for every name or none, and a bucket that comes or goes over S3 would be missing in the simulated cloud",
    grants: "less",
  },
  {
    id: "own-upload",
    what: "A user who may write but not read an object cannot read what they uploaded; on OVH they can unless it is denied.",
    reason: "the server keeps no owner of an object",
    grants: "less",
  },
  {
    id: "foreign-upload",
    what: "The owner of a bucket reads every object in it; on OVH not one that another user uploaded, unless their policy says so.",
    reason: "the server keeps no owner of an object",
    grants: "more",
  },
  {
    id: "bucket-list",
    what: "ListBuckets gives the buckets of a user for the first of their keys only, and for a second one none.",
    reason: "an owner is an access key to the server",
    grants: "less",
  },
  {
    id: "acl",
    what: "ACLs of buckets and objects, and with them public buckets, cannot be set.",
    reason: "a change over S3 would let in whom no policy of the simulated cloud lets in",
    grants: "less",
  },
  {
    id: "folder",
    what: 'An object whose key ends with "/" is outside of an Allow on "folder/*", and inside of every Deny on "folder/" or "folder/*" together with an object "folder".',
    reason: "the server takes a folder's key for a path and drops the slash before it looks at the policy",
    grants: "less",
  },
  {
    id: "question-mark",
    what: "A ? in a Deny stands for any run of characters; in an Allow it does not match a character outside of ASCII.",
    reason: "the server matches bytes where OVH matches characters",
    grants: "less",
  },
  {
    id: "untold-policy",
    what: 'A policy that names keys with an empty, "." or ".." part, or several ? in a row in an Allow, gives no rights at all, and applying it is reported.',
    reason: "the server cleans such keys as paths and matches bytes, and would let in more",
    grants: "less",
  },
  {
    id: "condition",
    what: "Conditions are not looked into: an Allow under one is left out, a Deny under one always holds, and applying it is reported.",
    reason: "the server reads them otherwise when the request has no such value",
    grants: "less",
  },
  {
    id: "write-with-extras",
    what: "PutObject with tags, a legal hold or a retention needs the rights to put those too.",
    reason: "the server checks every part of the request",
    grants: "less",
  },
  {
    id: "attributes",
    what: "GetObjectAttributes needs GetObject and GetObjectAcl from one statement of the policy.",
    reason: "patterns of two statements cannot be joined in a bucket policy",
    grants: "less",
  },
  {
    id: "paths",
    what: 'Keys are files: "a" and "a/b" cannot both be there, "a//b" is "a/b", "a/" holds no data and is judged as "a", and keys that begin with "meta/" may be refused with 500.',
    reason: "objects lie in a folder, their metadata in another",
    grants: "other",
  },
  {
    id: "bucket-name",
    what: "A bucket that is named like the first folder of the sandbox's path (such as home or tmp) is not served, and applying it is reported.",
    reason: "the server would keep the bucket's metadata and those of all versions in one place",
    grants: "other",
  },
  {
    id: "features",
    what: "Lifecycle rules, replication, encryption settings, website, access logs and Intelligent-Tiering are not there.",
    reason: "the server has not got them, or not as OVH has",
    grants: "other",
  },
  {
    id: "addresses",
    what: "One address and one region for each server, buckets by path only.",
    reason: "a loopback address has no names below it",
    grants: "other",
  },
];
