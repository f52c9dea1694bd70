import { Clock } from "./clock.ts";
import type { Connection, Package } from "./connection.ts";
import type { Outcome } from "./faults/outcome.ts";
import { Schedule } from "./faults/schedule.ts";
import type { Habit } from "./habit.ts";
import type { Backing, Call } from "./model.ts";
import type { Properties } from "./properties.ts";
import type { Store, Things } from "./store.ts";

/** One call of the engine, as faults are matched against it. */
export interface Attempt {
  readonly package: Package;
  /** `create`, `read`, `update`, `delete` or `lookup`. */
  readonly operation: string;
  readonly token: string;
  /** Times the provider was configured to try again, on top of what its client does by itself. */
  readonly retries?: number;
}

/** Real servers behind the simulated endpoints. */
export interface Sides {
  /** What is known without a request: for lookups. */
  readonly backing: Backing;
  /** Makes ready what a create will need. */
  prepare(token: string, inputs: Properties): Promise<Backing>;
  /** Brings the servers to what the cloud holds, after something of that token changed. */
  settle(token: string): Promise<void>;
}

/** The simulated cloud: what it holds, its time, its moods. */
export interface Cloud {
  readonly store: Store;
  readonly clock: Clock;
  readonly sides: Sides;
  /** What goes wrong with this call; undefined when nothing does. */
  fault(attempt: Attempt): Outcome | undefined;
}

/** No server behind any endpoint. */
export const noSides: Sides = { backing: {}, prepare: async () => ({}), settle: async () => {} };

/** The cloud in a store, with its own clock and the trouble in store; without real servers unless given. */
export function openCloud(store: Store, sides = noSides): Cloud {
  const trouble = new Schedule(store);
  return { store, clock: new Clock(store), sides, fault: (attempt) => trouble.meet(attempt) };
}

const key = (name: string) => `habit ${name}`;

/** Switches a habit of the real thing off, or on again. */
export function switchHabit(store: Things, name: string, on: boolean): void {
  store.setting(key(name), on);
}

/** Whether a habit is on: all are until switched off. */
export const hasHabit = (store: Things, { name }: Habit): boolean => store.setting(key(name)) !== false;

/** What a model needs for one call. */
export function callOf(
  { store, clock, sides }: Cloud,
  connection: Connection,
  inputs: Properties,
  backing: Backing = sides.backing,
  things: Things = store,
): Call {
  return { store: things, inputs, connection, now: clock.now(), backing, has: (habit) => hasHabit(store, habit) };
}
