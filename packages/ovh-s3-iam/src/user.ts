/** One user as it is described in the arguments. */

/** What a user may do in one bucket. */
export interface S3Grant {
  /** Role of the bucket, one of the same component. */
  bucket: string;
  /**
   * `list` (names only), `read`, `write` (uploads and deletes, never reads), `readWrite`, or `owner` (everything short
   * of deleting the bucket, its settings included). Either this or `actions`.
   * @default none
   */
  access?: string;
  /**
   * Actions by name, such as `s3:GetObject`, where no intent fits. Only those that OVHcloud's service knows.
   * @default none
   */
  actions?: string[];
  /**
   * Objects it is about: those whose names start so, such as `reports/`.
   * @default all objects of the bucket
   */
  prefix?: string;
}

/** One user of the buckets. */
export interface S3User {
  /** Name, unique in the component; the resources behind it are named after it. */
  name: string;
  /** What it may do; all of it in one policy document. At least one. */
  grants: S3Grant[];
  /**
   * Names of its keys, one or two; the last is the one that is given out as current. To change the key without a pause:
   * add a second name, let every application take up the new key, then remove the first name.
   * @default ["first"]
   */
  keys?: string[];
}
