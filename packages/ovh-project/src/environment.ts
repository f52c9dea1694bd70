import { type EnvironmentRef, refuse } from "@accoreboot/core";
import * as ovh from "@ovhcloud/pulumi-ovh";
import * as openstack from "@pulumi/openstack";
import * as pulumi from "@pulumi/pulumi";
import { plan } from "./environment.plan.ts";
import { loginOf, networkIdIn, noAmbientLogin } from "./openstack.ts";

/** Arguments of {@link OvhEnvironment}. */
export interface OvhEnvironmentArgs {
  /** The application, such as `accoreboot`; 2 to 32 lower case letters, digits and hyphens. */
  app: string;
  /** The environment: `test`, `preprod` or `prod`. */
  environment: string;
  /** Compute region, such as `GRA11` or `EU-WEST-PAR`. */
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
   * Id of an existing Public Cloud project, 32 hexadecimal digits. Either this or `order`.
   * @default none
   */
  projectId?: pulumi.Input<string>;
  /**
   * Whether to order a new project. Needs a payment method on the account; deleting one takes up to 40 minutes,
   * and a deleted project counts against the account's quota for a week.
   * @default false
   */
  order?: boolean;
  /**
   * Billing subsidiary of the account, for an ordered project.
   * @default "FR"
   */
  ovhSubsidiary?: string;
  /**
   * Block of the private subnet: private, `/28` or larger. OVHcloud never changes it: another one is another subnet.
   * @default 10.1.0.0/24 in test, 10.2.0.0/24 in preprod, 10.3.0.0/24 in prod
   */
  subnetCidr?: string;
  /**
   * VLAN of the private network, 0 to 4000. Projects on one vRack see each other on the same VLAN. A change replaces
   * the network, which OVHcloud refuses as long as a database stands in it: choose it once.
   * @default 0
   */
  vlanId?: pulumi.Input<number>;
  /**
   * Whether the subnet announces a gateway address. A host that also has a public interface gets a second default
   * route from it.
   * @default false
   */
  gateway?: boolean;
  /**
   * Roles of the project user behind the OpenStack provider.
   * @default compute, network, network security and image operator
   */
  openstackUserRoles?: string[];
  /**
   * Labels for every resource that can carry them, beside `app` and `environment`.
   * @default none
   */
  labels?: { [key: string]: string };
  /**
   * Whether data must survive a mistake here: an ordered project is protected and kept on deletion, and components
   * that stand in the environment protect what they hold.
   * @default true in prod
   */
  protect?: boolean;
  /** Arguments of the children, laid over what the component decides and judged by the same rules. */
  overrides?: OvhEnvironmentOverrides;
}

/** One slot for each child that the environment makes. */
export interface OvhEnvironmentOverrides {
  project?: Partial<ovh.cloudproject.ProjectArgs>;
  network?: Partial<ovh.cloudproject.NetworkPrivateArgs>;
  subnet?: Partial<ovh.cloudproject.NetworkPrivateSubnetV2Args>;
  openstackUser?: Partial<ovh.cloudproject.UserArgs>;
}

/** Providers of an {@link OvhEnvironment}, in the form that `opts.providers` takes. */
export type OvhEnvironmentProviders = {
  readonly openstack: openstack.Provider;
};

/** The children of an {@link OvhEnvironment}. */
export interface OvhEnvironmentNodes {
  /** Absent when an existing project was adopted. */
  readonly project: ovh.cloudproject.Project | undefined;
  readonly network: ovh.cloudproject.NetworkPrivate;
  readonly subnet: ovh.cloudproject.NetworkPrivateSubnetV2;
  readonly openstackUser: ovh.cloudproject.User;
  readonly openstack: openstack.Provider;
}

const nodes = new WeakMap<OvhEnvironment, OvhEnvironmentNodes>();
const refs = new WeakMap<OvhEnvironment, EnvironmentRef>();

/**
 * The ground an application stands on in one environment: a Public Cloud project, a private network with one subnet,
 * and a project user with the OpenStack provider that logs in as that user.
 *
 * The project is an existing one (`projectId`) or a new one (`order: true`). Everything else of the library takes
 * `ref`, and what is made over OpenStack takes `providers`. OVHcloud never renames a private network.
 *
 * Cost: nothing for the project, the network and the user; they are the frame of what is paid for.
 * Only a real account shows: whether an order goes through (payment method, quota of projects), and that the region is
 * active in the project.
 *
 * @example
 * const env = new OvhEnvironment("env", { app: "accoreboot", environment: "test", region: "GRA11", projectId });
 * const host = new DockerHost("host", { environment: env.ref, sshPublicKey }, { providers: env.providers });
 */
