import { openSync, writeSync } from "node:fs";
import { createInterface } from "node:readline";
import { Writable } from "node:stream";
import { ReadStream } from "node:tty";

/**
 * Asks the person at the terminal, past whatever standard input and output are. Nothing that is typed is shown when
 * `hidden`.
 *
 * @param {string} question
 * @param {{ hidden: boolean }} options
 * @returns {Promise<string | undefined>} undefined when there is no terminal, or when the person gave up
 */
export async function ask(question, { hidden }) {
  const terminal = openTerminal();
  if (terminal === undefined) return undefined;
  const input = new ReadStream(terminal);
  const output = new Writable({
    write(chunk, _encoding, done) {
      if (!hidden) writeSync(terminal, chunk);
      done();
    },
  });
  const lines = createInterface({ input, output, terminal: true, historySize: 0, prompt: "" });
  // Only now that nothing typed is echoed.
  writeSync(terminal, question);
  try {
    return await new Promise((resolve) => {
      lines.once("line", resolve);
      lines.once("SIGINT", () => resolve(undefined));
      lines.once("close", () => resolve(undefined));
    });
  } finally {
    lines.close();
    if (hidden) writeSync(terminal, "\r\n");
    input.destroy();
  }
}

/** @returns {number | undefined} descriptor, open for reading and writing */
function openTerminal() {
  try {
    return openSync("/dev/tty", "r+");
  } catch {
    return undefined;
  }
}
