import { type ProjectRef, refuse } from "@accoreboot/core";
import type * as ovh from "@ovhcloud/pulumi-ovh";
import * as pulumi from "@pulumi/pulumi";
import { alertOnBill } from "./alert.ts";
import { attachVrack, orderProject } from "./order.ts";
import { planProject } from "./project.plan.ts";

/** Arguments of {@link OvhProject}. */
export interface OvhProjectArgs {
  /** The application, such as `accoreboot`; 2 to 32 lower case letters, digits and single hyphens. */
  app: string;
  /** The environment: `test`, `preprod` or `prod`. */
  environment: string;
  /** Compute region, such as `GRA11` or `EU-WEST-PAR`, for whatever stands in the project. */
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
   * What is ordered, by its code in the catalogue. Counts at the order alone.
   * @default "project.2018", and "project" for the subsidiary US
   */
  planCode?: string;
  /**
   * For how long the order is made, as ISO 8601 writes it. Counts at the order alone.
   * @default the cart's: that of the plan's first price for renewal
   */
  duration?: string;
  /**
   * In which mode of the catalogue it is paid. Counts at the order alone.
   * @default the cart's: that of the plan's first price for renewal
   */
  pricingMode?: string;
  /**
   * The vRack that the project shall be in, such as `pn-123456`. A project is in one at a time. An ordered project is
   * ordered into it, and a later change does nothing; an adopted one is attached.
   * @default the one that the project came with
   */
  vrackId?: pulumi.Input<string>;
  /**
   * Labels for every resource that can carry them, beside `app` and `environment`; a project itself carries none.
   * @default none
   */
  labels?: { [key: string]: string };
  /**
   * Whether a mistake here must lose nothing: an ordered project is protected and kept on deletion, and components that
   * take `ref` protect what they hold.
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
  overrides?: OvhProjectOverrides;
}

/** One slot for each child, but for the vRack's attachment, which has no argument beside the two ids. */
export interface OvhProjectOverrides {
  project?: Partial<ovh.cloudproject.ProjectArgs>;
  alerting?: Partial<ovh.cloudproject.AlertingArgs>;
}

/** The children of an {@link OvhProject}. */
export interface OvhProjectNodes {
  /** Absent when an existing project was adopted. */
  readonly project: ovh.cloudproject.Project | undefined;
  /** The attachment to a vRack; absent for an ordered project and where none was named. */
  readonly vrack: ovh.vrack.CloudProject | undefined;
  /** The alert on the bill; absent without an `alertEmail`. */
  readonly alerting: ovh.cloudproject.Alerting | undefined;
}

const nodes = new WeakMap<OvhProject, OvhProjectNodes>();
const refs = new WeakMap<OvhProject, ProjectRef>();

/**
 * A Public Cloud project: an existing one by its id (the default way), or a new one that is ordered. Components that
 * need no network take `ref`; those that do take the `ref` of an `OvhEnvironment`.
 *
 * An adopted project without `vrackId` and `alertEmail` makes no resource at all. An order happens once: the plan in which a project
 * was bought is never compared again, so that a changed catalogue replaces no project.
 *
 * Cost: none for the project itself; what is put into it is paid for.
 * Only a real account shows: whether an order goes through (payment method, quota of projects, 3 for a new account),
 * and whether a project may leave the vRack it came with.
 *
 * @example
 * const project = new OvhProject("project", { app: "accoreboot", environment: "test", region: "GRA11", projectId });
 * const storage = new S3BucketWithUsers("storage", { environment: project.ref, buckets, users });
 */
export class OvhProject extends pulumi.ComponentResource {
  static readonly __pulumiType = "ovh-project:index:OvhProject";

  /** Id of the project, 32 hexadecimal digits. A secret only if the given one was. */
  readonly projectId: pulumi.Output<string>;
  /** `<app>-<environment>`: the name of an ordered project. An adopted one keeps the name it has. */
  readonly projectName: pulumi.Output<string>;

  constructor(name: string, args: OvhProjectArgs, opts?: pulumi.ComponentResourceOptions) {
    const subject = `OvhProject "${name}"`;
    const planned = planProject(subject, args);
    refuse(subject, planned.findings);
    super(OvhProject.__pulumiType, name, planned.summary, opts);

    const project = planned.order && orderProject(subject, name, planned.order, this);
    const projectId = project ? project.projectId : planned.projectId;
    const vrack = planned.vrackId === undefined ? undefined : attachVrack(name, projectId, planned.vrackId, this);
    const alerting = planned.alert && alertOnBill(name, projectId, planned.alert, this);
    nodes.set(this, { project, vrack, alerting });

    this.projectId = pulumi.output(projectId);
    this.projectName = pulumi.output(planned.projectName);
    refs.set(this, {
      app: planned.app,
      name: planned.name,
      protect: planned.protect,
      labels: planned.labels,
      region: planned.region,
      projectId: this.projectId,
    });
    this.registerOutputs({ projectId: this.projectId, projectName: this.projectName });
  }

  /** What the components that need no network take as `environment`. */
  get ref(): ProjectRef {
    return refs.get(this) as ProjectRef;
  }

  /** The resources behind the component. */
  get nodes(): OvhProjectNodes {
    return nodes.get(this) as OvhProjectNodes;
  }
}