export class OvhEnvironment extends pulumi.ComponentResource {
  static readonly __pulumiType = "ovh-project:index:OvhEnvironment";

  /** Id of the project, 32 hexadecimal digits. A secret only if the given one was. */
  readonly projectId: pulumi.Output<string>;
  /** `<app>-<environment>`: the name of an ordered project. An adopted one keeps the name it has. */
  readonly projectName: pulumi.Output<string>;
  /** Compute region. */
  readonly regionName: pulumi.Output<string>;
  /** OpenStack UUID of the private network in the compute region: what ports and databases want. */
  readonly networkId: pulumi.Output<string>;
  /** Id of the private network in the vRack, `pn-<number>_<vlan>`: what the OVH API wants. */
  readonly vrackNetworkId: pulumi.Output<string>;
  /** OpenStack UUID of the private subnet. */
  readonly subnetId: pulumi.Output<string>;
  /** Block of the private subnet. */
  readonly subnetCidr: pulumi.Output<string>;

  constructor(name: string, args: OvhEnvironmentArgs, opts?: pulumi.ComponentResourceOptions) {
    const subject = `OvhEnvironment "${name}"`;
    const planned = plan(subject, args);
    refuse(subject, planned.findings);
    super(OvhEnvironment.__pulumiType, name, planned.summary, opts);

    const project = planned.project
      ? new ovh.cloudproject.Project(`${name}-project`, planned.project, {
          parent: this,
          protect: planned.protect,
          retainOnDelete: planned.protect,
          customTimeouts: planned.timeouts.project,
        })
      : undefined;
    const serviceName = project ? project.projectId : planned.projectId;
    const network = new ovh.cloudproject.NetworkPrivate(
      `${name}-network`,
      { ...planned.network, serviceName },
      { parent: this, customTimeouts: planned.timeouts.network },
    );
    const region = planned.region.compute;
    const networkId = network.regionsOpenstackIds.apply((ids) => networkIdIn(subject, ids, region));
    const subnet = new ovh.cloudproject.NetworkPrivateSubnetV2(
      `${name}-subnet`,
      { ...planned.subnet, serviceName, networkId, region },
      { parent: this, deleteBeforeReplace: true, customTimeouts: planned.timeouts.network },
    );
    const openstackUser = new ovh.cloudproject.User(
      `${name}-openstack-user`,
      { ...planned.user, serviceName },
      { parent: this },
    );
    const login = pulumi
      .all([openstackUser.openstackRc, openstackUser.password])
      .apply(([rc, password]) => loginOf(subject, rc, password));
    // What was made with this provider stands in the network, so it has to go before the network does.
    const provider = new openstack.Provider(
      `${name}-openstack`,
      {
        ...noAmbientLogin,
        authUrl: pulumi.unsecret(login.authUrl),
        userName: pulumi.unsecret(login.userName),
        password: pulumi.secret(login.password),
        tenantId: serviceName,
        region,
        userDomainName: "Default",
        projectDomainName: "Default",
      },
      { parent: this, dependsOn: [subnet] },
    );
    nodes.set(this, { project, network, subnet, openstackUser, openstack: provider });

    this.projectId = pulumi.output(serviceName);
    this.projectName = pulumi.output(planned.projectName);
    this.regionName = pulumi.output(region);
    this.networkId = networkId;
    this.vrackNetworkId = network.id;
    this.subnetId = subnet.id;
    this.subnetCidr = pulumi.output(planned.subnetCidr);
    refs.set(this, {
      app: planned.app,
      name: planned.name,
      protect: planned.protect,
      labels: planned.labels,
      region: planned.region,
      projectId: this.projectId,
      networkId,
      subnetId: subnet.id,
      subnetCidr: planned.subnetCidr,
    });
    this.registerOutputs({
      projectId: this.projectId,
      projectName: this.projectName,
      regionName: this.regionName,
      networkId: this.networkId,
      vrackNetworkId: this.vrackNetworkId,
      subnetId: this.subnetId,
      subnetCidr: this.subnetCidr,
    });
  }

  /** What the other components take as `environment`. */
  get ref(): EnvironmentRef {
    return refs.get(this) as EnvironmentRef;
  }

  /** What the components that speak to OpenStack take as `opts.providers`. */
  get providers(): OvhEnvironmentProviders {
    return { openstack: this.nodes.openstack };
  }

  /** The resources behind the component. */
  get nodes(): OvhEnvironmentNodes {
    return nodes.get(this) as OvhEnvironmentNodes;
  }
}
