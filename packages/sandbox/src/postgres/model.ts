import { SandboxError } from "../directory.ts";

/** A user of a service, as the API made it. */
export interface PgUser {
  readonly name: string;
  /** Empty: nobody can connect with it. */
  readonly password: string;
  readonly replication: boolean;
}

/** A database service as it should be. */
export interface PgCluster {
  /** Letters, digits, `-` and `_`. */
  readonly id: string;
  /** Major version: "17". */
  readonly version: string;
  /** Port on 127.0.0.1. */
  readonly port: number;
  readonly users: readonly PgUser[];
  /** Databases beside `defaultdb`, which always exists. */
  readonly databases: readonly string[];
  /** CIDR blocks that may connect; none: nobody can. */
  readonly allowed: readonly string[];
  /** Address a client at the endpoint is taken to come from. */
  readonly clientAddress: string;
}

/** The PostgreSQL servers of one sandbox. */
export interface PostgresServers {
  /** Majors that can run, lowest first: ["16", "17"]. */
  readonly versions: readonly string[];
  /** PEM of the authority that signed the servers' certificates. */
  readonly authority: string;
  /** A port of 127.0.0.1 that nobody uses, and that was not given before. */
  freePort(): Promise<number>;
  /**
   * Makes the servers be what is asked: new ones are initialised and started, those not named are stopped and their
   * data removed, users, databases, passwords and ranges of the others are brought up to date. One call at a time;
   * the rest wait. A PostgresError tells which clusters could not be had; the others are as asked.
   */
  apply(clusters: readonly PgCluster[]): Promise<void>;
  /** Port of 127.0.0.1 where a client is taken to come from that address. */
  listenAs(clusterId: string, address: string): Promise<number>;
  /** Stops every server and keeps the data. */
  close(): Promise<void>;
}

/** Why a cluster is not as asked. */
export interface PgRefusal {
  readonly clusterId: string;
  /**
   * `version`: no package of that major is installed. `upgrade`: the major changes and there is data to carry over; the
   * old major goes on. `failure`: anything else, such as a port in use.
   */
  readonly reason: "version" | "upgrade" | "failure";
  readonly message: string;
}

/** Clusters that could not be had. */
export class PostgresError extends SandboxError {
  readonly refusals: readonly PgRefusal[];

  constructor(refusals: readonly PgRefusal[]) {
    super(refusals.map(({ clusterId, message }) => `PostgreSQL of ${clusterId}: ${message}`).join("\n"));
    this.name = "PostgresError";
    this.refusals = refusals;
  }
}

/** One cluster's reason, on its way into a PostgresError. */
export class Refused extends Error {
  readonly reason: PgRefusal["reason"];

  constructor(reason: PgRefusal["reason"], message: string) {
    super(message);
    this.reason = reason;
  }
}
