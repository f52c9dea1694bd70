/** What a fault makes of one call at the provider boundary. */
export interface Outcome {
  /** Virtual seconds that pass before anything else. */
  readonly delay?: number;
  /** How many times as long as usual the resource takes to be ready or gone. */
  readonly stretch?: number;
  /** Whether the cloud does the work: false for what is refused or never arrives, true where only the answer is lost. */
  readonly works: boolean;
  /** The provider's error; without it the call succeeds. */
  readonly error?: { readonly status: number; readonly words: string };
  /** True when the error comes with the id, so that the engine keeps the resource as half-made. */
  readonly keepsId?: boolean;
  /** A read finds nothing, whatever exists. */
  readonly missing?: boolean;
  /** A lookup does not see what was made in the last so many virtual seconds. */
  readonly staleSeconds?: number;
  /** Name of the event, for the journal. */
  readonly event: string;
}
