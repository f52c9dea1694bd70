import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { S3Client, S3ServiceException } from "@aws-sdk/client-s3";
import { findVersitygw } from "../../src/s3/find.ts";
import { startS3 } from "../../src/s3/server.ts";
import type { S3Server } from "../../src/s3/world.ts";

/** Where the server is missing the suites are left out and say so, but never in CI. */
export const missing = findVersitygw(process.env) === undefined && !process.env["CI"];

/** Put behind the name of a suite. */
export const whyMissing = missing ? " (LEFT OUT: no versitygw; node toolchain/bootstrap.mjs versitygw)" : "";
if (missing) process.stderr.write(`S3 suite left out:${whyMissing}\n`);

export const region = "gra";

/** A folder of its own with a blank in its path. */
export const temporaryFolder = (): string => mkdtempSync(join(tmpdir(), "s3 test "));

export const removeFolder = (folder: string): void => rmSync(folder, { recursive: true, force: true, maxRetries: 5 });

/** A server that must be there. */
export async function started(folder: string): Promise<S3Server> {
  const server = await startS3(folder, region);
  if (!server) throw new Error("versitygw is not there; run: node toolchain/bootstrap.mjs versitygw");
  return server;
}

export const arn = (resource: string): string => `arn:aws:s3:::${resource}`;

/** A client with a key pair, or anonymous. */
export function clientOf(endpoint: string, key?: { accessKeyId: string; secretAccessKey: string }): S3Client {
  return new S3Client({
    endpoint,
    region,
    maxAttempts: 4, // the server answers 500 now and then when one object is written and deleted at once
    credentials: key ?? { accessKeyId: "", secretAccessKey: "" },
    ...(key ? {} : { signer: { sign: async (request) => request } }),
  });
}

/** Whether the server let a request through. What it lets through may not be there; anything else is an error. */
export async function letThrough(request: Promise<unknown>): Promise<boolean> {
  try {
    await request;
    return true;
  } catch (error) {
    const status = error instanceof S3ServiceException ? error.$metadata.httpStatusCode : undefined;
    if (status === 403) return false;
    if (status === 404) return true;
    throw error;
  }
}
