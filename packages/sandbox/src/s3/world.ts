/** A project user as the S3 server needs to know it. */
export interface S3User {
  readonly id: string;
  /** Key pairs that work now. Two at once while a key is rotated. */
  readonly keys: readonly { readonly accessKeyId: string; readonly secretAccessKey: string }[];
  /** OVH policy document, JSON text. */
  readonly policy?: string;
}

/** A bucket as the S3 server needs to know it. */
export interface S3Bucket {
  readonly name: string;
  /** Id of the user who owns it. */
  readonly ownerId?: string;
  readonly versioning: boolean;
  readonly objectLock: boolean;
}

/** Everything the S3 server is to hold. */
export interface S3World {
  readonly users: readonly S3User[];
  readonly buckets: readonly S3Bucket[];
}

/** A running S3 server. */
export interface S3Server {
  /** `http://127.0.0.1:<port>`; buckets are addressed by path. */
  readonly endpoint: string;
  /**
   * Makes the server look like the world and sends only what differs. Calls wait for each other. Rejects with
   * `S3ApplyError` when something could not be done; everything else is in place then, and what could not be done grants
   * nothing. A bucket that is gone and one made anew under its name are told apart only when each is applied.
   */
  apply(world: S3World): Promise<void>;
  /** Ends the server. Objects stay in its folder. */
  close(): Promise<void>;
}
