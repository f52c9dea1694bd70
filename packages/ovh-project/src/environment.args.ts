import type * as ovh from "@ovhcloud/pulumi-ovh";
import type * as openstack from "@pulumi/openstack";
import type * as pulumi from "@pulumi/pulumi";

/** Arguments of `OvhEnvironment`. */
export interface OvhEnvironmentArgs {
  /** The application, such as `accoreboot`; 2 to 32 lower case letters, digits and single hyphens. */
  app: string;
  /** The environment: `test`, `preprod` or `prod`. */
  environment: string;
  /** Compute region, such as `GRA11` or `EU-WEST-PAR`; no Local Zone, which has no network of the vRack. */
  region: string;
  /**
   * Region of managed databases.
   * @default the one that the catalogue has beside the compute region, such as GRA beside GRA11
   */
  databaseRegion?: string;
  /**
   * Region of object storage, in upper case as the OVH API writes it.
   * @default the one that the catalogue has beside the compute region, such as GRA beside GRA11
   */
  storageRegion?: string;
  /**
   * Further compute regions that the private network spans, each with an OpenStack provider of its own
   * (`providersIn`). OVHcloud's Gateway and load balancer take no network of several regions, and the environment's
   * subnet is in `region` alone: make one in each other region, in `networkIds`.
   * @default none
   */
  otherRegions?: string[];
  /**
   * Whether to activate `region` in the project first. OVHcloud refuses it for a region that is active already, as most
   * are, and never deactivates one.
   * @default false
   */
  activateRegion?: boolean;
  /**
   * Id of an existing Public Cloud project, 32 hexadecimal digits. Either this or `order`. It may be a secret, and stays
   * one.
   * @default none
   */
  projectId?: pulumi.Input<string>;
  /**
   * Whether to order a new project. Needs a payment method on the account; takes up to 45 minutes, and deleting it up
   * to 40, for which OVHcloud sends an e-mail that the provider has to be allowed to read. A deleted project counts
   * against the account's quota for a week.
   * @default false
   */
  order?: boolean;
  /**
   * Billing subsidiary of the account, for an ordered project. Counts at the order alone.
   * @default "FR"
   */
  ovhSubsidiary?: string;
  /**
   * The vRack that the project shall be in, such as `pn-123456`. A project is in one at a time. An ordered project is
   * ordered into it, and a later change does nothing; an adopted one is attached before its network is made.
   * @default the one that the project came with
   */
  vrackId?: pulumi.Input<string>;
  /**
   * Block of the private subnet: private, `/28` or larger. OVHcloud never changes it: another one is another subnet.
   * @default 10.1.0.0/24 in test, 10.2.0.0/24 in preprod, 10.3.0.0/24 in prod
   */
  subnetCidr?: string;
  /**
   * VLAN of the private network, 0 to 4000. Projects on one vRack see each other on the same VLAN. A change replaces
   * the network, which OVHcloud refuses as long as a database stands in it: choose it once.
   * @default `vlanOf(app, environment)`: 1 to 3999, another one in each environment
   */
  vlanId?: pulumi.Input<number>;
  /**
   * Whether the subnet announces a gateway address. A host that also has a public interface gets a second default
   * route from it.
   * @default false
   */
  gateway?: boolean;
  /**
   * Roles of the project user behind the OpenStack provider. `administrator` is refused here; who has to give it says so
   * in `overrides.openstackUser.roleNames`.
   * @default compute, network, network security and image operator
   */
  openstackUserRoles?: string[];
  /**
   * Public SSH keys by name, one line each as in the `.pub` file. Each becomes a key pair `<environment>-<name>` of the
   * OpenStack user in `region`.
   * @default none
   */
  sshKeys?: { [name: string]: string };
  /**
   * Labels for every resource that can carry them, beside `app` and `environment`.
   * @default none
   */
  labels?: { [key: string]: string };
  /**
   * Whether a mistake here must lose nothing: an ordered project is protected and kept on deletion, and components that
   * stand in the environment protect what they hold.
   * @default true for an ordered project, in every environment; for what takes `ref`, true in prod
   */
  protect?: boolean;
  /**
   * E-mail address that is told when the project's bill of the month passes `alertThreshold`; a project may have several
   * alerts, and this one is the component's. Its form is judged, not whether mail arrives.
   * @default none: nobody is told
   */
  alertEmail?: pulumi.Input<string>;
  /**
   * Bill at which `alertEmail` is told: a whole number of EUR a month, 1 to 1,000,000, at an account that is billed in
   * another currency of that. Refused without `alertEmail`.
   * @default 120 in test, 250 in preprod, 500 in prod
   */
  alertThreshold?: pulumi.Input<number>;
  /** Arguments of the children, laid over what the component decides and judged by the same rules. */
  overrides?: OvhEnvironmentOverrides;
}

/** One slot for each child that the environment makes and that has arguments of its own. */
export interface OvhEnvironmentOverrides {
  project?: Partial<ovh.cloudproject.ProjectArgs>;
  network?: Partial<ovh.cloudproject.NetworkPrivateArgs>;
  subnet?: Partial<ovh.cloudproject.NetworkPrivateSubnetV2Args>;
  openstackUser?: Partial<ovh.cloudproject.UserArgs>;
  alerting?: Partial<ovh.cloudproject.AlertingArgs>;
  /** By the name that the key has in `sshKeys`. */
  sshKeys?: { [name: string]: Partial<openstack.compute.KeypairArgs> };
}
