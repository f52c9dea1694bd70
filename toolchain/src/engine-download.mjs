import { readFileSync, rmSync } from "node:fs";
import path from "node:path";
import { download } from "./download.mjs";
import { ENGINE_VERSION, releaseUrls } from "./pins.mjs";
import { PLATFORM } from "./places.mjs";
import { explain, neutral, run } from "./processes.mjs";

/**
 * Downloads the official release with its language hosts into a folder and checks it against the published SHA-256.
 *
 * @param {import("./places.mjs").Context} context
 * @param {string} staging
 * @param {import("./download.mjs").Limits} [limits]
 */
export async function downloadEngine({ env, say }, staging, limits) {
  const urls = releaseUrls(ENGINE_VERSION, PLATFORM, env["ACCOREBOOT_RELEASES_URL"]);
  const progress = say.progress(`downloading ${urls.archiveName}`);
  try {
    const list = path.join(staging, "checksums.txt");
    await download(urls.checksums, list, { limits });
    const wanted = checksumOf(readFileSync(list, "utf8"), urls.archiveName);
    if (!wanted) throw new Error(`${urls.checksums} does not list ${urls.archiveName}`);
    const archive = path.join(staging, "archive.tar.gz");
    const { sha256 } = await download(urls.archive, archive, {
      limits,
      onBytes: (bytes, total) => progress.detail(`${megabytes(bytes)}${total ? ` of ${megabytes(total)}` : ""} MB`),
    });
    if (sha256 !== wanted) throw new Error(`${urls.archive}: SHA-256 is ${sha256}, published is ${wanted}`);
    progress.detail("unpacking");
    const tar = ["-xzf", archive, "-C", staging, "--strip-components=1"];
    const unpacked = await run("tar", tar, { env: neutral(env), totalMs: 120_000 });
    if (unpacked.code !== 0) throw new Error(`tar: ${explain(unpacked)}`);
    rmSync(archive);
    rmSync(list);
  } finally {
    progress.end();
  }
}

/**
 * The SHA-256 a checksum list gives for a file, in lower case; undefined when it gives none.
 *
 * @param {string} list lines of `<sha256>  <file name>`
 * @param {string} name
 */
export function checksumOf(list, name) {
  const line = list.split("\n").find((entry) => entry.trim().split(/\s+\*?/)[1] === name);
  const sum = line?.trim().split(/\s+/)[0]?.toLowerCase();
  return sum && /^[0-9a-f]{64}$/.test(sum) ? sum : undefined;
}

/** @param {number} bytes */
function megabytes(bytes) {
  return Math.round(bytes / 1e6);
}
