import type { Properties } from "../../src/properties.ts";
import type { Thing } from "../drive.ts";

/** Things made by earlier examples, by token; throws when there is none. */
export type Earlier = (token: string) => Thing;

/**
 * One resource as a user would write it, and what can happen to it. The conformance test checks it, previews it, makes
 * it, reads it, changes it, meets a refusal and a fault, imports it and takes it down.
 */
export interface Example {
  readonly token: string;
  /** Name for `earlier`, where it is not the only example of its type. */
  readonly as?: string;
  readonly inputs: (earlier: Earlier) => Properties;
  /** Inputs to change in place; left out only where every input replaces. */
  readonly change?: (earlier: Earlier) => Properties;
  /** Inputs to change that replace; left out only where none does. */
  readonly replace?: (earlier: Earlier) => Properties;
  /** Inputs that the API refuses, laid over the good ones, and the words it refuses them with. */
  readonly refused: { readonly inputs: (earlier: Earlier) => Properties; readonly words: RegExp };
  /** Outputs of the contract that the real thing leaves out too, and why. */
  readonly absent?: Readonly<Record<string, string>>;
  /** Why it cannot be imported, as the real provider has no importer for it. */
  readonly notImported?: string;
}
