import { type EnvironmentRef, judge, oneOf, refuse } from "@accoreboot/core";
import * as ovh from "@ovhcloud/pulumi-ovh";
import * as openstack from "@pulumi/openstack";
import * as pulumi from "@pulumi/pulumi";
import { alertOnBill } from "./alert.ts";
import type { OvhEnvironmentArgs } from "./environment.args.ts";
import { plan } from "./environment.plan.ts";
import { loginOf, networkIdsIn, openstackProvider } from "./openstack.ts";
import { attachVrack, orderProject } from "./order.ts";

/** Providers of an {@link OvhEnvironment}, in the form that `opts.providers` takes. */
export type OvhEnvironmentProviders = {
  readonly openstack: openstack.Provider;
};

/** The children of an {@link OvhEnvironment}. */
export interface OvhEnvironmentNodes {
  /** Absent when an existing project was adopted. */
  readonly project: ovh.cloudproject.Project | undefined;
  /** The attachment to a vRack; absent for an ordered project and where none was named. */
  readonly vrack: ovh.vrack.CloudProject | undefined;
  /** The alert on the project's bill; absent without an `alertEmail`. */
  readonly alerting: ovh.cloudproject.Alerting | undefined;
  /** Absent unless `activateRegion` was given. */
  readonly projectRegion: ovh.cloudproject.ProjectRegion | undefined;
  readonly network: ovh.cloudproject.NetworkPrivate;
  readonly subnet: ovh.cloudproject.NetworkPrivateSubnetV2;
  readonly openstackUser: ovh.cloudproject.User;
  /** The provider of the environment's own region. */
  readonly openstack: openstack.Provider;
  /** A provider for each region, the own one among them. */
  readonly openstackByRegion: { readonly [region: string]: openstack.Provider };
  /** Key pairs by the name that the key has in `sshKeys`. */
  readonly sshKeys: { readonly [name: string]: openstack.compute.Keypair };
}

const nodes = new WeakMap<OvhEnvironment, OvhEnvironmentNodes>();
const refs = new WeakMap<OvhEnvironment, EnvironmentRef>();

