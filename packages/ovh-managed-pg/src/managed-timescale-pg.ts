import { type EnvironmentRef, refuse } from "@accoreboot/core";
import * as ovh from "@ovhcloud/pulumi-ovh";
import * as pulumi from "@pulumi/pulumi";
import { connectionString, type Endpoint, postgresqlEndpoint } from "./connection.ts";
import { plan } from "./managed-timescale-pg.plan.ts";

/** Arguments of a ManagedTimescalePg. */
export interface ManagedTimescalePgArgs {
  /** The environment the database stands in: `env.ref` of an `OvhEnvironment`, or written by hand. */
  environment: EnvironmentRef;
  /**
   * Major version of PostgreSQL. Above 17 OVHcloud offers no TimescaleDB, and there is no way back down.
   * @default "17"
   */
  version?: pulumi.Input<string>;
  /**
   * Plan of the service: `essential` (1 node), `business` or `production` (2), `enterprise` or `advanced` (3).
   * It decides the number of nodes; it can be raised later, never lowered.
   * @default "essential", or "business" where the environment protects its data
   */
  plan?: string;
  /**
   * Flavor of every node: `db1-*` for essential, business and enterprise, `b3-*` for production and advanced.
   * @default "db1-4", or "b3-8" for production and advanced
   */
  flavor?: pulumi.Input<string>;
  /**
   * Role in the environment; the service is described as `<environment>-<role>`.
   * @default "postgresql"
   */
  role?: string;
  /**
   * Name of the application's database.
   * @default the application's name, with underscores
   */
  databaseName?: string;
  /**
   * Name of the application's user. `avnadmin`, the built-in administrator, is refused.
   * @default the application's name, with underscores
   */
  userName?: string;
  /**
   * Any text; a changed one gives the user a new password.
   * @default none: the password of creation stays
   */
  passwordReset?: pulumi.Input<string>;
  /**
   * Private blocks that may connect. Nothing can connect until a block is allowed, not even the private network.
   * @default the environment's subnet
   */
  allowedCidrs?: pulumi.Input<string>[];
  /**
   * Disk of every node in GB, between what the flavor comes with and what it can grow to.
   * @default what the flavor comes with
   */
  diskSizeGb?: pulumi.Input<number>;
  /**
   * Whether OVHcloud refuses to delete the service.
   * @default true where the environment protects its data
   */
  deletionProtection?: boolean;
  /**
   * Whether Pulumi refuses to delete the service, the database and the user.
   * @default true where the environment protects its data
   */
  protect?: boolean;
  /** Arguments of the children, laid over what the component decides and judged by the same rules. */
  overrides?: ManagedTimescalePgOverrides;
}

/** One slot for each child of a ManagedTimescalePg. */
export interface ManagedTimescalePgOverrides {
  database?: Partial<ovh.cloudproject.DatabaseArgs>;
  databaseInstance?: Partial<ovh.cloudprojectdatabase.DatabaseInstanceArgs>;
  user?: Partial<ovh.cloudprojectdatabase.PostgresSqlUserArgs>;
}

/** The children of a ManagedTimescalePg. */
export interface ManagedTimescalePgNodes {
  readonly database: ovh.cloudproject.Database;
  readonly databaseInstance: ovh.cloudprojectdatabase.DatabaseInstance;
  readonly user: ovh.cloudprojectdatabase.PostgresSqlUser;
}

const nodes = new WeakMap<ManagedTimescalePg, ManagedTimescalePgNodes>();

/**
 * A managed PostgreSQL on which TimescaleDB can be enabled, reachable from the environment's private subnet only.
 *
 * It makes the service, one database and one user. The extension itself is enabled by whoever deploys, once in the
 * database and with `timescaleSql`: no provider does that. OVHcloud's list of extensions:
 * https://help.ovhcloud.com/csm/en-public-cloud-databases-postgresql-extensions
 *
 * Cost: the plan's nodes at the flavor's price, from creation to deletion; essential with db1-4 was read at about
 * 54 EUR a month without VAT (public catalogue, mid-2026). There is no way to pause it.
 * Only a real account shows: whether `essential` takes a private network (two OVHcloud guides disagree).
 *
 * @example
 * const db = new ManagedTimescalePg("db", { environment: env.ref });
 * export const url = db.connectionString; // secret
 */
