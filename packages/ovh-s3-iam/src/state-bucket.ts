import { type ProjectRef, refuse } from "@accoreboot/core";
import type * as ovh from "@ovhcloud/pulumi-ovh";
import * as pulumi from "@pulumi/pulumi";
import { S3BucketWithUsers } from "./s3-bucket-with-users.ts";
import { plan, role, userName } from "./state-bucket.plan.ts";

/** Arguments of {@link StateBucket}. */
export interface StateBucketArgs {
  /** The project the bucket stands in: `ref` of an `OvhProject` or an `OvhEnvironment`, or written by hand. */
  environment: ProjectRef;
  /**
   * Name of the bucket. Names are unique in OVHcloud: one for each environment.
   * @default `<app>-tfstate-<environment>`
   */
  bucketName?: string;
  /**
   * Region of object storage in upper case, as the OVH API writes it.
   * @default "EU-WEST-PAR", of three availability zones: the state outlives the place where everything else stands
   */
  region?: string;
  /**
   * Address under which the service is reached.
   * @default `https://s3.<region>.io.cloud.ovh.net`
   */
  endpoint?: string;
  /**
   * Days after which an old version of the state is deleted.
   * @default none: every version is kept
   */
  oldVersionsDays?: number;
  /**
   * Names of the keys, one or two; the last is the current one. To change it without a pause: add a second name, hand
   * the new key to everybody, then remove the first name.
   * @default ["first"]
   */
  keys?: string[];
  /**
   * Whether Pulumi refuses to delete the bucket and its owner, and the user, document and current key that open it.
   * @default true, in every environment
   */
  protect?: boolean;
  /** Arguments of the children, laid over what the component decides and judged by the same rules. */
  overrides?: StateBucketOverrides;
}

/** One slot for the bucket and one for its owner. */
export interface StateBucketOverrides {
  bucket?: Partial<ovh.cloudproject.StorageArgs>;
  owner?: Partial<ovh.cloudproject.UserArgs>;
}

/** The children of a {@link StateBucket}. */
export interface StateBucketNodes {
  readonly storage: S3BucketWithUsers;
}

const nodes = new WeakMap<StateBucket, StateBucketNodes>();

/**
 * Where the state of an environment's stacks is kept: a private, encrypted, versioned and protected bucket, and one user
 * that reads and writes it. `bootstrapState` of `@accoreboot/operations` makes it from a local state and then moves that
 * state into it.
 *
 * Cost: a few megabytes stored. Old versions count; `oldVersionsDays` limits them.
 * Only a real account shows: that the name is still free in all of OVHcloud.
 *
 * @example
 * const state = new StateBucket("state", { environment: project.ref });
 * export const { bucketName, region, endpoint, backendUrl, accessKeyId, secretAccessKey } = state;
 */
export class StateBucket extends pulumi.ComponentResource {
  static readonly __pulumiType = "ovh-s3-iam:index:StateBucket";

  /** Name of the bucket. */
  readonly bucketName: pulumi.Output<string>;
  /** Region as S3 clients write it, in lower case. */
  readonly region: pulumi.Output<string>;
  /** `https://s3.<region>.io.cloud.ovh.net`. */
  readonly endpoint: pulumi.Output<string>;
  /** What `pulumi login` and `PULUMI_BACKEND_URL` take. No secret. */
  readonly backendUrl: pulumi.Output<string>;
  /** First half of the current key. */
  readonly accessKeyId: pulumi.Output<string>;
  /** Second half. Secret. */
  readonly secretAccessKey: pulumi.Output<string>;

  constructor(name: string, args: StateBucketArgs, opts?: pulumi.ComponentResourceOptions) {
    const subject = `StateBucket "${name}"`;
    const planned = plan(subject, args);
    refuse(subject, planned.findings);
    super(StateBucket.__pulumiType, name, planned.summary, opts);

    const storage = new S3BucketWithUsers(`${name}-storage`, planned.storage, { parent: this });
    nodes.set(this, { storage });

    const login = storage.user(userName);
    this.bucketName = storage.bucketName(role);
    this.region = storage.region;
    this.endpoint = storage.endpoint;
    this.backendUrl = storage.backendUrl(role);
    this.accessKeyId = login.accessKeyId;
    this.secretAccessKey = login.secretAccessKey;
    this.registerOutputs({
      bucketName: this.bucketName,
      region: this.region,
      endpoint: this.endpoint,
      backendUrl: this.backendUrl,
      accessKeyId: this.accessKeyId,
      secretAccessKey: this.secretAccessKey,
    });
  }

  /** What Pulumi needs to keep state here: `AWS_*` variables and `PULUMI_BACKEND_URL`. Secret. */
  get login(): pulumi.Output<{ [variable: string]: string }> {
    const { environment } = this.nodes.storage.user(userName);
    return pulumi
      .all([environment, this.backendUrl])
      .apply(([all, url]): { [variable: string]: string } => ({ ...all, PULUMI_BACKEND_URL: url }));
  }

  /** The resources behind the component. */
  get nodes(): StateBucketNodes {
    return nodes.get(this) as StateBucketNodes;
  }
}
