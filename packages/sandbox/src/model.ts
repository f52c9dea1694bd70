import type { Connection } from "./connection.ts";
import type { Habit } from "./habit.ts";
import type { Life } from "./life.ts";
import type { Properties } from "./properties.ts";
import type { Entry, Things } from "./store.ts";

/** A refusal by the simulated API, with the status it would answer. */
export class CloudError extends Error {
  readonly status: number;

  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}

/** What a model works with during one call. */
export interface Call {
  readonly store: Things;
  /** Checked inputs; every value is known. */
  readonly inputs: Properties;
  readonly connection: Connection;
  /** Virtual time, milliseconds since 1970. */
  readonly now: number;
  /** Whether a habit of the real thing is on; all are until switched off. */
  has(habit: Habit): boolean;
  /** Real servers behind the endpoints, where there are any. */
  readonly backing: Backing;
}

/** What is real behind the simulated endpoints. */
export interface Backing {
  /** A loopback port for a new database of that major version; undefined where no PostgreSQL stands behind it. */
  readonly postgresPort?: number | undefined;
  /** PEM of the authority that signs the databases' certificates. */
  readonly postgresAuthority?: string | undefined;
}

/** How many of a kind may exist at once. */
export interface Quota {
  readonly limit: number;
  /** Counted within the project (or OpenStack tenant), or within a region of it. */
  readonly per: "project" | "region";
  readonly source: string;
}

/** What a create gives. */
export interface Made {
  readonly id: string;
  readonly outputs: Properties;
  /** Outputs that the answer to this creation shows otherwise than a read does afterwards. */
  readonly answer?: Properties;
}

/** How the simulated cloud treats one resource type. */
export interface Model {
  readonly token: string;
  /** Its states and durations. Either this or `immediate`. */
  readonly life?: Life;
  /** Why it has no states: the call is synchronous, says which source. */
  readonly immediate?: string;
  /** Either this or `unlimited`. */
  readonly quota?: Quota;
  /** Why there is no quota: none is documented, or it counts against another resource's, says which source. */
  readonly unlimited?: string;
  /** Bad habits of the real thing that this model has. */
  readonly habits?: readonly Habit[];
  /**
   * What an import id is made of, such as `serviceName/engine/id`: names of inputs, `id` for the resource's own id.
   * Without it the id alone.
   */
  readonly importId?: string;
  /**
   * Tokens of resources that stand in the way of deletion while they name this one in an input, at any depth.
   * Refused with a 409 that names the first.
   */
  readonly heldBy?: readonly string[];
  /**
   * Judges the values before the thing is made and before every update, when `entry` is what exists.
   * Throws {@link CloudError} where the API would refuse.
   */
  judge?(call: Call, entry?: Entry): void;
  /** Makes the thing. Throws {@link CloudError} where the API would refuse. */
  create(call: Call): Made;
  /** Outputs after a change; without it the new inputs are laid over the old outputs. */
  update?(call: Call, entry: Entry): Properties;
  /** How long the provider asks again where a deletion is refused with 409, in virtual minutes; at once when omitted. */
  readonly insists?: number;
  /** Throws {@link CloudError} when something stands in the way of deletion. */
  remove?(call: Call, entry: Entry): void;
  /**
   * Judges a read or an import, whether or not the thing exists; throws where the API lets nobody in. False where an
   * import does not find `entry` over this connection, as it stands elsewhere.
   */
  reach?(call: Call, entry?: Entry): boolean;
  /** Outputs as read now, where they depend on other resources; without it, what is stored. */
  read?(call: Call, entry: Entry): Properties;
  /** Inputs for which values that differ in writing are the same (JSON documents). */
  readonly same?: { readonly [input: string]: (a: unknown, b: unknown) => boolean };
  /**
   * Inputs that an update never sends: the change shows at every preview and never happens. With the habit switched
   * off it is sent.
   */
  readonly neverSent?: { readonly [input: string]: Habit };
  /**
   * Further inputs that an update may leave as they were: `judge` puts the old value back where it is not sent. What the
   * program asks for then differs from what exists, at every preview.
   */
  readonly mayStay?: readonly string[];
  /** Inputs kept in state as something else (user data as its SHA-1). */
  readonly kept?: { readonly [input: string]: (value: unknown) => unknown };
}

/** A data source. */
export interface Lookup {
  readonly token: string;
  call(call: Call): Properties;
}
