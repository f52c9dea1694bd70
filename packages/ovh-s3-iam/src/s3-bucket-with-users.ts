import { s3Endpoint } from "@accoreboot/catalogue";
import { nearestName, type ProjectRef, pulumiBackendUrl, refuse } from "@accoreboot/core";
import * as ovh from "@ovhcloud/pulumi-ovh";
import * as pulumi from "@pulumi/pulumi";
import type { S3Bucket } from "./bucket.ts";
import { loginEnvironment, type S3UserKeys } from "./login.ts";
import { type PlannedUser, plan } from "./s3-bucket-with-users.plan.ts";
import type { S3User } from "./user.ts";

/** Arguments of {@link S3BucketWithUsers}. */
export interface S3BucketWithUsersArgs {
  /** The project the buckets stand in: `ref` of an `OvhProject` or an `OvhEnvironment`, or written by hand. */
  environment: ProjectRef;
  /** The buckets, each by what it is for. At least one. */
  buckets: S3Bucket[];
  /** Who may use them, each with a key and a policy document of its own. At least one. */
  users: S3User[];
  /**
   * Region of object storage in upper case, as the OVH API writes it, such as `GRA` or `EU-WEST-PAR`. Another one makes
   * other buckets.
   * @default the storage region of the environment
   */
  region?: string;
  /**
   * Address under which the service is reached, for the outputs.
   * @default `https://s3.<region>.io.cloud.ovh.net`
   */
  endpoint?: string;
  /**
   * Whether Pulumi refuses to delete the buckets and their owner. Deleting a bucket deletes every object in it.
   * @default true where the environment protects its data
   */
  protect?: boolean;
  /**
   * Whether Pulumi refuses to delete the users too, with their documents and current keys. A user can then leave the list
   * only after this was switched off.
   * @default false
   */
  protectUsers?: boolean;
  /** Arguments of the children, laid over what the component decides and judged by the same rules. */
  overrides?: S3BucketWithUsersOverrides;
}

/** Slots for the buckets, by role, and for their owner. */
export interface S3BucketWithUsersOverrides {
  buckets?: { [role: string]: Partial<ovh.cloudproject.StorageArgs> };
  owner?: Partial<ovh.cloudproject.UserArgs>;
}

/** The children of one bucket of an {@link S3BucketWithUsers}. */
export interface S3BucketNodes {
  readonly bucket: ovh.cloudproject.Storage;
  /** Absent when the bucket has no rules. */
  readonly lifecycle: ovh.CloudProjectStorageObjectBucketLifecycleConfiguration | undefined;
}

/** The children of one user of an {@link S3BucketWithUsers}. */
export interface S3UserNodes {
  readonly user: ovh.cloudproject.User;
  readonly policy: ovh.cloudproject.S3Policy;
  /** By the key's name, the current one last. */
  readonly keys: ReadonlyMap<string, ovh.cloudproject.S3Credential>;
}

/** The children of an {@link S3BucketWithUsers}. */
export interface S3BucketWithUsersNodes {
  readonly owner: ovh.cloudproject.User;
  /** By the bucket's role. */
  readonly buckets: ReadonlyMap<string, S3BucketNodes>;
  /** By the user's name. */
  readonly users: ReadonlyMap<string, S3UserNodes>;
}

/** One user, ready to be handed to an application. Each part is an output of its own, so that only secrets are secret. */
export interface S3UserLogin {
  readonly accessKeyId: pulumi.Output<string>;
  /** Secret. */
  readonly secretAccessKey: pulumi.Output<string>;
  /** `AWS_*` variables with key, region and endpoint. Secret. */
  readonly environment: pulumi.Output<{ [variable: string]: string }>;
}

/** The OpenStack login of a user, which names the project: the provider puts it out in clear. */
const additionalSecretOutputs = ["openstackRc"];

const nodes = new WeakMap<S3BucketWithUsers, S3BucketWithUsersNodes>();

/**
 * Private, encrypted and versioned buckets with users that may each do what they need and no more.
 *
 * It makes the buckets, a user that owns them and has no key, and for each user of the list a project user, one policy
 * document and its keys. A key is made after the document, so that none ever works without limits. OVHcloud knows no
 * policy of a bucket itself: a user whose document does not name a bucket cannot use it.
 *
 * Cost: what is stored, by the gigabyte and the class; old versions count. Users and keys are free.
 * Only a real account shows: that the names are still free in all of OVHcloud, and the half minute until a changed
 * document counts.
 *
 * @example
 * const storage = new S3BucketWithUsers("storage", {
 *   environment: env.ref,
 *   buckets: [{ role: "archive" }, { role: "uploads", lifecycle: [{ name: "old", expireDays: 30 }] }],
 *   users: [
 *     { name: "backend", grants: [{ bucket: "archive", access: "readWrite" }, { bucket: "uploads", access: "readWrite" }] },
 *     { name: "audit", grants: [{ bucket: "archive", access: "read", prefix: "reports/" }] },
 *   ],
 * });
 * export const settings = storage.user("backend").environment;
 */
export class S3BucketWithUsers extends pulumi.ComponentResource {
  static readonly __pulumiType = "ovh-s3-iam:index:S3BucketWithUsers";

  /** Names of the buckets, in the order of the arguments. */
  readonly bucketNames: pulumi.Output<string[]>;
  /** `https://s3.<region>.io.cloud.ovh.net`. */
  readonly endpoint: pulumi.Output<string>;
  /** Region as S3 clients write it, in lower case. */
  readonly region: pulumi.Output<string>;
  /** The users in the order of the arguments. A secret as a whole; {@link user} gives the parts. */
  readonly users: pulumi.Output<S3UserKeys[]>;

