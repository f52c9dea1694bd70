import { publicNetwork } from "@accoreboot/catalogue";
import { type EnvironmentRef, missingProvider, refuse } from "@accoreboot/core";
import * as openstack from "@pulumi/openstack";
import * as pulumi from "@pulumi/pulumi";
import { loginUserOf, plan } from "./docker-host.plan.ts";
import type { IngressRule } from "./ingress.ts";

/** Arguments of {@link DockerHost}. */
export interface DockerHostArgs {
  /** The environment the host stands in: `env.ref` of an `OvhEnvironment`, or written by hand. */
  environment: EnvironmentRef;
  /** Public key of whoever administers the host, in OpenSSH's form. A changed one replaces the host. */
  sshPublicKey: pulumi.Input<string>;
  /**
   * Role in the environment; the host is called `<environment>-<role>`.
   * @default "backend"
   */
  role?: string;
  /**
   * Flavor: virtual CPUs, memory and disk. A changed one resizes the host, with a reboot.
   * @default "b3-8"
   */
  flavor?: pulumi.Input<string>;
  /**
   * Image: `Debian 12`, `Debian 13`, `Ubuntu 22.04` or `Ubuntu 24.04`. Debian 12 has no Compose plugin. A changed one
   * makes the host anew, with an empty disk.
   * @default "Debian 13"
   */
  image?: pulumi.Input<string>;
  /**
   * What may come in, from where. Ports of administrators are refused from public blocks.
   * @default none: nothing comes in
   */
  ingress?: IngressRule[];
  /**
   * Blocks from which SSH is let in; public ones no wider than `/28` (IPv6: `/64`).
   * @default none: SSH is closed
   */
  sshCidrs?: string[];
  /**
   * Address in the private subnet.
   * @default the next free one
   */
  privateAddress?: string;
  /**
   * Whether Pulumi refuses to delete the host.
   * @default true where the environment protects its data
   */
  protect?: boolean;
  /** Arguments of the children, laid over what the component decides and judged by the same rules. */
  overrides?: DockerHostOverrides;
}

/** One slot for each child of the host; the rules of the security group are `ingress` and `sshCidrs`. */
export interface DockerHostOverrides {
  keypair?: Partial<openstack.compute.KeypairArgs>;
  securityGroup?: Partial<openstack.networking.SecGroupArgs>;
  port?: Partial<openstack.networking.PortArgs>;
  instance?: Partial<openstack.compute.InstanceArgs>;
}

/** The children of a {@link DockerHost}. */
export interface DockerHostNodes {
  readonly keypair: openstack.compute.Keypair;
  readonly securityGroup: openstack.networking.SecGroup;
  /** By rule, family and block, such as `https-ipv4-0-0-0-0-0`. */
  readonly rules: ReadonlyMap<string, openstack.networking.SecGroupRule>;
  readonly port: openstack.networking.Port;
  readonly instance: openstack.compute.Instance;
}

const nodes = new WeakMap<DockerHost, DockerHostNodes>();

/**
 * A host with Docker on it, in the private network and on the internet at once.
 *
 * It makes a key pair, a security group with exactly the rules that are given, a port in the private subnet and an
 * instance with a public interface beside that port. At first boot the host installs Docker from its distribution,
 * routes the two networks apart, and when Docker answers creates /var/lib/cloud/instance/boot-finished-docker: wait for
 * that file before deploying. Its user data holds no secret; a change of it replaces the host.
 *
 * Needs an OpenStack provider of its own (`providers: env.providers`) and never falls back to `OS_*` variables.
 *
 * Cost: one instance of the flavor by the hour, running or stopped, until it is deleted or shelved.
 * Only a real account shows: whether the image brings up the second interface by itself (if not, the routing script
 * does), and how long a boot takes.
 *
 * @example
 * const host = new DockerHost("backend", {
 *   environment: env.ref,
 *   sshPublicKey,
 *   ingress: [{ name: "https", port: 443, cidrs: ["0.0.0.0/0", "::/0"] }],
 * }, { providers: env.providers });
 */
export class DockerHost extends pulumi.ComponentResource {
  static readonly __pulumiType = "ovh-compute-stack:index:DockerHost";

  /** OpenStack UUID of the instance. */
  readonly instanceId: pulumi.Output<string>;
  /** `<environment>-<role>`. */
  readonly name: pulumi.Output<string>;
  /** Public IPv4 address; it goes when the host does. */
  readonly publicAddress: pulumi.Output<string>;
  /** IPv4 address in the private subnet. */
  readonly privateAddress: pulumi.Output<string>;
  /** User that logs in over SSH: `debian` or `ubuntu`. */
  readonly loginUser: pulumi.Output<string>;
  /** OpenStack UUID of the security group. */
  readonly securityGroupId: pulumi.Output<string>;

  constructor(name: string, args: DockerHostArgs, opts?: pulumi.ComponentResourceOptions) {
    const subject = `DockerHost "${name}"`;
    const planned = plan(subject, args);
    refuse(subject, [...planned.findings, ...missingProvider(opts, "openstack")]);
    super(DockerHost.__pulumiType, name, planned.summary, opts);

    const child = { parent: this };
    // A name, an address and an attached port exist once: the old child has to go before the new one comes.
    const unique = { parent: this, deleteBeforeReplace: true };
    const keypair = new openstack.compute.Keypair(`${name}-keypair`, planned.keypair, unique);
    const securityGroup = new openstack.networking.SecGroup(`${name}-security-group`, planned.securityGroup, child);
    const rules = new Map(
      planned.openPorts.map((open) => [
        open.key,
        new openstack.networking.SecGroupRule(
          `${name}-${open.key}`,
          {
            securityGroupId: securityGroup.id,
            direction: "ingress",
            ethertype: open.ethertype,
            protocol: open.protocol,
            ...(open.port === undefined ? {} : { portRangeMin: open.port, portRangeMax: open.endPort ?? open.port }),
            remoteIpPrefix: open.cidr,
            description: open.description,
          },
          unique,
        ),
      ]),
    );
    const port = new openstack.networking.Port(
      `${name}-port`,
      { ...planned.port, networkId: planned.networkId, securityGroupIds: [securityGroup.id] },
      unique,
    );
    const instance = new openstack.compute.Instance(
      `${name}-instance`,
      {
        ...planned.instance,
        keyPair: keypair.name,
        networks: [{ name: publicNetwork, accessNetwork: true }, { port: port.id }],
        securityGroups: [securityGroup.name],
      },
      { ...unique, protect: planned.protect, customTimeouts: planned.timeouts.instance },
    );
    nodes.set(this, { keypair, securityGroup, rules, port, instance });

    this.instanceId = instance.id;
    this.name = instance.name;
    this.publicAddress = instance.accessIpV4;
    this.privateAddress = port.allFixedIps.apply((addresses) => addresses[0] ?? "");
    this.loginUser = pulumi.output(planned.image).apply(loginUserOf);
    this.securityGroupId = securityGroup.id;
    this.registerOutputs({
      instanceId: this.instanceId,
      name: this.name,
      publicAddress: this.publicAddress,
      privateAddress: this.privateAddress,
      loginUser: this.loginUser,
      securityGroupId: this.securityGroupId,
    });
  }

  /** The resources behind the component. */
  get nodes(): DockerHostNodes {
    return nodes.get(this) as DockerHostNodes;
  }
}
