import type { Clock } from "./clock.ts";
import { failed } from "./error.ts";

/** What a look gave: the thing waited for, or why it is not there yet. */
export type Look<T> = { readonly value: T } | { readonly notYet: string };

/** What to wait for, and how long. */
export interface Wait<T> {
  /** What is waited for, as the progress says it. */
  readonly what: string;
  look(): Promise<Look<T>>;
  readonly seconds: number;
  readonly clock: Clock;
  say(line: string): void;
}

/** Pause between two looks, and between two lines of progress, in milliseconds. */
const pause = 2_000;
const silence = 10_000;

/** Looks until the thing is there. Throws when it is not there in time, with what the last look said. */
export async function until<T>({ what, look, seconds, clock, say }: Wait<T>): Promise<T> {
  const start = clock.now();
  let told: number | undefined;
  for (;;) {
    const seen = await look();
    if ("value" in seen) return seen.value;
    const passed = clock.now() - start;
    if (passed >= seconds * 1000) {
      throw failed(
        `waited ${seconds} s for ${what}, the last answer was: ${seen.notYet}. Run the same command again to go on`,
      );
    }
    if (told === undefined || passed - told >= silence) {
      say(`waiting for ${what}: ${seen.notYet} (${Math.round(passed / 1000)} of ${seconds} s)`);
      told = passed;
    }
    await clock.sleep(pause);
  }
}
