import type * as pulumi from "@pulumi/pulumi";

/** One place under the names that the three products of OVHcloud give it. */
export interface Region {
  /** Compute and network region (OpenStack), such as `GRA11` or `EU-WEST-PAR`. */
  compute: string;
  /** Region of managed databases, such as `GRA` or `EU-WEST-PAR`. */
  database: string;
  /** Region of object storage as the OVH API writes it, such as `GRA`; the S3 endpoint has it in lower case. */
  storage: string;
}

/**
 * What a component needs to know of the project it stands in when it needs no network: buckets, users. `OvhProject`
 * gives it as `ref`; for a project that exists already it can be written by hand.
 */
export interface ProjectRef {
  /** Application, first part of project and bucket names: `accoreboot`. */
  app: string;
  /** Environment, first part of role names: `test`, `preprod` or `prod`. */
  name: string;
  /** True where data must survive a mistake: stateful children are then protected unless an argument says otherwise. */
  protect: boolean;
  /** Labels for every resource that can carry them. */
  labels: { [key: string]: string };
  /** Where it stands. */
  region: Region;
  /** Public Cloud project, 32 hexadecimal digits; the `serviceName` of the OVH API and the tenant of OpenStack. */
  projectId: pulumi.Input<string>;
}

/**
 * What a component needs to know of the environment it stands in: the project and its private network.
 * `OvhEnvironment` gives it as `ref`; for infrastructure that exists already it can be written by hand.
 */
export interface EnvironmentRef extends ProjectRef {
  /** OpenStack UUID of the private network in the compute region (never the `pn-` id). */
  networkId: pulumi.Input<string>;
  /** OpenStack UUID of the private subnet. */
  subnetId: pulumi.Input<string>;
  /** The subnet's block, such as `10.1.0.0/24`. */
  subnetCidr: string;
}
