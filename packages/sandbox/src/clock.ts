import { setTimeout as pause } from "node:timers/promises";
import { SandboxError } from "./directory.ts";
import type { Store } from "./store.ts";

/** How virtual time passes. */
export interface Pace {
  /** Virtual seconds in a real one; 0 stands still but for waits. */
  readonly scale: number;
  /** True when a wait takes no real time: the clock is moved forward instead. */
  readonly skips: boolean;
}

interface Anchor extends Pace {
  /** Virtual and real milliseconds at which the pace was set. */
  readonly virtual: number;
  readonly real: number;
}

const key = "clock";
/** How often a wait looks whether the clock was moved from elsewhere, in real milliseconds. */
const glance = 100;

/** The sandbox's time. It lies in the store, so that every process on the same sandbox has the same. */
export class Clock {
  readonly #store: Store;

  constructor(store: Store) {
    this.#store = store;
  }

  /** Virtual milliseconds since 1970. */
  now(): number {
    const { virtual, real, scale } = this.#anchor();
    return Math.round(virtual + (Date.now() - real) * scale);
  }

  /** Waits until that moment, in virtual milliseconds; at once where the clock skips. */
  async until(moment: number, signal?: AbortSignal): Promise<void> {
    for (let left = moment - this.now(); left > 0; left = moment - this.now()) {
      const { scale, skips } = this.#anchor();
      if (skips) this.advance(left);
      else await pause(scale > 0 ? Math.min(glance, Math.ceil(left / scale)) : glance, undefined, { signal });
    }
  }

  /** Moves the time forward. */
  advance(milliseconds: number): void {
    if (!(milliseconds >= 0 && Number.isFinite(milliseconds)))
      throw new SandboxError("the clock moves forward, by a number of milliseconds");
    this.#store.transaction(() => {
      const anchor = this.#anchor();
      this.#store.setting(key, { ...anchor, virtual: anchor.virtual + milliseconds });
    });
  }

  /** Sets the pace, and the time when given. */
  set(pace: Pace, now = this.now()): void {
    if (!(pace.scale >= 0 && Number.isFinite(pace.scale) && Number.isFinite(now)))
      throw new SandboxError("the pace is a number of virtual seconds in a real one, from 0 on");
    this.#store.setting(key, { ...pace, virtual: now, real: Date.now() } satisfies Anchor);
  }

  pace(): Pace {
    const { scale, skips } = this.#anchor();
    return { scale, skips };
  }

  #anchor(): Anchor {
    const now = Date.now();
    return (this.#store.setting(key) as Anchor | undefined) ?? { virtual: now, real: now, scale: 1, skips: true };
  }
}
