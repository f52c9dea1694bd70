import { createHash } from "node:crypto";
import { createWriteStream } from "node:fs";
import http from "node:http";
import https from "node:https";
import { pipeline } from "node:stream/promises";

/**
 * @typedef {object} Limits
 * @property {number} connectMs until the answer begins; default 3000
 * @property {number} silentMs longest pause within the answer; default 10000
 * @property {number} totalMs whole transfer; default 180000
 */

/** @type {Limits} */
export const LIMITS = { connectMs: 3000, silentMs: 10_000, totalMs: 180_000 };

/**
 * Fetches a URL into a file. Follows up to 5 redirects, never from https to http. Rejects with one sentence on a time
 * limit, a status other than 200, or a transfer that ends early.
 *
 * @param {string} url http or https
 * @param {string} file
 * @param {{ limits?: Limits, onBytes?: (bytes: number, total: number | undefined) => void }} [options]
 * @returns {Promise<{ bytes: number, sha256: string }>}
 */
export async function download(url, file, { limits = LIMITS, onBytes } = {}) {
  const abort = new AbortController();
  const total = setTimeout(
    () => abort.abort(new Error(`not finished after ${limits.totalMs / 1000} s`)),
    limits.totalMs,
  );
  try {
    const response = await answer(url, limits, abort.signal, 5);
    const size = response.headers["content-length"];
    const expected = size === undefined ? undefined : Number(size);
    const hash = createHash("sha256");
    let bytes = 0;
    const wait = () =>
      setTimeout(() => abort.abort(new Error(`silent for ${limits.silentMs / 1000} s`)), limits.silentMs);
    let silence = wait();
    response.on("data", (chunk) => {
      clearTimeout(silence);
      silence = wait();
      hash.update(chunk);
      bytes += chunk.length;
      onBytes?.(bytes, expected);
    });
    try {
      await pipeline(response, createWriteStream(file), { signal: abort.signal });
    } finally {
      clearTimeout(silence);
    }
    if (expected !== undefined && bytes !== expected) throw new Error(`ended after ${bytes} of ${expected} bytes`);
    return { bytes, sha256: hash.digest("hex") };
  } catch (error) {
    const reason = abort.signal.aborted ? abort.signal.reason : error;
    throw new Error(`${url}: ${describe(reason)}`);
  } finally {
    clearTimeout(total);
  }
}

/**
 * @param {string} url
 * @param {Limits} limits
 * @param {AbortSignal} signal
 * @param {number} redirects how many are still followed
 * @returns {Promise<http.IncomingMessage>}
 */
function answer(url, limits, signal, redirects) {
  return new Promise((resolve, reject) => {
    const request = (url.startsWith("https:") ? https : http).get(url, { signal, agent: false });
    const patience = setTimeout(
      () => request.destroy(new Error(`no answer within ${limits.connectMs / 1000} s`)),
      limits.connectMs,
    );
    request.once("error", (error) => {
      clearTimeout(patience);
      reject(error);
    });
    request.once("response", (response) => {
      clearTimeout(patience);
      const { statusCode = 0, headers } = response;
      if (statusCode === 200) return resolve(response);
      response.destroy();
      if (statusCode < 300 || statusCode > 399 || !headers.location) return reject(new Error(`status ${statusCode}`));
      const target = new URL(headers.location, url).href;
      if (redirects === 0) return reject(new Error("too many redirects"));
      if (url.startsWith("https:") && !target.startsWith("https:")) return reject(new Error(`redirect to ${target}`));
      resolve(answer(target, limits, signal, redirects - 1));
    });
  });
}

/** @param {unknown} error */
function describe(error) {
  const { code, message } = /** @type {NodeJS.ErrnoException} */ (error);
  /** @type {Record<string, string>} */
  const known = {
    ENOTFOUND: "the host name is unknown here",
    EAI_AGAIN: "host names cannot be resolved here",
    ECONNREFUSED: "connection refused",
    ECONNRESET: "connection cut",
  };
  return (code && known[code]) || message;
}
