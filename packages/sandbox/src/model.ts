import type { Connection } from "./connection.ts";
import type { Properties } from "./properties.ts";
import type { Entry, Store } from "./store.ts";

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
  readonly store: Store;
  /** Checked inputs; every value is known. */
  readonly inputs: Properties;
  readonly connection: Connection;
}

/** How the simulated cloud treats one resource type. */
export interface Model {
  readonly token: string;
  /**
   * Judges the values before the thing is made and before every update, when `entry` is what exists.
   * Throws {@link CloudError} where the API would refuse.
   */
  judge?(call: Call, entry?: Entry): void;
  /** Makes the thing. Throws {@link CloudError} where the API would refuse. */
  create(call: Call): { id: string; outputs: Properties };
  /** Outputs after a change; without it the new inputs are laid over the old outputs. */
  update?(call: Call, entry: Entry): Properties;
  /** Throws {@link CloudError} when something stands in the way of deletion. */
  remove?(call: Call, entry: Entry): void;
  /** Inputs for which values that differ in writing are the same (JSON documents). */
  readonly same?: { readonly [input: string]: (a: unknown, b: unknown) => boolean };
  /** Inputs that an update never sends: the change shows at every preview and never happens. */
  readonly neverSent?: readonly string[];
  /** Inputs kept in state as something else (user data as its SHA-1). */
  readonly kept?: { readonly [input: string]: (value: unknown) => unknown };
}

/** A data source. */
export interface Lookup {
  readonly token: string;
  call(call: Call): Properties;
}
