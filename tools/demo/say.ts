/** What a person sees: numbered steps with their times, indented output, and plain text where there is no terminal. */
const colour = process.stdout.isTTY && !process.env["NO_COLOR"];
const paint = (code: number, text: string) => (colour ? `\u001b[${code}m${text}\u001b[0m` : text);

export const bold = (text: string) => paint(1, text);
export const green = (text: string) => paint(32, text);
export const red = (text: string) => paint(31, text);
export const dim = (text: string) => paint(2, text);

export function say(text = ""): void {
  process.stdout.write(`${text}\n`);
}

/** Seconds with one digit. */
export const seconds = (milliseconds: number) => `${(milliseconds / 1000).toFixed(1)} s`;

/** A failure that the demo prints without a stack, with what to do next. */
export class DemoError extends Error {
  readonly next: string;

  constructor(message: string, next: string) {
    super(message);
    this.next = next;
  }
}
