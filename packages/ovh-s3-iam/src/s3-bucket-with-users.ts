import { s3Endpoint } from "@accoreboot/catalogue";
import { type EnvironmentRef, refuse } from "@accoreboot/core";
import * as ovh from "@ovhcloud/pulumi-ovh";
import * as pulumi from "@pulumi/pulumi";
import { plan } from "./s3-bucket-with-users.plan.ts";

/** One user of the bucket. */
export interface S3User {
  /** Name, unique in the bucket; the resources behind it are named after it. */
  name: string;
  /** `read`, `write` (uploads and deletes, never reads), `readWrite` or `list` (names only). */
  access: string;
  /**
   * Objects it is about: those whose names start so, such as `reports/`.
   * @default all objects of the bucket
   */
  prefix?: string;
}

/** What a user logs in with. */
export interface S3UserKeys {
  /** The user's name in the arguments. */
  userName: string;
  /** First half of the key. */
  accessKeyId: string;
  /** Second half. Secret. */
  secretAccessKey: string;
}

/** Arguments of {@link S3BucketWithUsers}. */
export interface S3BucketWithUsersArgs {
  /** The environment the bucket stands in: `env.ref` of an `OvhEnvironment`, or written by hand. */
  environment: EnvironmentRef;
  /** What the bucket is for, such as `archive`; the bucket is called `<app>-<role>-<environment>`. */
  role: string;
  /**
   * Name of the bucket, unique in OVHcloud; 3 to 63 lower case letters, digits and hyphens. A changed one is another
   * bucket, and the old one is emptied and deleted.
   * @default `<app>-<role>-<environment>`
   */
  bucketName?: string;
  /** Who may use the bucket, each with a key and a policy document of its own. At least one. */
  users: S3User[];
  /**
   * Whether old versions of objects are kept. A bucket that has kept versions cannot forget how: suspend it by
   * `overrides.bucket.versioning` instead.
   * @default true
   */
  versioning?: boolean;
  /**
   * Whether objects are encrypted by keys of OVHcloud (AES256).
   * @default true
   */
  encryption?: boolean;
  /**
   * Whether Pulumi refuses to delete the bucket and its owner. Deleting a bucket deletes every object in it.
   * @default true where the environment protects its data
   */
  protect?: boolean;
  /** Arguments of the children, laid over what the component decides and judged by the same rules. */
  overrides?: S3BucketWithUsersOverrides;
}

/** One slot for the bucket and one for its owner. */
export interface S3BucketWithUsersOverrides {
  bucket?: Partial<ovh.cloudproject.StorageArgs>;
  owner?: Partial<ovh.cloudproject.UserArgs>;
}

/** The children of one user of an {@link S3BucketWithUsers}. */
export interface S3UserNodes {
  readonly user: ovh.cloudproject.User;
  readonly policy: ovh.cloudproject.S3Policy;
  readonly credential: ovh.cloudproject.S3Credential;
}

/** The children of an {@link S3BucketWithUsers}. */
export interface S3BucketWithUsersNodes {
  readonly owner: ovh.cloudproject.User;
  readonly bucket: ovh.cloudproject.Storage;
  /** By the user's name. */
  readonly users: ReadonlyMap<string, S3UserNodes>;
}

const nodes = new WeakMap<S3BucketWithUsers, S3BucketWithUsersNodes>();

/**
 * A private, encrypted and versioned bucket with users that may each do what they need and no more.
 *
 * It makes the bucket, a user that owns it and has no key, and for each user of the list a project user, one policy
 * document and one key. The key is made after the document, so that none ever works without limits. OVHcloud knows no
 * policy of the bucket itself: a user whose document does not name the bucket cannot use it.
 *
 * Cost: what is stored and sent out, by the gigabyte; old versions count. Users and keys are free.
 * Only a real account shows: that the name is still free in all of OVHcloud, and the half minute until a changed
 * document counts.
 *
 * @example
 * const archive = new S3BucketWithUsers("archive", {
 *   environment: env.ref,
 *   role: "archive",
 *   users: [{ name: "backend", access: "readWrite" }, { name: "audit", access: "read", prefix: "reports/" }],
 * });
 */
export class S3BucketWithUsers extends pulumi.ComponentResource {
  static readonly __pulumiType = "ovh-s3-iam:index:S3BucketWithUsers";

  /** Name of the bucket. */
  readonly bucketName: pulumi.Output<string>;
  /** `https://s3.<region>.io.cloud.ovh.net`. */
  readonly endpoint: pulumi.Output<string>;
  /** Region as S3 clients write it, in lower case. */
  readonly region: pulumi.Output<string>;
  /** The users in the order of the arguments; the secret half of every key is a secret. */
  readonly users: pulumi.Output<S3UserKeys[]>;

  constructor(name: string, args: S3BucketWithUsersArgs, opts?: pulumi.ComponentResourceOptions) {
    const subject = `S3BucketWithUsers "${name}"`;
    const planned = plan(subject, args);
    refuse(subject, planned.findings);
    super(S3BucketWithUsers.__pulumiType, name, planned.summary, opts);

    const serviceName = planned.projectId;
    const child = { parent: this };
    const stateful = { parent: this, protect: planned.protect };
    const owner = new ovh.cloudproject.User(`${name}-owner`, { ...planned.owner, serviceName }, stateful);
    const bucket = new ovh.cloudproject.Storage(
      `${name}-bucket`,
      { ...planned.bucket, serviceName, ownerId: owner.id.apply(Number) },
      { ...stateful, deleteBeforeReplace: true },
    );
    const users = new Map(
      planned.users.map(({ name: userName, description, policy: document }) => {
        const user = new ovh.cloudproject.User(
          `${name}-${userName}-user`,
          { serviceName, description, roleNames: planned.userRoles },
          child,
        );
        const policy = new ovh.cloudproject.S3Policy(
          `${name}-${userName}-policy`,
          { serviceName, userId: user.id, policy: document },
          { ...child, dependsOn: [bucket] },
        );
        const credential = new ovh.cloudproject.S3Credential(
          `${name}-${userName}-credential`,
          { serviceName, userId: user.id },
          { ...child, dependsOn: [policy] },
        );
        return [userName, { user, policy, credential }];
      }),
    );
    nodes.set(this, { owner, bucket, users });

    this.bucketName = bucket.name;
    this.endpoint = pulumi.output(s3Endpoint(planned.region));
    this.region = pulumi.output(planned.region.toLowerCase());
    this.users = pulumi.output(
      [...users].map(([userName, { credential }]) => ({
        userName,
        accessKeyId: credential.accessKeyId,
        secretAccessKey: pulumi.secret(credential.secretAccessKey),
      })),
    );
    this.registerOutputs({
      bucketName: this.bucketName,
      endpoint: this.endpoint,
      region: this.region,
      users: this.users,
    });
  }

  /** The resources behind the component. */
  get nodes(): S3BucketWithUsersNodes {
    return nodes.get(this) as S3BucketWithUsersNodes;
  }
}