/**
 * The ground an application stands on in one environment: a Public Cloud project, a private network with one subnet,
 * and a project user with the OpenStack provider that logs in as that user.
 *
 * The project is an existing one (`projectId`) or a new one (`order: true`); an order happens once, as with
 * `OvhProject`. Everything else of the library takes `ref`, and what is made over OpenStack takes `providers`: there is
 * one provider for each region, because each logs in by itself and OVHcloud takes 60 logins a minute from one user.
 * OVHcloud never renames a private network.
 *
 * Cost: nothing for the project, the network, the user, the keys and the alert; they are the frame of what is paid for.
 * Only a real account shows: whether an order goes through (payment method, quota of projects), whether the region is
 * active in the project, and whether a project may leave the vRack it came with.
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
  /** OpenStack UUID of the private network in each of its regions. */
  readonly networkIds: pulumi.Output<{ [region: string]: string }>;
  /** Id of the private network in the vRack, `pn-<number>_<vlan>`: what the OVH API wants. */
  readonly vrackNetworkId: pulumi.Output<string>;
  /** OpenStack UUID of the private subnet. */
  readonly subnetId: pulumi.Output<string>;
  /** Block of the private subnet. */
  readonly subnetCidr: pulumi.Output<string>;
  /** Names of the key pairs in OpenStack, by the name that the key has in `sshKeys`. */
  readonly sshKeyNames: pulumi.Output<{ [name: string]: string }>;

  constructor(name: string, args: OvhEnvironmentArgs, opts?: pulumi.ComponentResourceOptions) {
    const subject = `OvhEnvironment "${name}"`;
    const planned = plan(subject, args);
    refuse(subject, planned.findings);
    super(OvhEnvironment.__pulumiType, name, planned.summary, opts);

    const project = planned.order && orderProject(subject, name, planned.order, this);
    const serviceName = project ? project.projectId : planned.projectId;
    const vrack = planned.vrackId === undefined ? undefined : attachVrack(name, serviceName, planned.vrackId, this);
    const alerting = planned.alert && alertOnBill(name, serviceName, planned.alert, this);
    const region = planned.region.compute;
    const projectRegion = planned.activateRegion
      ? new ovh.cloudproject.ProjectRegion(`${name}-region`, { serviceName, region }, { parent: this })
      : undefined;
    const network = new ovh.cloudproject.NetworkPrivate(
      `${name}-network`,
      { ...planned.network, serviceName },
      {
        parent: this,
        dependsOn: [vrack, projectRegion].filter((child) => child !== undefined),
        customTimeouts: planned.timeouts.network,
      },
    );
    const idsIn = (regions: string[], path: string) =>
      network.regionsOpenstackIds.apply((ids) => networkIdsIn(subject, ids, regions, path));
    // By itself: a region that is about to be added makes the ids of all unknown in a preview, and must not this one.
    const networkId = idsIn([region], "region").apply((ids) => ids[region] ?? "");
    const networkIds = idsIn(planned.allRegions, "otherRegions");
    const subnet = new ovh.cloudproject.NetworkPrivateSubnetV2(
      `${name}-subnet`,
      { ...planned.subnet, serviceName, networkId, region },
      { parent: this, deleteBeforeReplace: true, customTimeouts: planned.timeouts.network },
    );
    const openstackUser = new ovh.cloudproject.User(
      `${name}-openstack-user`,
      { ...planned.user, serviceName },
      // The map names the project, whose id may be a secret.
      { parent: this, additionalSecretOutputs: ["openstackRc"] },
    );
    const login = pulumi
      .all([openstackUser.openstackRc, openstackUser.password])
      .apply(([rc, password]) => loginOf(subject, rc, password));
    // What was made with a provider stands in the network, so it has to go before the network does.
    const openstackByRegion = Object.fromEntries(
      planned.allRegions.map((place) => [
        place,
        openstackProvider(
          place === region ? `${name}-openstack` : `${name}-openstack-${place}`,
          login,
          { projectId: serviceName, region: place },
          { parent: this, dependsOn: [subnet] },
        ),
      ]),
    );
    const provider = openstackByRegion[region] as openstack.Provider;
    const sshKeys = Object.fromEntries(
      Object.entries(planned.sshKeys).map(([key, given]) => [
        key,
        // The region by name: a key pair is of one region, and a provider that turns to another replaces nothing.
        new openstack.compute.Keypair(
          `${name}-ssh-key-${key}`,
          { ...given, region },
          { parent: this, provider, deleteBeforeReplace: true },
        ),
      ]),
    );
    nodes.set(this, {
      project,
      vrack,
      alerting,
      projectRegion,
      network,
      subnet,
      openstackUser,
      openstack: provider,
      openstackByRegion,
      sshKeys,
    });

    this.projectId = pulumi.output(serviceName);
    this.projectName = pulumi.output(planned.projectName);
    this.regionName = pulumi.output(region);
    this.networkId = networkId;
    this.networkIds = networkIds;
    this.vrackNetworkId = network.id;
    this.subnetId = subnet.id;
    this.subnetCidr = pulumi.output(planned.subnetCidr);
    this.sshKeyNames = pulumi.output(
      Object.fromEntries(Object.entries(sshKeys).map(([key, pair]) => [key, pair.name])),
    );
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
      networkIds: this.networkIds,
      vrackNetworkId: this.vrackNetworkId,
      subnetId: this.subnetId,
      subnetCidr: this.subnetCidr,
      sshKeyNames: this.sshKeyNames,
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

  /**
   * The same for one of the environment's regions, `region` or one of `otherRegions`.
   * @throws ArgumentError for any other, with those that there are
   */
  providersIn(region: string): OvhEnvironmentProviders {
    const { openstackByRegion } = this.nodes;
    const rule = oneOf(Object.keys(openstackByRegion), "region of the environment");
    refuse("providersIn", judge([{ path: "region", value: region, rule }]));
    return { openstack: openstackByRegion[region] as openstack.Provider };
  }

  /** The resources behind the component. */
  get nodes(): OvhEnvironmentNodes {
    return nodes.get(this) as OvhEnvironmentNodes;
  }
}