  constructor(name: string, args: S3BucketWithUsersArgs, opts?: pulumi.ComponentResourceOptions) {
    const subject = `S3BucketWithUsers "${name}"`;
    const planned = plan(subject, args);
    refuse(subject, planned.findings);
    super(S3BucketWithUsers.__pulumiType, name, planned.summary, opts);

    const serviceName = planned.projectId;
    const stateful = { parent: this, protect: planned.protect };
    const owner = new ovh.cloudproject.User(
      `${name}-owner`,
      { ...planned.owner, serviceName },
      { ...stateful, additionalSecretOutputs },
    );
    const ownerId = owner.id.apply(Number);
    const buckets = new Map(
      planned.buckets.map(({ role, args: bucketArgs, lifecycle: rules }) => {
        const bucket = new ovh.cloudproject.Storage(
          `${name}-${role}-bucket`,
          { ...bucketArgs, serviceName, ownerId },
          { ...stateful, deleteBeforeReplace: true },
        );
        const lifecycle =
          rules.length === 0
            ? undefined
            : new ovh.CloudProjectStorageObjectBucketLifecycleConfiguration(
                `${name}-${role}-lifecycle`,
                { serviceName, regionName: planned.region, containerName: bucket.name, rules },
                { parent: this, deleteBeforeReplace: true },
              );
        return [role, { bucket, lifecycle }];
      }),
    );
    const made = [...buckets.values()].map(({ bucket }) => bucket);
    const users = new Map(
      planned.users.map((user) => [
        user.name,
        registerUser(`${name}-${user.name}`, user, planned, { parent: this, protect: planned.protectUsers }, made),
      ]),
    );
    nodes.set(this, { owner, buckets, users });

    const keys = [...users].map(([userName, { keys: all }]) => ({
      userName,
      ...currentOf(all),
      keys: [...all].map(([keyName, credential]) => ({ name: keyName, ...partsOf(credential) })),
    }));
    this.bucketNames = pulumi.output(made.map((bucket) => bucket.name));
    this.endpoint = pulumi.output(planned.endpoint ?? s3Endpoint(planned.region));
    this.region = pulumi.output(planned.region.toLowerCase());
    this.users = pulumi.output(keys);
    this.registerOutputs({
      bucketNames: this.bucketNames,
      endpoint: this.endpoint,
      region: this.region,
      users: keys,
    });
  }

  /** Name of the bucket of that role. Throws when there is none. */
  bucketName(role: string): pulumi.Output<string> {
    return found(this.nodes.buckets, role, "bucket").bucket.name;
  }

  /** What the user of that name logs in with. Throws when there is none. */
  user(name: string): S3UserLogin {
    const login = currentOf(found(this.nodes.users, name, "user").keys);
    const environment = pulumi.secret(
      pulumi.output({ ...login, region: this.region, endpoint: this.endpoint }).apply(loginEnvironment),
    );
    return { ...login, environment };
  }

  /** Where the state of Pulumi programs can be kept: a backend URL on the bucket of that role. No secret. */
  backendUrl(role: string): pulumi.Output<string> {
    const parts = { bucket: this.bucketName(role), region: this.region, endpoint: this.endpoint };
    return pulumi.output(parts).apply(pulumiBackendUrl);
  }

  /** The resources behind the component. */
  get nodes(): S3BucketWithUsersNodes {
    return nodes.get(this) as S3BucketWithUsersNodes;
  }
}

/** User, then document, then keys: a key that comes before its document may do anything its role may. */
function registerUser(
  name: string,
  planned: PlannedUser,
  { projectId: serviceName, userRoles: roleNames }: { projectId: pulumi.Input<string>; userRoles: string[] },
  opts: { parent: pulumi.Resource; protect: boolean },
  buckets: pulumi.Resource[],
): S3UserNodes {
  const { description } = planned;
  const user = new ovh.cloudproject.User(
    `${name}-user`,
    { serviceName, description, roleNames },
    { ...opts, additionalSecretOutputs },
  );
  const policy = new ovh.cloudproject.S3Policy(
    `${name}-policy`,
    { serviceName, userId: user.id, policy: planned.policy },
    { ...opts, dependsOn: buckets },
  );
  const keys = new Map(
    planned.keys.map((key) => [
      key,
      new ovh.cloudproject.S3Credential(
        `${name}-${key}-key`,
        { serviceName, userId: user.id },
        { ...opts, protect: opts.protect && key === planned.keys.at(-1), dependsOn: [policy] },
      ),
    ]),
  );
  return { user, policy, keys };
}

const partsOf = (credential: ovh.cloudproject.S3Credential) => ({
  accessKeyId: credential.accessKeyId,
  secretAccessKey: pulumi.secret(credential.secretAccessKey),
});

const currentOf = (keys: S3UserNodes["keys"]) => partsOf([...keys.values()].at(-1) as ovh.cloudproject.S3Credential);

function found<T>(all: ReadonlyMap<string, T>, name: string, what: string): T {
  const value = all.get(name);
  if (value !== undefined) return value;
  const nearest = nearestName(name, all.keys());
  const remedy = nearest ? `Did you mean "${nearest}"?` : `Known are ${[...all.keys()].join(", ")}.`;
  throw new pulumi.RunError(`S3BucketWithUsers: there is no ${what} "${name}". ${remedy}`);
}
