/**
 * Where the toolchain talks to its user.
 *
 * @typedef {object} Say
 * @property {(line: string) => void} line one finished line
 * @property {(label: string) => Progress} progress a piece of work that takes a while
 *
 * @typedef {object} Progress
 * @property {(detail: string) => void} detail how far it is; shown with the next line
 * @property {() => number} seconds since the start
 * @property {() => void} end stops showing
 */

const FRAMES = ["|", "/", "-", "\\"];

/**
 * `95` seconds as `1 min 35 s`.
 *
 * @param {number} seconds
 */
export function duration(seconds) {
  const whole = Math.round(seconds);
  return whole < 60 ? `${whole} s` : `${Math.floor(whole / 60)} min ${whole % 60} s`;
}

/**
 * Talks on a stream: on a terminal one line that moves, elsewhere a line every few seconds with the time so far.
 *
 * @param {NodeJS.WriteStream | { isTTY?: boolean, write: (text: string) => unknown }} stream
 * @param {{ everyMs?: number }} [options] pause between two lines where there is no terminal; default 5000
 * @returns {Say}
 */
export function sayOn(stream, { everyMs = 5000 } = {}) {
  const terminal = stream.isTTY === true;
  return {
    line: (line) => void stream.write(`${line}\n`),
    progress(label) {
      const start = Date.now();
      let detail = "";
      let turn = 0;
      const seconds = () => (Date.now() - start) / 1000;
      const text = () => `${label}${detail && `: ${detail}`} (${duration(seconds())})`;
      const show = terminal
        ? () => stream.write(`\r\u001b[K${FRAMES[turn++ % FRAMES.length]} ${text()}`)
        : () => stream.write(`  ${text()}\n`);
      const timer = setInterval(show, terminal ? 150 : everyMs);
      timer.unref();
      return {
        detail(next) {
          detail = next;
        },
        seconds,
        end() {
          clearInterval(timer);
          if (terminal) stream.write("\r\u001b[K");
        },
      };
    },
  };
}

/** @type {Say} says nothing */
export const silent = {
  line: () => {},
  progress: () => ({ detail: () => {}, seconds: () => 0, end: () => {} }),
};
