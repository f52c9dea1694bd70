import type { Call } from "../../model.ts";
import { names } from "../../rules.ts";
import type { Entry } from "../../store.ts";
import { conflict } from "../refusals.ts";

/** Refuses to take down what anything else names in an input. */
export function unused({ store }: Call, entry: Entry, ids: readonly string[]): void {
  const user = store
    .entries()
    .find((other) => (other.token !== entry.token || other.id !== entry.id) && names(other.inputs, ids));
  if (user) conflict(`${entry.token} ${entry.id} is still in use by ${user.token} ${user.id}`);
}
