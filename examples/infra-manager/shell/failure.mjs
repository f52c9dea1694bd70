/** A refusal with a text for the user: the step, what was wrong, the next command. Never holds a secret. */
export class Failure extends Error {
  /**
   * @param {"tools" | "dependencies" | "secrets" | "backend"} step
   * @param {string} message what was wrong, one line or a list
   * @param {string} next what to run or do next
   */
  constructor(step, message, next) {
    super(message);
    this.name = "Failure";
    this.step = step;
    this.next = next;
  }

  /** The whole text, without a stack. */
  format() {
    return `infra-manager: ${this.step} failed: ${this.message}\n  next: ${this.next}\n`;
  }
}

/**
 * Takes values out of a text that is about to be shown, such as the message of a tool, which may have trimmed them.
 *
 * @param {string} text
 * @param {readonly (string | undefined)[]} values
 */
export function redact(text, values) {
  let shown = text;
  for (const value of values.flatMap((one) => [one ?? "", one?.trim() ?? ""])) {
    if (value) shown = shown.replaceAll(value, "[hidden]");
  }
  return shown;
}
