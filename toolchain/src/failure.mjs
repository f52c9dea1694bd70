/**
 * One way that was tried and did not lead to the goal.
 *
 * @typedef {{ way: string, reason: string }} Attempt
 */

/** A failure with a text for the user: what was wanted, every way that was tried and why it failed, what to run next. */
export class Failure extends Error {
  /**
   * @param {string} headline
   * @param {{ attempts?: readonly Attempt[], next?: readonly string[], exitCode?: number }} [details]
   */
  constructor(headline, { attempts = [], next = [], exitCode = 1 } = {}) {
    super(headline);
    this.name = "Failure";
    this.attempts = attempts;
    this.next = next;
    this.exitCode = exitCode;
  }

  /** The whole text, several lines, without a stack. */
  format() {
    const lines = [`error: ${this.message}`];
    for (const { way, reason } of this.attempts) {
      lines.push(`  - ${way}: ${reason.trim().split("\n").join("\n      ")}`);
    }
    if (this.next.length > 0) lines.push("next step:", ...this.next.map((step) => `  ${step}`));
    return lines.join("\n");
  }
}

/**
 * The text of anything that was thrown, without its stack.
 *
 * @param {unknown} error
 */
export function reasonOf(error) {
  return error instanceof Error ? error.message : String(error);
}
