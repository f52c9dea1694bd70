import { createHash } from "node:crypto";
import type { Attempt } from "../cloud.ts";
import type { Store } from "../store.ts";
import { answerTo, retryAfter } from "./answers.ts";
import { type FaultEvent, operationsOf } from "./events.ts";
import type { Outcome } from "./outcome.ts";

/** Trouble to come, as a user orders it. */
export interface Fault {
  readonly event: FaultEvent;
  /**
   * Resource type or function it is meant for; `*` stands for any text.
   * @default "*"
   */
  readonly token?: string;
  /**
   * `create`, `read`, `update`, `delete` or `lookup`.
   * @default any of them
   */
  readonly operation?: string;
  /**
   * The first of the matching requests that it happens to, counted from 1.
   * @default 1
   */
  readonly nth?: number;
  /**
   * How many requests it happens to; 0 for all that follow.
   * @default 1
   */
  readonly times?: number;
  /** Instead of `nth` and `times`: how likely it happens to each request, 0 to 1, by the roll of `seed`. */
  readonly probability?: number;
  /** @default "0" */
  readonly seed?: string;
  /** Virtual seconds: of Retry-After, of the delay, of the lag. */
  readonly seconds?: number;
}

/** A fault that was ordered, and how far it has got. */
export interface Ordered {
  readonly number: number;
  readonly fault: Fault;
  /** Requests that matched so far. */
  readonly seen: number;
  /** Times it happened. */
  readonly happened: number;
}

const key = "faults";
/** No client tries more often than this. */
const most = 10;

/** The trouble in store. */
export class Schedule {
  readonly #store: Store;

  constructor(store: Store) {
    this.#store = store;
  }

  /** Orders trouble; gives the number to cancel it by. */
  order(fault: Fault): number {
    return this.#store.transaction(() => {
      const all = this.all();
      const number = Math.max(0, ...all.map((ordered) => ordered.number)) + 1;
      this.#store.setting(key, [...all, { number, fault, seen: 0, happened: 0 }]);
      return number;
    });
  }

  all(): Ordered[] {
    return (this.#store.setting(key) as Ordered[] | undefined) ?? [];
  }

  /** Cancels one by its number, or all. */
  cancel(number?: number): void {
    this.#store.setting(key, number === undefined ? [] : this.all().filter((ordered) => ordered.number !== number));
  }

  /** What happens to a call, with what the provider's own retries make of it. */
  meet(attempt: Attempt): Outcome | undefined {
    if (this.all().length === 0) return undefined;
    return this.#store.transaction(() => {
      let waited = 0;
      let lost = false;
      for (let nth = 0; nth < most; nth++) {
        const fault = this.#next(attempt);
        if (!fault) return survived(waited, lost, attempt);
        const outcome = answerTo(fault.event, attempt, fault.seconds);
        const wait = retryAfter(fault.event, attempt, nth, fault.seconds);
        if (wait === undefined)
          return { ...outcome, works: outcome.works || lost, delay: (outcome.delay ?? 0) + waited };
        waited += wait;
        lost ||= outcome.works;
      }
      return undefined;
    });
  }

  #next(attempt: Attempt): Fault | undefined {
    const all = this.all();
    const matching = all.filter(({ fault }) => matches(fault, attempt));
    if (matching.length === 0) return undefined;
    const firing = matching.find(happens);
    const after = all.map((ordered) =>
      matching.includes(ordered)
        ? { ...ordered, seen: ordered.seen + 1, happened: ordered.happened + (ordered === firing ? 1 : 0) }
        : ordered,
    );
    this.#store.setting(key, after);
    return firing?.fault;
  }
}

/** A call that came through after all; a request whose lost answer made the client ask twice meets its own work. */
function survived(waited: number, lost: boolean, { operation }: Attempt): Outcome | undefined {
  if (waited === 0) return undefined;
  const twice = lost && operation === "create" ? { error: { status: 409, words: "it already exists" } } : {};
  return { event: "retried", works: true, delay: waited, ...twice };
}

function matches({ event, token = "*", operation }: Fault, attempt: Attempt): boolean {
  if (operation !== undefined && operation !== attempt.operation) return false;
  if (operationsOf[event] && !operationsOf[event].includes(attempt.operation)) return false;
  return matchesToken(token, attempt.token);
}

/** Whether a pattern with `*` for any text fits a token. */
export function matchesToken(token: string, given: string): boolean {
  const pattern = token.split("*").map((part) => part.replace(/[.+?^${}()|[\]\\]/g, "\\$&"));
  return new RegExp(`^${pattern.join(".*")}$`).test(given);
}

function happens({ fault, seen, happened }: Ordered): boolean {
  const { probability, nth = 1, times = 1, seed = "0" } = fault;
  if (probability === undefined) return seen + 1 >= nth && (times === 0 || happened < times);
  const roll = createHash("sha256").update(`${seed}\n${seen}`).digest().readUInt32BE(0) / 2 ** 32;
  return roll < probability;
}
