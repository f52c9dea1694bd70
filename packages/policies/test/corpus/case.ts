/**
 * One case of the corpus: a resource, written once, from which the Pulumi resource and its Terraform twin come.
 * The arguments are typed by the SDKs that users install, so a name that does not exist does not compile.
 */
import type * as ovh from "@ovhcloud/pulumi-ovh";
import type * as openstack from "@pulumi/openstack";
import { type Form, hclAttributes } from "./twin.ts";

export type Inputs = { readonly [name: string]: unknown };

export interface Case {
  /** `v01` to `v18` for the holes, `g001` and on for the good ones; the resource's logical name on both sides. */
  readonly id: string;
  readonly title: string;
  /** Ids of the rules that must each find it; empty for a good one. */
  readonly expects: readonly string[];
  /** Type token of the Pulumi resource. */
  readonly type: string;
  readonly inputs: Inputs;
  readonly hcl: {
    /** Type of the Terraform resource. */
    readonly resource: string;
    /** In Terraform's names. A list of objects is a block for each, an object is a value. */
    readonly attributes: Inputs;
  };
}

/** A case that has no id yet. */
export type Draft = Omit<Case, "id">;

interface Kind extends Form {
  readonly type: string;
  readonly resource: string;
}

/** A function that drafts cases of one kind of resource. Without rules to expect it is a good one. */
function kind<Args extends object>({ type, resource, ...form }: Kind) {
  return (title: string, args: Args, expects: readonly string[] = []): Draft => {
    const inputs = args as Inputs;
    return { title, expects, type, inputs, hcl: { resource, attributes: hclAttributes(inputs, form) } };
  };
}

export const secGroup = kind<openstack.networking.SecGroupArgs>({
  type: "openstack:networking/secGroup:SecGroup",
  resource: "openstack_networking_secgroup_v2",
});
export const secGroupRule = kind<openstack.networking.SecGroupRuleArgs>({
  type: "openstack:networking/secGroupRule:SecGroupRule",
  resource: "openstack_networking_secgroup_rule_v2",
});
export const port = kind<openstack.networking.PortArgs>({
  type: "openstack:networking/port:Port",
  resource: "openstack_networking_port_v2",
  renamed: { fixedIps: "fixed_ip" },
});
export const server = kind<openstack.compute.InstanceArgs>({
  type: "openstack:compute/instance:Instance",
  resource: "openstack_compute_instance_v2",
  renamed: { networks: "network" },
  maps: ["metadata"],
});
export const container = kind<openstack.objectstorage.ContainerArgs>({
  type: "openstack:objectstorage/container:Container",
  resource: "openstack_objectstorage_container_v1",
  maps: ["metadata"],
});
export const listener = kind<openstack.loadbalancer.ListenerArgs>({
  type: "openstack:loadbalancer/listener:Listener",
  resource: "openstack_lb_listener_v2",
});
export const database = kind<ovh.cloudproject.DatabaseArgs>({
  type: "ovh:CloudProject/database:Database",
  resource: "ovh_cloud_project_database",
  maps: ["advancedConfiguration"],
});
export const postgresUser = kind<ovh.cloudprojectdatabase.PostgresSqlUserArgs>({
  type: "ovh:CloudProjectDatabase/postgresSqlUser:PostgresSqlUser",
  resource: "ovh_cloud_project_database_postgresql_user",
});
export const s3Policy = kind<ovh.cloudproject.S3PolicyArgs>({
  type: "ovh:CloudProject/s3Policy:S3Policy",
  resource: "ovh_cloud_project_user_s3_policy",
});
export const bucket = kind<ovh.cloudproject.StorageArgs>({
  type: "ovh:CloudProject/storage:Storage",
  resource: "ovh_cloud_project_storage",
  maps: ["tags"],
});
export const instance = kind<ovh.cloudproject.InstanceArgs>({
  type: "ovh:CloudProject/instance:Instance",
  resource: "ovh_cloud_project_instance",
  blocks: ["bootFrom", "flavor", "network", "private", "sshKey"],
});
export const kubeAccess = kind<ovh.cloudproject.KubeIpRestrictionsArgs>({
  type: "ovh:CloudProject/kubeIpRestrictions:KubeIpRestrictions",
  resource: "ovh_cloud_project_kube_iprestrictions",
});
export const iamPolicy = kind<ovh.iam.PolicyArgs>({
  type: "ovh:Iam/policy:Policy",
  resource: "ovh_iam_policy",
  renamed: { allows: "allow", denies: "deny" },
});
