/** One bucket as it is described in the arguments. */

/** Retention that nobody gets round before its time; see {@link S3Bucket.objectLock}. */
export interface S3ObjectLock {
  /** `governance` (who has the right may lift it) or `compliance` (nobody may, the account's owner included). */
  mode: string;
  /** How long every new version is kept, in days. */
  days: number;
}

/** A rule by which objects expire or move to a cheaper class. At least one of the five actions. */
export interface S3LifecycleRule {
  /** Name of the rule, unique in the bucket. */
  name: string;
  /**
   * Objects it is about: those whose names start so, such as `logs/`.
   * @default all objects of the bucket
   */
  prefix?: string;
  /** Days after which an object is deleted; in a versioned bucket it becomes an old version. */
  expireDays?: number;
  /** Days after which an old version is deleted for good. */
  expireOldVersionsDays?: number;
  /** Days after which an upload in parts that was never finished is thrown away. */
  abortUploadsDays?: number;
  /** Class to which objects move after `moveDays`: `STANDARD_IA`, `GLACIER_IR` or `DEEP_ARCHIVE`. */
  moveTo?: string;
  /** Days after which objects move to `moveTo`. */
  moveDays?: number;
  /**
   * Whether the rule is in force.
   * @default true
   */
  enabled?: boolean;
}

/** One bucket of an `S3BucketWithUsers`. */
export interface S3Bucket {
  /** What it is for, such as `archive`, unique in the component; the bucket is called `<app>-<role>-<environment>`. */
  role: string;
  /**
   * Name of the bucket, unique in OVHcloud; 3 to 63 lower case letters, digits and hyphens. A changed one is another
   * bucket, and the old one is emptied and deleted.
   * @default `<app>-<role>-<environment>`
   */
  bucketName?: string;
  /**
   * Whether old versions of objects are kept. A bucket that has kept versions cannot forget how: suspend it by
   * `overrides.buckets.<role>.versioning` instead.
   * @default true
   */
  versioning?: boolean;
  /**
   * Whether objects are encrypted by keys of OVHcloud (AES256).
   * @default true
   */
  encryption?: boolean;
  /**
   * Retention of every new version. Decide on it when the bucket is made: taking it away replaces the bucket, and whether
   * the service gives it to one that exists is not known (the provider asks for it in place). What is locked stops the
   * deletion of the bucket.
   * @default none
   */
  objectLock?: S3ObjectLock;
  /**
   * Rules by which objects expire or move.
   * @default none: everything is kept
   */
  lifecycle?: S3LifecycleRule[];
  /**
   * Tags beside the labels of the environment.
   * @default none
   */
  tags?: { [key: string]: string };
}
