/** Time, to be replaced in tests. */
export interface Clock {
  /** Milliseconds from any fixed point on. */
  now(): number;
  /** Ends after that many milliseconds. */
  sleep(milliseconds: number): Promise<void>;
}

/** This machine's time. */
export const realClock: Clock = {
  now: () => performance.now(),
  sleep: (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds)),
};
