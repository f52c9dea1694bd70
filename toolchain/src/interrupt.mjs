import { constants } from "node:os";

/** @type {Set<() => void>} */
const undo = new Set();
let listening = false;

const SIGNALS = /** @type {const} */ (["SIGINT", "SIGTERM", "SIGHUP"]);

/** @param {NodeJS.Signals} signal */
function onSignal(signal) {
  for (const step of [...undo].reverse()) {
    try {
      step();
    } catch {
      // The process ends here in any case; what stays behind is swept by the next run.
    }
  }
  process.exit(128 + constants.signals[signal]);
}

/**
 * Does some work; if a signal ends the process meanwhile, `cleanUp` runs first (newest work first). It must be
 * synchronous. `cleanUp` does not run when the work ends by itself.
 *
 * @template T
 * @param {() => void} cleanUp
 * @param {() => T | Promise<T>} work
 * @returns {Promise<T>}
 */
export async function undoneBySignal(cleanUp, work) {
  const step = () => cleanUp();
  if (!listening) for (const signal of SIGNALS) process.on(signal, onSignal);
  listening = true;
  undo.add(step);
  try {
    return await work();
  } finally {
    undo.delete(step);
    if (undo.size === 0) for (const signal of SIGNALS) process.off(signal, onSignal);
    listening = undo.size > 0;
  }
}
