import type { Habit } from "./habit.ts";

/** A state and how long it lasts, in virtual seconds. */
export type Stage = readonly [state: string, seconds: number];

/** How a resource comes, changes and goes in the cloud. The provider waits for each to end. */
export interface Life {
  /** Output that shows the state, such as `status`; without it the state shows in `ovh-sandbox ls` only. */
  readonly output?: string;
  /** From the first answer to readiness: `[["PENDING", 30], ["CREATING", 270]]`. */
  readonly making: readonly Stage[];
  /** State in which it can be used: `READY`, `ACTIVE`. */
  readonly ready: string;
  /** While an update is carried out; at once when omitted. */
  readonly changing?: readonly Stage[];
  /** While it is taken down; at once when omitted. */
  readonly leaving?: readonly Stage[];
  /** How long the provider waits, in virtual minutes, where the program sets no custom time-out. */
  readonly patience: { readonly create: number; readonly update?: number; readonly delete?: number };
  /** True when the provider stores the id only after its wait, so that a time-out leaks the resource; or the habit of it. */
  readonly idAfterWait?: true | Habit;
  /** Where the durations come from, and how sure they are. */
  readonly source: string;
}

/** What an entry goes through: the state from each moment on (virtual milliseconds since 1970). */
export interface Timeline {
  /** When it was asked for. */
  readonly made: number;
  readonly states: readonly (readonly [state: string, from: number])[];
  /** When the last state begins: nothing is under way afterwards. */
  readonly settles: number;
  /** When it is gone for good. */
  readonly leaves?: number;
}

/** The timeline of stages that end in a state. */
export function timeline(stages: readonly Stage[], last: string, now: number, stretch = 1): Timeline {
  const states: [string, number][] = [];
  let at = now;
  for (const [state, seconds] of stages) {
    states.push([state, at]);
    at += seconds * 1000 * stretch;
  }
  return { made: now, states: [...states, [last, at]], settles: at };
}

/** The timeline of something that is being taken down. */
export function departure(stages: readonly Stage[], now: number, stretch = 1): Timeline {
  const going = timeline(stages, "DELETED", now, stretch);
  return { ...going, leaves: going.settles };
}

/** The state at a moment, empty for what has no states. */
export function stateAt({ states }: Timeline, now: number): string {
  return states.findLast(([, from]) => from <= now)?.[0] ?? states[0]?.[0] ?? "";
}

/** Something that was always there. */
export const settled: Timeline = { made: 0, states: [], settles: 0 };