export class ManagedTimescalePg extends pulumi.ComponentResource {
  static readonly __pulumiType = "ovh-managed-pg:index:ManagedTimescalePg";

  /** Id of the service. */
  readonly clusterId: pulumi.Output<string>;
  /** DNS name of the primary node. The address behind it changes; use the name. */
  readonly host: pulumi.Output<string>;
  /** TCP port; every service has its own. */
  readonly port: pulumi.Output<number>;
  /** Name of the application's database. */
  readonly databaseName: pulumi.Output<string>;
  /** Name of the application's user. */
  readonly userName: pulumi.Output<string>;
  /** Password of the application's user. Secret. */
  readonly password: pulumi.Output<string>;
  /** `postgresql://user:password@host:port/database?sslmode=require`, percent-encoded. Secret. */
  readonly connectionString: pulumi.Output<string>;
  /** Certificate authority in PEM form, for `sslmode=verify-full`. */
  readonly caCertificate: pulumi.Output<string>;
  /** The statement that enables TimescaleDB; run it once in the database, as the user, after `up`. */
  readonly timescaleSql: pulumi.Output<string>;

  constructor(name: string, args: ManagedTimescalePgArgs, opts?: pulumi.ComponentResourceOptions) {
    const subject = `ManagedTimescalePg "${name}"`;
    const planned = plan(subject, args);
    refuse(subject, planned.findings);
    super(ManagedTimescalePg.__pulumiType, name, planned.summary, opts);

    const stateful = { parent: this, protect: planned.protect };
    const database = new ovh.cloudproject.Database(
      `${name}-database`,
      { ...planned.database, serviceName: planned.projectId },
      {
        ...stateful,
        customTimeouts: planned.timeouts.database,
      },
    );
    const clusterId = database.id;
    const child = { ...stateful, deleteBeforeReplace: true, customTimeouts: planned.timeouts.databaseChild };
    const databaseInstance = new ovh.cloudprojectdatabase.DatabaseInstance(
      `${name}-database-instance`,
      { ...planned.databaseInstance, serviceName: planned.projectId, clusterId },
      child,
    );
    const user = new ovh.cloudprojectdatabase.PostgresSqlUser(
      `${name}-user`,
      { ...planned.user, serviceName: planned.projectId, clusterId },
      { ...child, additionalSecretOutputs: ["password"] },
    );
    nodes.set(this, { database, databaseInstance, user });

    const endpoint = database.endpoints.apply((list) => postgresqlEndpoint(subject, list as Endpoint[]));
    this.clusterId = clusterId;
    this.host = endpoint.domain;
    this.port = endpoint.port;
    this.databaseName = databaseInstance.name;
    this.userName = user.name;
    this.password = pulumi.secret(user.password);
    this.connectionString = pulumi.secret(
      pulumi
        .all([endpoint, user.name, user.password, databaseInstance.name])
        .apply(([at, userName, password, dbName]) => connectionString(subject, at, userName, password, dbName)),
    );
    this.caCertificate = pulumi
      .all([planned.projectId, clusterId])
      .apply(([serviceName, id]) =>
        ovh.cloudprojectdatabase.getCertificates(
          { serviceName, engine: "postgresql", clusterId: id },
          { parent: this },
        ),
      ).ca;
    this.timescaleSql = pulumi.output("CREATE EXTENSION IF NOT EXISTS timescaledb;");
    this.registerOutputs({
      clusterId: this.clusterId,
      host: this.host,
      port: this.port,
      databaseName: this.databaseName,
      userName: this.userName,
      password: this.password,
      connectionString: this.connectionString,
      caCertificate: this.caCertificate,
      timescaleSql: this.timescaleSql,
    });
  }

  /** The resources behind the component. */
  get nodes(): ManagedTimescalePgNodes {
    return nodes.get(this) as ManagedTimescalePgNodes;
  }
}
