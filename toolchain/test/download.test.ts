import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { download } from "../src/download.mjs";
import { checksumOf } from "../src/engine-download.mjs";
import { loopback, temporaryFolder } from "./support.ts";

const body = Buffer.alloc(300_000, "engine ");
/** Longer than a busy machine needs for an answer over loopback; a test shortens the one limit that it is about. */
const limits = { connectMs: 10_000, silentMs: 10_000, totalMs: 20_000 };

test("fetches a file, follows a redirect and gives its SHA-256", async () => {
  const url = await loopback((request, response) => {
    if (request.url === "/moved") response.writeHead(302, { location: "/file" }).end();
    else response.end(body);
  });
  const file = path.join(temporaryFolder(), "file");
  const { bytes, sha256 } = await download(`${url}/moved`, file, { limits });
  expect(bytes).toBe(body.length);
  expect(sha256).toBe(createHash("sha256").update(body).digest("hex"));
  expect(readFileSync(file).equals(body)).toBe(true);
});

test("gives up on a server that takes the connection and says nothing", async () => {
  const url = await loopback(() => {});
  const start = Date.now();
  const fetching = download(url, path.join(temporaryFolder(), "f"), { limits: { ...limits, connectMs: 200 } });
  await expect(fetching).rejects.toThrow("no answer within 0.2 s");
  expect(Date.now() - start).toBeLessThan(limits.connectMs);
});

test("gives up on a transfer that falls silent", async () => {
  const url = await loopback((_, response) => {
    response.writeHead(200, { "content-length": body.length });
    response.write(body.subarray(0, 1000));
  });
  const fetching = download(url, path.join(temporaryFolder(), "f"), { limits: { ...limits, silentMs: 200 } });
  await expect(fetching).rejects.toThrow("silent for 0.2 s");
});

test("gives up on a transfer that trickles past the whole time allowed", async () => {
  const url = await loopback((_, response) => {
    const timer = setInterval(() => response.write("x"), 20);
    response.on("close", () => clearInterval(timer));
  });
  const fetching = download(url, path.join(temporaryFolder(), "f"), { limits: { ...limits, totalMs: 400 } });
  await expect(fetching).rejects.toThrow("not finished after 0.4 s");
});

test("does not take a transfer that is cut for a whole file", async () => {
  const url = await loopback((_, response) => {
    response.writeHead(200, { "content-length": body.length });
    response.write(body.subarray(0, 1000), () => response.destroy());
  });
  await expect(download(url, path.join(temporaryFolder(), "f"), { limits })).rejects.toThrow(/cut|aborted|ended/);
});

test.each([[404], [503]])("says status %i with the address", async (status) => {
  const url = await loopback((_, response) => response.writeHead(status).end());
  await expect(download(`${url}/a`, path.join(temporaryFolder(), "f"), { limits })).rejects.toThrow(
    `${url}/a: status ${status}`,
  );
});

test("says in words that nobody listens", async () => {
  const gone = await loopback(() => {});
  const port = Number(new URL(gone).port);
  const free = `http://127.0.0.1:${port === 1 ? 2 : 1}/`;
  await expect(download(free, path.join(temporaryFolder(), "f"), { limits })).rejects.toThrow("connection refused");
});

test("reads a checksum by the exact file name", () => {
  const sum = "A".repeat(64);
  const list = `${"b".repeat(64)}  x-pulumi.tar.gz\n${sum}  pulumi.tar.gz\nshort  odd.tar.gz\n`;
  expect(checksumOf(list, "pulumi.tar.gz")).toBe(sum.toLowerCase());
  expect(checksumOf(list, "odd.tar.gz")).toBeUndefined();
  expect(checksumOf(list, "none")).toBeUndefined();
});
